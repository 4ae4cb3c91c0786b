"""A mail backend that writes one ``.eml`` file a message, for development and the demo."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class OutboxBackend(BaseEmailBackend):
    """Each message becomes ``<seconds>-<random>.eml`` in the folder ``MAIL_OUTBOX``.

    The body is UTF-8 in 8bit, so that a person can read it; the file appears whole or not
    at all.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.MAIL_OUTBOX or "outbox")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message; the number written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{time.time_ns() // 1_000_000}-{secrets.token_hex(4)}"
            part = self.folder / f".{name}.part"
            part.write_bytes(message.message().as_bytes())
            part.replace(self.folder / f"{name}.eml")
        return len(email_messages)
