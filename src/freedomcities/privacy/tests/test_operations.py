"""Erasing: who may, what the log says, and whoever stayed away."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest

from freedomcities.accounts.actors import actor_words
from freedomcities.accounts.choices import Role
from freedomcities.accounts.forgetting import gone_idle
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.roles import give_roles
from freedomcities.accounts.signing_in import note_visit, week_of
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import verify_chain
from freedomcities.privacy import operations
from freedomcities.privacy.operations import MayNot, NobodyThere, erase, erase_idle, held_on

pytestmark = pytest.mark.django_db


def stay_away(person: Person) -> None:
    """Somebody who was last here 58 weeks ago, and was told 31 days ago."""
    told = NOW.date() - timedelta(days=31)
    people = Person.objects.get_queryset().filter(pk=person.pk)
    people.update(seen_in=week_of(NOW) - timedelta(weeks=58), warned_on=told)
    person.refresh_from_db()


def test_nobody_erases_somebody_else_whatever_their_role() -> None:
    ann, bob = make_ann(), make_ann("bob@example.org")
    give_roles(bob, list(Role), actor=system_actor(), now=NOW)
    with pytest.raises(MayNot):
        erase(ann, actor=bob, now=NOW)
    assert Person.objects.with_address("ann@example.org").get() == ann


def test_the_system_is_nobody_to_erase_and_nobody_is_erased_twice() -> None:
    ann = make_ann()
    with pytest.raises(NobodyThere):
        erase(system_actor(), actor=system_actor(), now=NOW)
    erase(ann, actor=ann, now=NOW)
    with pytest.raises(NobodyThere):
        erase(ann, actor=ann, now=NOW)
    assert AuditEntry.objects.filter(action="leave").count() == 1


def test_the_log_says_who_erased_and_stays_whole() -> None:
    ann, bob = make_ann(), make_ann("bob@example.org")
    erase(ann, actor=ann, now=NOW)
    erase(bob, actor=system_actor(), now=NOW)
    last = AuditEntry.objects.order_by("-sequence")[:2]
    assert [(entry.actor, entry.action, entry.subject) for entry in last] == [
        (system_actor(), "erase-person", f"person {bob.pk}"),
        (ann, "leave", "account"),
    ]
    assert verify_chain() == AuditEntry.objects.count()


def test_a_fault_on_the_way_erases_nothing() -> None:
    ann = make_ann()
    with (
        patch.object(operations, "forget_everywhere", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        erase(ann, actor=ann, now=NOW)
    ann.refresh_from_db()
    assert ann.is_active
    assert held_on(ann)["account"]["email"] == "ann@example.org"  # type: ignore[index]


def test_whoever_stayed_away_and_was_told_is_erased_everywhere() -> None:
    ann, bob = make_ann(), make_ann("bob@example.org")
    stay_away(ann)
    assert erase_idle(now=NOW) == 1
    assert erase_idle(now=NOW) == 0
    ann.refresh_from_db()
    assert (ann.is_active, ann.email_index, bytes(ann.name_sealed)) == (False, None, b"")
    assert Person.objects.with_address("bob@example.org").get() == bob
    assert AuditEntry.objects.order_by("-sequence")[0].actor == system_actor()


def test_whoever_comes_after_they_were_looked_up_stays() -> None:
    ann = make_ann()
    stay_away(ann)
    looked_up = gone_idle(now=NOW)
    assert looked_up.get() == ann
    note_visit(ann, now=NOW)
    assert not operations._erase(looked_up.all(), now=NOW)
    ann.refresh_from_db()
    assert ann.is_active


def test_nobody_is_named_in_public() -> None:
    ann = make_ann()
    assert actor_words(system_actor()) == "this site"
    assert actor_words(ann) == "somebody with an account"
    give_roles(ann, [Role.READER], actor=system_actor(), now=NOW)
    assert actor_words(ann) == "a reader of law"
    give_roles(ann, [Role.STAFF], actor=system_actor(), now=NOW)
    assert actor_words(ann) == "somebody who helps to run this site"
    erase(ann, actor=ann, now=NOW)
    ann.refresh_from_db()
    assert actor_words(ann) == "former member"
