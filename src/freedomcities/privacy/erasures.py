"""The ledger and the database brought to say the same: see `ledger`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from freedomcities.accounts.models import Person
from freedomcities.accounts.querysets import PersonQuerySet
from freedomcities.lib.dates import day_of
from freedomcities.privacy.ledger import (
    PERSON,
    Erased,
    Ledger,
    append,
    ledger_path,
    make_ledger,
    read_ledger,
)

_BATCH = 500


def the_ledger() -> Path:
    """The ledger of this site."""
    return ledger_path(settings.KEYS_FILE)


def note_erased(person: Person, *, now: datetime) -> None:
    """Write somebody into the ledger, before the transaction that erases them is committed."""
    append(the_ledger(), [Erased(PERSON, str(person.pk), day_of(now))])


def complete_ledger(*, now: datetime) -> int:
    """Add whoever is erased and does not stand there, as in an older site; how many."""
    make_ledger(the_ledger())
    known = read_ledger(the_ledger()).ids(PERSON)
    erased = Person.objects.get_queryset().erased().values_list("pk", flat=True)
    day = day_of(now)
    lacking = [Erased(PERSON, str(each), day) for each in erased if str(each) not in known]
    append(the_ledger(), lacking)
    return len(lacking)


def who_came_back(ledger: Ledger) -> list[PersonQuerySet]:
    """Whoever stands in the ledger and is there all the same, in portions."""
    ids = sorted(ledger.ids(PERSON))
    people = Person.objects.get_queryset().filter(is_system=False).exclude(email_index=None)
    portions = [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
    return [people.filter(pk__in=portion) for portion in portions]
