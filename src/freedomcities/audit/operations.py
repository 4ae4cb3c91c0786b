"""Appending to the chain and verifying it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction

from freedomcities.audit.chain import START, Link, digest
from freedomcities.audit.models import AuditEntry, ChainHead
from freedomcities.lib.errors import Refusal
from freedomcities.lib.prepared import insert, update

if TYPE_CHECKING:
    # Only the person who did something may be pointed at from below.
    from django.contrib.auth.base_user import AbstractBaseUser


class ChainBroken(Refusal):
    """An entry was changed, removed or slipped in."""


def record(
    *,
    actor: AbstractBaseUser,
    now: datetime,
    action: str,
    subject: str,
    detail: Mapping[str, object] | None = None,
    is_public: bool = True,
) -> AuditEntry:
    """Append an entry; call it inside the transaction of the write that it records.

    `is_public`: what was written may show on a public page, so that these are made anew. Of
    what people do among themselves the log keeps the day and no finer time.

    The head's row stays locked until that transaction ends, so that two writers at once
    get two places in the chain, one after the other.
    """
    at = now if is_public else _day_of(now)
    # Part of the write around it, and no savepoint of its own: without its entry nothing is done.
    with transaction.atomic(savepoint=False):
        head = _locked_head()
        link = Link(head.sequence + 1, at, str(actor.pk), action, subject, dict(detail or {}))
        entry = AuditEntry(
            sequence=link.sequence,
            at=at,
            actor_id=actor.pk,
            action=action,
            subject=subject,
            detail=link.detail,
            previous=head.digest,
            digest=digest(link, previous=head.digest, key=_key()),
        )
        insert(entry)
        head.sequence, head.digest = entry.sequence, entry.digest
        head.version += is_public
        update(head, ("sequence", "version", "digest"))
    return entry


def verify_chain() -> int:
    """Walk the whole chain; the number of entries, or ChainBroken naming the first bad one."""
    expected, previous, key = 0, START, _key()
    for entry in AuditEntry.objects.order_by("sequence").iterator(2_000):
        expected += 1
        link = Link(
            entry.sequence, entry.at, str(entry.actor_id), entry.action, entry.subject, entry.detail
        )
        if entry.sequence != expected:
            raise ChainBroken(f"The audit chain is broken: entry {expected} is missing.")
        if entry.previous != previous or entry.digest != digest(link, previous=previous, key=key):
            raise ChainBroken(f"The audit chain is broken: entry {expected} was changed.")
        previous = entry.digest
    head = ChainHead.objects.filter(id=1).first() or ChainHead()
    if (head.sequence, head.digest) != (expected, previous):
        raise ChainBroken(
            f"The audit chain is broken: it ends at entry {expected}, "
            f"but its head says {head.sequence}."
        )
    return expected


def site_version() -> int:
    """A number that grows with every write that shows: what pages are validated against."""
    # Every visit asks for it, and putting the question together took longer than all the rest.
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM audit_chainhead WHERE id = 1")
        found = cursor.fetchone()
    return found[0] if found else 0


def _locked_head() -> ChainHead:
    """The head of the chain, locked; the first who asks makes it."""
    locks = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT sequence, version, digest FROM audit_chainhead WHERE id = 1{locks}"  # noqa: S608
        )
        found = cursor.fetchone()
    if found is None:
        insert(ChainHead(id=1), or_leave=True)
        return ChainHead.objects.select_for_update().get(id=1)
    sequence, version, digested = found
    return ChainHead(id=1, sequence=sequence, version=version, digest=digested)


def _day_of(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _key() -> bytes:
    return bytes.fromhex(settings.AUDIT_KEY)
