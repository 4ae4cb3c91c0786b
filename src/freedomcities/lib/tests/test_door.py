"""The door to the network against servers on this machine that mean no good."""

from __future__ import annotations

import gzip
import socket
import time
from typing import Any

import pytest

from freedomcities.lib import door
from freedomcities.lib.door import Answer, check_address, get, send
from freedomcities.lib.door_refusals import (
    BadAddress,
    DoorRefusal,
    NotPublic,
    NotReached,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    WrongKind,
)
from freedomcities.lib.tests.other_side import Say, other_side, page, redirect

HTML = ["text/html"]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(autouse=True)
def _test_hosts(settings: Any) -> None:
    settings.FETCH_TEST_HOSTS = frozenset({"127.0.0.1", "good.test"})


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SECONDS", 0.6)


def means(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> list[str]:
    """From now on every name means these; the names that are looked up."""
    asked: list[str] = []

    def look_up(host: str, port: int, **_rest: object) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def _never(*_args: object) -> None:
    pytest.fail("it connected")


def test_a_page_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with other_side(page(kind="text/html; charset=utf-8", more="Set-Cookie: a=b\r\n")) as side:
        answer = get(side.address("/ä?q=1#x"), accepted=HTML)
        get(side.address(), accepted=HTML)
    assert answer == Answer(side.address("/%C3%A4?q=1"), 200, "text/html", b"<p>Hello")
    assert side.heard[0].split("\r\n") == [
        "GET /%C3%A4?q=1 HTTP/1.1",
        f"Host: 127.0.0.1:{side.port}",
        "User-Agent: FreedomCities",
        "Connection: close",
        "Accept-Encoding: identity",
        "Accept: text/html",
        "",
        "",
    ]
    assert "Cookie" not in side.heard[1]


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_something_is_sent_and_the_answers_body_is_not_read(method: str) -> None:
    with other_side(page(b"x" * 6_000_000, status="202 Accepted", kind="video/mp4")) as side:
        answer = send(
            side.address("/in"),
            b'{"a": 1}',
            media_type="application/json",
            headers={"Authorization": "Bearer x"},
            method=method,
        )
    assert (answer.status, answer.is_good, answer.body) == (202, True, b"")
    head, _, body = side.heard[0].partition("\r\n\r\n")
    assert head.startswith(f"{method} /in HTTP/1.1\r\n")
    assert {
        "Authorization: Bearer x",
        "Content-Type: application/json",
        "Content-Length: 8",
    } <= set(head.split("\r\n"))
    assert body == '{"a": 1}'


def test_what_was_sent_does_not_follow_a_redirect() -> None:
    with other_side(page()) as elsewhere, other_side(redirect(elsewhere.address())) as side:
        answer = send(side.address(), b"secret", media_type="text/plain")
    assert (answer.status, answer.is_good, elsewhere.heard) == (302, False, [])


def test_a_wish_to_wait_is_told() -> None:
    with other_side(page(status="429 Too Many", more="Retry-After: 120\r\n")) as side:
        assert send(side.address(), b"", media_type="text/plain").retry_after == 120
    with other_side(page(status="503 Busy", more="Retry-After: Fri, 31 Dec 1999\r\n")) as side:
        assert send(side.address(), b"", media_type="text/plain").retry_after is None


@pytest.mark.parametrize("status", ["301 X", "302 X", "303 X", "307 X", "308 X"])
def test_redirects_are_followed_when_fetching(status: str) -> None:
    def answer(request: str, say: Say) -> None:
        say(page() if request.startswith("GET /two/") else redirect("/two/", status))

    with other_side(answer) as side:
        assert get(side.address("/one"), accepted=HTML).address == side.address("/two/")
    assert [each.split(" ")[1] for each in side.heard] == ["/one", "/two/"]


def test_redirects_without_end() -> None:
    with other_side(redirect("/again")) as side, pytest.raises(TooManyRedirects):
        get(side.address(), accepted=HTML)
    assert len(side.heard) == door.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("location", "refusal"),
    [
        ("file:///etc/passwd", BadAddress),
        ("ftp://127.0.0.1/", BadAddress),
        ("http://me:x@127.0.0.1/", BadAddress),
        ("http://2130706433/", BadAddress),
        ("http://[::ffff:127.0.0.1]/", NotPublic),
        ("http://[::127.0.0.1]/", NotPublic),
        ("http://[64:ff9b::7f00:1]/", NotPublic),
        ("http://0.0.0.0/", NotPublic),
        ("http://127.0.0.2/", NotPublic),
        ("http://localhost/", NotPublic),
        ("http://169.254.169.254/latest/meta-data/", NotPublic),
        ("http://8.8.8.8:22/", NotPublic),
    ],
)
def test_a_redirect_to_where_nobody_may_go(location: str, refusal: type[DoorRefusal]) -> None:
    with other_side(redirect(location)) as side, pytest.raises(refusal):
        get(side.address(), accepted=HTML)


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/", "http://LOCALHOST./", "https://localhost/", "http://0.0.0.0/",
        "http://127.0.0.2/", "http://10.0.0.1/", "http://[::1]/", "http://[::]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[fec0::1]/",
        "http://[2002:7f00:1::]/", "http://[fe80::1]/", "http://１２７.0.0.2/",
        "http://8.8.8.8:8080/", "https://8.8.8.8:25/",
    ],
)  # fmt: skip
def test_what_is_local_is_not_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "connect", _never)
    with pytest.raises(NotPublic) as refused:
        get(address, accepted=HTML)
    with pytest.raises(NotPublic):
        send(address, b"", media_type="text/plain")
    assert str(refused.value) == "Nothing on the public web was found at this address."


