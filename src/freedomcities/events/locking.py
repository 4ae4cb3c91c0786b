"""An event's row is locked by whoever changes anything of it; rights are read under that lock.

So two people who act at once act one after the other, and the second sees what the first did.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.events.choices import HostRole, State, Where
from freedomcities.events.models import Event, EventGroup, Host
from freedomcities.events.permissions import Asker, Predicate
from freedomcities.events.refusals import MayNot
from freedomcities.groups.models import Membership
from freedomcities.groups.permissions import LETTING_IN
from freedomcities.lib.prepared import Prepared, columns_of, instance_of

_locked = Prepared(
    lambda: Event.objects.select_for_update().values_list(*columns_of(Event)),
)


def lock(event_id: str) -> Event:
    """The event, locked until the transaction ends; MayNot where there is none."""
    found = _locked.first(event_id)
    if found is None:
        raise MayNot
    return instance_of(Event, found)


def lock_for(event_id: str, actor: Person, may: Predicate) -> Event:
    """The event as it stands now, locked until the transaction ends; MayNot."""
    event = lock(event_id)
    person = Person.objects.filter(pk=actor.pk).first()
    if person is None or not may(asker_of(event, person)):
        raise MayNot
    return event


def asker_of(event: Event, person: Person) -> Asker:
    """What somebody is to the event now."""
    host = host_of(event, person)
    return Asker(
        person=person,
        role=HostRole(host.role) if host else None,
        leads=leads_main_group(event, person),
        state=State(event.state),
        is_home=event.where == Where.HOME,
    )


def host_of(event: Event, person: Person) -> Host | None:
    """Somebody's part as a host, if they host it."""
    return Host.objects.filter(event=event, person=person).first()


def leads_main_group(event: Event, person: Person) -> bool:
    """Whether somebody leads or organizes the group that put the event on the map."""
    main = EventGroup.objects.filter(event=event, main=True).values("group_id")
    rows = Membership.objects.filter(group_id__in=main, person=person, role__in=LETTING_IN)
    return rows.exists()


def note(
    event: Event,
    action: str,
    *,
    actor: Person,
    now: datetime,
    detail: Mapping[str, object] | None = None,
    is_public: bool = False,
) -> None:
    """The entry in the log of something that was done to an event; without anybody's name."""
    subject = f"event {event.pk}"
    record(actor=actor, now=now, action=action, subject=subject, detail=detail, is_public=is_public)
