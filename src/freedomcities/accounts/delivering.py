"""Sending letters, each once.

What a letter needs is sealed until it has left, and then gone. A letter whose sending broke off
is sent again under the same name: a mail server and the outbox know it for the same.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from freedomcities.accounts.choices import LetterState
from freedomcities.accounts.letter_checks import may_leave
from freedomcities.accounts.models import Letter
from freedomcities.accounts.seals import unseal

_CLAIM = timedelta(minutes=5)
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)

_log = logging.getLogger(__name__)


def deliver(letter_id: UUID, *, now: datetime) -> bool:
    """Send a letter that is due; whether it left now. A failure waits, and longer each time."""
    letter = _claim(letter_id, now)
    if letter is None:
        return False
    if letter.expires_at <= now or not may_leave(letter.kind, _told(letter)[0]):
        letter.delete()
        return False
    try:
        message_of(letter).send()
    except Exception as error:  # noqa: BLE001 whatever a mail server does, the letter waits
        _wait(letter, now)
        # The error of a mail server holds the address: only its kind is told.
        _log.warning("A letter could not be sent yet (%s).", type(error).__name__)
        return False
    letter.delete()
    return True


def deliver_due(*, now: datetime, most: int = 500) -> int:
    """Send what waited for its time, or was left by a job that broke off; how many left."""
    ids = Letter.objects.due(now).order_by("due_at").values_list("pk", flat=True)[:most]
    return sum(deliver(letter_id, now=now) for letter_id in list(ids))


def message_of(letter: Letter) -> EmailMessage:
    """The mail: the first line of the rendered template is its subject, the third begins it."""
    context, headers = _told(letter)
    with translation.override(letter.language):
        text = render_to_string(f"{letter.kind}.txt", {"site_url": settings.PUBLIC_URL, **context})
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(
        subject=subject.strip(),
        body=body.strip() + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[unseal(letter, "to_sealed")],
        headers={
            "Message-ID": f"<{_name(letter)}@{urlsplit(settings.PUBLIC_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
            **headers,
        },
    )


def _told(letter: Letter) -> tuple[dict[str, Any], dict[str, str]]:
    """What its template is told, and its own headers."""
    told = json.loads(unseal(letter, "context_sealed"))
    # A letter of an earlier version, which waited while the site was renewed, has no headers.
    return (told["context"], told["headers"]) if "headers" in told else (told, {})


def _name(letter: Letter) -> str:
    """The same each time it is sent, and in the order in which letters were written."""
    return f"{int(letter.created_at.timestamp() * 1_000)}-{letter.pk.hex}"


def _claim(letter_id: UUID, now: datetime) -> Letter | None:
    """The letter, for this job alone; None where it is gone, not due, or another job's."""
    due = Letter.objects.due(now).filter(pk=letter_id)
    if not due.update(state=LetterState.SENDING, claimed_until=now + _CLAIM):
        return None
    return Letter.objects.filter(pk=letter_id).first()


def _wait(letter: Letter, now: datetime) -> None:
    letter.tries += 1
    wait = min(_FIRST_WAIT * 2 ** (letter.tries - 1), _LONGEST_WAIT)
    letter.state, letter.due_at, letter.claimed_until = LetterState.WAITING, now + wait, None
    letter.save(update_fields=["tries", "state", "due_at", "claimed_until"])
