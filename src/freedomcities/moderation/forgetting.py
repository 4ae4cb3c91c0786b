"""What moderation holds on somebody, and what time takes away."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q

from freedomcities.accounts.models import Person
from freedomcities.lib.dates import day_of, week_told
from freedomcities.moderation.choices import AskState, State
from freedomcities.moderation.models import Case, Known, TakeDown
from freedomcities.moderation.querysets import CaseQuerySet, TakeDownQuerySet

Held = dict[str, object]
# As long as all that people do in groups.
KEPT = timedelta(days=365)
_BY_READERS = {State.RIGHT, State.CORRECTED}


def held_on(person: Person) -> Held:
    """All that moderation holds on somebody; for the person's own eyes."""
    decided = Case.objects.filter(decided_by=person).order_by("decided_on", "pk")
    mine = Q(asked_by=person) | Q(answered_by=person)
    return {
        "known": Known.objects.filter(person=person).exists(),
        "decisions": [
            {
                "on": f"{row.kind} {row.subject}",
                "decision": row.state,
                "in_the_week_of": week_told(row.decided_on),
                "ground": row.ground,
                # The note of a case that a reader has answered is a moderator's.
                "note": row.answer if row.state in _BY_READERS else row.note,
            }
            for row in decided
        ],
        "take_downs": [
            {
                "on": f"{row.kind} {row.subject}",
                "direction": row.direction,
                "ground": row.ground,
                "note": row.note if row.asked_by_id == person.pk else "",
                "part": "asked" if row.asked_by_id == person.pk else "answered",
                "state": row.state,
                "asked_in_the_week_of": week_told(row.asked_on),
                "done_in_the_week_of": week_told(row.done_on),
            }
            for row in TakeDown.objects.filter(mine).order_by("asked_on", "pk")
        ],
    }


def forget_person(person: Person, *, now: datetime) -> None:  # noqa: ARG001 as every noun's
    """Forget that somebody is known, and who decided; the log keeps the id for it.

    What a moderator asked for and nobody answered waits no longer: their word counts no more.
    """
    Known.objects.filter(person=person).delete()
    Case.objects.filter(decided_by=person).update(decided_by=None)
    asked = TakeDown.objects.filter(asked_by=person)
    asked.filter(state=AskState.OPEN).update(state=AskState.REFUSED, note="")
    asked.update(asked_by=None)
    TakeDown.objects.filter(answered_by=person).update(answered_by=None)


def old_cases(now: datetime) -> CaseQuerySet:
    """Those that were decided a year ago."""
    return Case.objects.decided().filter(decided_on__lte=_until(now))


def old_take_downs(now: datetime) -> TakeDownQuerySet:
    """Those that were refused, and those that were done and still have a note, after a year."""
    refused = Q(state=AskState.REFUSED, asked_on__lte=_until(now))
    noted = Q(state=AskState.DONE, done_on__lte=_until(now)) & ~Q(note="")
    return TakeDown.objects.filter(refused | noted)


def forget_take_downs(*, now: datetime) -> int:
    """Drop what was refused; what was done stays in the public list for good, without its note."""
    old = old_take_downs(now)
    noted = old.filter(state=AskState.DONE).update(note="")
    return noted + old.filter(state=AskState.REFUSED).delete()[0]


def _until(now: datetime) -> date:
    return day_of(now) - KEPT
