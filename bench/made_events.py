"""Rows of events and sign-ups as the operations write them, in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

EVENTS, NEAR, GROUPS, SIGN_UPS = 10_000, 600, 200, 500_000
TOWN = "2603000"
_BATCH = 2_000


def make_events(chance: random.Random, now: datetime) -> None:
    """Events to come: some near one town, the others all over the country, each with a group."""
    from freedomcities.events.models import Event, EventGroup
    from freedomcities.groups.choices import State
    from freedomcities.groups.models import Group
    from freedomcities.places.models import Place

    groups = Group.objects.bulk_create(
        Group(name=f"Group {each}", about="All.", state=State.OPEN, made_on=now.date())
        for each in range(GROUPS)
    )
    town = Place.objects.get(pk=TOWN)
    towns = list(Place.objects.governments().of_kind("municipality").exclude(state="MI"))
    places = [town] * NEAR + chance.choices(towns, k=EVENTS - NEAR)
    events = [_event(place, number, chance, now) for number, place in enumerate(places)]
    Event.objects.bulk_create(events, batch_size=500)
    EventGroup.objects.bulk_create(
        (EventGroup(event=each, group=chance.choice(groups), main=True) for each in events),
        batch_size=500,
    )


def make_sign_ups(chance: random.Random, now: datetime) -> None:
    """As many at each event, by name alone.

    One sealed name stands in all rows: sealing half a million takes minutes, and nothing that is
    measured opens one, which would fail, since a seal is bound to its row.
    """
    from django.db.models import F

    from freedomcities.events.models import Event, SignUp

    each = SIGN_UPS // EVENTS
    ids = list(Event.objects.order_by("pk").values_list("pk", flat=True))
    rows = _sign_ups(ids, each, chance, now.date())
    SignUp.objects.bulk_create(rows, batch_size=_BATCH)
    Event.objects.update(taken=F("taken") + each, last_number=each)


def day_of(number: int) -> str:
    """The day until which about so many of those near have begun."""
    from freedomcities.events.models import Event

    days = Event.objects.filter(place=TOWN).order_by("day").values_list("day", flat=True)
    found: date = days[number - 1]
    return found.isoformat()


def _event(place: Any, number: int, chance: random.Random, now: datetime) -> Any:
    from freedomcities.events.calendars import entry_text
    from freedomcities.events.choices import Issue, Kind, State, Where
    from freedomcities.events.drafts import Draft, fill
    from freedomcities.events.models import Event
    from freedomcities.events.saving import calendar_event
    from freedomcities.groups.models import fresh_id

    draft = Draft(
        title=f"Gathering {number}", about="We read the nine rules together. " * 8,
        kind=Kind.FIRST_GATHERING, issue=Issue.IMMIGRATION,
        day=now.date() + timedelta(days=chance.randrange(2, 300)), begin=time(18, 30), end=time(20),
        where=Where.VENUE, place=place, venue="Library", address="1 Main St",
    )  # fmt: skip
    event = Event(id=fresh_id(), made_on=now.date(), state=State.PUBLISHED, changed_at=now)
    fill(event, draft, now=now)
    event.calendar_text = entry_text(calendar_event(event))
    return event


def _sign_ups(ids: list[str], each: int, chance: random.Random, day: date) -> Iterator[Any]:
    from freedomcities.accounts.seals import seal
    from freedomcities.events.choices import Answer
    from freedomcities.events.models import SignUp

    sealed = seal(SignUp(), "name_sealed", "Robin")
    for event_id in ids:
        for number in range(1, each + 1):
            made = chance.getrandbits(128)
            yield SignUp(
                id=UUID(int=made, version=4),
                event_id=event_id,
                answer=Answer.COMES,
                number=number,
                name_sealed=sealed,
                secret_digest=f"{made:064x}",
                answered_on=day,
            )
