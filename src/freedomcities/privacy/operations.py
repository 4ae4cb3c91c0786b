"""What is held on somebody, by all nouns together; and erasing all of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from freedomcities.accounts import leaving
from freedomcities.accounts.forgetting import gone_idle
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.signing_in import week_of
from freedomcities.audit.models import AuditEntry
from freedomcities.lib.errors import Refusal
from freedomcities.privacy.export_links import use_export_link
from freedomcities.privacy.holdings import Held, all_held, forget_everywhere

_BATCH = 200


class MayNot(Refusal):
    """Somebody wants to erase somebody else."""

    def __init__(self) -> None:
        super().__init__("Only the person or the system itself may erase an account.")


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
    with transaction.atomic():
        people = Person.objects.get_queryset().select_for_update(no_key=True)
        known = people.filter(pk=person.pk, is_system=False).exclude(email_index=None).first()
        if known is None:
            raise NobodyThere
        leaving.erase(
            known, now=now, actor=actor, before=lambda each: forget_everywhere(each, now=now)
        )


def erase_idle(*, now: datetime) -> int:
    """Erase those who have stayed away for 13 months, and were told; how many."""
    found = list(gone_idle(now=now).order_by("pk").values_list("pk", flat=True)[:_BATCH])
    return sum(_erase_if_idle(each, now=now) for each in found)


def _erase_if_idle(person_id: UUID, *, now: datetime) -> bool:
    """Somebody may have come since they were looked up."""
    with transaction.atomic():
        idle = gone_idle(now=now).select_for_update(no_key=True).filter(pk=person_id).first()
        if idle is None:
            return False
        erase(idle, actor=system_actor(), now=now)
    return True


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
