from __future__ import annotations

import pytest

from freedomcities.accounts.mail_addresses import BadAddress, read_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ann@Example.org", "ann@example.org"),
        ("  ann.b+list@sub.example.org ", "ann.b+list@sub.example.org"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("o'hara@example.org", "o'hara@example.org"),
    ],
)
def test_one_form(text: str, address: str) -> None:
    assert read_address(text) == address
    assert read_address(address) == address


@pytest.mark.parametrize(
    "text",
    [
        "", "ann", "@example.org", "ann@", "ann@localhost", "ann@@example.org", "a b@example.org",
        ".ann@example.org", "ann.@example.org", "a..b@example.org", "ann@-x.org", "ann@x-.org",
        "ann@example..org", "ann@127.0.0.1", "ann@[127.0.0.1]", "ann@example.org\nBcc: x@y.org",
        "ann@example.org,b@example.org", "Ann <ann@example.org>", "ann\0@example.org",
        # Letters of other scripts that look like these are somebody else's address.
        "аnn@example.org", "ann\u200b@example.org", "ａnn@example.org", "ann\u0301@example.org",
        "a" * 65 + "@example.org", "ann@" + "a" * 250 + ".org", "ann@" + "a" * 64 + ".org",
    ],
)  # fmt: skip
def test_what_no_letter_could_reach(text: str) -> None:
    with pytest.raises(BadAddress, match="Write one email address"):
        read_address(text)
