"""What is held is told to the person, and goes with them."""

from __future__ import annotations

import pytest

from freedomcities.accounts.leaving import erase
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.notices.choices import Pace
from freedomcities.notices.forgetting import forget_person, held_on
from freedomcities.notices.models import Follow, Notice, Wishes
from freedomcities.notices.operations import unfollow, wish
from freedomcities.notices.stop_links import Scope, StopLink
from freedomcities.notices.stopping import stop
from freedomcities.notices.tests.makers import A, B, make_follower, say

pytestmark = pytest.mark.django_db


def test_what_is_held_is_told_and_then_forgotten() -> None:
    ann, bob = make_follower("ann", A, B, pace=Pace.DAILY), make_follower("bob", A)
    wish(pace=Pace.WEEKLY, directly=False, actor=ann, now=NOW)
    say()
    run_jobs()
    assert held_on(ann) == {
        "follows": [
            {"kind": "thing", "id": "a", "title": "Ann Arbor", "how_often": "daily"},
            {"kind": "thing", "id": "b", "title": "Überlingen & Söhne", "how_often": "daily"},
        ],
        "how_often_from_now_on": "weekly",
        "letters_on_own_affairs": "not at all",
        "waiting_to_be_told": ["happened"],
    }
    erase(ann, now=NOW, before=lambda person: forget_person(person, now=NOW))
    assert held_on(ann) == {
        "follows": [],
        "how_often_from_now_on": "daily",
        "letters_on_own_affairs": "directly",
        "waiting_to_be_told": [],
    }
    for table in (Follow, Wishes, Notice):
        assert not table.objects.filter(person=ann).exists()
    assert (bob.follows.count(), Notice.objects.filter(person=bob).count()) == (1, 1)


def test_what_a_link_has_stopped_is_told() -> None:
    ann = make_follower("ann", A, pace=Pace.DAILY)
    wishes = wish(pace=Pace.WEEKLY, directly=True, actor=ann, now=NOW)
    stop(StopLink(Scope.ALL, wishes.pk), now=NOW)
    held = held_on(ann)
    assert held["follows"] == [
        {"kind": "thing", "id": "a", "title": "Ann Arbor", "how_often": "muted",
         "stopped_from": "daily"},
    ]  # fmt: skip
    assert held["letters_on_own_affairs"] == "stopped by a link"


def test_the_log_does_not_say_what_somebody_follows() -> None:
    ann = make_follower()
    unfollow(ann.follows.get().pk, actor=ann, now=NOW)
    entries = AuditEntry.objects.filter(subject="notices").order_by("sequence")
    assert [(each.action, each.detail) for each in entries] == [("follow", {}), ("unfollow", {})]
    assert {each.at.hour for each in entries} == {0}
