"""What is sent to chats, byte for byte. Golden files stand in `golden/`."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from pathlib import Path

import pytest

from freedomcities.channels.choices import Form
from freedomcities.channels.hook_calls import MOST_TEXT, Call, Chat, News, call_for, signature

GOLDEN = Path(__file__).parent / "golden"
KEY = "6f1c3d2e-8a4b-4c5d-9e6f-0123456789ab"
TIMESTAMP = 1_790_000_000
SLACK = Chat(Form.SLACK, "https://hooks.example.org/services/T0/B0/x", "secret")
MATRIX = Chat(
    Form.MATRIX, "https://matrix.example.org/", "secret", room="!abc:example.org", token="syt_x"
)
NEWS = News(
    "New in Washtenaw County, MI: “Who comes on Monday?”, by Neighbors of the Old West Side",
    "",
    "https://list.example.org/channels/bcdfghjkmnpq/rstvwxz23456/#p2",
)
WITH_TEXT = replace(NEWS, text="I do.\n\nWho else? <!channel> & @here [us](https://evil.example)")


def whole(call: Call) -> dict[str, object]:
    """A call as a golden file has it; the body as it is sent, so that its bytes are kept."""
    return {
        "method": call.method,
        "address": call.address,
        "headers": dict(call.headers),
        "body": call.body.decode(),
    }


@pytest.mark.parametrize(
    ("name", "chat", "news"),
    [
        ("slack", SLACK, NEWS),
        ("slack_with_text", SLACK, WITH_TEXT),
        ("matrix", MATRIX, NEWS),
        ("matrix_with_text", MATRIX, WITH_TEXT),
    ],
)
def test_a_call_is_what_it_was(name: str, chat: Chat, news: News) -> None:
    call = call_for(chat, news, key=KEY, timestamp=TIMESTAMP)
    assert whole(call) == json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("chat", [SLACK, MATRIX])
def test_whoever_has_the_secret_can_check_the_signature(chat: Chat) -> None:
    call = call_for(chat, WITH_TEXT, key=KEY, timestamp=TIMESTAMP)
    said = call.headers["X-FreedomCities-Timestamp"].encode() + b"." + call.body
    expected = hmac.new(b"secret", said, hashlib.sha256).hexdigest()
    assert call.headers["X-FreedomCities-Signature"] == f"v1={expected}"
    assert signature("secret", TIMESTAMP + 1, call.body) != expected
    assert signature("other", TIMESTAMP, call.body) != expected


def test_a_try_later_goes_by_the_same_key() -> None:
    first = call_for(MATRIX, NEWS, key=KEY, timestamp=TIMESTAMP)
    second = call_for(MATRIX, NEWS, key=KEY, timestamp=TIMESTAMP + 600)
    assert (first.address, first.body) == (second.address, second.body)
    assert first.headers["X-FreedomCities-Delivery"] == KEY


def test_nothing_in_a_post_rings_or_leads_astray() -> None:
    said = json.loads(call_for(SLACK, WITH_TEXT, key=KEY, timestamp=0).body)["text"]
    assert "<!channel>" not in said
    assert "&lt;!channel&gt; &amp;" in said
    assert "@here" not in said
    assert "](" not in said
    assert said.endswith(f"\n{NEWS.link}")
    assert json.loads(call_for(MATRIX, WITH_TEXT, key=KEY, timestamp=0).body)["m.mentions"] == {}


def test_a_long_text_is_cut() -> None:
    news = replace(NEWS, text="x" * 5_000)
    lines = json.loads(call_for(MATRIX, news, key=KEY, timestamp=0).body)["body"].split("\n")
    assert (len(lines[1]), lines[1][-1]) == (MOST_TEXT, "…")


def test_slashes_in_a_room_stay_in_it() -> None:
    chat = replace(MATRIX, room="!a/../b?c#d:example.org")
    address = call_for(chat, NEWS, key=KEY, timestamp=0).address
    assert "/rooms/%21a%2F..%2Fb%3Fc%23d%3Aexample.org/send/" in address
