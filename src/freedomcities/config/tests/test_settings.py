"""The settings as an operator's environment makes them, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from freedomcities.lib.keys import make_keys

pytestmark = pytest.mark.installed

Start = Callable[..., subprocess.CompletedProcess[str]]
_OURS = ("FREEDOMCITIES_", "DATABASE_", "TRUSTED_", "FETCH_", "TILES_")


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Run Python in an environment that has these settings alone, and a home with keys."""
    make_keys(tmp_path / "keys.json")

    def run(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(_OURS) and name not in {"PUBLIC_URL", "EMAIL_URL"}
        }
        home = {"FREEDOMCITIES_HOME": str(tmp_path)}
        module = {"DJANGO_SETTINGS_MODULE": "freedomcities.config.settings"}
        return subprocess.run(
            [sys.executable, *arguments],
            env={**inherited, **module, **home, **given},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_ready_to_deploy_as_shipped(start: Start) -> None:
    """`check --deploy` finds nothing at all where the address is https."""
    checked = start(
        *("-m", "django", "check", "--deploy", "--fail-level", "DEBUG"),
        PUBLIC_URL="https://freedomcities.example",
    )
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout == "System check identified no issues (0 silenced).\n"


_SHOW = """
import json
from freedomcities.config import settings as s
names = "SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SESSION_COOKIE_NAME CSRF_COOKIE_NAME"
names += " SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE DEBUG PUBLIC_URL ALLOWED_HOSTS"
print(json.dumps({name: getattr(s, name) for name in names.split()}))
"""


def test_https_brings_all_that_it_allows(start: Start) -> None:
    shown = json.loads(start("-c", _SHOW, PUBLIC_URL="https://freedomcities.example/").stdout)
    assert shown == {
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 63_072_000,
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "DEBUG": False,
        "PUBLIC_URL": "https://freedomcities.example",
        "ALLOWED_HOSTS": ["freedomcities.example", "localhost", "127.0.0.1", "[::1]"],
    }


def test_plain_http_of_this_machine_works_without(start: Start) -> None:
    shown = json.loads(start("-c", _SHOW).stdout)
    assert shown["PUBLIC_URL"] == "http://127.0.0.1:8000"
    assert (shown["SECURE_SSL_REDIRECT"], shown["SECURE_HSTS_SECONDS"]) == (False, 0)
    assert (shown["SESSION_COOKIE_NAME"], shown["CSRF_COOKIE_NAME"]) == ("sessionid", "csrftoken")
    assert (shown["SESSION_COOKIE_SECURE"], shown["CSRF_COOKIE_SECURE"]) == (False, False)
    assert shown["DEBUG"] is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "example.org"),
        ("PUBLIC_URL", "http://example.org"),
        ("PUBLIC_URL", "https://example.org/site"),
        ("PUBLIC_URL", "https://example.org:many"),
        ("PUBLIC_URL", "https://"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "nonsense"),
        ("EMAIL_URL", "carrier-pigeon://coop"),
        ("TRUSTED_PROXY_COUNT", "-1"),
        ("TRUSTED_PROXY_COUNT", "two"),
        ("FREEDOMCITIES_KEYS_FILE", "/nowhere/keys.json"),
    ],
)
def test_a_setting_that_makes_no_sense_is_one_sentence(name: str, value: str, start: Start) -> None:
    refused = start("-m", "freedomcities.cli.main", "doctor", **{name: value})
    said = refused.stderr.strip() or refused.stdout.strip()
    assert refused.returncode == 2, said
    assert refused.stdout == ""
    assert said.count("\n") == 0, said
    assert said[-1] in ".…", said
    assert "Traceback" not in said


_ASK_ELSEWHERE = """
import django
from django.conf import settings
# Nothing is collected in this home.
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
django.setup()
from django.test import Client
print(Client(headers={"host": "elsewhere.example"}).get("/about/").status_code)
"""


def test_a_wrong_host_is_not_worth_a_page_of_log(start: Start) -> None:
    """Whoever scans the network could otherwise fill the disk."""
    asked = start("-c", _ASK_ELSEWHERE)
    assert asked.stdout == "400\n"
    assert "Traceback" not in asked.stderr
    assert "elsewhere.example" not in asked.stderr
