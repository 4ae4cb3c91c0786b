"""The atlas that ships: loaded into an empty database, loaded again, and one place asked, cold.

On SQLite, and on PostgreSQL too where TEST_POSTGRES_URL names one (a scratch database is made
there and dropped again). Each engine runs in a process of its own. The baseline writes the same
number of places, one plain statement each.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

NOW = datetime(2026, 10, 1, tzinfo=UTC)
PLACES = ("2603000", "06", "06037", "3651000", "2616189160", "4805000", "17043", "us")
SCRATCH = "freedomcities_bench_atlas"


def main() -> None:
    """Run each engine that is here, and print its table."""
    if sys.argv[1:]:
        _measure()
        return
    print(f"{'name':<52} {'figure':>9} {'unit':<4} {'ratio':>6}  reach")
    home = Path(os.environ["FREEDOMCITIES_HOME"])
    _run("SQLite", "", home)
    if server := os.environ.get("TEST_POSTGRES_URL"):
        with _scratch(server) as url:
            _run("PostgreSQL", url, home)
    else:
        print("PostgreSQL: skipped, TEST_POSTGRES_URL names none")


def _run(engine: str, url: str, home: Path) -> None:
    from freedomcities.lib.keys import make_keys

    make_keys(home / "keys.json")
    environment = {**os.environ, "DATABASE_URL": url, "BENCH_ENGINE": engine}
    subprocess.run([sys.executable, "-m", "bench.bench_atlas", "one"], env=environment, check=True)


class _scratch:  # noqa: N801  reads as what it makes
    """An empty database on the server, dropped at the end."""

    def __init__(self, server: str) -> None:
        self.server = server

    def __enter__(self) -> str:
        self._say(f"DROP DATABASE IF EXISTS {SCRATCH}", f"CREATE DATABASE {SCRATCH}")
        return urlsplit(self.server)._replace(path=f"/{SCRATCH}").geturl()

    def __exit__(self, *_error: object) -> None:
        self._say(f"DROP DATABASE {SCRATCH}")

    def _say(self, *statements: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def _measure() -> None:
    _open()
    from freedomcities.accounts.operations import system_actor
    from freedomcities.adoption.starter import load_starter_list
    from freedomcities.blueprints.operations import load_blueprints
    from freedomcities.places.operations import load_atlas

    actor = system_actor()
    first = _time(lambda: load_atlas(actor=actor, now=NOW))
    base = _time(_write_plainly)
    _row("baseline: as many places, a plain statement each", base, "s", 1.0)
    _row("the atlas into an empty database", first, "s", first / base, reach="20")
    again = _time(lambda: load_atlas(actor=actor, now=NOW))
    _row("the same edition again", again, "s", again / base)
    load_blueprints(actor=actor, now=NOW)
    starter = _time(lambda: load_starter_list(actor=actor, now=NOW))
    _row("the starter list, with all standings", starter, "s", starter / base)
    _statuses()


def _statuses() -> None:
    from django.db import connection

    from freedomcities.adoption.scorecard import standing_of, status_payload
    from freedomcities.blueprints.models import Blueprint
    from freedomcities.places.models import Place

    blueprint = Blueprint.objects.get(pk="freedom-cities")
    places = list(Place.objects.filter(pk__in=PLACES))

    def ask(place: Place) -> Callable[[], object]:
        return lambda: status_payload(standing_of(place, blueprint, on=NOW.date()))

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM places_place WHERE geoid = %s", [PLACES[0]])
            cursor.fetchall()

    first = _time(ask(places[0]))
    base = statistics.median(_time(plain) for _ in range(200))
    times = [_time(ask(place)) for _ in range(10) for place in places]
    _row("baseline: one row by its key", base * 1000, "ms", 1.0)
    _row("status of one place, the first of the process", first * 1000, "ms", first / base)
    middle = statistics.median(times)
    _row("status of one place, median", middle * 1000, "ms", middle / base, reach="10")
    _row("status of one place, slowest", max(times) * 1000, "ms", max(times) / base)


def _open() -> None:
    import django
    from django.core.management import call_command

    os.environ["DJANGO_SETTINGS_MODULE"] = "freedomcities.config.settings"
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def _write_plainly() -> None:
    """The places again, row by row, into a table of the same shape that nothing points at."""
    from django.db import connection, transaction

    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SELECT * FROM places_place")
        rows = cursor.fetchall()
        cursor.execute("CREATE TABLE plain AS SELECT * FROM places_place WHERE 1 = 0")
        marks = ", ".join(["%s"] * len(rows[0]))
        for row in rows:
            cursor.execute(f"INSERT INTO plain VALUES ({marks})", row)
        cursor.execute("DROP TABLE plain")


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _row(name: str, figure: float, unit: str, ratio: float, *, reach: str = "") -> None:
    named = f"{os.environ['BENCH_ENGINE']}: {name}"
    line = f"{named:<52} {figure:>9.3f} {unit:<4} {ratio:>6.2f}  {reach}"
    print(line.rstrip(), flush=True)


if __name__ == "__main__":
    main()
