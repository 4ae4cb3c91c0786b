"""A mail backend that writes one ``.eml`` file a message, for development and the demo."""

from __future__ import annotations

import os
import re
import secrets
import stat
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_MESSAGE_ID = re.compile(r"<([0-9a-z-]{1,100})@")


class OutboxBackend(BaseEmailBackend):
    """Each message becomes a file in the folder ``MAIL_OUTBOX``, by its Message-ID or by the time.

    The body is UTF-8 in 8bit, so that a person can read it; the file appears whole or not
    at all. A message that is sent again takes the place of itself. It holds codes and addresses:
    nobody else on the machine reads it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.MAIL_OUTBOX or "outbox")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message; the number written."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # One that was there before may be open to everybody; one that is shared stays so.
        if not self.folder.stat().st_mode & stat.S_ISVTX:
            with suppress(PermissionError):
                self.folder.chmod(0o700)
        for message in email_messages:
            name = _name(message)
            part = self.folder / f".{name}.part"
            # What a run that was cut off left behind has the rights that it had then.
            part.unlink(missing_ok=True)
            handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(message.message().as_bytes())
            part.replace(self.folder / f"{name}.eml")
        return len(email_messages)


def _name(message: EmailMessage) -> str:
    given = _MESSAGE_ID.match(message.extra_headers.get("Message-ID", ""))
    return given[1] if given else f"{time.time_ns() // 1_000_000}-{secrets.token_hex(4)}"
