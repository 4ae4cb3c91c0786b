"""A setting that makes no sense stops the start with one sentence."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from tests.installed.command import Home, check_refusal
from tests.installed.serving import free_port

pytestmark = pytest.mark.installed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "nonsense"),
        ("TILES_URL", "http://tiles.example.org/{z}/{x}/{y}.png"),
        ("PUBLIC_URL", "ftp://example.org"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://example.org/below"),
        ("PUBLIC_URL", "http://example.org"),
        ("PUBLIC_URL", "http://127.0.0.1:99999999"),
        ("TRUSTED_PROXY_COUNT", "-1"),
        ("DATABASE_URL", "mysql://localhost/site"),
        ("EMAIL_URL", "nonsense"),
        ("FETCH_TEST_HOSTS", "http://127.0.0.1"),
    ],
)
def test_a_setting_that_cannot_be_understood(demo: Home, name: str, value: str) -> None:
    check_refusal(demo.say("status", "us", "--json", **{name: value}), name)


def test_a_database_that_does_not_answer(demo: Home) -> None:
    url = f"postgres://nobody@127.0.0.1:{free_port()}/nothing"
    check_refusal(demo.say("status", "us", "--json", DATABASE_URL=url), "database")


def test_https_needs_no_site_of_its_own_to_answer(demo: Home) -> None:
    assert demo.say("status", "us", "--json", PUBLIC_URL="https://example.org").code == 0


@pytest.mark.parametrize("command", ["status us", "doctor", "verify-audit", "serve"])
def test_no_keys_file(demo: Home, tmp_path: Path, command: str) -> None:
    missing = tmp_path / "keys.json"
    words = [*command.split(), *([] if command == "serve" else ["--json"])]
    if command == "serve":
        words += ["--port", str(free_port())]
    said = demo.say(*words, FREEDOMCITIES_KEYS_FILE=str(missing))
    assert said.code == 2
    assert len(said.err.splitlines()) == 1
    assert "keys file" in said.err
    assert not missing.exists()


def test_a_damaged_keys_file(demo: Home, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    whole = (demo.folder / "keys.json").read_text()
    short = json.dumps({**json.loads(whole), "signing": "ab" * 10})
    for content in (whole[:-30], "[]", "", short):
        keys.write_text(content)
        keys.chmod(0o600)
        said = demo.say("status", "us", "--json", FREEDOMCITIES_KEYS_FILE=str(keys))
        check_refusal(said, str(keys))


def test_a_keys_file_that_is_open_to_others(demo: Home, tmp_path: Path) -> None:
    keys = tmp_path / "keys.json"
    keys.write_bytes((demo.folder / "keys.json").read_bytes())
    keys.chmod(0o644)
    said = demo.say("status", "us", "--json", FREEDOMCITIES_KEYS_FILE=str(keys))
    check_refusal(said, "open to others", "chmod 600")


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use(demo: Home, command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = demo.say(command, "--port", port)
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    assert port in said.err


@pytest.mark.parametrize("more", [["--port", "99999"], ["--port", "x"], ["--workers", "0"]])
def test_nowhere_to_listen(demo: Home, more: list[str]) -> None:
    said = demo.say("serve", "--port", str(free_port()), *more)
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)


def test_a_command_that_there_is_not(demo: Home) -> None:
    check_refusal(demo.say("dance", "--json"), "dance")
