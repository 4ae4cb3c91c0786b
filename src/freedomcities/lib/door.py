"""The one door to the network: whatever the site fetches from others or sends them goes here.

Addresses come from people, so that nothing in them is believed: every address that is connected
to is checked, after looking its name up and again at every redirect; http and https only; ten
seconds in all; five megabytes; only the kinds of content that were asked for. No proxies, no
cookies, no names and passwords.
"""

from __future__ import annotations

import http.client
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from email.message import Message

from django.conf import settings

from freedomcities.lib.door_refusals import (
    NotPublic,
    NotReached,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    WrongKind,
)
from freedomcities.lib.door_wire import Deadline, Wire, connect, find_addresses
from freedomcities.lib.web_addresses import WebAddress, follow, read_web_address

SECONDS = 10.0
MOST_BYTES = 5_000_000
MOST_REDIRECTS = 5
_HEAD_BYTES = 300_000
_PIECE = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAME = "FreedomCities"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `address` is where it came from in the end, after redirects."""

    address: str
    status: int
    media_type: str = ""
    body: bytes = b""
    retry_after: int | None = None
    """In so many seconds the other side wants to be asked again."""

    @property
    def is_good(self) -> bool:
        """Whether the other side did what it was asked."""
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class _Question:
    method: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    accepted: frozenset[str] = frozenset()


def get(address: str, *, accepted: Collection[str]) -> Answer:
    """Fetch what stands at an address, if it is one of these kinds ("text/html"); DoorRefusal.

    Redirects are followed. The body of an answer that is not good is not read.
    """
    question = _Question("GET", {"Accept": ", ".join(accepted)}, accepted=frozenset(accepted))
    deadline, at = Deadline(SECONDS), read_web_address(address)
    for _turn in range(MOST_REDIRECTS + 1):
        answer, location = _ask(at, question, deadline)
        if answer.status not in _REDIRECTS or not location:
            return answer
        at = follow(at, location)
    raise TooManyRedirects


def send(
    address: str,
    body: bytes,
    *,
    media_type: str,
    headers: Mapping[str, str] | None = None,
    method: str = "POST",
) -> Answer:
    """Send something to an address, by POST or PUT; DoorRefusal.

    Redirects are not followed: what is sent may be meant for this one alone. Of the answer only
    its head is read.
    """
    at = read_web_address(address)
    said = {**(headers or {}), "Content-Type": media_type}
    return _ask(at, _Question(method, said, body), Deadline(SECONDS))[0]


def check_address(address: str) -> WebAddress:
    """An address that something could be sent to, from what stands in it; BadAddress, NotPublic."""
    at = read_web_address(address)
    if not at.has_usual_port and at.host not in settings.FETCH_TEST_HOSTS:
        raise NotPublic
    return at


def _ask(at: WebAddress, question: _Question, deadline: Deadline) -> tuple[Answer, str]:
    """The answer, and where a redirect leads."""
    numbers = find_addresses(at, deadline, settings.FETCH_TEST_HOSTS)
    try:
        wire = Wire(connect(at, numbers, deadline), deadline, most=MOST_BYTES + _HEAD_BYTES)
        try:
            return _exchange(at, question, wire)
        finally:
            wire.hang_up()
    except TimeoutError:
        raise TooSlow from None
    except (OSError, http.client.HTTPException, ValueError):
        raise NotReached from None


def _exchange(at: WebAddress, question: _Question, wire: Wire) -> tuple[Answer, str]:
    client = http.client.HTTPConnection(at.host, at.port)
    # It never connects by itself.
    client.auto_open = 0
    client.sock = wire
    headers = {
        "Host": at.netloc,
        "User-Agent": _NAME,
        "Connection": "close",
        "Accept-Encoding": "identity",
        **question.headers,
    }
    client.request(question.method, at.target, body=question.body, headers=headers)
    response = client.getresponse()
    try:
        answer = Answer(
            str(at),
            response.status,
            _media_type(response.headers),
            _body(response, question.accepted),
            _seconds(response.headers.get("Retry-After", "")),
        )
        # The standard library reads every byte of a header as one letter.
        location = response.headers.get("Location", "").encode("latin-1", "replace")
        return answer, location.decode("utf-8", "replace")
    finally:
        response.close()


def _body(response: http.client.HTTPResponse, accepted: frozenset[str]) -> bytes:
    if not accepted or not 200 <= response.status < 300:
        return b""
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if _media_type(response.headers) not in accepted or packed not in {"", "identity"}:
        raise WrongKind
    if (response.length or 0) > MOST_BYTES:
        raise TooLarge
    pieces, size = [], 0
    while piece := response.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise TooLarge
    if response.length:
        raise NotReached
    return b"".join(pieces)


def _media_type(headers: Message) -> str:
    """What the other side says it is; "" where it says nothing."""
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _seconds(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None
