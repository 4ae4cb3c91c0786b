from __future__ import annotations

import socket
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from freedomcities.lib.environment import (
    PublicUrl,
    Tiles,
    read_count,
    read_database,
    read_email,
    read_public_url,
    read_test_hosts,
    read_tiles,
)

LIST = PublicUrl("https://list.example.org", "list.example.org", is_https=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://list.example.org", LIST),
        ("https://list.example.org/", LIST),
        ("http://127.0.0.1:8000", PublicUrl("http://127.0.0.1:8000", "127.0.0.1", False)),
        ("http://localhost", PublicUrl("http://localhost", "localhost", False)),
    ],
)  # fmt: skip
def test_a_public_address_is_read(text: str, expected: PublicUrl) -> None:
    assert read_public_url(text) == expected


@pytest.mark.parametrize(
    "text",
    ["list.example.org", "ftp://x.org", "https://", "https://x.org/path", "http://[", "http://a:b"],
)
def test_nonsense_stops_the_start(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="cannot be understood"):
        read_public_url(text)


@pytest.mark.parametrize("text", ["http://list.example.org", "http://192.0.2.1:8000"])
def test_plain_http_of_another_machine_stops_the_start(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="not this machine's own"):
        read_public_url(text)


def test_the_machines_own_name_may_be_plain() -> None:
    assert not read_public_url(f"http://{socket.gethostname()}:8000").is_https


@pytest.mark.parametrize("text", ["-1", "one", "1.5", ""])
def test_a_count_is_a_whole_number(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXY_COUNT"):
        read_count("TRUSTED_PROXY_COUNT", text)
    assert read_count("TRUSTED_PROXY_COUNT", "2") == 2


def test_sqlite_is_the_default_and_writes_through(tmp_path: Path) -> None:
    database = read_database("", tmp_path)
    assert database["NAME"] == str(tmp_path / "site.sqlite3")
    options = database["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        assert pragma in options["init_command"]


def test_postgresql_is_understood_and_nothing_else(tmp_path: Path) -> None:
    read = read_database("postgres://me:secret@db.example.org:5433/list", tmp_path)
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("db.example.org", 5433, "list")
    assert read["OPTIONS"] == {"options": "-c jit=off"}
    own = read_database("postgres://db.example.org/list?options=-c%20jit=on", tmp_path)
    assert own["OPTIONS"] == {"options": "-c jit=on"}
    for url in ("mysql://x/y", "nonsense"):
        with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
            read_database(url, tmp_path)


def test_mail_goes_to_files_unless_told_otherwise(tmp_path: Path) -> None:
    assert read_email("", tmp_path)["MAIL_OUTBOX"] == tmp_path / "outbox"
    read = read_email("smtp+tls://me:secret@mail.example.org:587", tmp_path)
    assert (read["EMAIL_HOST"], read["EMAIL_USE_TLS"]) == ("mail.example.org", True)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        read_email("pigeon://x", tmp_path)


def test_hosts_for_tests_are_read_in_one_spelling() -> None:
    assert read_test_hosts("", is_https=True) == frozenset()
    read = read_test_hosts("127.0.0.1, Chat.Test.,[::1]", is_https=False)
    assert read == {"127.0.0.1", "chat.test", "::1"}


@pytest.mark.parametrize("text", ["http://x", "127.0.0.1:80", "a b", "a,,b", "127.1"])
def test_hosts_that_are_none(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"FETCH_TEST_HOSTS .* cannot be understood"):
        read_test_hosts(text, is_https=False)


def test_a_real_site_has_no_hosts_for_tests() -> None:
    with pytest.raises(ImproperlyConfigured, match="FETCH_TEST_HOSTS is for tests alone"):
        read_test_hosts("127.0.0.1", is_https=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Tiles("", "")),
        (
            "https://tiles.example.org:8443/a/{z}/{x}/{y}.png?k=1",
            Tiles(
                "https://tiles.example.org:8443/a/{z}/{x}/{y}.png?k=1",
                "https://tiles.example.org:8443",
            ),
        ),
        ("/tiles/{z}/{x}/{y}.png", Tiles("/tiles/{z}/{x}/{y}.png", "")),
    ],
)
def test_where_tiles_are(text: str, expected: Tiles) -> None:
    assert read_tiles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "http://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org/{z}/{x}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png", "https:///{z}/{x}/{y}.png", "tiles/{z}/{x}/{y}",
        "//tiles.example.org/{z}/{x}/{y}.png", "https://a@b.example/{z}/{x}/{y}.png",
        "https://a.example;script-src/{z}/{x}/{y}.png", "https://a b/{z}/{x}/{y}.png",
        "https://a.example:x/{z}/{x}/{y}.png", "https://a.example/{z}/{x}/{y}.png; script-src *",
        "https://a.example/{z}/{x}/{y}/{y}.png", "https://*.example/{z}/{x}/{y}.png",
    ],
)  # fmt: skip
def test_tiles_that_are_none(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"TILES_URL .* cannot be understood"):
        read_tiles(text)
