"""Two moderators, two reporters, two windows at the same moment: one decision counts."""

from __future__ import annotations

import pytest

from freedomcities.accounts.choices import Role
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.roles import give_roles
from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import verify_chain
from freedomcities.moderation.choices import (
    Complaint,
    Decision,
    Direction,
    Ground,
    Reading,
    State,
    Why,
)
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.moderation.operations import decide, hold
from freedomcities.moderation.reading import answer_case
from freedomcities.moderation.refusals import AlreadyDecided, AskedAlready
from freedomcities.moderation.reporting import report
from freedomcities.moderation.taking_down import ask, confirm, refuse
from freedomcities.moderation.tests.makers import (
    LAW,
    LEAF,
    Leaves,
    make_case,
    make_moderator,
    make_reading,
)

pytestmark = pytest.mark.django_db(transaction=True)


def names(refused: list[type[BaseException] | None]) -> list[str]:
    return sorted(each.__name__ if each else "" for each in refused)


def test_of_two_moderators_one_decides_and_the_other_is_told(leaf: Leaves) -> None:
    leaf.states, leaf.closes = {"one": "public"}, False
    case = make_case(whys=[Why.REPORT])
    ann, bob = make_moderator("ann"), make_moderator("bob")
    refused = race(
        lambda: decide(case.pk, Decision.LEAVE, actor=ann, now=NOW),
        lambda: decide(case.pk, Decision.LEAVE, actor=bob, now=NOW),
    )
    assert names(refused) == ["", "AlreadyDecided"]
    winner = ann if refused[0] is None else bob
    case.refresh_from_db()
    assert (case.state, case.decided_by) == (State.LEFT, winner)
    assert AuditEntry.objects.filter(action="decide-case").count() == 1
    verify_chain()


def test_a_subject_that_is_held_twice_at_once_waits_once(leaf: Leaves) -> None:
    actor = system_actor()
    refused = race(
        lambda: hold(LEAF, "one", [Why.REPORT], actor=actor, now=NOW),
        lambda: hold(LEAF, "one", [Why.EVERY_ONE], actor=actor, now=NOW),
    )
    assert refused == [None, None]
    assert Case.objects.get().whys == ["report", "every-one"]


def test_two_reports_at_once_are_both_counted(leaf: Leaves) -> None:
    leaf.states = {"one": "public"}
    system_actor()
    refused = race(
        lambda: report(LEAF, "one", Complaint.WRONG, "a", peer="1", now=NOW),
        lambda: report(LEAF, "one", Complaint.WRONG, "b", peer="2", now=NOW),
    )
    assert refused == [None, None]
    case = Case.objects.get()
    assert (case.reporters, case.reports.count()) == (2, 2)


def test_of_two_who_ask_at_once_one_has_asked(leaf: Leaves) -> None:
    leaf.states = {"one": "public"}
    ann, bob = make_moderator("ann"), make_moderator("bob")
    more = {"ground": Ground.OTHER, "now": NOW}
    refused = race(
        lambda: ask(LAW, "one", Direction.TAKE_DOWN, actor=ann, **more),  # type: ignore[arg-type]
        lambda: ask(LAW, "one", Direction.TAKE_DOWN, actor=bob, **more),  # type: ignore[arg-type]
    )
    assert names(refused) == ["", AskedAlready.__name__]
    assert TakeDown.objects.count() == 1


def test_of_confirming_and_refusing_at_once_one_counts(leaf: Leaves) -> None:
    leaf.states = {"one": "public"}
    ann, bob, carol = (make_moderator(name) for name in ("ann", "bob", "carol"))
    asked = ask(LAW, "one", Direction.TAKE_DOWN, ground=Ground.OTHER, actor=ann, now=NOW)
    refused = race(
        lambda: confirm(asked.pk, actor=bob, now=NOW),
        lambda: refuse(asked.pk, actor=carol, now=NOW),
    )
    assert names(refused) == ["", AlreadyDecided.__name__]
    asked.refresh_from_db()
    is_done = refused[0] is None
    assert asked.state == ("done" if is_done else "refused")
    assert leaf.done == ([("one", "hidden")] if is_done else [])


def test_a_role_taken_at_the_same_moment_comes_before_or_after(leaf: Leaves) -> None:
    leaf.states = {"one": "public"}
    ann, bob = make_moderator("ann"), make_moderator("bob")
    asked = ask(LAW, "one", Direction.TAKE_DOWN, ground=Ground.OTHER, actor=ann, now=NOW)
    refused = race(
        lambda: confirm(asked.pk, actor=bob, now=NOW),
        lambda: give_roles(ann, [], actor=system_actor(), now=NOW),
    )
    asked.refresh_from_db()
    if refused[0] is None:
        assert (asked.state, leaf.done) == ("done", [("one", "hidden")])
    else:
        assert names(refused) == ["", "AskerGone"]
        assert (asked.state, leaf.done) == ("open", [])


def test_of_two_readers_one_answers_and_the_other_is_told(leaf: Leaves) -> None:
    leaf.states = {"one": "public"}
    case = make_reading()
    ann, bob = make_moderator("ann", Role.READER), make_moderator("bob", Role.READER)
    refused = race(
        lambda: answer_case(case.pk, Reading.RIGHT, text="a", actor=ann, now=NOW),
        lambda: answer_case(case.pk, Reading.CORRECTED, text="b", actor=bob, now=NOW),
    )
    assert names(refused) == ["", AlreadyDecided.__name__]
    case.refresh_from_db()
    won = ("right", "a", ann.pk) if refused[0] is None else ("corrected", "b", bob.pk)
    assert (case.state, case.answer, case.decided_by_id) == won


def test_of_answering_and_closing_at_once_one_counts(leaf: Leaves) -> None:
    leaf.states = {"one": "public"}
    case = make_reading()
    reader, ann = make_moderator("reader", Role.READER), make_moderator("ann")
    refused = race(
        lambda: answer_case(case.pk, Reading.RIGHT, actor=reader, now=NOW),
        lambda: decide(case.pk, Decision.LEAVE, actor=ann, now=NOW),
    )
    assert names(refused) == ["", AlreadyDecided.__name__]
    case.refresh_from_db()
    won = ("right", reader.pk) if refused[0] is None else ("left", ann.pk)
    assert (case.state, case.decided_by_id) == won
