"""Two people take something off the list; one alone never does."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from freedomcities.accounts.choices import Role
from freedomcities.accounts.leaving import erase
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.roles import give_roles
from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.moderation.choices import AskState, Complaint, Direction, Ground, State
from freedomcities.moderation.forgetting import forget_person
from freedomcities.moderation.models import LONGEST_NOTE, TakeDown
from freedomcities.moderation.refusals import (
    AlreadyDecided,
    AskedAlready,
    AskerGone,
    CannotBe,
    MayNot,
    NoteTooLong,
    NotOneself,
    SayWhy,
)
from freedomcities.moderation.reporting import report
from freedomcities.moderation.taking_down import ask, confirm, refuse
from freedomcities.moderation.tests.makers import (
    LAW,
    LEAF,
    Leaves,
    make_author,
    make_moderator,
    snapshot,
)
from freedomcities.moderation.tests.test_operations import refuses

pytestmark = pytest.mark.django_db
DOWN, BACK = Direction.TAKE_DOWN, Direction.PUT_BACK


@pytest.fixture(autouse=True)
def listed(leaf: Leaves) -> None:
    leaf.states = {"one": "public", "hidden": "hidden"}


def asked_by(person: Person, name: str = "one", direction: Direction = DOWN) -> TakeDown:
    ground = Ground.UNTRUE if direction is DOWN else Ground.MISTAKE
    return ask(LAW, name, direction, ground=ground, text=" why ", actor=person, now=NOW)


def test_one_asks_another_confirms_and_everybody_knows(leaf: Leaves) -> None:
    ann, bob = make_moderator("ann"), make_moderator("bob", Role.STAFF)
    case = report(LAW, "one", Complaint.WRONG, "", peer="p", now=NOW)
    version = site_version()
    asked = asked_by(ann)
    assert (asked.state, asked.note, asked.asked_by, asked.done_on) == ("open", "why", ann, None)
    assert leaf.done == []
    assert site_version() == version, "nothing has happened yet"
    done = confirm(asked.pk, actor=bob, now=NOW)
    assert (done.state, done.answered_by, done.done_on) == (AskState.DONE, bob, NOW.date())
    assert leaf.done == [("one", "hidden")]
    assert site_version() == version + 1
    entry = AuditEntry.objects.get(action="take-down")
    assert (entry.subject, entry.actor_id, entry.detail) == (
        "leaf-law one", bob.pk, {"ground": "untrue"},
    )  # fmt: skip
    case.refresh_from_db()
    assert case.state == State.TAKEN_DOWN
    assert list(TakeDown.objects.public()) == [done]


def test_it_takes_two_to_put_it_back(leaf: Leaves) -> None:
    ann, bob = make_moderator("ann"), make_moderator("bob")
    asked = asked_by(bob, "hidden", BACK)
    refuses(NotOneself, confirm, asked.pk, actor=bob)
    confirm(asked.pk, actor=ann, now=NOW)
    assert leaf.done == [("hidden", "public")]


def test_nobody_confirms_their_own_in_whichever_window(leaf: Leaves) -> None:
    ann = make_moderator("ann")
    asked = asked_by(ann)
    refuses(NotOneself, confirm, asked.pk, actor=Person.objects.get(pk=ann.pk))
    assert leaf.done == []


def test_whoever_asked_and_moderates_no_more_counts_for_nothing(leaf: Leaves) -> None:
    ann, bob = make_moderator("ann"), make_moderator("bob")
    asked = asked_by(ann)
    give_roles(ann, [Role.READER], actor=system_actor(), now=NOW)
    refuses(AskerGone, confirm, asked.pk, actor=bob)
    assert leaf.done == []
    refuse(asked.pk, actor=bob, now=NOW)
    carol = make_moderator("carol")
    confirm(asked_by(bob).pk, actor=carol, now=NOW)
    assert leaf.done == [("one", "hidden")]


def test_whoever_confirms_and_moderates_no_more_confirms_nothing(leaf: Leaves) -> None:
    ann, bob = make_moderator("ann"), make_moderator("bob")
    asked = asked_by(ann)
    give_roles(Person.objects.get(pk=bob.pk), [], actor=system_actor(), now=NOW)
    assert bob.is_moderator, "as the window still thinks"
    refuses(MayNot, confirm, asked.pk, actor=bob)
    assert leaf.done == []


def test_an_erased_asker_leaves_nothing_that_could_be_confirmed(leaf: Leaves) -> None:
    ann, bob = make_moderator("ann"), make_moderator("bob")
    asked = asked_by(ann)
    erase(ann, now=NOW, before=lambda person: forget_person(person, now=NOW))
    refuses(AlreadyDecided, confirm, asked.pk, actor=bob)
    asked.refresh_from_db()
    assert (asked.state, asked.note) == (AskState.REFUSED, "")
    assert asked_by(bob).state == AskState.OPEN


def test_who_may_not_ask_or_answer(leaf: Leaves) -> None:
    ann = make_moderator("ann")
    asked = asked_by(ann, "hidden", BACK)
    reader, author = make_moderator("reader", Role.READER), make_author()
    for somebody in (reader, author, system_actor()):
        refuses(MayNot, ask, LAW, "one", DOWN, ground=Ground.OTHER, actor=somebody)
        refuses(MayNot, confirm, asked.pk, actor=somebody)
        refuses(MayNot, refuse, asked.pk, actor=somebody)
    refuses(MayNot, confirm, uuid4(), actor=ann)
    assert leaf.done == []


def test_what_cannot_be_asked_for(leaf: Leaves) -> None:
    ann = make_moderator("ann")
    for kind, name, direction in (
        (LAW, "nothing", DOWN), (LAW, "one", BACK), (LAW, "hidden", DOWN), (LEAF, "one", DOWN),
        ("no-such-kind", "one", DOWN),
    ):  # fmt: skip
        refuses(CannotBe, ask, kind, name, direction, ground=Ground.OTHER, actor=ann)
    for name, direction, ground in (
        ("one", DOWN, Ground.MISTAKE), ("one", DOWN, Ground.OUT_OF_DATE),
        ("hidden", BACK, Ground.UNTRUE),
    ):  # fmt: skip
        refuses(SayWhy, ask, LAW, name, direction, ground=ground, actor=ann)
    long = "x" * (LONGEST_NOTE + 1)
    refuses(NoteTooLong, ask, LAW, "one", DOWN, ground=Ground.OTHER, text=long, actor=ann)


def test_it_is_asked_for_once(leaf: Leaves) -> None:
    ann, bob = make_moderator("ann"), make_moderator("bob")
    asked = asked_by(ann)
    refuses(AskedAlready, asked_by_again, bob)
    refuse(asked.pk, actor=ann, now=NOW)
    refuses(AlreadyDecided, confirm, asked.pk, actor=bob)
    assert asked_by(bob).pk != asked.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        TakeDown.objects.create(
            kind=LAW, subject="one", direction=DOWN, ground="other", asked_by=ann,
            asked_on=NOW.date(),
        )  # fmt: skip


def asked_by_again(person: Person, *, now: object) -> TakeDown:
    return asked_by(person)


def test_what_vanished_since_it_was_asked_for(leaf: Leaves) -> None:
    ann, bob = make_moderator("ann"), make_moderator("bob")
    asked = asked_by(ann)
    leaf.states.clear()
    refuses(CannotBe, confirm, asked.pk, actor=bob)


def test_a_noun_does_nothing_alone(leaf: Leaves) -> None:
    ann, bob = make_moderator("ann"), make_moderator("bob")
    before = snapshot()
    with pytest.raises(MayNot):
        leaf.take_off("one", ground=Ground.OTHER, actor=bob, now=NOW)
    assert snapshot() == before
    asked_by(ann)
    with pytest.raises(MayNot):
        leaf.take_off("one", ground=Ground.OTHER, actor=ann, now=NOW)
    with pytest.raises(MayNot):
        leaf.put_back("hidden", actor=bob, now=NOW)
    assert leaf.done == []
