"""Moderators, and a kind of things of their own, for tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import make_person, system_actor
from freedomcities.accounts.roles import give_roles
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.audit.models import AuditEntry
from freedomcities.lib.errors import Refusal
from freedomcities.moderation import kinds
from freedomcities.moderation.choices import Complaint, Decision, Direction, Ground, State, Why
from freedomcities.moderation.kinds import ContentKind, Fact, Shown, TextShown
from freedomcities.moderation.models import Case, Known, Report, TakeDown
from freedomcities.moderation.operations import decide, hold, settle
from freedomcities.moderation.reporting import report
from freedomcities.moderation.taking_down import check_two

TEXT = "Come on Monday. Call 734-555-0123."
LEAF, LAW = "leaf", "leaf-law"
FACTS = (
    Fact("Place", "Ann Arbor, MI", "/places/mi/ann-arbor/"),
    Fact("Source", "https://example.org/leaf", "https://example.org/leaf"),
)


class NoLeaf(Refusal):
    """There is no such leaf, or it is not what it was."""

    def __init__(self) -> None:
        super().__init__("There is no such leaf.")


@dataclass
class Leaves:
    """Leaflets by name: "waiting", "public" or "hidden"; and what was done to them."""

    states: dict[str, str] = field(default_factory=dict)
    author: Person | None = None
    text: str = TEXT
    done: list[tuple[str, str]] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    closes: bool = True
    on_lock: Callable[[], object] | None = None

    def show(self, name: str) -> Shown | None:
        state = self.states.get(name)
        if state is None:
            return None
        return Shown(
            title=f"Leaf {name}", texts=(TextShown("Words", self.text),), facts=FACTS,
            address="/about/", author=self.author, is_public=state == "public",
        )  # fmt: skip

    def lock(self, _name: str) -> None:
        if self.on_lock:
            self.on_lock()

    def _move(
        self, name: str, before: str, after: str, end: State, actor: Person, now: datetime
    ) -> None:
        if self.states.get(name) != before:
            raise NoLeaf
        self.states[name] = after
        self.done.append((name, after))
        if self.closes:
            settle(LEAF, name, end, actor=actor, now=now)

    def publish(self, name: str, *, actor: Person, now: datetime) -> None:
        self._move(name, "waiting", "public", State.PUBLISHED, actor, now)

    def decline(self, name: str, *, ground: Ground, actor: Person, now: datetime) -> None:
        self.grounds.append(ground)
        self._move(name, "waiting", "gone", State.DECLINED, actor, now)

    def take_down(self, name: str, *, ground: Ground, actor: Person, now: datetime) -> None:
        self.grounds.append(ground)
        self._move(name, "public", "hidden", State.TAKEN_DOWN, actor, now)

    def take_off(self, name: str, *, ground: Ground, actor: Person, now: datetime) -> None:
        self.grounds.append(ground)
        check_two(LAW, name, Direction.TAKE_DOWN, actor=actor)
        self._move(name, "public", "hidden", State.TAKEN_DOWN, actor, now)

    def put_back(self, name: str, *, actor: Person, now: datetime) -> None:
        check_two(LAW, name, Direction.PUT_BACK, actor=actor)
        self._move(name, "hidden", "public", State.PUBLISHED, actor, now)


@contextmanager
def leaves(**overrides: Any) -> Iterator[Leaves]:
    """A kind of things that one moderator decides on, and one that is on the list."""
    held = Leaves(**overrides)
    known = dict(kinds._KINDS)
    kinds.register(
        ContentKind(
            name=LEAF, label="leaflet", show=held.show, publish=held.publish,
            decline=held.decline, take_down=held.take_down, lock=held.lock,
        )
    )  # fmt: skip
    kinds.register(
        ContentKind(
            name=LAW, label="listed leaflet", show=held.show, take_down=held.take_off,
            put_back=held.put_back, is_on_the_list=True, is_law=True,
        )
    )  # fmt: skip
    try:
        yield held
    finally:
        kinds._KINDS.clear()
        kinds._KINDS.update(known)


def make_moderator(name: str = "moderator", role: Role = Role.MODERATOR) -> Person:
    """Somebody who moderates the site."""
    person = make_person(f"{name}@example.org", now=NOW)
    give_roles(person, [role], actor=system_actor(), now=NOW)
    return person


def make_reading(name: str = "one", text: str = "") -> Case:
    """A listed leaflet that was reported, and of which a reader of law was asked."""
    case = report(LAW, name, Complaint.WRONG, text, peer=f"peer of {name}", now=NOW)
    asker = make_moderator(f"asker of {name}".replace(" ", "."))
    return decide(case.pk, Decision.ASK_READER, ground=Ground.OUT_OF_DATE, actor=asker, now=NOW)


def make_author() -> Person:
    """Somebody by whom nothing was accepted yet."""
    return make_ann("author@example.org")


def make_case(name: str = "one", kind: str = LEAF, **overrides: Any) -> Case:
    """A leaflet that waits."""
    given: dict[str, Any] = {"whys": [Why.UNKNOWN_PERSON], "actor": system_actor(), **overrides}
    return hold(kind, name, given.pop("whys"), now=NOW, **given)


def read_and_send(client: Client, path: str, /, **sent: str) -> Any:
    """Send the form of this page as somebody does who has just read it."""
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', client.get(path).text)
    return client.post(path, {**sent, "seen": found[1] if found else ""})


def snapshot() -> list[Any]:
    """All that moderation holds, and how long the log is, to see that nothing changed."""
    tables = (Case, Report, TakeDown, Known)
    return [
        *(list(table._default_manager.order_by("pk").values()) for table in tables),
        AuditEntry.objects.count(),
    ]
