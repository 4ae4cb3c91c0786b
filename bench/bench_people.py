"""Signing in and the pages of groups, with 100,000 people in 5,000 groups, in one process.

Each request is asked of Django itself, without a server; the baseline is one look-up by primary
key. Signing in is three requests: asking for a code, its letter by the job, entering the code.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bench.measuring import median_of, open_site, row, seconds_of, tell

PEOPLE, GROUPS, RUNS = 100_000, 5_000, 200
SEED = 20170311
NOW = datetime.now(UTC)


def main() -> None:
    """Fill the tables, and print the table of times."""
    open_site(NOW)
    from django.conf import settings

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    print(f"{'name':<46} {'figure':>10} {'unit':<7} {'ratio':>7}")
    chance = random.Random(SEED)
    taken = seconds_of(lambda: _fill(chance))
    row(f"{PEOPLE:,} people in {GROUPS:,} groups are made", taken, "s", 0)
    _measure(chance)


def _fill(chance: random.Random) -> None:
    """Rows as the operations write them, in bulk."""
    from freedomcities.accounts.models import Person
    from freedomcities.accounts.seals import key_rings, seal
    from freedomcities.accounts.signing_in import week_of
    from freedomcities.groups.choices import Role, State
    from freedomcities.groups.models import Group, GroupPlace, Membership
    from freedomcities.places.models import Place

    week, rings, people = week_of(NOW), key_rings(), []
    for number in range(PEOPLE):
        address = _address(number)
        person = Person(id=uuid4(), joined_in=week, seen_in=week, email_index=rings.index(address))
        person.email_sealed = seal(person, "email_sealed", address)
        person.name_sealed = seal(person, "name_sealed", f"Person {number}")
        people.append(person)
    Person.objects.bulk_create(people, batch_size=500)
    towns = list(Place.objects.governments().of_kind("municipality").order_by("pk")[:20_000])
    groups = [
        Group(name=f"Group {number}", about="All.", state=State.OPEN, made_on=NOW.date())
        for number in range(GROUPS)
    ]
    Group.objects.bulk_create(groups, batch_size=500)
    GroupPlace.objects.bulk_create(
        (GroupPlace(group=each, place=chance.choice(towns), main=True) for each in groups),
        batch_size=500,
    )
    share = PEOPLE // GROUPS
    Membership.objects.bulk_create(
        (
            Membership(
                group=group, person=people[number * share + place], name=f"Name {place}",
                role=Role.MEMBER if place else Role.LEAD, joined_in=week,
            )
            for number, group in enumerate(groups)
            for place in range(share)
        ),
        batch_size=500,
    )  # fmt: skip


def _address(number: int) -> str:
    return f"person{number:06}@example.org"


def _measure(chance: random.Random) -> None:
    from freedomcities.accounts.models import Person
    from freedomcities.groups.models import Membership

    ids = list(Person.objects.exclude(email_index=None).values_list("pk", flat=True)[:PEOPLE])
    base = median_of(lambda pk: Person.objects.get(pk=pk), chance.sample(ids, RUNS))
    row("one person by primary key", base * 1000, "ms", 1.0)
    _signing_in(chance.sample(range(PEOPLE), RUNS), base)
    leads = list(Membership.objects.filter(role="lead").select_related("person")[:PEOPLE])
    _groups(chance.sample(leads, RUNS), base)


def _signing_in(numbers: list[int], base: float) -> None:
    from django.core import mail
    from django.test import Client

    from freedomcities.accounts.delivering import deliver_due

    windows: list[tuple[Client, str]] = []

    def ask(number: int) -> None:
        # Each from a connection of its own, as they come.
        peer = f"10.{number // 65_536}.{number // 256 % 256}.{number % 256}"
        client = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR=peer)
        _check(client.post("/account/sign-in/", {"email": _address(number)}), 302)
        windows.append((client, _address(number)))

    tell("asking for a code", ask, numbers, base)
    taken = seconds_of(lambda: deliver_due(now=datetime.now(UTC), most=10_000))
    row("  its letter, by the job", taken / len(mail.outbox) * 1000, "ms", 0)
    codes = {message.to[0]: message.subject[:6] for message in mail.outbox}
    waiting = list({address: (client, address) for client, address in windows}.values())

    def enter(window: tuple[Client, str]) -> None:
        client, address = window
        _check(client.post("/account/code/", {"code": codes[address]}), 302)

    tell("entering the code", enter, waiting[10:], base, warm=waiting[:10])
    tell("the account's page", lambda each: _check(each[0].get("/account/"), 200), waiting, base)


def _groups(leads: list[Any], base: float) -> None:
    from django.test import Client

    from freedomcities.places.models import Place

    visitor = Client(HTTP_HOST="127.0.0.1")

    def see(address: str) -> None:
        _check(visitor.get(address), 200)

    tell(
        "a group's page, for a visitor", see, [f"/groups/{each.group_id}/" for each in leads], base
    )
    pages = [f"/groups/?page={number + 1}" for number in range(100)]
    tell("a page of the list of groups", see, pages, base)
    towns = Place.objects.governments().of_kind("municipality").order_by("pk")[: RUNS * 90 : 90]
    near = [f"/groups/?place=geoid:{each.pk}" for each in towns]
    tell("the groups near a town", see, near, base)
    states = Place.objects.of_kind("state").filter(same_as=None).order_by("pk")
    tell("the groups of a state", see, [f"/groups/?place=geoid:{each.pk}" for each in states], base)

    def work(lead: Any) -> None:
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(lead.person)
        clients.append((client, f"/groups/{lead.group_id}/desk/"))

    clients: list[tuple[Client, str]] = []
    for lead in leads:
        work(lead)
    tell("the desk of a group", lambda each: _check(each[0].get(each[1]), 200), clients, base)


def _check(answer: Any, status: int) -> None:
    if answer.status_code != status:
        raise SystemExit(f"answered {answer.status_code}, not {status}")


if __name__ == "__main__":
    main()
