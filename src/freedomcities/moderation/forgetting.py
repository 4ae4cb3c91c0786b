"""What moderation holds on somebody, and what time takes away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from freedomcities.accounts.models import Person
from freedomcities.moderation.choices import AskState, State
from freedomcities.moderation.models import Case, Known, TakeDown

Held = dict[str, object]
# As long as all that people do in groups.
KEPT = timedelta(days=365)


def held_on(person: Person) -> Held:
    """All that moderation holds on somebody; for the person's own eyes.

    A moderator's decisions stay after they leave, by an id that nobody has a name for.
    """
    return {
        "known": Known.objects.filter(person=person).exists(),
        "decisions": Case.objects.filter(decided_by=person).count(),
        "take_downs_asked_for": TakeDown.objects.filter(asked_by=person).count(),
        "take_downs_answered": TakeDown.objects.filter(answered_by=person).count(),
    }


def forget_person(person: Person, *, now: datetime) -> None:  # noqa: ARG001 as every noun's
    """Forget that somebody is known; `erase` of accounts calls it within its transaction.

    What a moderator asked for and nobody answered waits no longer: their word counts no more.
    """
    Known.objects.filter(person=person).delete()
    asked = TakeDown.objects.filter(asked_by=person, state=AskState.OPEN)
    asked.update(state=AskState.REFUSED, note="")


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
