"""What waits and what is decided on it: the queue, its decisions, who is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.lib.errors import Refusal
from freedomcities.moderation.acquaintance import check_name, is_known, note_known, whys_for
from freedomcities.moderation.choices import Decision, Ground, State, Why
from freedomcities.moderation.found import Detail
from freedomcities.moderation.kinds import digest_of
from freedomcities.moderation.models import LONGEST_NOTE, Case, Known
from freedomcities.moderation.operations import decide, drop, hold
from freedomcities.moderation.refusals import (
    AlreadyDecided,
    CannotBe,
    ChangedSince,
    HoldsDetails,
    MayNot,
    NoteTooLong,
    NotOnesOwn,
    SayWhy,
)
from freedomcities.moderation.tests.makers import (
    LEAF,
    Leaves,
    NoLeaf,
    make_author,
    make_case,
    make_moderator,
    snapshot,
)

pytestmark = pytest.mark.django_db


def refuses(kind: type[Refusal], do: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """The refusal is of this kind, and neither the queue nor the log have changed."""
    before = snapshot()
    with pytest.raises(kind):
        do(*args, **kwargs, now=NOW)
    assert snapshot() == before


def test_a_subject_waits_once_for_all_its_reasons(leaf: Leaves) -> None:
    version = site_version()
    found = [Detail.PHONE]
    first = hold(LEAF, "one", [Why.PRIVATE_DETAILS], details=found, actor=system_actor(), now=NOW)
    both, found = [Why.UNKNOWN_PERSON, Why.PRIVATE_DETAILS], [Detail.EMAIL, Detail.PHONE]
    again = hold(LEAF, "one", both, details=found, actor=system_actor(), now=NOW)
    assert again.pk == first.pk
    assert (again.whys, again.details) == (
        ["unknown-person", "private-details"], ["phone", "email"],
    )  # fmt: skip
    assert (again.state, again.opened_on, again.decided_on) == (State.OPEN, NOW.date(), None)
    assert site_version() == version, "nobody sees the queue"
    entries = AuditEntry.objects.filter(action="hold")
    assert [entry.subject for entry in entries] == ["leaf one", "leaf one"]


def test_two_open_cases_of_one_subject_cannot_be(leaf: Leaves) -> None:
    make_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(kind=LEAF, subject="one", opened_on=NOW.date())


@pytest.mark.parametrize("closes", [True, False])
def test_what_is_published_makes_its_author_known(leaf: Leaves, closes: bool) -> None:
    leaf.states, leaf.author, leaf.closes = {"one": "waiting"}, make_author(), closes
    case, moderator = make_case(), make_moderator()
    assert not is_known(leaf.author)
    decided = decide(case.pk, Decision.PUBLISH, text=" fine ", actor=moderator, now=NOW)
    assert (decided.state, decided.decided_by, decided.decided_on) == (
        State.PUBLISHED, moderator, NOW.date(),
    )  # fmt: skip
    assert (decided.note, decided.ground) == ("fine", "")
    assert leaf.done == [("one", "public")]
    assert is_known(leaf.author)
    assert AuditEntry.objects.filter(action="decide-case").count() == 1


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.STAFF])
def test_what_is_declined_keeps_its_reason_and_nobody_is_known(leaf: Leaves, role: Role) -> None:
    leaf.states, leaf.author = {"one": "waiting"}, make_author()
    case, moderator = make_case(), make_moderator(role=role)
    refuses(SayWhy, decide, case.pk, Decision.DECLINE, actor=moderator)
    assert leaf.done == []
    decided = decide(case.pk, Decision.DECLINE, ground=Ground.HARMFUL, actor=moderator, now=NOW)
    assert (decided.state, decided.ground) == (State.DECLINED, "harmful")
    assert leaf.done == [("one", "gone")]
    assert not is_known(leaf.author)


def test_who_may_not_decide(leaf: Leaves) -> None:
    leaf.states = {"one": "waiting"}
    case, moderator = make_case(), make_moderator()
    reader = make_moderator("reader", Role.READER)
    for somebody in (make_author(), reader):
        refuses(MayNot, decide, case.pk, Decision.PUBLISH, actor=somebody)
    refuses(MayNot, decide, uuid4(), Decision.PUBLISH, actor=moderator)
    refuses(
        NoteTooLong, decide, case.pk, Decision.PUBLISH, text="x" * (LONGEST_NOTE + 1),
        actor=moderator,
    )  # fmt: skip
    Person.objects.filter(pk=moderator.pk).update(is_moderator=False)
    assert moderator.is_moderator, "as the window still thinks"
    refuses(MayNot, decide, case.pk, Decision.PUBLISH, actor=moderator)
    assert leaf.done == []


def test_what_cannot_be_decided_so(leaf: Leaves) -> None:
    leaf.states = {"one": "waiting", "two": "public"}
    waits, reported = make_case("one"), make_case("two", whys=[Why.REPORT])
    moderator = make_moderator()
    for decision in (Decision.LEAVE, Decision.TAKE_DOWN):
        refuses(CannotBe, decide, waits.pk, decision, ground=Ground.OTHER, actor=moderator)
    for decision in (Decision.PUBLISH, Decision.DECLINE):
        refuses(CannotBe, decide, reported.pk, decision, ground=Ground.OTHER, actor=moderator)
    assert decide(reported.pk, Decision.LEAVE, actor=moderator, now=NOW).state == State.LEFT
    assert leaf.done == []


def test_what_changed_since_it_was_read_is_not_decided_on(leaf: Leaves) -> None:
    leaf.states = {"one": "waiting"}
    case, moderator = make_case(), make_moderator()
    seen = digest_of(leaf.show("one"))
    leaf.text += " "
    refuses(ChangedSince, decide, case.pk, Decision.PUBLISH, seen=seen, actor=moderator)
    refuses(ChangedSince, decide, case.pk, Decision.PUBLISH, seen="", actor=moderator)
    assert leaf.done == []
    seen = digest_of(leaf.show("one"))
    decide(case.pk, Decision.PUBLISH, seen=seen, actor=moderator, now=NOW)
    assert leaf.done == [("one", "public")]


def test_nobody_publishes_what_they_wrote_themselves(leaf: Leaves) -> None:
    leaf.states, leaf.author = {"one": "waiting", "two": "waiting"}, make_moderator()
    own, other = make_case("one"), make_case("two")
    refuses(NotOnesOwn, decide, own.pk, Decision.PUBLISH, actor=leaf.author)
    assert leaf.done == []
    # Taking it away again does nobody any harm.
    decide(own.pk, Decision.DECLINE, ground=Ground.PRIVATE, actor=leaf.author, now=NOW)
    decide(other.pk, Decision.PUBLISH, actor=make_moderator("other"), now=NOW)
    assert leaf.done == [("one", "gone"), ("two", "public")]


def test_the_words_are_compared_once_they_are_locked(leaf: Leaves) -> None:
    leaf.states = {"one": "waiting"}
    case, seen = make_case(), digest_of(leaf.show("one"))
    # Whoever had it locked a moment ago wrote other words.
    leaf.on_lock = lambda: setattr(leaf, "text", "other words")
    refuses(ChangedSince, decide, case.pk, Decision.PUBLISH, seen=seen, actor=make_moderator())
    assert leaf.done == []


def test_the_second_of_two_is_told(leaf: Leaves) -> None:
    leaf.states = {"one": "waiting"}
    case = make_case()
    decide(case.pk, Decision.PUBLISH, actor=make_moderator(), now=NOW)
    other = make_moderator("other")
    refuses(AlreadyDecided, decide, case.pk, Decision.PUBLISH, actor=other)
    refuses(AlreadyDecided, decide, case.pk, Decision.DECLINE, ground=Ground.OTHER, actor=other)
    assert leaf.done == [("one", "public")]


def test_what_its_noun_refuses_is_refused_and_still_waits(leaf: Leaves) -> None:
    leaf.states = {"one": "hidden"}
    case = make_case()
    refuses(NoLeaf, decide, case.pk, Decision.PUBLISH, actor=make_moderator())
    case.refresh_from_db()
    assert case.state == State.OPEN


def test_what_is_not_there_any_more_closes_as_gone(leaf: Leaves) -> None:
    vanished, unknown = make_case(), make_case(kind="no-such-kind")
    moderator = make_moderator()
    for case in (vanished, unknown):
        decided = decide(case.pk, Decision.PUBLISH, actor=moderator, now=NOW)
        assert (decided.state, decided.decided_by) == (State.GONE, moderator)


def test_what_its_own_people_take_away_waits_no_more(leaf: Leaves) -> None:
    case, author = make_case(), make_author()
    drop(LEAF, "one", actor=author, now=NOW)
    drop(LEAF, "one", actor=author, now=NOW)
    case.refresh_from_db()
    assert (case.state, case.decided_by) == (State.GONE, author)
    assert make_case().pk != case.pk, "it can wait again"


def test_who_is_known() -> None:
    ann = make_ann()
    assert not is_known(ann)
    assert is_known(system_actor())
    assert is_known(make_moderator())
    assert is_known(make_moderator("reader", Role.READER))
    note_known(ann)
    note_known(ann)
    note_known(system_actor())
    assert is_known(ann)
    assert Known.objects.count() == 1
    note_known(Person(is_active=False))
    assert Known.objects.count() == 1


def test_why_words_wait() -> None:
    ann = make_ann()
    assert whys_for(ann, "Hello") == ((Why.UNKNOWN_PERSON,), ())
    assert whys_for(ann, "Hello", "ann@example.org") == (
        (Why.UNKNOWN_PERSON, Why.PRIVATE_DETAILS), (Detail.EMAIL,),
    )  # fmt: skip
    note_known(ann)
    assert whys_for(ann, "Hello") == ((), ())
    assert whys_for(ann, "734-555-0123") == ((Why.PRIVATE_DETAILS,), (Detail.PHONE,))


@pytest.mark.parametrize("name", ["734-555-0123", "ann@example.org", "Ann A123456789"])
def test_a_name_that_leads_to_somebody_is_refused(name: str) -> None:
    with pytest.raises(HoldsDetails):
        check_name(name)
    check_name("Ann 7")
