"""Somebody is erased while another changes an event or a group of theirs, in a thread of its own.

Whoever is erased is taken out of several events and groups, and the log is written in between.
Everybody locks the head of the log last; so erasing locks all of them before its first entry.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.accounts.tests.racing import race
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import verify_chain
from freedomcities.events import locking as events
from freedomcities.events.models import Event, Host
from freedomcities.events.tests.makers import make_event
from freedomcities.groups import locking as groups
from freedomcities.groups.models import Membership
from freedomcities.groups.tests.makers import make_group
from freedomcities.privacy.operations import erase

pytestmark = pytest.mark.django_db(transaction=True)


Note = Callable[[], object]


def lock_last_event(actor: Person) -> Note:
    found = events.lock(max(Event.objects.values_list("pk", flat=True)))
    return lambda: events.note(found, "look", actor=actor, now=NOW)


def lock_group(actor: Person) -> Note:
    found = groups.lock(Membership.objects.values_list("group_id", flat=True)[0])
    return lambda: groups.note(found, "look", actor=actor, now=NOW)


@pytest.mark.parametrize("lock", [lock_last_event, lock_group])
def test_neither_waits_for_the_other_for_ever(lock: Callable[[Person], Note]) -> None:
    ann, other = make_ann(), make_ann("other@example.org")
    make_group(ann)
    for _number in range(2):
        make_event(ann)
    has_begun = threading.Event()

    def do() -> None:
        with transaction.atomic():
            note = lock(other)
            has_begun.set()
            wait_for_somebody_who_waits()
            note()

    def leave() -> None:
        has_begun.wait(10)
        erase(ann, actor=ann, now=NOW)

    assert race(do, leave) == [None, None]
    assert not Host.objects.filter(person=ann).exists()
    assert not Membership.objects.filter(person=ann).exists()
    assert AuditEntry.objects.filter(actor=other, action="look").count() == 1
    assert verify_chain() == AuditEntry.objects.count()


def wait_for_somebody_who_waits() -> None:
    """Until another connection waits for a lock, on an engine where they wait for each other."""
    if connection.vendor != "postgresql":
        return
    waiting = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    for _look in range(1_000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")
