"""The links that stop letters: they work signed out, for thirteen months, whatever keys change.

Signed with the key that signs cookies, not sealed: the keys that seal may change meanwhile. A link
holds the random id of what it stops, and the day until which it is good.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.core.signing import BadSignature, Signer

from freedomcities.notices.refusals import NoSuchLink

LASTS = timedelta(days=400)
_SHAPE = re.compile(r"([fda])([0-9a-f]{32})([0-9a-f]{5,6})")


class Scope(StrEnum):
    """What a link stops."""

    FOLLOW = "f"
    """The letters of one thing that somebody follows."""
    DIRECTLY = "d"
    """Those on their own affairs."""
    ALL = "a"


@dataclass(frozen=True, slots=True)
class StopLink:
    """What a link stops; ``id`` is that of a `Follow`, else that of somebody's `Wishes`."""

    scope: Scope
    id: UUID


def token_of(link: StopLink, *, today: date) -> str:
    """The unguessable part of the link's address."""
    until = (today + LASTS).toordinal()
    return _signer().sign(f"{link.scope}{link.id.hex}{until:x}")


def read_token(token: str, *, today: date) -> StopLink:
    """What a link stops; NoSuchLink."""
    try:
        found = _SHAPE.fullmatch(_signer().unsign(token))
    except BadSignature:
        raise NoSuchLink from None
    if found is None or int(found[3], 16) < today.toordinal():
        raise NoSuchLink
    return StopLink(Scope(found[1]), UUID(found[2]))


def _signer() -> Signer:
    return Signer(salt="notices.stop", sep=".")
