"""Writes about people."""

from __future__ import annotations

import uuid

from freedomcities.accounts.models import Person

SYSTEM_ID = uuid.UUID("00000000-0000-4000-8000-000000000001")


def system_actor() -> Person:
    """The one who acts when a command, an import or the demo does; made when first needed."""
    person, _ = Person.objects.get_or_create(id=SYSTEM_ID, defaults={"is_system": True})
    return person
