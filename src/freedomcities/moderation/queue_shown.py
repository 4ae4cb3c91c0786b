"""What moderators see: the lines of the queue, and one case with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from freedomcities.moderation.acquaintance import is_known
from freedomcities.moderation.choices import Complaint, Decision, Ground, State, Why
from freedomcities.moderation.decision_words import words_for
from freedomcities.moderation.kinds import ContentKind, Shown, kind_of
from freedomcities.moderation.marked import Piece, detail_words, marked
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.moderation.operations import possible
from freedomcities.ui.parts import Cell, Column, Moment, Table


@dataclass(frozen=True, slots=True)
class Line:
    """A case in the queue."""

    case: Case
    kind: str
    title: str
    whys: str
    details: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text of the subject under its name, in pieces."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ReportShown:
    """What somebody said is wrong."""

    complaint: str
    pieces: tuple[Piece, ...]
    sent_on: object


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case's page; `decisions` are addresses with their words, empty where it is decided."""

    line: Line
    is_there: bool
    texts: tuple[MarkedText, ...]
    address: str
    by: str
    is_by_somebody_new: bool
    reports: tuple[ReportShown, ...]
    decisions: tuple[tuple[str, str], ...]
    ask_address: str
    earlier: tuple[Moment, ...]


def queue_table(cases: Iterable[Case]) -> Table:
    """These cases, each with what its subject is called now."""
    return Table(
        caption=_("What waits"),
        columns=(Column(_("What")), Column(_("Why it waits")), Column(_("Since"))),
        rows=tuple(_row(line_of(case, shown_of(case))) for case in cases),
    )


def _row(line: Line) -> tuple[Cell, ...]:
    why = f"{line.whys}: {line.details}" if line.details else line.whys
    if line.case.reporters > 1:
        why += f" ({line.case.reporters})"
    return (
        Cell(f"{line.kind}: {line.title}", reverse("moderation:case", args=[line.case.pk])),
        Cell(why),
        Cell(date_format(line.case.opened_on, "DATE_FORMAT")),
    )


def shown_of(case: Case | TakeDown) -> Shown | None:
    """The subject of a case as it is now; None where it is no more."""
    kind = kind_of(case.kind)
    return kind.show(case.subject) if kind else None


def kind_words(name: str) -> str:
    """What people call a kind."""
    kind = kind_of(name)
    return str(kind.label) if kind else name


def line_of(case: Case, shown: Shown | None) -> Line:
    """A case with its subject."""
    return Line(
        case=case,
        kind=kind_words(case.kind),
        title=shown.title if shown else _("It is not there any more"),
        whys=", ".join(str(Why(each).label) for each in case.whys),
        details=", ".join(detail_words(case.details)),
    )


def case_shown(case: Case) -> CaseShown:
    """Everything on the page of a case."""
    kind, shown = kind_of(case.kind), shown_of(case)
    is_open = case.state == State.OPEN
    return CaseShown(
        line=line_of(case, shown),
        is_there=shown is not None,
        texts=texts_of(shown),
        address=shown.address if shown else "",
        by=shown.by if shown else "",
        is_by_somebody_new=bool(shown and shown.author and not is_known(shown.author)),
        reports=tuple(_reports(case)) if is_open else (),
        decisions=tuple(_decisions(case, kind, shown)) if is_open else (),
        ask_address=ask_address(case) if is_open and kind and kind.is_on_the_list else "",
        earlier=tuple(_earlier(case)),
    )


def texts_of(shown: Shown | None) -> tuple[MarkedText, ...]:
    """The words of a subject, with what was found in them marked."""
    texts = shown.texts if shown else ()
    return tuple(MarkedText(each.label, marked(each.text)) for each in texts)


def ask_address(case: Case | TakeDown) -> str:
    """Where a moderator asks for a take-down of the subject of a case."""
    return f"{reverse('moderation:take_down_ask')}?subject={case.kind}:{case.subject}"


def _reports(case: Case) -> Iterable[ReportShown]:
    for row in case.reports.order_by("sent_on", "pk"):
        yield ReportShown(str(Complaint(row.complaint).label), marked(row.text), row.sent_on)


def _decisions(
    case: Case, kind: ContentKind | None, shown: Shown | None
) -> Iterable[tuple[str, str]]:
    if kind is None or shown is None:
        yield _decide_address(case, Decision.LEAVE), _("Close the case")
        return
    for decision in possible(kind, shown):
        yield _decide_address(case, decision), str(words_for(kind, decision).label)


def _decide_address(case: Case, decision: Decision) -> str:
    return reverse("moderation:decide", args=[case.pk, decision.value])


def _earlier(case: Case) -> Iterable[Moment]:
    """What was decided on the same subject before, by whomever."""
    others = Case.objects.about(case.kind, case.subject).decided().exclude(pk=case.pk)
    for other in others[:20]:
        yield _moment(other)
    if case.state != State.OPEN:
        yield _moment(case)


def _moment(case: Case) -> Moment:
    ground = str(Ground(case.ground).label) if case.ground else ""
    day = case.decided_on.isoformat() if case.decided_on else ""
    said = " ".join(filter(None, [f"{ground}." if ground else "", case.note]))
    when = date_format(case.decided_on, "DATE_FORMAT") if case.decided_on else ""
    return Moment(when, str(State(case.state).label).capitalize(), said, day=day)
