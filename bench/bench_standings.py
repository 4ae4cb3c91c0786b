"""How long today's standings take: everywhere, after one statute, and for one place.

Prints `name  seconds  ratio` with the ratio to a baseline measured in the same run: the same rows
written by a plain loop into an empty table. Works in a home of its own that it throws away.

With `--growth` the same country gets as many times the instruments, and both figures that the
contract of speed names are taken again: everywhere, and one statute. They are to grow no faster.

    python -m bench.bench_standings [--instruments 10000] [--growth 10 100]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

COUNTIES, MUNICIPALITIES, TOWNS = 3_222, 19_479, 16_147
STATES = 52
# One state of just this many places, for the statute.
STATUTE_PLACES = 2_000
RULES = [str(number) for number in range(1, 10)] + ["1373"]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
_VERDICTS = ["meets", "meets", "partly", "contradicts"]

Timed = tuple[str, float]


def main() -> None:
    """Measure in a home of its own and print the table."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="freedomcities-bench-") as home:
        _start(Path(home))
        rows = list(measure(arguments.instruments, arguments.growth))
    baseline = dict(rows)["baseline"]
    for name, seconds in rows:
        print(f"{name:<58}{seconds:>10.4f}{seconds / baseline:>10.2f}")


def measure(instruments: int, growth: list[int]) -> Iterator[Timed]:
    """Every row of the table."""
    from freedomcities.accounts.operations import system_actor
    from freedomcities.adoption.models import Standing
    from freedomcities.adoption.operations import import_instruments, recompute_standings

    _make_country()
    chance = random.Random(7)
    lines = [json.dumps(row) for row in _rows(chance, instruments, _codes())]
    seconds = _time(lambda: import_instruments(lines, actor=system_actor(), now=NOW))
    yield f"import of {instruments:,} instruments, standings included", seconds
    Standing.objects.all().delete()
    yield f"standings everywhere, from nothing ({instruments:,} instruments)", _recompute()
    yield "standings everywhere, nothing changed", _recompute()
    rows = Standing.objects.count()
    yield "baseline", _time(_write_plainly)
    statute = json.dumps(_row("statute", "52", chance) | {"kind": "statute", "reach": "territory"})
    seconds = _time(lambda: import_instruments([statute], actor=system_actor(), now=NOW))
    yield f"a statute that reaches {STATUTE_PLACES:,} places, imported", seconds
    seconds = _time(lambda: recompute_standings(now=NOW, places=["52"]))
    yield f"standings of {STATUTE_PLACES:,} places, nothing changed", seconds
    yield from _one_place(chance)
    print(f"{rows:,} rows of standings", file=sys.stderr)
    yield from _engine(chance, instruments, [1, *growth[:1]])
    yield from _growth(chance, instruments, growth)


def _one_place(chance: random.Random) -> Iterator[Timed]:
    from freedomcities.adoption.scorecard import standing_of, status_payload
    from freedomcities.blueprints.models import Blueprint
    from freedomcities.places.models import Place

    blueprint = Blueprint.objects.get()
    places = [Place.objects.get(pk=code) for code in chance.sample(_codes(), 200)]
    times = [
        _time(lambda place=place: status_payload(standing_of(place, blueprint, on=NOW.date())))
        for place in places
    ]
    yield "standing of one place, first time", times[0]
    yield "standing of one place, median of 200", statistics.median(times)
    yield "standing of one place, slowest of 200", max(times)


def _growth(chance: random.Random, instruments: int, growth: list[int]) -> Iterator[Timed]:
    """Everywhere and one statute, with as many times the instruments in the tables."""
    from freedomcities.accounts.operations import system_actor
    from freedomcities.adoption.models import Instrument, Standing
    from freedomcities.adoption.operations import import_instruments

    codes = _codes()
    for times in growth:
        more = instruments * times - Instrument.objects.count()
        for begin in range(0, more, 10_000):
            _save_plainly(_rows(chance, min(10_000, more - begin), codes), f"x{times}-{begin}-")
        Standing.objects.all().delete()
        yield (
            f"standings everywhere, from nothing ({instruments * times:,} instruments)",
            (_recompute()),
        )
        row = _row(f"statute-{times}", "52", chance) | {"kind": "statute", "reach": "territory"}
        lines = [json.dumps(row)]
        seconds = _time(
            lambda lines=lines: import_instruments(lines, actor=system_actor(), now=NOW)
        )
        yield f"a statute over {STATUTE_PLACES:,} places ({instruments * times:,})", seconds


