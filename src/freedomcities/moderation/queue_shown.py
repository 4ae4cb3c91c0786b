"""What moderators see: the lines of the queue, and one case with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from freedomcities.moderation.acquaintance import is_known
from freedomcities.moderation.choices import (
    UNDECIDED,
    Complaint,
    Decision,
    Ground,
    State,
    Why,
)
from freedomcities.moderation.deciding import possible
from freedomcities.moderation.decision_words import words_for
from freedomcities.moderation.kinds import ContentKind, Fact, ImageShown, Shown, kind_of
from freedomcities.moderation.marked import Piece, detail_words, marked
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.ui.parts import Cell, Column, Moment, Table

MANY = 10
"""From here on it may be said that many people reported something; of fewer, nothing."""


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
    """What somebody said is wrong; on which day is not told, so that nobody guesses who."""

    complaint: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case's page; `decisions` are addresses with their words, empty where it is decided.

    `asked` and `note` are what a moderator asks readers of law, while it waits for them.
    """

    line: Line
    is_there: bool
    is_reading: bool
    is_reported_by_many: bool
    texts: tuple[MarkedText, ...]
    images: tuple[ImageShown, ...]
    facts: tuple[Fact, ...]
    asked: str
    note: str
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
    if line.case.reporters >= MANY:
        why += f". {_many_words()}"
    return (
        Cell(f"{line.kind}: {line.title}", reverse("moderation:case", args=[line.case.pk])),
        Cell(why),
        Cell(date_format(line.case.opened_on, "DATE_FORMAT")),
    )


def reading_table(cases: Iterable[Case]) -> Table:
    """What readers of law were asked, for moderators."""
    return Table(
        caption=_("With readers of law"),
        columns=(Column(_("What")), Column(_("What is asked")), Column(_("Since"))),
        rows=tuple(_reading_row(line_of(case, shown_of(case))) for case in cases),
    )


def _reading_row(line: Line) -> tuple[Cell, ...]:
    return (
        Cell(f"{line.kind}: {line.title}", reverse("moderation:case", args=[line.case.pk])),
        Cell(ground_words(line.case)),
        Cell(date_format(line.case.opened_on, "DATE_FORMAT")),
    )


def ground_words(row: Case | TakeDown) -> str:
    """On which ground something was decided or asked; "" where it needed none."""
    return str(Ground(row.ground).label) if row.ground else ""


def _many_words() -> str:
    return _("%(number)s or more people say so.") % {"number": MANY}


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
    is_open = case.state in UNDECIDED
    is_reading = case.state == State.READING
    return CaseShown(
        line=line_of(case, shown),
        is_there=shown is not None,
        is_reading=is_reading,
        is_reported_by_many=case.reporters >= MANY,
        texts=texts_of(shown),
        images=shown.images if shown else (),
        facts=shown.facts if shown else (),
        asked=ground_words(case) if is_reading else "",
        note=case.note if is_reading else "",
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
    for row in case.reports.order_by("pk"):
        yield ReportShown(str(Complaint(row.complaint).label), marked(row.text))


def _decisions(
    case: Case, kind: ContentKind | None, shown: Shown | None
) -> Iterable[tuple[str, str]]:
    if kind is None or shown is None:
        yield _decide_address(case, Decision.LEAVE), _("Close the case")
        return
    for decision in possible(kind, shown, State(case.state)):
        yield _decide_address(case, decision), str(words_for(kind, decision).label)


def _decide_address(case: Case, decision: Decision) -> str:
    return reverse("moderation:decide", args=[case.pk, decision.value])


def _earlier(case: Case) -> Iterable[Moment]:
    """What was decided on the same subject before, by whomever."""
    others = Case.objects.about(case.kind, case.subject).decided().exclude(pk=case.pk)
    for other in others[:20]:
        yield _moment(other)
    if case.state not in UNDECIDED:
        yield _moment(case)


def _moment(case: Case) -> Moment:
    ground = ground_words(case)
    day = case.decided_on.isoformat() if case.decided_on else ""
    said = " ".join(filter(None, [f"{ground}." if ground else "", case.note, case.answer]))
    when = date_format(case.decided_on, "DATE_FORMAT") if case.decided_on else ""
    return Moment(when, str(State(case.state).label).capitalize(), said, day=day)
