"""Letters: put into the queue with the write that they tell of; a job sends each of them once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from freedomcities.accounts.models import Letter
from freedomcities.accounts.seals import key_rings, seal
from freedomcities.accounts.tasks import deliver_letter
from freedomcities.lib.jobs import LAST

Context = Mapping[str, object]

HEADERS = ("List-Unsubscribe", "List-Unsubscribe-Post")
"""What a letter may say in its head besides what every letter does."""

_DAY = timedelta(days=1)


def write_letter(
    kind: str,
    *,
    to: str,
    language: str,
    context: Context,
    now: datetime,
    lasts: timedelta = _DAY,
    headers: Mapping[str, str] | None = None,
    can_wait: bool = False,
) -> Letter:
    """Queue a letter with the template `<kind>`; it leaves after the transaction around it.

    `kind` is the template's path without its ending: "accounts/letters/code". After `lasts`
    nobody needs it, and it is dropped. `headers`: some of `HEADERS`, for a letter that people
    can stop; those of signing in have none. `can_wait`: any other letter leaves first.
    """
    if not set(headers or ()) <= set(HEADERS):
        raise ValueError("A letter may not have these headers.")
    letter = Letter(
        id=uuid4(), kind=kind, language=language, created_at=now, due_at=now, expires_at=now + lasts
    )
    letter.to_sealed = seal(letter, "to_sealed", to)
    letter.to_index = key_rings().index(to)
    told = {"context": dict(context), "headers": dict(headers or {})}
    letter.context_sealed = seal(letter, "context_sealed", json.dumps(told))
    with transaction.atomic():
        letter.save(force_insert=True)
        job = deliver_letter.using(priority=LAST) if can_wait else deliver_letter
        job.enqueue(str(letter.pk))
    return letter
