"""What a form makes has an id that is made of the form's own number: sent twice, it counts once.

The key is not in the database, so that whoever has the database cannot tell which form made what.
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from freedomcities.groups.models import id_of_number


def made(purpose: str, text: str) -> bytes:
    """32 bytes that stand for a text, and for nobody without the key."""
    return hmac.new(
        settings.SECRET_KEY.encode(), f"{purpose}\n{text}".encode(), hashlib.sha256
    ).digest()


def event_id(person: UUID, once: UUID, words: str) -> str:
    """The id of the event that somebody's form makes; with other `words` it is another event."""
    return id_of_number(int.from_bytes(made("event", f"{person}\n{once}\n{words}")))
