"""Two hundred people who say yes at once to ten seats, with threads of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from queue import Empty, Queue
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction

from freedomcities.accounts.leaving import erase
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.audit.models import AuditEntry
from freedomcities.events.choices import Answer
from freedomcities.events.coming import cancel_yes
from freedomcities.events.forgetting import forget_person
from freedomcities.events.locking import lock, note
from freedomcities.events.models import Event, EventPhoto, EventRecap, SignUp
from freedomcities.events.operations import change_event
from freedomcities.events.recaps import accept_recap, write_recap
from freedomcities.events.shown import coming_of
from freedomcities.events.tests.guests import counts, make_yes, names
from freedomcities.events.tests.makers import (
    BEGAN,
    make_draft,
    make_event,
    make_host,
    make_photo,
)
from freedomcities.groups.choices import Role
from freedomcities.groups.models import Group
from freedomcities.groups.tests.makers import make_founder, make_group, make_member

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SEATS, THREADS = 200, 10, 40


def begun_of(group: Group, host: Person) -> Event:
    draft = make_draft(day=BEGAN.date())
    return make_event(host, draft, group_id=group.pk, now=NOW - timedelta(days=30))


def all_at_once(doers: list[Callable[[], Any]]) -> None:
    """Do these from forty threads; one after the other where threads cannot share the database.

    The same on SQLite in a file, with a process that serves, is in `tests/installed`.
    """
    if connection.vendor != "postgresql":
        for do in doers:
            do()
        return
    waiting: Queue[Callable[[], Any]] = Queue()
    for do in doers:
        waiting.put(do)
    gate = threading.Barrier(THREADS)

    def run() -> None:
        gate.wait()
        try:
            while True:
                waiting.get_nowait()()
        except Empty:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_ten_of_two_hundred_come_and_the_others_wait_in_order() -> None:
    event = make_event(make_host(), make_draft(seats=SEATS))
    all_at_once(
        [lambda number=number: make_yes(event, f"P{number}") for number in range(PEOPLE)]  # type: ignore[misc]
    )
    assert counts(event) == (SEATS, PEOPLE - SEATS, PEOPLE)
    rows = list(SignUp.objects.order_by("number").values_list("number", "answer"))
    assert [number for number, _answer in rows] == list(range(1, PEOPLE + 1))
    expected = [Answer.COMES] * SEATS + [Answer.WAITS] * (PEOPLE - SEATS)
    assert [answer for _number, answer in rows] == expected
    assert len({*names(event), *names(event, Answer.WAITS)}) == PEOPLE
    assert coming_of(event).room == "It is full, with a waiting list."


def test_seats_that_are_given_back_at_once_go_to_the_first_who_wait() -> None:
    event = make_event(make_host(), make_draft(seats=SEATS))
    said = [make_yes(event, f"P{number}") for number in range(40)]
    all_at_once([lambda each=each: cancel_yes(each.secret, now=NOW) for each in said[:SEATS]])  # type: ignore[misc]
    assert names(event) == [f"P{number}" for number in range(SEATS, 2 * SEATS)]
    assert counts(event) == (SEATS, 20, 40)


def test_a_form_that_is_sent_twice_at_once_counts_once() -> None:
    event, once = make_event(make_host(), make_draft(seats=SEATS)), uuid4()
    race(*[lambda: make_yes(event, once=once) for _number in range(4)])
    assert counts(event) == (1, 0, 1)


def test_more_seats_and_somebody_who_says_yes_at_once_leave_nobody_out() -> None:
    host = make_host()
    event = make_event(host, make_draft(seats=1))
    for name in "AB":
        make_yes(event, name)
    race(
        lambda: change_event(event.pk, make_draft(seats=2), actor=host, now=NOW),
        lambda: make_yes(event, "C"),
    )
    assert (names(event), names(event, Answer.WAITS)) == (["A", "B"], ["C"])
    assert counts(event) == (2, 1, 3)


def test_one_link_that_is_used_twice_at_once_gives_back_one_seat() -> None:
    event = make_event(make_host(), make_draft(seats=2))
    said = [make_yes(event, name) for name in "ABC"]
    refused = race(*[lambda: cancel_yes(said[0].secret, now=NOW) for _number in range(2)])
    assert sum(each is None for each in refused) == 1
    assert counts(event) == (2, 0, 3)


def test_who_leaves_and_who_says_yes_do_not_wait_for_each_other() -> None:
    lead = make_founder()
    group = make_group(lead)
    host = make_member(group, lead, role=Role.ORGANIZER).person
    begun = sorted(begun_of(group, host).pk for _number in range(2))
    for event_id in begun:
        make_photo(Event.objects.get(pk=event_id), lead)

    def comes() -> None:
        with transaction.atomic():
            event = lock(begun[1])
            time.sleep(0.6)
            note(event, "say-yes", actor=host, now=NOW)

    def leaves() -> None:
        time.sleep(0.2)
        erase(lead, now=NOW, before=partial(forget_person, now=NOW))

    race(comes, leaves)
    lead.refresh_from_db()
    assert not lead.is_active
    assert not EventPhoto.objects.exists()
    assert AuditEntry.objects.filter(action="say-yes", subject=f"event {begun[1]}").exists()


def test_what_came_of_an_event_stays_that_a_moderator_lets_in_while_its_writer_leaves() -> None:
    lead = make_founder()
    group = make_group(lead)
    host = make_member(group, lead, role=Role.ORGANIZER).person
    event = begun_of(group, host)
    write_recap(event.pk, "Call 734-555-0142.", actor=lead, now=NOW)

    def accepts() -> None:
        with transaction.atomic():
            lock(event.pk)
            time.sleep(0.6)
            accept_recap(event.pk, actor=system_actor(), now=NOW)

    def leaves() -> None:
        time.sleep(0.2)
        erase(lead, now=NOW, before=partial(forget_person, now=NOW))

    race(accepts, leaves)
    row = EventRecap.objects.get()
    assert (row.text, row.new_text, row.person) == ("Call 734-555-0142.", "", None)
