"""Whom to meet: the import of the list, and the answer for three towns, in one process.

The import stands against the same rows written by a plain insert into an emptied table; the answer
against one look-up by primary key. "Our code" is what is left of a time without the database.
The page is asked of Django itself, without a server, each time for towns not asked before.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
if "FREEDOMCITIES_HOME" in os.environ:
    os.environ["FREEDOMCITIES_TEST_HOME"] = os.environ["FREEDOMCITIES_HOME"]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.setdefault("TEST_DATABASE_URL", "")

RUNS = 300
SEED = 20170222
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def main() -> None:
    """Load atlas and list, and print the table."""
    _open()
    print(f"{'name':<46} {'figure':>10} {'unit':<7} {'ratio':>7}")
    _imports()
    _answers()


def _open() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from freedomcities.accounts.operations import system_actor
    from freedomcities.blueprints.operations import load_blueprints
    from freedomcities.places.operations import load_atlas

    call_command("migrate", verbosity=0)
    load_atlas(actor=system_actor(), now=NOW)
    load_blueprints(actor=system_actor(), now=NOW)


def _imports() -> None:
    from django.db import transaction

    from freedomcities.accounts.operations import system_actor
    from freedomcities.officials.agencies_loading import load_agencies
    from freedomcities.officials.models import Agency, AgencyService

    taken = _time(lambda: load_agencies(actor=system_actor(), now=NOW))
    agencies, services = list(Agency.objects.all()), list(AgencyService.objects.all())
    with transaction.atomic():
        AgencyService.objects.all().delete()
        Agency.objects.all().delete()

        def plainly() -> None:
            Agency.objects.bulk_create(agencies, batch_size=500)
            AgencyService.objects.bulk_create(services, batch_size=500)

        plain = _time(plainly)
    _row("the same rows by a plain insert", plain, "s", 1.0)
    _row(f"the list of {len(agencies):,} agencies, read and matched", taken, "s", taken / plain)
    again = _time(lambda: load_agencies(actor=system_actor(), now=NOW))
    _row("… a second time", again * 1000, "ms", again / plain)


def _answers() -> None:
    from freedomcities.officials.who import ask_who, read_town
    from freedomcities.officials.who_loading import load_who_facts
    from freedomcities.officials.who_payload import who_payload
    from freedomcities.officials.who_to_meet import who_to_meet
    from freedomcities.places.models import Place

    groups = _groups()
    codes = [group[0].rsplit(":")[-1] for group in groups]
    base = _median(lambda code: Place.objects.get(pk=code), codes)
    _row("one place by its primary key", base * 1000, "ms", 1.0)
    asked = [_asked([read_town(text) for text in group]) for group in groups]
    ready = [(question, load_who_facts(question)) for question in asked]
    _told("three towns: the engine alone", lambda each: who_to_meet(*each), ready, base)
    _told("three towns: facts from the database", load_who_facts, asked, base)
    _told("three towns: the whole answer", lambda group: who_payload(ask_who(group)), groups, base)
    fifty = [[text for group in groups[start : start + 17] for text in group][:50]
             for start in range(0, 170, 17)]  # fmt: skip
    _told("fifty towns: the whole answer", lambda group: who_payload(ask_who(group)), fifty, base)
    _pages(groups, base)


def _asked(towns: Sequence[Any]) -> list[Any]:
    from freedomcities.officials.who_facts import Asked

    return [Asked(town.place.geoid, town.query) for town in towns]


def _pages(groups: list[list[str]], base: float) -> None:
    from django.test import Client
    from django.urls import NoReverseMatch, reverse

    client = Client(HTTP_HOST="127.0.0.1")
    addresses = [("/api/v1/who", "the API, three towns")]
    try:
        addresses.append((reverse("who:who"), "the page, three towns"))
    except NoReverseMatch:
        print("there is no page yet")
    for address, name in addresses:

        def get(group: list[str], address: str = address) -> None:
            answer = client.get(address, {"place": group})
            if answer.status_code != 200:
                raise SystemExit(f"{address} answered {answer.status_code} for {group}")

        _told(name, get, groups, base)


def _groups() -> list[list[str]]:
    """Three towns of one state as people type them; each group once."""
    from freedomcities.places.models import Place

    chance = random.Random(SEED)
    by_state: dict[str, list[str]] = {}
    towns = Place.objects.governments().of_kind("municipality").order_by("pk")
    for code, state in towns.values_list("pk", "state"):
        by_state.setdefault(state, []).append(code)
    states = [codes for codes in by_state.values() if len(codes) > 30]
    groups = []
    for _number in range(RUNS):
        codes = chance.choice(states)
        start = chance.randrange(len(codes) - 10)
        groups.append([f"geoid:{code}" for code in chance.sample(codes[start : start + 10], 3)])
    return groups


def _told(name: str, call: Callable[[Any], object], things: Sequence[Any], base: float) -> None:
    """The median of a call, what of it is our code, its slowest in a hundred, its queries."""
    for thing in things[:10]:
        call(thing)
    times, ours, queries = [], [], []
    for thing in things:
        with _database() as spent:
            start = time.perf_counter()
            call(thing)
            times.append(time.perf_counter() - start)
        ours.append(times[-1] - sum(spent))
        queries.append(len(spent))
    median = statistics.median(times)
    _row(name, median * 1000, "ms", median / base)
    _row("  99 of 100 within", _within(times) * 1000, "ms", _within(times) / base)
    if any(queries):
        own = statistics.median(ours)
        _row("  our code, without the database", own * 1000, "ms", own / base)
        _row("  queries", statistics.median(queries), "", 0)


@contextmanager
def _database() -> Iterator[list[float]]:
    """The seconds of each query inside."""
    from django.db import connection

    spent: list[float] = []

    def count(execute: Callable[..., object], *arguments: object) -> object:
        start = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            spent.append(time.perf_counter() - start)

    with connection.execute_wrapper(count):
        yield spent


def _median(call: Callable[[Any], object], things: Sequence[Any]) -> float:
    return statistics.median(_time(lambda thing=thing: call(thing)) for thing in things)


def _time(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _within(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def _row(name: str, figure: float, unit: str, ratio: float) -> None:
    told = f"{ratio:>7.2f}" if ratio else ""
    print(f"{name:<46} {figure:>10.2f} {unit:<7} {told}".rstrip())


if __name__ == "__main__":
    main()
