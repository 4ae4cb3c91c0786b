"""What benchmarks share: a site to measure, timing a call, and a line of the table."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any


def open_site(now: datetime) -> None:
    """The atlas and the blueprints in an empty database, in a home that is thrown away."""
    import django

    if "FREEDOMCITIES_HOME" in os.environ:
        os.environ["FREEDOMCITIES_TEST_HOME"] = os.environ["FREEDOMCITIES_HOME"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ.setdefault("TEST_DATABASE_URL", "")
    django.setup()
    from django.core.management import call_command

    from freedomcities.accounts.operations import system_actor
    from freedomcities.blueprints.operations import load_blueprints
    from freedomcities.places.operations import load_atlas

    call_command("migrate", verbosity=0)
    load_atlas(actor=system_actor(), now=now)
    load_blueprints(actor=system_actor(), now=now)


def tell(
    name: str,
    call: Callable[[Any], object],
    things: Sequence[Any],
    base: float,
    *,
    warm: Sequence[Any] | None = None,
) -> None:
    """The median of a call, what of it is our code, its slowest in a hundred, its queries.

    `warm` are called before, and not counted: by default the first ten of the things.
    """
    for thing in things[:10] if warm is None else warm:
        call(thing)
    times, ours, queries = [], [], []
    for thing in things:
        with database() as spent:
            start = time.perf_counter()
            call(thing)
            times.append(time.perf_counter() - start)
        ours.append(times[-1] - sum(spent))
        queries.append(len(spent))
    median = statistics.median(times)
    row(name, median * 1000, "ms", median / base)
    row("  99 of 100 within", within(times) * 1000, "ms", within(times) / base)
    if any(queries):
        own = statistics.median(ours)
        row("  our code, without the database", own * 1000, "ms", own / base)
        row("  queries", statistics.median(queries), "", 0)


@contextmanager
def database() -> Iterator[list[float]]:
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


def median_of(call: Callable[[Any], object], things: Sequence[Any]) -> float:
    """The median of a call's seconds."""
    return statistics.median(seconds_of(lambda thing=thing: call(thing)) for thing in things)


def seconds_of(call: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def within(times: Sequence[float]) -> float:
    """What 99 of 100 stay below."""
    return sorted(times)[int(len(times) * 0.99)]


def row(name: str, figure: float, unit: str, ratio: float) -> None:
    """A line of the table; no ratio where it is 0."""
    told = f"{ratio:>7.2f}" if ratio else ""
    print(f"{name:<46} {figure:>10.2f} {unit:<7} {told}".rstrip())