@pytest.mark.parametrize(
    "numbers",
    [
        ["127.0.0.1"], ["10.1.2.3"], ["8.8.8.8", "127.0.0.1"], ["::1"], ["2600::1", "fe80::1%2"],
        ["::ffff:10.0.0.1"], ["64:ff9b::808:808"], [],
    ],
)  # fmt: skip
def test_a_name_of_which_one_meaning_is_local_is_refused_whole(
    numbers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "connect", _never)
    asked = means(monkeypatch, *numbers)
    with pytest.raises(NotPublic) as refused:
        get("http://evil.example/", accepted=HTML)
    assert str(refused.value) == "Nothing on the public web was found at this address."
    assert asked == ["evil.example"]


def test_it_connects_to_the_number_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means something else a moment later: it is looked up once."""
    meanings = iter([["8.8.4.4", "2600::1"], ["127.0.0.1"]])
    asked, connected = [], []

    def look_up(host: str, port: int, **_rest: object) -> list[Any]:
        asked.append(host)
        return [(0, 0, 0, "", (each, port)) for each in next(meanings)]

    class Socket:
        def __init__(self, *_args: object) -> None: ...
        def settimeout(self, _seconds: float) -> None: ...
        def close(self) -> None: ...
        def connect(self, where: object) -> None:
            connected.append(where)
            raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "socket", Socket)
    with pytest.raises(NotReached):
        get("https://rebind.example/", accepted=HTML)
    assert asked == ["rebind.example"]
    assert connected == [("8.8.4.4", 443), ("2600::1", 443)]


def test_the_host_is_told_its_name_and_not_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    means(monkeypatch, "127.0.0.1")
    with other_side(page()) as side:
        get(side.address(host="GOOD.test."), accepted=HTML)
    assert f"\r\nHost: good.test:{side.port}\r\n" in side.heard[0]


def test_the_next_number_is_tried_where_one_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    means(monkeypatch, "127.0.0.9", "127.0.0.1")
    with other_side(page()) as side:
        assert get(side.address(host="good.test"), accepted=HTML).status == 200


def _sleep(*_args: object, **_more: object) -> list[Any]:
    time.sleep(2)
    return []


def test_a_look_up_that_takes_for_ever(monkeypatch: pytest.MonkeyPatch, hurry: None) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _sleep)
    began = time.monotonic()
    with pytest.raises(TooSlow):
        get("http://good.test/", accepted=HTML)
    assert time.monotonic() - began < 1.5


def drip(*, before: bytes = b"", piece: bytes = b"x") -> Any:
    def answer(_request: str, say: Say) -> None:
        say(before)
        for _ in range(200):
            say(piece)
            time.sleep(0.1)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        drip(),
        drip(before=b"HTTP/1.1 200 OK\r\nX: "),
        drip(before=OK + b"\r\n"),
        drip(before=OK + b"Content-Length: 900\r\n\r\n"),
        drip(
            before=CHUNKED,
            piece=b"1\r\nx\r\n",
        ),
        drip(piece=b"HTTP/1.1 100 Continue\r\n\r\n"),
        lambda _request, _say: time.sleep(2),
    ],
)
def test_a_byte_at_a_time(answer: Any, hurry: None) -> None:
    began = time.monotonic()
    with other_side(answer) as side, pytest.raises(TooSlow) as refused:
        get(side.address(), accepted=HTML)
    assert str(refused.value) == "The other side took too long to answer."
    assert time.monotonic() - began < 1.5


def test_the_time_is_for_all_redirects_together(hurry: None) -> None:
    def answer(_request: str, say: Say) -> None:
        time.sleep(0.25)
        say(redirect("/on"))

    began = time.monotonic()
    with other_side(answer) as side, pytest.raises(TooSlow):
        get(side.address(), accepted=HTML)
    assert time.monotonic() - began < 1.5


def endless(before: bytes, piece: bytes) -> Any:
    def answer(_request: str, say: Say) -> None:
        say(before)
        for _ in range(20_000_000 // len(piece)):
            say(piece)

    return answer


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (endless(OK + b"\r\n", b"x" * 9_999), TooLarge),
        (
            endless(
                CHUNKED,
                b"2710\r\n" + b"x" * 10_000 + b"\r\n",
            ),
            TooLarge,
        ),
        (
            endless(
                CHUNKED,
                b"1;" + b"y" * 9_999 + b"\r\nx\r\n",
            ),
            TooLarge,
        ),
        (
            OK + b"Content-Length: 5000001\r\n\r\nx",
            TooLarge,
        ),
        (endless(b"", b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n"), TooLarge),
        (endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), NotReached),
        (endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 9_999), NotReached),
        (endless(b"", b"y" * 9_999), NotReached),
    ],
)
def test_answers_without_end(answer: Any, refusal: type[DoorRefusal]) -> None:
    with other_side(answer) as side, pytest.raises(refusal):
        get(side.address(), accepted=HTML)


def test_five_megabytes_are_taken_in_whole() -> None:
    body = b"x" * door.MOST_BYTES
    with other_side(page(body)) as side:
        assert get(side.address(), accepted=HTML).body == body
    with (
        other_side(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + body + b"y") as side,
        pytest.raises(TooLarge),
    ):
        get(side.address(), accepted=HTML)


@pytest.mark.parametrize("packing", ["gzip", "deflate", "br", "identity, gzip", "x"])
def test_a_packed_answer_is_not_opened(packing: str) -> None:
    bomb = gzip.compress(b"\0" * 10_000_000)
    with (
        other_side(page(bomb, more=f"Content-Encoding: {packing}\r\n")) as side,
        pytest.raises(WrongKind),
    ):
        get(side.address(), accepted=HTML)


@pytest.mark.parametrize("kind", ["application/pdf", "text/htmlx", "", "text", "image/svg+xml"])
def test_only_kinds_that_were_asked_for(kind: str) -> None:
    with other_side(page(kind=kind)) as side, pytest.raises(WrongKind):
        get(side.address(), accepted=HTML)


def test_the_body_of_a_bad_answer_is_not_read() -> None:
    with other_side(page(status="404 Not Found", kind="application/pdf")) as side:
        assert get(side.address(), accepted=HTML) == Answer(
            side.address(), 404, "application/pdf", b""
        )


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 x OK\r\n\r\n",
        OK + b"Content-Length: 10\r\n\r\nabc",
        CHUNKED + b"zz\r\n",
        CHUNKED + b"5\r\nab",
    ],
)
def test_an_answer_that_is_none(answer: bytes) -> None:
    with other_side(answer) as side, pytest.raises(NotReached):
        get(side.address(), accepted=HTML)


def test_nobody_is_there() -> None:
    with other_side(page()) as side:
        address = side.address()
    with pytest.raises(NotReached):
        get(address, accepted=HTML)


def test_an_address_is_looked_at_before_it_is_kept() -> None:
    assert str(check_address("https://Hooks.example.org/x")) == "https://hooks.example.org/x"
    assert check_address("http://127.0.0.1:8065/x").port == 8065
    with pytest.raises(NotPublic):
        check_address("https://example.org:8443/")
    with pytest.raises(BadAddress):
        check_address("example.org")