def _save_plainly(rows: Iterator[dict], prefix: str) -> None:
    """Past the importer, which would work out the standings after each ten thousand."""
    from freedomcities.adoption.models import Finding, Instrument
    from freedomcities.blueprints.models import Rule

    rules = {rule.number: rule.pk for rule in Rule.objects.all()}
    instruments, findings = [], []
    for row in rows:
        given = row.pop("findings")
        row |= {"id": prefix + row["id"], "place_id": row.pop("place"), "recorded_at": NOW}
        instruments.append(Instrument(**row))
        findings += [
            Finding(
                instrument_id=row["id"],
                position=position,
                rule_id=rules[each.pop("rule")],
                rule_version="v" * 12,
                **each,
            )
            for position, each in enumerate(given)
        ]
    Instrument.objects.bulk_create(instruments, batch_size=2_000)
    Finding.objects.bulk_create(findings, batch_size=2_000)


def _engine(chance: random.Random, instruments: int, scales: list[int]) -> Iterator[Timed]:
    """The engine without the tables, with more and more instruments: the growth is to be even."""
    from freedomcities.adoption.loading import Facts
    from freedomcities.adoption.standings import standings
    from freedomcities.adoption.standings_table import Scope, load_territories

    governments = load_territories(Scope(everywhere=True))
    codes = _codes()
    for scale in scales:
        facts = Facts(tuple(_facts(chance, instruments * scale, codes)), ())
        seconds = _time(
            lambda facts=facts: sum(1 for _ in standings(governments, facts, NOW.date()))
        )
        yield f"engine alone, {instruments * scale:,} instruments", seconds


def _facts(chance: random.Random, count: int, codes: list[str]) -> Iterator[object]:
    from freedomcities.adoption.facts import Finding, Instrument, Kind, Reach, Verdict
    from freedomcities.lib.dates import PartialDate

    for row in _rows(chance, count, codes):
        findings = tuple(
            Finding(f"freedom-cities/{each['rule']}", Verdict(each["verdict"]), each["confirmed"])
            for each in row["findings"]
        )
        yield Instrument(
            id=row["id"],
            place=row["place"],
            kind=Kind(row["kind"]),
            reach=Reach(row["reach"]),
            findings=findings,
            adopted_on=PartialDate.parse(row["adopted_on"]),
            effective_on=PartialDate.parse(row["effective_on"]),
            preempts=row["preempts"],
        )


def _rows(chance: random.Random, count: int, codes: list[str]) -> Iterator[dict]:
    """One in a hundred is a state's over its territory, the others are local."""
    for number in range(count):
        if number % 100:
            yield _row(f"law-{number}", chance.choice(codes), chance)
        else:
            state = f"{chance.randrange(1, STATES):02}"
            statute = {"kind": "statute", "reach": "territory", "preempts": chance.random() < 0.2}
            yield _row(f"law-{number}", state, chance) | statute


def _row(id_: str, place: str, chance: random.Random) -> dict:
    adopted = date(chance.randrange(2010, 2026), chance.randrange(1, 13), 1)
    return {
        "id": id_,
        "place": place,
        "kind": "ordinance",
        "title": f"Law {id_}",
        "adopted_on": adopted.isoformat(),
        "effective_on": adopted.replace(day=15).isoformat(),
        "reach": "own-agencies",
        "preempts": False,
        "findings": [
            {
                "rule": rule,
                "verdict": chance.choice(_VERDICTS),
                "quote": "No officer shall ask. " * 10,
                "confirmed": chance.random() < 0.9,
            }
            for rule in chance.sample(RULES, 3)
        ],
    }


def _recompute() -> float:
    from freedomcities.adoption.operations import recompute_standings

    return _time(lambda: recompute_standings(now=NOW))


