"""The door over https: who the other side is, is checked by its name."""

from __future__ import annotations

import socket
import ssl
import time
import warnings
from pathlib import Path
from typing import Any

import pytest

from freedomcities.lib import door
from freedomcities.lib.door import get, send
from freedomcities.lib.door_refusals import NotReached, NotTrusted, TooSlow
from freedomcities.lib.tests.other_side import make_certificate, other_side, page, redirect

HTML = ["text/html"]


@pytest.fixture(autouse=True)
def _names(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FETCH_TEST_HOSTS = frozenset({"127.0.0.1", "good.test", "other.test"})
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)


def trust(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))


def test_a_name_that_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = make_certificate(tmp_path, "good.test", "127.0.0.1")
    names: list[str | None] = []
    server.sni_callback = lambda _socket, name, _context: names.append(name)
    trust(monkeypatch, tmp_path)
    with other_side(page(), tls=server) as side:
        at = side.address(host="good.test", scheme="https")
        assert get(at, accepted=HTML).body == b"<p>Hello"
        assert send(at, b"x", media_type="text/plain").status == 200
        assert get(side.address(scheme="https"), accepted=HTML).status == 200
    assert f"\r\nHost: good.test:{side.port}\r\n" in side.heard[0]
    assert names == ["good.test", "good.test", None]


def test_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = make_certificate(tmp_path, "good.test")
    trust(monkeypatch, tmp_path)
    with other_side(page(), tls=server) as side:
        for host in ("other.test", "127.0.0.1"):
            with pytest.raises(NotTrusted):
                send(side.address(host=host, scheme="https"), b"secret", media_type="text/plain")
    assert side.heard == []


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    server = make_certificate(tmp_path, "good.test")
    with other_side(page(), tls=server) as side, pytest.raises(NotTrusted) as refused:
        get(side.address(host="good.test", scheme="https"), accepted=HTML)
    assert str(refused.value) == "The other side could not show that it is who it says it is."


def test_a_redirect_is_checked_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = make_certificate(tmp_path, "good.test")
    trust(monkeypatch, tmp_path)
    with other_side(page(), tls=server) as aim:
        onwards = redirect(aim.address(host="other.test", scheme="https"))
        with other_side(onwards, tls=server) as side, pytest.raises(NotTrusted):
            get(side.address(host="good.test", scheme="https"), accepted=HTML)
    assert (len(side.heard), aim.heard) == (1, [])


def test_old_ways_of_sealing_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = make_certificate(tmp_path, "good.test")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server.minimum_version = server.maximum_version = ssl.TLSVersion.TLSv1_1
    trust(monkeypatch, tmp_path)
    with other_side(page(), tls=server) as side, pytest.raises(NotReached):
        get(side.address(host="good.test", scheme="https"), accepted=HTML)


def test_a_handshake_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SECONDS", 0.6)
    listening = socket.create_server(("127.0.0.1", 0))
    began = time.monotonic()
    with listening, pytest.raises(TooSlow):
        get(f"https://good.test:{listening.getsockname()[1]}/", accepted=HTML)
    assert time.monotonic() - began < 1.5


def test_what_speaks_no_tls() -> None:
    with other_side(b"SSH-2.0-OpenSSH_9.6\r\n", listens=False) as side, pytest.raises(NotReached):
        get(side.address(host="good.test", scheme="https"), accepted=HTML)
