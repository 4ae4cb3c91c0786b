"""People who say yes, for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from freedomcities.accounts.seals import unseal
from freedomcities.accounts.tests.makers import NOW
from freedomcities.events.choices import Answer
from freedomcities.events.coming import Said, say_yes
from freedomcities.events.models import Event

GUEST, NOTE = "Guestcanary", "Notecanary: I bring soup"
ADDRESS = "yes.canary@example.org"


def make_yes(event: Event, name: str = GUEST, **overrides: Any) -> Said:
    """Somebody says yes, without an address and a note."""
    values: dict[str, Any] = {"once": uuid4(), "language": "en", "now": NOW, **overrides}
    return say_yes(event.pk, name=name, **values)


def names(event: Event, answer: Answer = Answer.COMES) -> list[str]:
    """Who has this answer, in the order in which they said yes."""
    rows = event.sign_ups.filter(answer=answer).order_by("number")
    return [unseal(row, "name_sealed") for row in rows]


def counts(event: Event) -> tuple[int, int, int]:
    """What the event says of its seats: taken, waiting, the last number."""
    event.refresh_from_db()
    return event.taken, event.waiting, event.last_number
