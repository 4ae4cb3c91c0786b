"""What time takes away: accounts that nobody has used for a year are told, and a month later go.

How they go is for privacy to say, which knows all that is held on people.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import Person
from freedomcities.accounts.querysets import PersonQuerySet
from freedomcities.accounts.seals import unseal
from freedomcities.lib.dates import day_of

_YEAR, _MONTH = timedelta(days=365), timedelta(days=31)
_BATCH = 200


def warn_idle(*, now: datetime) -> int:
    """Write to those who have stayed away for a year; how many. Each is written to once."""
    idle = _idle(since=day_of(now) - _YEAR).filter(warned_on=None)
    found = 0
    for person in idle.order_by("pk")[:_BATCH]:
        with transaction.atomic():
            # Somebody may have come, or another process written, since it was looked up.
            known = Person.objects.get_queryset().filter(
                pk=person.pk, warned_on=None, seen_in=person.seen_in
            )
            if not known.update(warned_on=day_of(now)):
                continue
            write_letter(
                "accounts/letters/idle",
                to=unseal(person, "email_sealed"),
                language=person.language,
                context={},
                now=now,
                lasts=_MONTH,
            )
            found += 1
    return found


def erased_on(person: Person) -> date | None:
    """The day on which an account is erased unless its person comes; None for the system's own.

    Whoever was not told in time stays longer: nobody is erased who was not told.
    """
    if person.seen_in is None:
        return None
    told = person.warned_on + _MONTH if person.warned_on else date.min
    return max(person.seen_in + timedelta(days=6) + _YEAR + _MONTH, told)


def gone_idle(*, now: datetime) -> PersonQuerySet:
    """Those who were told a month ago, and have not come: to be erased."""
    idle = _idle(since=day_of(now) - _YEAR - _MONTH)
    return idle.filter(warned_on__lte=day_of(now) - _MONTH)


def _idle(*, since: date) -> PersonQuerySet:
    """Those who have an address, and were last here in the week of this day or before."""
    people = Person.objects.get_queryset().filter(is_active=True, is_system=False)
    return people.exclude(email_index=None).filter(seen_in__lte=since - timedelta(days=6))
