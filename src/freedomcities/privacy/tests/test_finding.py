"""Whom an operator means, and what is told them."""

from __future__ import annotations

import pytest

from freedomcities.accounts.mail_addresses import BadAddress
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.audit.models import AuditEntry
from freedomcities.privacy.finding import NobodyKnown, find_person
from freedomcities.privacy.operations import MayNot, disclose, erase, held_on

pytestmark = pytest.mark.django_db

SOMEBODY = "12345678-1234-4234-8234-123456789abc"


def test_by_address_and_by_id() -> None:
    ann = make_ann()
    make_ann("bob@example.org")
    for text in ("ann@example.org", " Ann@EXAMPLE.org ", str(ann.pk), ann.pk.hex):
        assert find_person(text) == ann


def test_somebody_erased_is_found_by_the_id_alone() -> None:
    ann = make_ann()
    erase(ann, actor=ann, now=NOW)
    assert find_person(str(ann.pk)) == ann
    with pytest.raises(NobodyKnown):
        find_person("ann@example.org")


@pytest.mark.parametrize("text", ["nobody@example.org", SOMEBODY, "ann", ""])
def test_nobody(text: str) -> None:
    make_ann()
    with pytest.raises(NobodyKnown, match="nothing is held on them"):
        find_person(text)


def test_the_system_is_nobody_and_half_an_address_is_told() -> None:
    with pytest.raises(NobodyKnown):
        find_person(str(system_actor().pk))
    with pytest.raises(BadAddress):
        find_person("ann@")


def test_what_is_disclosed_is_what_is_held_and_the_log_says_that_it_was() -> None:
    ann = make_ann()
    held = disclose(ann, actor=system_actor(), now=NOW)
    entry = AuditEntry.objects.order_by("-sequence")[0]
    assert (entry.actor, entry.action) == (system_actor(), "disclose")
    assert (entry.subject, entry.at.hour, entry.at.minute) == (f"person {ann.pk}", 0, 0)
    later = held_on(ann)
    assert later["log"][-1]["what"] == "disclose"  # type: ignore[index]
    assert {**later, "log": later["log"][:-1]} == held  # type: ignore[index]


def test_nobody_but_the_system_discloses() -> None:
    ann = make_ann()
    with pytest.raises(MayNot):
        disclose(ann, actor=ann, now=NOW)
    assert AuditEntry.objects.count() == 1
