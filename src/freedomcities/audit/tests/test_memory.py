"""What is kept in the process is what would be made now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from freedomcities.accounts.operations import system_actor
from freedomcities.audit.memory import Memory, forget_all, moment
from freedomcities.audit.operations import record

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Maker:
    """Makes another number each time."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def test_a_thing_is_made_once_for_a_name_and_a_moment() -> None:
    memory, make = Memory(10), Maker()
    asked = [("a", 1), ("a", 1), ("b", 1), ("a", 2), ("a", 1)]
    assert [memory.remembered(make, name, at=at) for name, at in asked] == [1, 1, 2, 3, 1]


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    memory, make = Memory(2), Maker()
    for name in "abac":
        memory.remembered(make, name, at=0)
    made = make.made
    memory.remembered(make, "a", at=0)
    assert make.made == made
    memory.remembered(make, "b", at=0)
    assert make.made == made + 1


def test_everything_can_be_forgotten() -> None:
    memory, make = Memory(2), Maker()
    memory.remembered(make, "a", at=0)
    forget_all()
    assert memory.remembered(make, "a", at=0) == 2


@pytest.mark.django_db
def test_a_moment_ends_with_a_write_that_shows_and_with_the_quarter() -> None:
    before = moment(900_000.0)
    record(actor=system_actor(), now=NOW, action="x", subject="x", is_public=False)
    assert moment(900_899.0) == before
    assert moment(900_900.0) != before
    record(actor=system_actor(), now=NOW, action="x", subject="x")
    assert moment(900_000.0) != before
