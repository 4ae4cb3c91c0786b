"""Whom to meet: the import of the list, and the answer for three towns, in one process.

The import stands against the same rows written by a plain insert into an emptied table; the answer
against one look-up by primary key. "Our code" is what is left of a time without the database.
The page is asked of Django itself, without a server, each time for towns not asked before.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from bench.measuring import median_of, open_site, row, seconds_of, tell

RUNS = 300
SEED = 20170222
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def main() -> None:
    """Load atlas and list, and print the table."""
    open_site(NOW)
    print(f"{'name':<46} {'figure':>10} {'unit':<7} {'ratio':>7}")
    _imports()
    _answers()


def _imports() -> None:
    from django.db import transaction

    from freedomcities.accounts.operations import system_actor
    from freedomcities.officials.agencies_loading import load_agencies
    from freedomcities.officials.models import Agency, AgencyService

    taken = seconds_of(lambda: load_agencies(actor=system_actor(), now=NOW))
    agencies, services = list(Agency.objects.all()), list(AgencyService.objects.all())
    with transaction.atomic():
        AgencyService.objects.all().delete()
        Agency.objects.all().delete()

        def plainly() -> None:
            Agency.objects.bulk_create(agencies, batch_size=500)
            AgencyService.objects.bulk_create(services, batch_size=500)

        plain = seconds_of(plainly)
    row("the same rows by a plain insert", plain, "s", 1.0)
    row(f"the list of {len(agencies):,} agencies, read and matched", taken, "s", taken / plain)
    again = seconds_of(lambda: load_agencies(actor=system_actor(), now=NOW))
    row("… a second time", again * 1000, "ms", again / plain)


def _answers() -> None:
    from freedomcities.officials.who import ask_who, read_town
    from freedomcities.officials.who_loading import load_who_facts
    from freedomcities.officials.who_payload import who_payload
    from freedomcities.officials.who_to_meet import who_to_meet
    from freedomcities.places.models import Place

    groups = _groups()
    codes = [group[0].rsplit(":")[-1] for group in groups]
    base = median_of(lambda code: Place.objects.get(pk=code), codes)
    row("one place by its primary key", base * 1000, "ms", 1.0)
    asked = [_asked([read_town(text) for text in group]) for group in groups]
    ready = [(question, load_who_facts(question)) for question in asked]
    tell("three towns: the engine alone", lambda each: who_to_meet(*each), ready, base)
    tell("three towns: facts from the database", load_who_facts, asked, base)
    tell("three towns: the whole answer", lambda group: who_payload(ask_who(group)), groups, base)
    fifty = [[text for group in groups[start : start + 17] for text in group][:50]
             for start in range(0, 170, 17)]  # fmt: skip
    tell("fifty towns: the whole answer", lambda group: who_payload(ask_who(group)), fifty, base)
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

        tell(name, get, groups, base)


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


if __name__ == "__main__":
    main()
