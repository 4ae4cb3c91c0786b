"""Plain text as HTML: whole web addresses are links, and nothing else is anything."""

from __future__ import annotations

import pytest

from freedomcities.channels.templatetags.channels import post_text

_REL = 'rel="nofollow noopener noreferrer ugc"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\nTwo\n\nThree", '<p dir="auto">One<br>Two</p>\n<p dir="auto">Three</p>'),
        ("a < b & c", '<p dir="auto">a &lt; b &amp; c</p>'),
        (
            "See https://example.org/a?b=1&c=2.",
            (f'<p dir="auto">See <a href="https://example.org/a?b=1&amp;c=2" {_REL}>'
            "https://example.org/a?b=1&amp;c=2</a>.</p>"),
        ),
        (
            "(https://example.org/x_(y))",
            (f'<p dir="auto">(<a href="https://example.org/x_(y)" {_REL}>'
            "https://example.org/x_(y)</a>)</p>"),
        ),
        ("example.org and www.example.org", '<p dir="auto">example.org and www.example.org</p>'),
        ("https://list.example.org@evil.example/",
         '<p dir="auto">https://list.example.org@evil.example/</p>'),
        ("javascript:alert(1)//https://", '<p dir="auto">javascript:alert(1)//https://</p>'),
        ("data:text/html,x", '<p dir="auto">data:text/html,x</p>'),
        ("https://2130706433/", '<p dir="auto">https://2130706433/</p>'),
        ("", '<p dir="auto"></p>'),
    ],
)  # fmt: skip
def test_what_a_text_becomes(text: str, expected: str) -> None:
    assert str(post_text(text)) == expected


@pytest.mark.parametrize("piece", ["https://", "https://a.example/(", "(", "https://x.", "<&"])
def test_long_and_hostile_texts_take_no_time(piece: str) -> None:
    import time

    began = time.monotonic()
    post_text((piece * 5_000)[:5_000])
    assert time.monotonic() - began < 0.5
