from __future__ import annotations

import pytest

from freedomcities.lib.door_refusals import BadAddress
from freedomcities.lib.web_addresses import follow, read_host, read_web_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG./a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://bücher.example/ä?q=ñ", "https://xn--bcher-kva.example/%C3%A4?q=%C3%B1"),
        ("https://example。org/", "https://example.org/"),
        ("https://[2600::0001]:443/x", "https://[2600::1]/x"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://hooks.example.org/services/T0/B0/x_y-z", "https://hooks.example.org/services/T0/B0/x_y-z"),
        ("https://m.example.org/rooms/!a:b.org/%21", "https://m.example.org/rooms/!a:b.org/%21"),
    ],
)  # fmt: skip
def test_an_address_is_read(text: str, expected: str) -> None:
    assert str(read_web_address(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "example.org", "//example.org/", "/path", "file:///etc/passwd", "ftp://example.org/",
        "gopher://127.0.0.1:25/x", "data:text/plain,x", "javascript:alert(1)", "http://",
        "http:///x", "http://?x", "http://#@example.org/", "http://me@example.org/",
        "http://me:secret@example.org/", "http://@example.org/", "http://example.org:0/",
        "http://example.org:99999/", "http://example.org:x/", "http://[::1/", "http://[x]/",
        "http://[fe80::1%25eth0]/", "http://[::ffff:1.2.3.4%1]/",
        "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://127.1/", "http://127.0.0.1.2/", "http://example.0x/", "http://１２７.1/",
        "http://256.1.1.1/", "http://example..org/", "http://.example.org/", "http://example.org../",
        "http://exa mple.org/", "http://example.org/a b", "http://example.org\t/", "http://a\n.org/",
        "http://example.org\\@127.0.0.1/", "http://example.org/\r\nX: y", "http://%31%32%37.0.0.1/",
        "http://straße.example/", "http://a\u200db.example/", "http://-a.example/",
        "http://" + "a" * 64 + ".org/", "http://" + "a." * 127 + "org/",
        "http://" + "ü" * 300 + "/",
        "https://example.org/" + "a" * 2_000, "http://\udcff.org/",
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(BadAddress) as refused:
        read_web_address(text)
    assert str(refused.value) == "Write a whole web address, such as https://example.org/page."


def test_numbers_in_wide_letters_are_the_numbers() -> None:
    assert read_host("１２７.0.0.1") == "127.0.0.1"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/b", "https://example.org/b"),
        ("c", "https://example.org/a/c"),
        ("//other.example/", "https://other.example/"),
        ("?x=1", "https://example.org/a/?x=1"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_a_redirect_is_followed_from_where_one_is(location: str, expected: str) -> None:
    assert str(follow(read_web_address("https://example.org/a/"), location)) == expected


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://x.org/", "//me@x.org/", "/\n", "//["]
)
def test_a_redirect_to_what_is_no_web_address(location: str) -> None:
    with pytest.raises(BadAddress):
        follow(read_web_address("https://example.org/"), location)
