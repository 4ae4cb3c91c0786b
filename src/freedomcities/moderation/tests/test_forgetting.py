"""What is held on somebody is told and forgotten, and what is old goes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freedomcities.accounts.leaving import erase
from freedomcities.accounts.tests.makers import NOW
from freedomcities.moderation.acquaintance import note_known
from freedomcities.moderation.choices import AskState, Decision, Direction, Ground
from freedomcities.moderation.forgetting import KEPT, forget_old, forget_person, held_on
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.moderation.operations import decide
from freedomcities.moderation.taking_down import ask, confirm, refuse
from freedomcities.moderation.tests.makers import (
    LAW,
    Leaves,
    make_author,
    make_case,
    make_moderator,
)

pytestmark = pytest.mark.django_db


def test_what_is_held_is_told_and_then_forgotten(leaf: Leaves) -> None:
    author = make_author()
    note_known(author)
    nothing = {"decisions": 0, "take_downs_asked_for": 0, "take_downs_answered": 0}
    assert held_on(author) == {"known": True, **nothing}
    erase(author, now=NOW, before=lambda person: forget_person(person, now=NOW))
    assert held_on(author) == {"known": False, **nothing}


def test_a_moderators_decisions_stay_without_a_name(leaf: Leaves) -> None:
    leaf.states = {"one": "waiting", "law": "public"}
    ann, bob = make_moderator("ann"), make_moderator("bob")
    decide(make_case().pk, Decision.PUBLISH, actor=ann, now=NOW)
    asked = ask(LAW, "law", Direction.TAKE_DOWN, ground=Ground.OTHER, actor=ann, now=NOW)
    confirm(asked.pk, actor=bob, now=NOW)
    assert held_on(ann) == {
        "known": False, "decisions": 1, "take_downs_asked_for": 1, "take_downs_answered": 0,
    }  # fmt: skip
    assert held_on(bob)["take_downs_answered"] == 1
    erase(ann, now=NOW, before=lambda person: forget_person(person, now=NOW))
    assert Case.objects.get(decided_by=ann).state == "published"
    assert TakeDown.objects.get().state == AskState.DONE


def test_decided_cases_go_after_a_year_and_what_was_taken_down_stays(leaf: Leaves) -> None:
    leaf.states = {"one": "waiting", "two": "waiting", "law": "public", "other": "public"}
    ann, bob = make_moderator("ann"), make_moderator("bob")
    decide(make_case("one").pk, Decision.PUBLISH, actor=ann, now=NOW)
    waits = make_case("two")
    down = {"ground": Ground.OTHER, "text": "note", "actor": ann, "now": NOW}
    done = ask(LAW, "law", Direction.TAKE_DOWN, **down)  # type: ignore[arg-type]
    confirm(done.pk, actor=bob, now=NOW)
    refused = ask(LAW, "other", Direction.TAKE_DOWN, **down)  # type: ignore[arg-type]
    refuse(refused.pk, actor=bob, now=NOW)
    assert forget_old(now=NOW + KEPT - timedelta(days=1)) == 0
    assert forget_old(now=NOW + KEPT) == 2
    assert list(Case.objects.values_list("pk", flat=True)) == [waits.pk]
    assert list(TakeDown.objects.values_list("pk", "note")) == [(done.pk, "")]
