"""What is held on somebody is told and forgotten, and what is old goes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freedomcities.accounts.leaving import erase
from freedomcities.accounts.tests.makers import NOW
from freedomcities.moderation.acquaintance import note_known
from freedomcities.moderation.choices import AskState, Decision, Direction, Ground
from freedomcities.moderation.forgetting import (
    KEPT,
    forget_person,
    forget_take_downs,
    held_on,
    old_cases,
    old_take_downs,
)
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
    assert held_on(author) == {"known": True, "decisions": [], "take_downs": []}
    erase(author, now=NOW, before=lambda person: forget_person(person, now=NOW))
    assert held_on(author) == {"known": False, "decisions": [], "take_downs": []}


def test_a_moderators_decisions_stay_and_nobody_knows_whose_they_were(leaf: Leaves) -> None:
    leaf.states = {"one": "waiting", "law": "public"}
    ann, bob = make_moderator("ann"), make_moderator("bob")
    decide(make_case().pk, Decision.PUBLISH, text="fine", actor=ann, now=NOW)
    asked = ask(LAW, "law", Direction.TAKE_DOWN, ground=Ground.OTHER, text="so", actor=ann, now=NOW)
    confirm(asked.pk, actor=bob, now=NOW)
    week = str(NOW.date() - timedelta(days=NOW.weekday()))
    take_down = {
        "on": "leaf-law law", "direction": "take-down", "ground": "other", "state": "done",
        "asked_in_the_week_of": week, "done_in_the_week_of": week,
    }  # fmt: skip
    assert held_on(ann) == {
        "known": False,
        "decisions": [
            {"on": "leaf one", "decision": "published", "in_the_week_of": week, "ground": "",
             "note": "fine"}
        ],
        "take_downs": [{**take_down, "note": "so", "part": "asked"}],
    }  # fmt: skip
    assert held_on(bob)["take_downs"] == [{**take_down, "note": "", "part": "answered"}]
    for person in (ann, bob):
        erase(person, now=NOW, before=lambda person: forget_person(person, now=NOW))
        assert held_on(person) == {"known": False, "decisions": [], "take_downs": []}
    assert (Case.objects.get().state, Case.objects.get().decided_by) == ("published", None)
    row = TakeDown.objects.get()
    assert (row.state, row.asked_by, row.answered_by) == (AskState.DONE, None, None)


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
    early, late = NOW + KEPT - timedelta(days=1), NOW + KEPT
    assert not old_cases(early).exists()
    assert forget_take_downs(now=early) == 0
    assert old_take_downs(late).count() == 2
    assert forget_take_downs(now=late) == 2
    assert forget_take_downs(now=late) == 0
    assert old_cases(late).delete()[0] == 1
    assert list(Case.objects.values_list("pk", flat=True)) == [waits.pk]
    assert list(TakeDown.objects.values_list("pk", "note")) == [(done.pk, "")]
