"""Telling that something is wrong, which everybody may; nobody is told who did."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from freedomcities.accounts.counting import Limit, TooOften, count
from freedomcities.accounts.operations import system_actor
from freedomcities.moderation.choices import Complaint, Why
from freedomcities.moderation.kinds import ContentKind, Shown, kind_of
from freedomcities.moderation.models import LONGEST_REPORT, Case, Report
from freedomcities.moderation.operations import note, open_case
from freedomcities.moderation.private_details import kinds_in
from freedomcities.moderation.refusals import NoteTooLong, NothingThere

AN_HOUR = Limit("report", 50, timedelta(hours=1))
_ONCE_A_DAY = Limit("report-of-one", 1, timedelta(days=1))
MOST_TEXTS = 50


def report(
    kind: str,
    subject: str,
    complaint: Complaint,
    text: str,
    *,
    peer: str,
    now: datetime,
    is_seen: bool = False,
) -> Case:
    """Open a case on what somebody reports, or add to the one there is.

    Of whoever reports nothing is kept, signed in or not: the log names the system. The same peer
    counts once a day for a subject, and the same words are kept once. `is_seen`: its noun has
    looked whether whoever reports sees it, though visitors do not. Raises TooOften,
    NoteTooLong, and NothingThere for what cannot be reported.
    """
    said = text.strip()
    if len(said) > LONGEST_REPORT:
        raise NoteTooLong(LONGEST_REPORT)
    reportable(kind, subject, is_seen=is_seen)
    count(AN_HOUR, peer, now=now)
    with transaction.atomic():
        is_new = _is_first(kind, subject, peer, now=now)
        case = open_case(kind, subject, now=now)
        case.whys = [each.value for each in Why if each in {*case.whys, Why.REPORT}]
        case.reporters += is_new
        case.save(update_fields=["whys", "reporters"])
        _keep(case, complaint, said, now=now)
        note(case, "report", actor=system_actor(), now=now, detail={"complaint": complaint.value})
    return case


def reportable(kind: str, subject: str, *, is_seen: bool = False) -> tuple[ContentKind, Shown]:
    """What can be reported under this name; NothingThere."""
    found = kind_of(kind)
    shown = found.show(subject) if found and (is_seen or found.takes_reports) else None
    if found is None or shown is None or not shown.is_public:
        raise NothingThere
    return found, shown


def _is_first(kind: str, subject: str, peer: str, *, now: datetime) -> bool:
    try:
        count(_ONCE_A_DAY, f"{peer}\n{kind}\n{subject}", now=now)
    except TooOften:
        return False
    return True


def _keep(case: Case, complaint: Complaint, text: str, *, now: datetime) -> None:
    """A report holds what somebody wrote: no more of them than a moderator reads."""
    same = case.reports.filter(complaint=complaint, text=text)
    if same.exists() or case.reports.count() >= MOST_TEXTS:
        return
    Report.objects.create(case=case, complaint=complaint, text=text, sent_on=now.date())


def details_of_reports(case: Case) -> tuple[str, ...]:
    """The kinds of private details that the reports of a case hold, for whoever reads them."""
    return tuple(each.value for each in kinds_in(*(row.text for row in case.reports.all())))
