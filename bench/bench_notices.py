"""Following at size: news to 20,000 people, their letters, an import where many follow.

The fan-out stands against the same rows written by a plain insert; the letters against the time of
one; the import of instruments against the same import where nobody follows anything. Sending is
measured up to the mail server: the mail goes into memory.

    python -m bench.bench_notices [--followers 20000] [--instruments 10000] [--followed 5000]
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench.bench_standings import NOW, _start
from bench.bench_standings import _row as _law

LETTERS_SENT = 1_000


def main() -> None:
    """Measure in a home of its own and print the table."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="freedomcities-bench-") as home:
        _start(Path(home))
        print(f"{'name':<58} {'figure':>10} {'unit':<4} {'ratio':>7}")
        _load()
        _telling(arguments.followers)
        _importing(arguments.instruments, arguments.followed)


def _load() -> None:
    from freedomcities.accounts.operations import system_actor
    from freedomcities.blueprints.operations import load_blueprints
    from freedomcities.places.operations import load_atlas

    load_atlas(actor=system_actor(), now=NOW)
    load_blueprints(actor=system_actor(), now=NOW)


def _codes(*kinds: str) -> list[str]:
    from freedomcities.places.models import Place

    found = Place.objects.governments().of_kind(*kinds)
    return sorted(found.values_list("geoid", flat=True))


def _laws(number: int) -> list[str]:
    """One in a hundred is a state's over its territory, the others are local."""
    chance = random.Random(7)
    states, towns = _codes("state"), _codes("municipality", "town")
    return [
        json.dumps(
            _law(f"law-{each}", chance.choice(towns), chance)
            if each % 100
            else _law(f"law-{each}", chance.choice(states), chance)
            | {"kind": "statute", "reach": "territory"}
        )
        for each in range(number)
    ]


def _telling(followers: int) -> None:
    from freedomcities.notices.delivering import send_due
    from freedomcities.notices.models import Follow, News, Notice
    from freedomcities.notices.telling import BATCH, _hand_out_batch, hand_out, tell

    place = _codes("state")[0]
    people = _people(followers)
    rows = [Follow(person_id=each, subject_kind="place", subject_id=place, pace="at-once")
            for each in people]  # fmt: skip
    Follow.objects.bulk_create(rows, batch_size=500)
    told = {"place": "X", "path": "x", "law": {}, "changes": []}

    def say() -> News:
        tell("law-changed", subjects=[("place", place)], context=told, now=NOW)
        return News.objects.get(handed_out=False)

    news = say()
    plain = [Notice(person_id=each, news=news, due_at=NOW) for each in people]
    base = _time(lambda: Notice.objects.bulk_create(plain, batch_size=500))
    Notice.objects.all().delete()
    _row(f"{followers:,} notices by a plain insert", base, "s", 1)
    _row("tell, as the write feels it", _time(lambda: tell(
        "law-changed", subjects=[("place", place)], context=told, now=NOW, key="k")) * 1000,
        "ms", 0)  # fmt: skip
    News.objects.filter(key="k").delete()
    _row(f"one piece of news to {followers:,} people", _time(lambda: hand_out(news.pk)), "s", 0)
    Notice.objects.all().delete()
    news = say()
    longest = max(_time(lambda: _hand_out_batch(news.pk)) for _ in range(-(-followers // BATCH)))
    _row(f"  longest transaction ({BATCH} people)", longest * 1000, "ms", 0)
    total = count = 0.0
    slowest = 0.0
    while Notice.objects.exists():
        taken = _time(lambda: send_due(now=NOW + timedelta(minutes=1), most=25))
        total, count, slowest = total + taken, count + 25, max(slowest, taken)
    _row("their letters, gathered and queued", total, "s", total / base)
    _row("  a letter", total / followers * 1000, "ms", 0)
    _row("  longest transaction (25 people)", slowest * 1000, "ms", 0)
    _sending()


def _sending() -> None:
    from django.test import override_settings
    from django_tasks_db.models import DBTaskResult

    from freedomcities.accounts.models import Letter
    from freedomcities.lib.jobs import work

    kept = list(Letter.objects.order_by("pk").values_list("pk", flat=True)[:LETTERS_SENT])
    Letter.objects.exclude(pk__in=kept).delete()
    Letter.objects.update(due_at=NOW, expires_at=NOW + timedelta(days=3_650))
    DBTaskResult.objects.exclude(
        pk__in=[row.pk for row in DBTaskResult.objects.all() if row.args_kwargs["args"][:1]
                and row.args_kwargs["args"][0] in set(map(str, kept))]
    ).delete()  # fmt: skip
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        taken = _time(lambda: work(until_done=True, name="bench"))
    _row(f"{LETTERS_SENT:,} of them sent by one worker", taken, "s", 0)
    _row("  so many a day", LETTERS_SENT / taken * 86_400, "", 0)


def _importing(instruments: int, followed: int) -> None:
    from freedomcities.accounts.operations import system_actor
    from freedomcities.adoption.models import Finding, Instrument, Standing, UntoldChange
    from freedomcities.adoption.news import tell_untold
    from freedomcities.adoption.operations import import_instruments
    from freedomcities.notices.models import Follow, News

    lines, codes = _laws(instruments), _codes("municipality", "town")

    def bring_in() -> float:
        for model in (Standing, Finding, Instrument):
            model.objects.all().delete()
        return _time(lambda: import_instruments(lines, actor=system_actor(), now=NOW))

    Follow.objects.all().delete()
    News.objects.all().delete()
    bring_in()
    base = bring_in()
    _row(f"import of {instruments:,} instruments, nobody follows", base, "s", 1)
    (person,) = _people(1, "importer")
    rows = [Follow(person_id=person, subject_kind="place", subject_id=code, pace="daily")
            for code in random.Random(3).sample(codes, followed)]  # fmt: skip
    Follow.objects.bulk_create(rows, batch_size=500)
    taken = bring_in()
    _row(f"the same, {followed:,} places are followed", taken, "s", taken / base)
    _row("  changes kept for the job", UntoldChange.objects.count(), "", 0)
    jobs = []
    while UntoldChange.objects.exists():
        jobs.append(_time(lambda: tell_untold(now=NOW)))
    _row(f"  {len(jobs)} jobs that tell them, one after the other", sum(jobs), "s", 0)
    _row("  the longest of them", max(jobs), "s", 0)
    _row("  pieces of news", News.objects.count(), "", 0)


def _people(number: int, name: str = "person") -> list[object]:
    from freedomcities.accounts.models import Person
    from freedomcities.accounts.seals import key_rings, seal

    people = []
    for each in range(number):
        address = f"{name}{each}@example.org"
        person = Person(email_index=key_rings().index(address))
        person.email_sealed = seal(person, "email_sealed", address)
        people.append(person)
    Person.objects.bulk_create(people, batch_size=500)
    return [person.pk for person in people]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--followers", type=int, default=20_000)
    parser.add_argument("--instruments", type=int, default=10_000)
    parser.add_argument("--followed", type=int, default=5_000)
    return parser.parse_args()


def _time(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _row(name: str, figure: float, unit: str, ratio: float) -> None:
    told = f"{ratio:>7.2f}" if ratio else ""
    print(f"{name:<58} {figure:>10,.2f} {unit:<4} {told}", flush=True)


if __name__ == "__main__":
    main()
