"""The pages of channels with 5,000 groups and 100,000 posts, in one process.

Each request is asked of Django itself, without a server, by somebody who leads a group; the
baseline is one look-up by primary key. Half of the posts are in one county's channel.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.measuring import median_of, open_site, row, seconds_of, tell

GROUPS, POSTS, RUNS = 5_000, 100_000, 200
LONGEST, THREADS = 10_000, 2_000
COUNTY = "26161"
SEED = 20170311
NOW = datetime.now(UTC)


def main() -> None:
    """Fill the tables, and print the table of times."""
    open_site(NOW)
    print(f"{'name':<46} {'figure':>10} {'unit':<7} {'ratio':>7}")
    chance = random.Random(SEED)
    taken = seconds_of(lambda: _fill(chance))
    row(f"{GROUPS:,} groups with {POSTS:,} posts are made", taken, "s", 0)
    _measure(chance)


def _fill(chance: random.Random) -> None:
    """Rows as the operations write them, in bulk."""
    from freedomcities.accounts.models import Person
    from freedomcities.accounts.signing_in import week_of
    from freedomcities.channels.models import Channel, Voice
    from freedomcities.groups.choices import Role, State
    from freedomcities.groups.models import Group, GroupPlace, Membership
    from freedomcities.places.models import Place

    week = week_of(NOW)
    people = Person.objects.bulk_create(
        [Person(joined_in=week, seen_in=week) for _ in range(GROUPS)], batch_size=500
    )
    groups = Group.objects.bulk_create(
        [
            Group(name=f"Group {each}", about="All.", state=State.OPEN, made_on=NOW.date())
            for each in range(GROUPS)
        ],
        batch_size=500,
    )
    towns = list(Place.objects.governments().of_kind("municipality").order_by("pk"))
    here = list(Place.objects.governments().in_county(Place.objects.get(pk=COUNTY)))
    placed = [*here, *chance.sample(towns, GROUPS - len(here))]
    GroupPlace.objects.bulk_create(
        (
            GroupPlace(group=group, place=place, main=True)
            for group, place in zip(groups, placed, strict=True)
        ),
        batch_size=500,
    )
    members = Membership.objects.bulk_create(
        [
            Membership(group=group, person=person, role=Role.LEAD, name="Lead", joined_in=week)
            for group, person in zip(groups, people, strict=True)
        ],
        batch_size=500,
    )
    counties = list(Place.objects.governments().of_kind("county").exclude(pk=COUNTY)[:500])
    channels = Channel.objects.bulk_create(
        [Channel(place_id=COUNTY), *(Channel(place=each) for each in counties)]
    )
    voices = Voice.objects.bulk_create(
        [Voice(channel=each, membership=members[0], name="Lead") for each in channels]
    )
    _talk(channels, voices, chance)


def _talk(channels: list[Any], voices: list[Any], chance: random.Random) -> None:
    from freedomcities.channels.models import Post, Thread

    threads = Thread.objects.bulk_create(
        [
            Thread(
                channel=channels[0] if number < THREADS // 2 else chance.choice(channels),
                title=f"Thread {number}",
                moved_at=number,
                last_on=NOW.date() - timedelta(days=chance.randrange(300)),
            )
            for number in range(THREADS)
        ],
        batch_size=500,
    )
    voice_of = {voice.channel_id: voice for voice in voices}
    rest = (POSTS - LONGEST) // (THREADS - 1)
    for number, thread in enumerate(threads):
        thread.numbers = LONGEST if number == 0 else rest
    Thread.objects.bulk_update(threads, ["numbers"], batch_size=500)
    Post.objects.bulk_create(
        (
            Post(
                thread=thread,
                number=each,
                voice=voice_of[thread.channel_id],
                group_id=voice_of[thread.channel_id].membership.group_id,
                text="We go to the sheriff on Monday. " * 8,
                written_on=thread.last_on,
            )
            for thread in threads
            for each in range(1, thread.numbers + 1)
        ),
        batch_size=1_000,
    )


def _measure(chance: random.Random) -> None:
    from django.test import Client

    from freedomcities.accounts.models import Person
    from freedomcities.channels.delivering import deliver_due
    from freedomcities.channels.models import Channel, Thread
    from freedomcities.groups.models import Membership

    ids = list(Person.objects.filter(is_system=False).values_list("pk", flat=True)[:RUNS])
    base = median_of(lambda pk: Person.objects.get(pk=pk), ids)
    row("one person by primary key", base * 1000, "ms", 1.0)
    leads = list(Membership.objects.filter(role="lead").select_related("person"))
    windows = [_window(Client, lead) for lead in chance.sample(leads, RUNS)]
    tell("the list of channels", lambda each: _check(each.get("/channels/"), 200), windows, base)
    near = Membership.objects.filter(group__places__place__containments__county=COUNTY)
    client = _window(Client, near.select_related("person").order_by("pk")[0])
    channel = Channel.objects.get(place_id=COUNTY)

    def see(address: str) -> None:
        _check(client.get(address), 200)

    pages = [f"/channels/{channel.pk}/?page={number % 30 + 1}" for number in range(RUNS)]
    tell("a page of a channel of 1,000 threads", see, pages, base)
    longest = Thread.objects.get(numbers=LONGEST)
    at = f"/channels/{channel.pk}/{longest.pk}/"
    tell("a page of a thread of 10,000 posts", see,
         [f"{at}?page={chance.randrange(1, 201)}" for _ in range(RUNS)], base)  # fmt: skip
    _write(client, f"{at}reply/", base)
    row("nothing to hand on, looked for", seconds_of(lambda: deliver_due(now=NOW)) * 1000, "ms", 0)


def _write(client: Any, address: str, base: float) -> None:
    # As many as one person may in an hour.
    tell("a reply is written",
         lambda text: _check(client.post(address, {"text": text, "name": "Lead"}), 302),
         [f"Reply {number}" for number in range(40)], base)  # fmt: skip


def _window(client: Any, lead: Any) -> Any:
    window = client(HTTP_HOST="127.0.0.1")
    window.force_login(lead.person)
    return window


def _check(answer: Any, status: int) -> None:
    if answer.status_code != status:
        raise SystemExit(f"answered {answer.status_code}, not {status}")


if __name__ == "__main__":
    main()
