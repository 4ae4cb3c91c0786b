"""10,000 events to come, of which 600 lie around one town, with 500,000 sign-ups.

First in this process: each request is asked of Django itself, by a visitor; no page comes from
the memory, since every address differs, and the baseline is one event by primary key. What is
kept of a question stays kept, so that one near another town each time stands beside it. Then over
HTTP, with `/healthz` as the baseline: see `served_events`.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench.made_events import EVENTS, SIGN_UPS, TOWN, day_of, make_events, make_sign_ups
from bench.measuring import median_of, open_site, row, seconds_of, tell

RUNS = 60
SEED = 20170311
NOW = datetime.now(UTC)


def main() -> None:
    """Fill the tables, and print the table of times."""
    open_site(NOW)
    print(f"{'name':<46} {'figure':>10} {'unit':<7} {'ratio':>7}")
    chance = random.Random(SEED)
    row(f"{EVENTS:,} events are made", seconds_of(lambda: make_events(chance, NOW)), "s", 0)
    taken = seconds_of(lambda: make_sign_ups(chance, NOW))
    row(f"{SIGN_UPS:,} sign-ups are made", taken, "s", 0)
    _measure()
    _serve()


def _measure() -> None:
    from freedomcities.events.models import Event

    ids = list(Event.objects.order_by("pk").values_list("pk", flat=True)[:RUNS])
    base = median_of(lambda pk: Event.objects.get(pk=pk), ids)
    row("one event by primary key", base * 1000, "ms", 1.0)
    near = f"/events/?place=geoid:{TOWN}&miles=10"
    others = [f"/events/?place=geoid:{town}&miles=100" for town in _towns()[:RUNS]]
    _rate("the list near another town each time", others, base)
    _rate("the list near one town", [f"{near}&x={number}" for number in range(RUNS)], base)
    _rate("the list of the nation", [f"/events/?x={number}" for number in range(RUNS)], base)
    _rate("the page of an event", [f"/events/{pk}/" for pk in ids], base)
    _rate("the calendar of an event", [f"/events/{pk}.ics" for pk in ids], base)
    box = f"place=geoid:{TOWN}&miles=10"
    some = f"/events.ics?{box}&until={day_of(200)}"
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


def _serve() -> None:
    from django.db import connection

    from bench.served_events import measure
    from freedomcities.events.models import Event

    ids = list(Event.objects.order_by("pk").values_list("pk", flat=True))
    towns = _towns()
    month = _month_after(NOW.date())
    connection.close()
    measure(ids, towns, (month.isoformat(), (_month_after(month) - timedelta(days=1)).isoformat()))


def _towns() -> list[str]:
    """The towns with an event, each once."""
    from freedomcities.events.models import Event

    found = Event.objects.order_by("place").values_list("place", flat=True).distinct()
    return list(found)


def _month_after(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


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
