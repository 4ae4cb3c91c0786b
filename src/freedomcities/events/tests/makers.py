"""Events and their hosts, for tests."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.events.choices import Issue, Kind, State, Where
from freedomcities.events.drafts import Draft
from freedomcities.events.models import Event
from freedomcities.events.moderating import publish_event
from freedomcities.events.operations import put_on_map
from freedomcities.groups.tests.makers import some_place

HOST, OUTSIDER = "hostcanary", "outcanary"
HOME_ADDRESS = "4127 Quillfeather Terrace"
DAY = (NOW + timedelta(days=14)).date()


def make_host(name: str = HOST) -> Person:
    """Somebody with an account."""
    return make_ann(f"{name}@example.org", name=f"Account {name}")


def make_draft(**overrides: Any) -> Draft:
    """A first gathering in the library of Ann Arbor, two weeks from now, 6:30 to 8 p.m."""
    values: dict[str, Any] = {
        "title": "First gathering",
        "about": "We read the nine rules and choose whom to meet.",
        "kind": Kind.FIRST_GATHERING,
        "issue": Issue.IMMIGRATION,
        "day": DAY,
        "begin": time(18, 30),
        "end": time(20, 0),
        "where": Where.VENUE,
        "venue": "Downtown library",
        "address": "343 S Fifth Ave",
        **overrides,
    }
    values.setdefault("place", some_place())
    return Draft(**values)


def make_home_draft(**overrides: Any) -> Draft:
    """The same at a private home."""
    return make_draft(where=Where.HOME, venue="", **{"address": HOME_ADDRESS, **overrides})


def make_series(host: Person, draft: Draft | None = None, **overrides: Any) -> list[Event]:
    """What somebody puts on the map; it waits where its host is new."""
    values: dict[str, Any] = {"my_name": HOST, "actor": host, "now": NOW, **overrides}
    return put_on_map(draft or make_draft(), **values)


def make_event(host: Person, draft: Draft | None = None, **overrides: Any) -> Event:
    """An event that everybody sees."""
    event = make_series(host, draft, **overrides)[0]
    if event.state == State.WAITING:
        publish_event(event.pk, actor=system_actor(), now=NOW)
    event.refresh_from_db()
    return event


def day_after(days: int) -> date:
    """A day so many days from now."""
    return (NOW + timedelta(days=days)).date()


def snapshot() -> list[Any]:
    """All that events hold, to see that nothing changed."""
    from freedomcities.events import models

    tables = (
        models.Event,
        models.EventGroup,
        models.Host,
        models.HostInvitation,
        models.EventWords,
        models.EventRecap,
        models.Change,
        models.SignUp,
        models.Mailing,
        models.EventRole,
    )
    return [list(table.objects.order_by("pk").values()) for table in tables]