def _write_plainly() -> None:
    """The same rows, one statement each, into a table of the same shape."""
    from django.db import connection, transaction

    columns = "place_id, rule_id, standing, since, reported, inherited_from_id"
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(f"SELECT {columns} FROM adoption_standing")
        rows = cursor.fetchall()
        cursor.execute(
            "CREATE TEMPORARY TABLE plain (place_id varchar(10), rule_id bigint,"
            " standing varchar(20), since varchar(10), reported bool,"
            " inherited_from_id varchar(10), PRIMARY KEY (place_id, rule_id))"
        )
        for row in rows:
            cursor.execute(f"INSERT INTO plain ({columns}) VALUES (%s, %s, %s, %s, %s, %s)", row)


def _make_country() -> None:
    """A country of the real size, all of it made up; state 52 has just so many places."""
    from freedomcities.blueprints.models import Blueprint, Rule
    from freedomcities.places.models import Containment, Place

    places = [_place(Place, "us", "nation", "")]
    contained = []
    for kind, code, state, county in _plan():
        places.append(_place(Place, code, kind, state))
        if county:
            contained.append(Containment(place_id=code, county_id=county, share=1, main=True))
    Place.objects.bulk_create(places, batch_size=2_000)
    Containment.objects.bulk_create(contained, batch_size=2_000)
    content = {"en": {"name": "A rule"}}
    blueprint = Blueprint.objects.create(
        slug="freedom-cities", order=1, version="v" * 12, content=content
    )
    for order, number in enumerate(RULES):
        Rule.objects.create(
            blueprint=blueprint,
            number=number,
            slug=f"rule-{number}",
            order=order,
            required=number != "1373",
            version="v" * 12,
            content=content,
        )


def _plan() -> Iterator[tuple[str, str, str, str]]:
    """(kind, code, state, county) of every place below the nation."""
    last = STATES
    for number in range(1, STATES + 1):
        yield "state", f"{number:02}", f"{number:02}", ""
    counties = {number: [] for number in range(1, STATES + 1)}
    for number in range(COUNTIES):
        state = number % (last - 1) + 1 if number >= 50 else last
        counties[state].append(f"{state:02}{number:04}"[:2] + f"{number:03}"[-3:])
    for state, codes in counties.items():
        codes[:] = [f"{state:02}{position:03}" for position in range(len(codes))]
        yield from (("county", code, f"{state:02}", "") for code in codes)
    few = STATUTE_PLACES - 51
    for number in range(MUNICIPALITIES + TOWNS):
        state = last if number < few else number % (last - 1) + 1
        county = counties[state][number % len(counties[state])]
        is_town = number % (MUNICIPALITIES + TOWNS) >= MUNICIPALITIES
        code = f"{county}{number:05}" if is_town else f"{state:02}{number:05}"
        yield "town" if is_town else "municipality", code, f"{state:02}", county


def _place(model: Callable[..., object], code: str, kind: str, state: str) -> object:
    return model(
        geoid=code,
        kind=kind,
        name=f"Place {code}",
        full_name=f"Place {code}",
        state=state,
        path=code,
        latitude=40,
        longitude=-90,
        cell=0,
        land_km2=1,
        population=1_000,
    )


def _codes() -> list[str]:
    from freedomcities.places.models import Place

    local = Place.objects.exclude(kind__in=["nation", "state"]).exclude(state="52")
    return sorted(local.values_list("geoid", flat=True))


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _start(home: Path) -> None:
    import django
    from django.core.management import call_command

    from freedomcities.lib.keys import make_keys

    make_keys(home / "keys.json")
    os.environ |= {
        "FREEDOMCITIES_HOME": str(home),
        "FREEDOMCITIES_KEYS_FILE": str(home / "keys.json"),
        "DJANGO_SETTINGS_MODULE": "freedomcities.config.settings",
    }
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instruments", type=int, default=10_000)
    parser.add_argument("--growth", type=int, nargs="*", default=[10, 100])
    return parser.parse_args()


if __name__ == "__main__":
    main()
