"""What is held on somebody, by all nouns together; and erasing all of it."""

from __future__ import annotations

from datetime import datetime

from django.db import OperationalError, transaction
from django.db.models import Q

from freedomcities.accounts import leaving
from freedomcities.accounts.forgetting import gone_idle
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.querysets import PersonQuerySet
from freedomcities.accounts.signing_in import week_of
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Refusal
from freedomcities.privacy.erasures import complete_ledger, note_erased, the_ledger, who_came_back
from freedomcities.privacy.export_links import use_export_link
from freedomcities.privacy.holdings import Held, all_held, forget_everywhere
from freedomcities.privacy.ledger import Ledger, read_ledger

_BATCH = 200


class MayNot(Refusal):
    """Somebody wants to erase somebody else, or to see what is held on them."""

    def __init__(self) -> None:
        super().__init__("Only the person and the system itself may do this.")


class NobodyThere(Refusal):
    """The account is erased already, or is the system's own."""

    def __init__(self) -> None:
        super().__init__("There is no account to erase: it is gone already, or is the system's.")


def held_on(person: Person) -> Held:
    """Everything that is held on somebody, by noun, and what the log says of them.

    No date is finer than the week: whatever is held of a day or an hour serves the site's own
    work, and tells others when somebody was here.
    """
    return {**all_held(person), "log": _log_of(person)}


def disclose(person: Person, *, actor: Person, now: datetime, what: str = "disclose") -> Held:
    """The same for whoever runs the site, when somebody demands it: the log says that it was done.

    `what`: what the log calls it. Raises MayNot.
    """
    if not actor.is_system:
        raise MayNot
    with transaction.atomic():
        held = held_on(person)
        record(actor=actor, now=now, action=what, subject=f"person {person.pk}", is_public=False)
    return held


def open_export(secret: str, *, actor: Person, now: datetime) -> Held:
    """What somebody takes along by a link, which works no more then. Raises NoSuchExport."""
    with transaction.atomic():
        use_export_link(secret, actor=actor, now=now)
        return held_on(actor)


def erase(person: Person, *, actor: Person, now: datetime) -> None:
    """Erase somebody from every noun: the id alone stays, for what they did in public.

    Raises MayNot, NobodyThere.
    """
    if actor != person and not actor.is_system:
        raise MayNot
    there = Person.objects.get_queryset().filter(is_system=False).exclude(email_index=None)
    if not _erase(there.filter(pk=person.pk), actor=actor, now=now):
        raise NobodyThere


def erase_idle(*, now: datetime) -> int:
    """Erase those who have stayed away for 13 months, and were told; how many."""
    found = list(gone_idle(now=now).order_by("pk").values_list("pk", flat=True)[:_BATCH])
    # Looked up once more: somebody may have come meanwhile.
    return sum(_erase(gone_idle(now=now).filter(pk=each), now=now) for each in found)


def erase_again(ledger: Ledger, *, now: datetime) -> int:
    """Erase whoever stands in the ledger and is there all the same; how many."""
    found = [each for people in who_came_back(ledger) for each in people]
    people = Person.objects.get_queryset()
    return sum(_erase(people.filter(pk=each.pk), now=now, note=False) for each in found)


def finish_erasures(*, now: datetime) -> int:
    """Bring the ledger and the database to say the same; how many were erased now."""
    complete_ledger(now=now)
    return erase_again(read_ledger(the_ledger()), now=now)


def _erase(
    people: PersonQuerySet, *, actor: Person | None = None, now: datetime, note: bool = True
) -> bool:
    """Erase the one person of this set, if there is somebody; `note`: not in the ledger yet.

    Never part of a larger transaction: what stands in the ledger is erased (see there), and a
    transaction around this one could still be rolled back.
    """
    with transaction.atomic(durable=True):
        found = people.select_for_update(no_key=True).first()
        if found is None:
            return False
        leaving.erase(
            found,
            now=now,
            actor=actor or system_actor(),
            before=lambda each: forget_everywhere(each, now=now),
        )
        if note:
            _note(found, now)
    return True


def _note(person: Person, now: datetime) -> None:
    try:
        note_erased(person, now=now)
    except OSError as error:
        # As where the database cannot write: nothing is done, and it can be tried again.
        raise OperationalError(f"the ledger cannot be written: {error.strerror}") from None


def _log_of(person: Person) -> list[Held]:
    """What somebody did, and what was done to them, in the order in which it was done."""
    entries = AuditEntry.objects.filter(Q(actor=person) | Q(subject=f"person {person.pk}"))
    return [
        {
            "in_the_week_of": str(week_of(entry.at)),
            "what": entry.action,
            "about": entry.subject,
            "by_themselves": entry.actor_id == person.pk,
            **({"detail": entry.detail} if entry.detail else {}),
        }
        for entry in entries.order_by("sequence")
    ]
