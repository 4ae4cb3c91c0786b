"""Events with 10,000 to come, of which 600 lie around one town, in one process.

Each request is asked of Django itself, without a server, by a visitor; no page comes from the
memory, since every address differs. The baseline is one event by primary key.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
if "FREEDOMCITIES_HOME" in os.environ:
    os.environ["FREEDOMCITIES_TEST_HOME"] = os.environ["FREEDOMCITIES_HOME"]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.setdefault("TEST_DATABASE_URL", "")

from bench.measuring import median_of, row, seconds_of, tell  # noqa: E402 once it is found

EVENTS, NEAR, GROUPS, RUNS = 10_000, 600, 200, 60
TOWN = "2603000"
SEED = 20170311
NOW = datetime.now(UTC)


def main() -> None:
    """Fill the tables, and print the table of times."""
    _open()
    print(f"{'name':<46} {'figure':>10} {'unit':<7} {'ratio':>7}")
    taken = seconds_of(lambda: _fill(random.Random(SEED)))
    row(f"{EVENTS:,} events are made", taken, "s", 0)
    _measure()


def _open() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from freedomcities.accounts.operations import system_actor
    from freedomcities.places.operations import load_atlas

    call_command("migrate", verbosity=0)
    load_atlas(actor=system_actor(), now=NOW)


def _fill(chance: random.Random) -> None:
    """Rows as the operations write them, in bulk: some near, the others all over the country."""
    from freedomcities.events.models import Event, EventGroup
    from freedomcities.groups.choices import State
    from freedomcities.groups.models import Group
    from freedomcities.places.models import Place

    groups = Group.objects.bulk_create(
        Group(name=f"Group {each}", about="All.", state=State.OPEN, made_on=NOW.date())
        for each in range(GROUPS)
    )
    town = Place.objects.get(pk=TOWN)
    towns = list(Place.objects.governments().of_kind("municipality").exclude(state="MI"))
    places = [town] * NEAR + chance.choices(towns, k=EVENTS - NEAR)
    events = [_event(place, number, chance) for number, place in enumerate(places)]
    Event.objects.bulk_create(events, batch_size=500)
    EventGroup.objects.bulk_create(
        (EventGroup(event=each, group=chance.choice(groups), main=True) for each in events),
        batch_size=500,
    )


def _event(place: Any, number: int, chance: random.Random) -> Any:
    from freedomcities.events.calendars import entry_text
    from freedomcities.events.choices import Issue, Kind, State, Where
    from freedomcities.events.drafts import Draft, fill
    from freedomcities.events.models import Event
    from freedomcities.events.saving import calendar_event
    from freedomcities.groups.models import fresh_id

    draft = Draft(
        title=f"Gathering {number}", about="We read the nine rules together. " * 8,
        kind=Kind.FIRST_GATHERING, issue=Issue.IMMIGRATION,
        day=NOW.date() + timedelta(days=chance.randrange(2, 300)), begin=time(18, 30), end=time(20),
        where=Where.VENUE, place=place, venue="Library", address="1 Main St",
    )  # fmt: skip
    event = Event(id=fresh_id(), made_on=NOW.date(), state=State.PUBLISHED, changed_at=NOW)
    fill(event, draft, now=NOW)
    event.calendar_text = entry_text(calendar_event(event))
    return event


def _measure() -> None:
    from freedomcities.events.models import Event

    ids = list(Event.objects.order_by("pk").values_list("pk", flat=True)[:RUNS])
    base = median_of(lambda pk: Event.objects.get(pk=pk), ids)
    row("one event by primary key", base * 1000, "ms", 1.0)
    near = f"/events/?place=geoid:{TOWN}&miles=10"
    _rate("the list near a town", [f"{near}&x={number}" for number in range(RUNS)], base)
    _rate("the list of the nation", [f"/events/?x={number}" for number in range(RUNS)], base)
    _rate("the page of an event", [f"/events/{pk}/" for pk in ids], base)
    _rate("the calendar of an event", [f"/events/{pk}.ics" for pk in ids], base)
    box = f"place=geoid:{TOWN}&miles=10"
    some = f"/events.ics?{box}&until={_day_of(200)}"
    _rate("iCalendar of 200 events near a town",
          [f"{some}&x={number}" for number in range(RUNS)], base)  # fmt: skip
    _rate("GeoJSON of 500 points near a town",
          [f"/events.geojson?{box}&x={number}" for number in range(RUNS)], base)  # fmt: skip
    _rate("  its second page, 100 points",
          [f"/events.geojson?{box}&page=2&x={number}" for number in range(RUNS)], base)  # fmt: skip
    _rate("GeoJSON of the nation, 500 points",
          [f"/events.geojson?x={number}" for number in range(RUNS)], base)  # fmt: skip
    _rate("Atom of the nation, the 500 changed last",
          [f"/events.atom?x={number}" for number in range(RUNS // 3)], base)  # fmt: skip
    _rate("CSV of the nation, 500 events",
          [f"/events.csv?x={number}" for number in range(RUNS // 3)], base)  # fmt: skip
    _rate("a frame of 20 events", [f"/events/embed/?x={number}" for number in range(RUNS)], base)
    _rate("not modified", [near] * RUNS, base, is_known=True)


def _day_of(number: int) -> str:
    """The day until which about so many of those near have begun."""
    from freedomcities.events.models import Event

    days = Event.objects.filter(place=TOWN).order_by("day").values_list("day", flat=True)
    return str(days[number - 1].isoformat())


def _rate(name: str, addresses: Sequence[str], base: float, *, is_known: bool = False) -> None:
    """The times of these addresses, and how many that makes in a second."""
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1")
    headers = {"if-none-match": client.get(addresses[0]).headers["ETag"]} if is_known else {}
    times: list[float] = []

    def ask(address: str) -> None:
        times.append(seconds_of(lambda: _check(client.get(address, headers=headers), is_known)))

    # What is asked for again would come from the memory.
    warm = [] if is_known else [f"{address}&warm=1".replace("/&", "/?").replace("s&", "s?")
                                for address in addresses[:2]]  # fmt: skip
    tell(name, ask, addresses, base, warm=warm)
    row("  a second", 1 / statistics.median(times), "/s", 0)


def _check(answer: Any, is_known: bool) -> None:
    if answer.status_code != (304 if is_known else 200):
        raise SystemExit(f"answered {answer.status_code}")


if __name__ == "__main__":
    main()
