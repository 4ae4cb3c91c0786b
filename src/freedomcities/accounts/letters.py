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

Context = Mapping[str, object]

_DAY = timedelta(days=1)


def write_letter(
    kind: str,
    *,
    to: str,
    language: str,
    context: Context,
    now: datetime,
    lasts: timedelta = _DAY,
) -> Letter:
    """Queue a letter with the template `<kind>`; it leaves after the transaction around it.

    `kind` is the template's path without its ending: "accounts/letters/code". After `lasts`
    nobody needs it, and it is dropped.
    """
    letter = Letter(
        id=uuid4(), kind=kind, language=language, created_at=now, due_at=now, expires_at=now + lasts
    )
    letter.to_sealed = seal(letter, "to_sealed", to)
    letter.to_index = key_rings().index(to)
    letter.context_sealed = seal(letter, "context_sealed", json.dumps(dict(context)))
    with transaction.atomic():
        letter.save(force_insert=True)
        deliver_letter.enqueue(str(letter.pk))
    return letter
