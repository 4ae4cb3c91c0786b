"""The arithmetic of the chain: each entry's digest covers the entry before it.

The digest is keyed (HMAC-SHA-256), so that somebody who can write to the database but
has not the keys file cannot mend the chain after changing it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """What an entry says. ``at`` is aware; ``detail`` is what JSON can hold."""

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, object]


def digest(link: Link, *, previous: str, key: bytes) -> str:
    """The digest of an entry that follows one whose digest is ``previous``."""
    said = json.dumps(
        [
            link.sequence,
            link.at.astimezone(UTC).isoformat(timespec="microseconds"),
            link.actor,
            link.action,
            link.subject,
            link.detail,
            previous,
        ],
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
