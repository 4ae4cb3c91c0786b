"""A mail backend that writes one ``.eml`` file a message, for development and the demo."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_MESSAGE_ID = re.compile(r"<([0-9a-z-]{1,100})@")


class OutboxBackend(BaseEmailBackend):
    """Each message becomes a file in the folder ``MAIL_OUTBOX``, by its Message-ID or by the time.

    The body is UTF-8 in 8bit, so that a person can read it; the file appears whole or not
    at all. A message that is sent again takes the place of itself.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.MAIL_OUTBOX or "outbox")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message; the number written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = _name(message)
            part = self.folder / f".{name}.part"
            part.write_bytes(message.message().as_bytes())
            part.replace(self.folder / f"{name}.eml")
        return len(email_messages)


def _name(message: EmailMessage) -> str:
    given = _MESSAGE_ID.match(message.extra_headers.get("Message-ID", ""))
    return given[1] if given else f"{time.time_ns() // 1_000_000}-{secrets.token_hex(4)}"
