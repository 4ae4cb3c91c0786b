"""Who was there is counted under the event's lock, told roundly, and thanked for once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from freedomcities.accounts.models import Letter, Person
from freedomcities.accounts.seals import key_rings, unseal
from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.events.after import page_after
from freedomcities.events.attendance import (
    add_walk_in,
    count_people,
    is_counting,
    thank_everyone,
)
from freedomcities.events.choices import Answer, State
from freedomcities.events.coming import (
    approve,
    cancel_yes,
    change_yes,
    decline,
    found_yes,
)
from freedomcities.events.forgetting import forget_guests
from freedomcities.events.mailings import write_all
from freedomcities.events.models import Event, Mailing, SignUp
from freedomcities.events.next_ones import next_after
from freedomcities.events.operations import cancel_event
from freedomcities.events.querysets import GUESTS_LAST
from freedomcities.events.refusals import (
    AlreadyThanked,
    FewerThanMarked,
    HasNotBeen,
    IsCancelled,
    MayNot,
    NamesAreGone,
    NeedsConsent,
    NotOnTheMap,
    TooManyPeople,
)
from freedomcities.events.tests.guests import make_yes, names
from freedomcities.events.tests.makers import (
    DAY,
    OUTSIDER,
    make_draft,
    make_event,
    make_host,
    make_series,
    snapshot,
)
from freedomcities.groups.refusals import NothingWritten
from freedomcities.groups.tests.makers import make_founder, make_group
from freedomcities.moderation.refusals import HoldsDetails

WALK_IN = "Walkincanary"


def main_of(event: Event) -> Person:
    return event.hosts.get(role="main").person


def count(event: Event, attended: int | None, **given: Any) -> Event:
    values = {"actor": main_of(event), "now": event.starts_at, **given}
    return count_people(event.pk, attended, **values)


def walk_in(event: Event, name: str = WALK_IN, **given: Any) -> SignUp:
    values: dict[str, Any] = {
        "once": uuid4(), "has_agreed": True, "language": "en", "actor": main_of(event),
        "now": event.starts_at, **given,
    }  # fmt: skip
    return add_walk_in(event.pk, name=name, **values)


def marks(event: Event) -> dict[int, bool | None]:
    return dict(event.sign_ups.order_by("number").values_list("number", "attended"))


def told() -> list[str]:
    """To whom letters of thanks wait to leave, once the mailing has written them."""
    for mailing in Mailing.objects.all():
        write_all(mailing.pk, now=NOW)
    rows = Letter.objects.filter(kind="events/letters/thanks")
    return sorted(unseal(row, "to_sealed") for row in rows)


@pytest.mark.django_db
def test_paper_is_counted_and_the_list_marked() -> None:
    event = make_event(make_host())
    for name in ("Ann", "Ben", "Cleo"):
        make_yes(event, name)
    count(event, 37, listed=[1, 2, 3], present=[1, 3])
    event.refresh_from_db()
    assert event.attended == 37
    assert marks(event) == {1: True, 2: False, 3: True}
    # A page of the list that was not looked at stays as it is; what is marked is marked anew.
    count(event, 38, listed=[2], present=[2, 3])
    assert marks(event) == {1: True, 2: True, 3: True}


@pytest.mark.django_db
def test_without_a_number_it_is_as_many_as_are_marked() -> None:
    event = make_event(make_host())
    make_yes(event, "Ann")
    make_yes(event, "Ben")
    assert count(event, None, listed=[1, 2], present=[2]).attended == 1
    walk_in(event)
    assert Event.objects.get().attended == 2
    # Nobody at all is as good as not counted.
    other = make_event(make_host("another"))
    assert count(other, None).attended is None
    assert count(other, 0).attended is None


@pytest.mark.django_db
def test_who_comes_and_who_waited_for_a_seat_is_marked_and_nobody_else() -> None:
    host = make_host()
    event = make_event(host, make_draft(seats=1, by_approval=True))
    for number, name in enumerate(("Ann", "Ben", "Cleo"), 1):
        make_yes(event, name)
        if number < 3:
            approve(event.pk, number, actor=host, now=NOW)
    count(event, 5, listed=[1, 2, 3, 99], present=[1, 2, 3, 99])
    assert marks(event) == {1: True, 2: True, 3: None}


def refuses(kind: type[Exception], event: Event, attended: int | None, **given: Any) -> None:
    before = snapshot()
    with pytest.raises(kind):
        count(event, attended, **given)
    assert snapshot() == before


@pytest.mark.django_db
def test_what_cannot_be_counted() -> None:
    event = make_event(make_host())
    make_yes(event, "Ann")
    make_yes(event, "Ben")
    refuses(HasNotBeen, event, 3, now=event.starts_at - timedelta(seconds=1))
    refuses(NamesAreGone, event, 3, now=event.ends_at + GUESTS_LAST)
    refuses(TooManyPeople, event, 100_001)
    refuses(TooManyPeople, event, -1)
    refuses(FewerThanMarked, event, 1, listed=[1, 2], present=[1, 2])
    refuses(MayNot, event, 3, actor=make_host(OUTSIDER))
    waiting = make_series(make_host("new"))[0]
    refuses(NotOnTheMap, waiting, 3)
    cancel_event(event.pk, because="Rain.", actor=main_of(event), now=NOW)
    refuses(IsCancelled, event, 3)


@pytest.mark.django_db
def test_a_lead_who_does_not_host_sees_no_names_and_counts_nobody() -> None:
    lead = make_founder()
    group = make_group(lead)
    event = make_event(lead, group_id=group.pk)
    host = make_host()
    event.hosts.update(person=host)
    refuses(MayNot, event, 3, actor=lead)
    assert count(event, 3, actor=host).attended == 3


@pytest.mark.django_db
def test_somebody_who_walked_in_agrees_and_takes_no_seat() -> None:
    event = make_event(make_host(), make_draft(seats=1))
    make_yes(event, "Ann")
    once = uuid4()
    row = walk_in(event, email="walkin@example.org", once=once)
    assert walk_in(event, once=once) == row
    event.refresh_from_db()
    assert (event.taken, event.waiting, event.last_number, event.attended) == (1, 0, 2, 1)
    assert names(event, Answer.WALKED_IN) == [WALK_IN]
    assert WALK_IN.encode() not in bytes(row.name_sealed)
    # Their name is theirs: the link of their letter deletes it.
    assert not Letter.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"has_agreed": False}, NeedsConsent),
        ({"name": " "}, NothingWritten),
        ({"name": "Call 734-555-0123"}, HoldsDetails),
        ({"now": NOW}, HasNotBeen),
    ],
)
def test_who_is_not_added(given: dict[str, Any], kind: type[Exception]) -> None:
    event = make_event(make_host())
    before = snapshot()
    with pytest.raises(kind):
        walk_in(event, **given)
    assert snapshot() == before


@pytest.mark.django_db
def test_what_everybody_is_told_of_the_number() -> None:
    event = make_event(make_host())
    assert page_after(event, now=NOW) == {}
    said = {}
    for number in (0, 1, 9, 10, 14, 15, 1_234):
        count(event, number)
        event.refresh_from_db()
        said[number] = page_after(event, now=event.ends_at)["attended"]
    assert said == {
        0: "",
        1: "fewer than 10 people",
        9: "fewer than 10 people",
        10: "10 or more people",
        14: "10 or more people",
        15: "15 or more people",
        1_234: "1,230 or more people",
    }


@pytest.mark.django_db
def test_pages_are_made_anew_only_where_they_say_something_else() -> None:
    event = make_event(make_host())
    moved = []
    for number in (3, 4, 12, 13, 15):
        before = site_version()
        count(event, number)
        moved.append(site_version() != before)
    assert moved == [True, False, True, False, True]
    rows = AuditEntry.objects.filter(action="count-people")
    assert {entry.subject for entry in rows} == {f"event {event.pk}"}
    assert all(not entry.detail for entry in rows)


@pytest.mark.django_db
def test_thanks_go_once_to_those_who_were_there() -> None:
    event = make_event(make_host(), make_draft(seats=3))
    ways = {"ann": True, "ben": False, "cleo": True, "waits": None}
    for name in ways:
        make_yes(event, name, email=f"{name}@example.org")
    make_yes(event, "no address")
    walk_in(event, email="walkin@example.org")
    make_yes(event, "waits too", email="too@example.org")
    number = event.sign_ups.get(answer="waits", email_index=key_rings().index("too@example.org"))
    count(event, None, listed=[1, 2, 3, number.number], present=[1, 3, number.number])
    with pytest.raises(HasNotBeen):
        thank_everyone(event.pk, actor=main_of(event), now=event.ends_at - timedelta(seconds=1))
    assert told() == []
    thank_everyone(event.pk, actor=main_of(event), now=event.ends_at)
    assert told() == [
        "ann@example.org", "cleo@example.org", "too@example.org", "walkin@example.org",
    ]  # fmt: skip
    with pytest.raises(AlreadyThanked):
        thank_everyone(event.pk, actor=main_of(event), now=event.ends_at)
    assert len(told()) == 4


@pytest.mark.django_db
def test_a_host_has_no_private_link_of_whoever_walked_in() -> None:
    event, once = make_event(make_host()), uuid4()
    row = walk_in(event, once=once, email="ann@example.org")
    said = make_yes(event, WALK_IN, once=once, now=event.starts_at)
    assert said.sign_up.pk != row.pk
    assert found_yes(said.secret) == said.sign_up
    change_yes(said.secret, name=WALK_IN, email="ben@example.org", now=event.starts_at)
    row.refresh_from_db()
    assert unseal(row, "email_sealed") == "ann@example.org"


@pytest.mark.django_db
def test_whoever_walked_in_is_not_declined_afterwards() -> None:
    event = make_event(make_host())
    row = walk_in(event, email="ann@example.org")
    decline(event.pk, row.number, actor=main_of(event), now=event.starts_at)
    assert SignUp.objects.get().answer == Answer.WALKED_IN
    assert not Letter.objects.filter(kind="events/letters/declined").exists()


@pytest.mark.django_db
def test_whoever_deletes_their_name_is_not_thanked() -> None:
    event = make_event(make_host())
    make_yes(event, "ann", email="ann@example.org")
    said = make_yes(event, "ben", email="ben@example.org")
    thank_everyone(event.pk, actor=main_of(event), now=event.ends_at)
    cancel_yes(said.secret, now=event.ends_at)
    assert told() == ["ann@example.org"]


@pytest.mark.django_db(transaction=True)
def test_two_hosts_who_thank_at_once_thank_once() -> None:
    event = make_event(make_host())
    make_yes(event, "ann", email="ann@example.org")
    host = main_of(event)
    said = race(*[lambda: thank_everyone(event.pk, actor=host, now=event.ends_at)] * 2)
    assert sorted(map(str, said)) == sorted(map(str, [None, AlreadyThanked]))
    assert told() == ["ann@example.org"]


@pytest.mark.django_db(transaction=True)
def test_walk_ins_who_are_added_at_once_have_numbers_of_their_own() -> None:
    event = make_event(make_host())
    host = main_of(event)

    def add(name: str) -> SignUp:
        return walk_in(event, name, actor=host)

    race(*[lambda name=name: add(name) for name in ("Ann", "Ben", "Cleo")])
    assert sorted(marks(event)) == [1, 2, 3]
    assert Event.objects.get().attended == 3


@pytest.mark.django_db
def test_after_thirty_days_the_rounded_number_is_all_that_is_left() -> None:
    exact = {"a": 37, "b": 7, "c": 10}
    events = {key: make_event(make_host(key)) for key in exact}
    for key, event in events.items():
        make_yes(event, "Ann")
        walk_in(event)
        count(event, exact[key])
    end = next(iter(events.values())).ends_at
    forget_guests(now=end + GUESTS_LAST - timedelta(seconds=1))
    assert [Event.objects.get(pk=each.pk).attended for each in events.values()] == [37, 7, 10]
    forget_guests(now=end + GUESTS_LAST)
    assert [Event.objects.get(pk=each.pk).attended for each in events.values()] == [35, 1, 10]
    assert not SignUp.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "after", "is_it"),
    [
        (State.PUBLISHED, timedelta(0), True),
        (State.PUBLISHED, -timedelta(seconds=1), False),
        (State.PUBLISHED, GUESTS_LAST, True),
        (State.PUBLISHED, GUESTS_LAST + timedelta(hours=2), False),
        (State.CANCELLED, timedelta(0), False),
        (State.WAITING, timedelta(0), False),
    ],
)
def test_when_hosts_count(state: State, after: timedelta, is_it: bool) -> None:
    event = make_event(make_host())
    event.state = state
    assert is_counting(event, now=event.starts_at + after) is is_it


@pytest.mark.django_db
def test_the_next_one_is_of_the_series_or_else_of_the_group() -> None:
    lead = make_founder()
    group = make_group(lead)

    def plan(days: int, **given: Any) -> list[Event]:
        day = DAY + timedelta(days=days)
        made = make_series(lead, make_draft(day=day), **given)
        Event.objects.update(state=State.PUBLISHED)
        return made

    def following(event: Event) -> str | None:
        line = next_after(event, now=_end(event))
        return line.id if line else None

    first = plan(0, every_days=7, repeats=2)
    of_group = plan(3, group_id=group.pk)[0]
    alone = plan(5)[0]
    assert following(first[0]) == first[1].pk
    assert following(first[1]) is None
    assert following(alone) is None
    later = plan(8, group_id=group.pk)[0]
    assert following(of_group) == later.pk
    Event.objects.filter(pk=later.pk).update(state=State.CANCELLED)
    assert following(of_group) is None


def _end(event: Event) -> datetime:
    return event.ends_at
