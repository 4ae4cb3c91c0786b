"""Whoever stands in the ledger is erased, whatever went wrong on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import OperationalError, transaction

from freedomcities.accounts.leaving import erase as erase_account
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.privacy import erasures, operations
from freedomcities.privacy.ledger import PERSON, read_ledger
from freedomcities.privacy.operations import erase, finish_erasures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path) -> Iterator[Path]:
    """A ledger of its own for each test."""
    path = tmp_path / "erased.jsonl"
    with (
        patch.object(erasures, "the_ledger", return_value=path),
        patch.object(operations, "the_ledger", return_value=path),
    ):
        yield path


def ids(path: Path) -> list[str]:
    return [each.id for each in read_ledger(path).erased]


def test_erasing_is_noted(ledger: Path) -> None:
    ann = make_ann()
    erase(ann, actor=ann, now=NOW)
    (line,) = read_ledger(ledger).erased
    assert (line.kind, line.id, line.day) == (PERSON, str(ann.pk), NOW.date())


def test_it_is_noted_before_the_commit_and_in_the_same_transaction(ledger: Path) -> None:
    """A crash between the two leaves the note, and the next look erases."""
    ann = make_ann()

    class Crash(BaseException):
        pass

    def note_and_crash(person: Person, *, now: object) -> None:
        erasures.note_erased(person, now=NOW)
        raise Crash

    with patch.object(operations, "note_erased", note_and_crash), pytest.raises(Crash):
        erase(ann, actor=ann, now=NOW)
    ann.refresh_from_db()
    assert ann.is_active
    assert ids(ledger) == [str(ann.pk)]
    assert finish_erasures(now=NOW) == 1
    assert finish_erasures(now=NOW) == 0
    assert Person.objects.get_queryset().erased().get() == ann
    assert ids(ledger) == [str(ann.pk)]


def test_a_ledger_that_cannot_be_written_erases_nobody() -> None:
    ann = make_ann()
    with (
        patch.object(operations, "note_erased", side_effect=OSError(28, "No space left on device")),
        pytest.raises(OperationalError, match="No space left"),
    ):
        erase(ann, actor=ann, now=NOW)
    ann.refresh_from_db()
    assert ann.is_active


def test_an_older_site_gets_its_ledger_and_nobody_else_is_in_it(ledger: Path) -> None:
    ann, _bob = make_ann(), make_ann("bob@example.org")
    erase_account(ann, now=NOW)
    system_actor()
    assert not ledger.exists()
    assert finish_erasures(now=NOW) == 0
    assert ids(ledger) == [str(ann.pk)]
    assert finish_erasures(now=NOW) == 0
    assert ids(ledger) == [str(ann.pk)]


@pytest.mark.django_db(transaction=True)
def test_it_is_no_part_of_a_transaction_that_may_be_rolled_back() -> None:
    ann = make_ann()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        erase(ann, actor=ann, now=NOW)
    ann.refresh_from_db()
    assert ann.is_active
