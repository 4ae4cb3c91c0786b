"""What is sent to a chat, byte for byte: engine, no database and no network.

Slack's form is a text that the chat shows; Mattermost, Rocket.Chat and others take it too. To
Matrix it goes as the protocol itself has it: under an id of the news, so that what is sent twice
is shown once. Both are signed, for whoever receives them by a program of their own.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from freedomcities.channels.choices import Form

MOST_TEXT = 1_000
_WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class News:
    """What a chat is told; `text` is "" where the words stay here. `headline` is one line."""

    headline: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Chat:
    """Where it goes."""

    form: Form
    address: str
    secret: str
    room: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A request, ready for the door to the network."""

    method: str
    address: str
    body: bytes
    headers: Mapping[str, str]


def call_for(chat: Chat, news: News, *, key: str, timestamp: int) -> Call:
    """The request that tells a chat the news. `key` is the news' own, the same at every try."""
    lines = [news.headline, *([_shortened(news.text)] if news.text else []), news.link]
    if chat.form == Form.MATRIX:
        method, address = "PUT", _matrix_address(chat, key)
        # Nobody's bell rings because a word looks like a name.
        said: dict[str, object] = {
            "msgtype": "m.notice",
            "body": "\n".join(lines),
            "m.mentions": {},
        }
    else:
        method, address = "POST", chat.address
        said = {"text": "\n".join([*map(_plain_for_slack, lines[:-1]), news.link])}
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = {
        "X-FreedomCities-Delivery": key,
        "X-FreedomCities-Timestamp": str(timestamp),
        "X-FreedomCities-Signature": f"v1={signature(chat.secret, timestamp, body)}",
        **({"Authorization": f"Bearer {chat.token}"} if chat.form == Form.MATRIX else {}),
    }
    return Call(method, address, body, headers)


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """HMAC-SHA256 over the timestamp, a dot and the body, in hexadecimal digits."""
    said = str(timestamp).encode() + b"." + body
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()


def _matrix_address(chat: Chat, key: str) -> str:
    room = quote(chat.room, safe="")
    home = chat.address.rstrip("/")
    return f"{home}/_matrix/client/v3/rooms/{room}/send/m.room.message/{quote(key, safe='')}"


def _plain_for_slack(text: str) -> str:
    """Words as words: nothing in them calls anybody, or makes a link look like another."""
    for sign, instead in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, instead)
    return text.replace("@", f"@{_WORD_JOINER}").replace("](", f"]{_WORD_JOINER}(")


def _shortened(text: str) -> str:
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 1] + "…"
