"""Readers of law answer what moderators ask; nobody else does, and nothing on the list changes."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from freedomcities.accounts.choices import Role
from freedomcities.accounts.leaving import erase
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.moderation.choices import Complaint, Decision, Direction, Ground, Reading, State
from freedomcities.moderation.forgetting import KEPT, forget_person, held_on, old_cases
from freedomcities.moderation.models import LONGEST_NOTE, Case, Report
from freedomcities.moderation.operations import decide
from freedomcities.moderation.reading import answer_case
from freedomcities.moderation.refusals import (
    AlreadyDecided,
    CannotBe,
    MayNot,
    NoteTooLong,
    SayWhatWasDone,
    SayWhy,
)
from freedomcities.moderation.reporting import report
from freedomcities.moderation.taking_down import ask, confirm
from freedomcities.moderation.tests.makers import (
    LAW,
    LEAF,
    Leaves,
    make_author,
    make_case,
    make_moderator,
    make_reading,
)
from freedomcities.moderation.tests.test_operations import refuses

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def listed(leaf: Leaves) -> None:
    leaf.states = {"one": "public", "two": "public"}


@pytest.fixture
def reader() -> Person:
    return make_moderator("reader", Role.READER)


def test_a_moderator_hands_a_report_to_readers(leaf: Leaves) -> None:
    case = report(LAW, "one", Complaint.WRONG, "Repealed.", peer="p", now=NOW)
    ann, version = make_moderator(), site_version()
    asked = decide(
        case.pk, Decision.ASK_READER, ground=Ground.OUT_OF_DATE, text=" Look. ", actor=ann, now=NOW
    )
    assert (asked.state, asked.ground, asked.note) == (State.READING, "out-of-date", "Look.")
    assert (asked.decided_by, asked.decided_on) == (None, None), "it is not decided yet"
    assert asked.reports.get().text == "Repealed.", "the reader needs what was reported"
    entry = AuditEntry.objects.get(action="ask-reader")
    assert (entry.actor_id, entry.subject) == (ann.pk, "leaf-law one")
    assert (leaf.done, site_version()) == ([], version)


def test_asking_needs_a_ground_of_its_own_and_something_of_the_law() -> None:
    ann = make_moderator()
    law = report(LAW, "one", Complaint.WRONG, "", peer="p", now=NOW)
    for ground in (None, Ground.UNTRUE, Ground.MISTAKE):
        refuses(SayWhy, decide, law.pk, Decision.ASK_READER, ground=ground, actor=ann)
    leaf = make_case("two", LEAF)
    ground = Ground.OUT_OF_DATE
    refuses(CannotBe, decide, leaf.pk, Decision.ASK_READER, ground=ground, actor=ann)
    reader = make_moderator("reader", Role.READER)
    refuses(MayNot, decide, law.pk, Decision.ASK_READER, ground=ground, actor=reader)


@pytest.mark.parametrize(
    ("reading", "state"),
    [(Reading.RIGHT, State.RIGHT), (Reading.CORRECTED, State.CORRECTED)],
)
def test_a_reader_answers(leaf: Leaves, reader: Person, reading: Reading, state: State) -> None:
    case = make_reading(text="Repealed.")
    done = answer_case(case.pk, reading, text=" By an import. ", actor=reader, now=NOW)
    assert (done.state, done.answer, done.ground) == (state, "By an import.", "out-of-date")
    assert (done.decided_by, done.decided_on) == (reader, NOW.date())
    assert not Report.objects.exists()
    assert leaf.done == []
    entry = AuditEntry.objects.filter(action="decide-case").get()
    assert (entry.actor_id, entry.detail) == (reader.pk, {"state": state.value})
    refuses(AlreadyDecided, answer_case, case.pk, Reading.RIGHT, actor=reader)
    assert report(LAW, "one", Complaint.WRONG, "", peer="q", now=NOW).pk != case.pk


def test_what_was_corrected_is_said(reader: Person) -> None:
    case = make_reading()
    refuses(SayWhatWasDone, answer_case, case.pk, Reading.CORRECTED, text=" ", actor=reader)
    long = "x" * (LONGEST_NOTE + 1)
    refuses(NoteTooLong, answer_case, case.pk, Reading.RIGHT, text=long, actor=reader)
    assert answer_case(case.pk, Reading.RIGHT, actor=reader, now=NOW).answer == ""


def test_readers_alone_answer_and_only_what_they_are_asked(reader: Person) -> None:
    case = make_reading()
    open_case = report(LAW, "two", Complaint.WRONG, "", peer="p", now=NOW)
    people = [make_author(), make_moderator("m"), make_moderator("s", Role.STAFF), system_actor()]
    for somebody in people:
        refuses(MayNot, answer_case, case.pk, Reading.RIGHT, actor=somebody)
    for pk in (open_case.pk, uuid4()):
        refuses(MayNot, answer_case, pk, Reading.RIGHT, actor=reader)
    Person.objects.filter(pk=reader.pk).update(is_reader=False)
    assert reader.is_reader, "as the window still thinks"
    refuses(MayNot, answer_case, case.pk, Reading.RIGHT, actor=reader)


def test_who_finds_what_is_asked(reader: Person) -> None:
    case = make_reading()
    report(LAW, "two", Complaint.WRONG, "", peer="p", now=NOW)
    assert list(Case.objects.to_be_read_by(reader)) == [case]
    assert not Case.objects.visible_to(reader).exists()
    for somebody in (make_author(), make_moderator(), make_moderator("s", Role.STAFF)):
        assert not Case.objects.to_be_read_by(somebody).exists()
    assert [each.subject for each in Case.objects.waiting()] == ["two"]
    assert not Case.objects.decided().exists()


def test_moderators_hear_of_what_is_reported_meanwhile(reader: Person) -> None:
    case = make_reading()
    other = report(LAW, "one", Complaint.PRIVATE, "", peer="q", now=NOW)
    assert (other.pk != case.pk, other.state) == (True, State.OPEN)


def test_a_moderator_closes_what_nobody_answers() -> None:
    case, ann = make_reading(), make_moderator()
    ground = Ground.OUT_OF_DATE
    refuses(CannotBe, decide, case.pk, Decision.ASK_READER, ground=ground, actor=ann)
    assert decide(case.pk, Decision.LEAVE, actor=ann, now=NOW).state == State.LEFT
    assert not Report.objects.exists()


def test_what_is_taken_down_needs_no_answer_any_more(reader: Person) -> None:
    case, ann, bob = make_reading(), make_moderator("ann"), make_moderator("bob")
    asked = ask(LAW, "one", Direction.TAKE_DOWN, ground=Ground.UNTRUE, actor=ann, now=NOW)
    confirm(asked.pk, actor=bob, now=NOW)
    case.refresh_from_db()
    assert case.state == State.TAKEN_DOWN
    refuses(AlreadyDecided, answer_case, case.pk, Reading.RIGHT, actor=reader)


def test_an_answer_is_told_to_its_reader_and_forgotten_with_them(reader: Person) -> None:
    case = make_reading()
    late = NOW + KEPT
    assert not old_cases(late).exists(), "nothing is lost that waits for an answer"
    answer_case(case.pk, Reading.RIGHT, text="Still so.", actor=reader, now=NOW)
    week = str(NOW.date() - timedelta(days=NOW.weekday()))
    assert held_on(reader)["decisions"] == [
        {"on": "leaf-law one", "decision": "right", "in_the_week_of": week,
         "ground": "out-of-date", "note": "Still so."}
    ]  # fmt: skip
    erase(reader, now=NOW, before=lambda person: forget_person(person, now=NOW))
    assert Case.objects.get().decided_by is None
    assert old_cases(late).count() == 1
