"""A browser's window without scripts: cookies, forms with their token, letters from the outbox."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.cookiejar import CookieJar
from pathlib import Path
from typing import cast

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_LETTER_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """What an address answered, after redirects."""

    status: int
    address: str
    text: str


@dataclass(slots=True)
class Window:
    """One visitor's window to a site; `headers` go with every request."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)
    cookies: CookieJar = field(default_factory=CookieJar)

    def open(self, path: str, form: dict[str, str] | None = None) -> Seen:
        """Look at an address, or send a form to it."""
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        headers = {**self.headers, "Referer": self.url}
        request = urllib.request.Request(self.url + path, data=data, headers=headers)
        cookies = urllib.request.HTTPCookieProcessor(self.cookies)
        try:
            with urllib.request.build_opener(cookies).open(request, timeout=30) as response:
                return Seen(response.status, response.url, response.read().decode())
        except urllib.error.HTTPError as error:
            return Seen(error.code, error.url, error.read().decode())

    def send(self, path: str, **form: str) -> Seen:
        """Fill in the form at an address, and send it."""
        token = _TOKEN.search(self.open(path).text)
        assert token, path
        return self.open(path, {**form, "csrfmiddlewaretoken": token[1]})


def letters(home: Path, *, to: str = "") -> list[EmailMessage]:
    """The letters that left, the oldest first; to everybody, or to one address."""
    files = sorted((home / "outbox").glob("*.eml"))
    parser = policy.default
    found = [
        cast("EmailMessage", message_from_bytes(each.read_bytes(), policy=parser)) for each in files
    ]
    return [letter for letter in found if not to or letter["To"] == to]


def wait_for_letters(home: Path, count: int, *, to: str = "") -> list[EmailMessage]:
    """The letters, once there are so many."""
    end = time.monotonic() + _LETTER_SECONDS
    while time.monotonic() < end:
        found = letters(home, to=to)
        if len(found) >= count:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{len(letters(home))} letters of {count} in {_LETTER_SECONDS} s")


def code_of(letter: EmailMessage) -> str:
    """The code with which the subject begins."""
    return str(letter["Subject"])[:6]


def sign_in(window: Window, home: Path, address: str) -> Seen:
    """Ask for a code, wait for the letter, and enter it."""
    before = len(letters(home, to=address))
    asked = window.send("/account/sign-in/", email=address)
    assert asked.address.endswith("/account/code/"), (asked.status, asked.text)
    letter = wait_for_letters(home, before + 1, to=address)[-1]
    return window.send("/account/code/", code=code_of(letter))
