"""What moderation holds on somebody, and what time takes away."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db.models import Q

from freedomcities.accounts.models import Person
from freedomcities.moderation.choices import AskState, State
from freedomcities.moderation.models import Case, Known, TakeDown

Held = dict[str, object]
# As long as all that people do in groups.
KEPT = timedelta(days=365)


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
                "in_the_week_of": _week(row.decided_on),
                "ground": row.ground,
                "note": row.note,
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
                "asked_in_the_week_of": _week(row.asked_on),
                "done_in_the_week_of": _week(row.done_on),
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


def _week(day: date | None) -> str | None:
    return str(day - timedelta(days=day.weekday())) if day else None


def forget_old(*, now: datetime) -> int:
    """Drop cases a year after they were decided, and take-downs that were refused; how many.

    What was taken down stays in the public list for good; the note with it goes.
    """
    until = now.astimezone(UTC).date() - KEPT
    cases = Case.objects.exclude(state=State.OPEN).filter(decided_on__lte=until)
    refused = TakeDown.objects.filter(state=AskState.REFUSED, asked_on__lte=until)
    TakeDown.objects.filter(state=AskState.DONE, done_on__lte=until).exclude(note="").update(
        note=""
    )
    return cases.delete()[0] + refused.delete()[0]
