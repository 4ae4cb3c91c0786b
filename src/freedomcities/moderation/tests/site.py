"""A small site with something of every sort to decide on, and everybody in a window of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.moderation.choices import Complaint, Decision, Direction, Ground, Why
from freedomcities.moderation.found import Detail
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.moderation.operations import decide
from freedomcities.moderation.reporting import report
from freedomcities.moderation.taking_down import ask
from freedomcities.moderation.tests.makers import (
    LAW,
    LEAF,
    Leaves,
    make_author,
    make_case,
    make_moderator,
)

DESK, READING = "/staff/moderation/", "/staff/reading/"
FORM = "/report/?subject=leaf:two"
SCRIPT = '<script>alert("x")</script> =1+1, 734-555-0123'
SOURCE = "https://example.org/repealed"


def window(person: Person | None, *, strong: bool = False) -> Client:
    """A browser of somebody, or of a visitor."""
    client = Client()
    if person is not None:
        sign_in(client, person, strong=strong)
    return client


@dataclass
class Site:
    """A leaflet that waits, one that was reported, a listed one, and one that readers look at."""

    leaf: Leaves
    waits: Case
    reported: Case
    read: Case
    asked: TakeDown
    windows: dict[str, Client]
    people: dict[str, Person]

    def pages(self) -> dict[str, tuple[str, set[str]]]:
        """By its name: where a page is, and who of `windows` sees it."""
        everybody, desk = set(self.windows), {"moderator", "second", "staff"}
        take_downs = f"{DESK}take-downs/"
        return {
            "queue": (DESK, desk),
            "case": (f"{DESK}{self.waits.pk}/", desk),
            "decide": (f"{DESK}{self.waits.pk}/publish/", desk),
            "take_downs": (take_downs, desk),
            "take_down_ask": (f"{take_downs}ask/?subject=leaf-law:three", desk),
            "take_down_confirm": (f"{take_downs}{self.asked.pk}/confirm/", desk),
            "take_down_refuse": (f"{take_downs}{self.asked.pk}/refuse/", desk),
            "readings": (READING, {"reader"}),
            "reading": (f"{READING}{self.read.pk}/", {"reader"}),
            "reading_answer": (f"{READING}{self.read.pk}/right/", {"reader"}),
            "report": (FORM, everybody),
            "thanks": ("/report/thanks/", everybody),
            "decisions": ("/about/decisions/", everybody),
        }


def make_site(leaf: Leaves) -> Site:
    """All of it, by the operations."""
    author = make_author()
    leaf.states = {"one": "waiting", "two": "public", "law": "public", "three": "public"}
    leaf.states["read"] = "public"
    leaf.author = author
    people = {
        "person": author,
        "reader": make_moderator("reader", Role.READER),
        "moderator": make_moderator(),
        "second": make_moderator("second"),
        "staff": make_moderator("staff", Role.STAFF),
    }
    moderator = people["moderator"]
    read = report(LAW, "read", Complaint.WRONG, f"Repealed: {SOURCE}", peer="p", now=NOW)
    decide(
        read.pk, Decision.ASK_READER, ground=Ground.OUT_OF_DATE, text="See section 3.",
        actor=moderator, now=NOW,
    )  # fmt: skip
    whys = [Why.UNKNOWN_PERSON, Why.PRIVATE_DETAILS]
    return Site(
        leaf=leaf,
        waits=make_case("one", whys=whys, details=[Detail.PHONE]),
        reported=report(LEAF, "two", Complaint.HARMFUL, "Look: ann@example.org", peer="p", now=NOW),
        read=read,
        asked=ask(
            LAW, "law", Direction.TAKE_DOWN, ground=Ground.UNTRUE, text="canarynote",
            actor=moderator, now=NOW,
        ),
        windows={
            "nobody": window(None),
            **{name: window(each, strong=True) for name, each in people.items()},
        },
        people=people,
    )  # fmt: skip


def where(response: Any) -> str:
    """Where an answer leads."""
    return str(response.headers.get("Location", ""))
