from __future__ import annotations

from datetime import date

import pytest

from freedomcities.lib.peers import peer_of, pseudonym

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "peer"),
    [
        ("192.0.2.7", "", 0, "192.0.2.7"),
        # Without proxies of ours, what a visitor writes means nothing.
        ("192.0.2.7", "198.51.100.1", 0, "192.0.2.7"),
        ("10.0.0.1", "198.51.100.1", 1, "198.51.100.1"),
        # A visitor wrote the first, our proxy the second.
        ("10.0.0.1", "203.0.113.9, 198.51.100.1", 1, "198.51.100.1"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.2", 2, "198.51.100.1"),
        # Fewer entries than proxies: somebody came around them.
        ("10.0.0.1", "198.51.100.1", 2, "10.0.0.1"),
        ("10.0.0.1", "", 1, "10.0.0.1"),
        ("10.0.0.1", "not an address", 1, "unknown"),
        ("2001:db8:1:2:3:4:5:6", "", 0, "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "", 0, "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "", 0, "fe80::/64"),
        ("::ffff:192.0.2.7", "", 0, "192.0.2.7"),
        ("", "", 0, "unknown"),
    ],
)
def test_the_peer(remote: str, forwarded: str, proxies: int, peer: str) -> None:
    headers = {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}
    assert peer_of(headers, proxies=proxies) == peer


def test_a_pseudonym_changes_with_the_day_the_purpose_and_the_key() -> None:
    base = pseudonym("192.0.2.7", purpose="sign-in", day=DAY, key="k")
    assert base == pseudonym("192.0.2.7", purpose="sign-in", day=DAY, key="k")
    others = {
        pseudonym("192.0.2.8", purpose="sign-in", day=DAY, key="k"),
        pseudonym("192.0.2.7", purpose="yes", day=DAY, key="k"),
        pseudonym("192.0.2.7", purpose="sign-in", day=date(2026, 11, 22), key="k"),
        pseudonym("192.0.2.7", purpose="sign-in", day=DAY, key="l"),
    }
    assert len(others | {base}) == 5
    assert "192" not in base
