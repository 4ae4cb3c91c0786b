"""Reading the few settings from the environment; nonsense stops the start with one sentence."""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from freedomcities.lib.web_addresses import read_host

_SQLITE_PRAGMAS = (
    # FULL: with NORMAL a power cut loses writes that were acknowledged (privacy-security, trap 1).
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY"
)


@dataclass(frozen=True, slots=True)
class PublicUrl:
    """The address that people type: ``origin`` has no path and no last slash."""

    origin: str
    host: str
    is_https: bool


def read_home(text: str) -> Path:
    """The folder of the database, keys, outbox and media."""
    return Path(text).expanduser().resolve()


def read_public_url(text: str) -> PublicUrl:
    """Read ``PUBLIC_URL``: https, or plain http of this machine alone."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  a port that is none raises here
    except ValueError:
        raise ImproperlyConfigured(f"PUBLIC_URL “{text}” cannot be understood.") from None
    host = parts.hostname
    if parts.scheme not in {"http", "https"} or not host or parts.path not in {"", "/"}:
        raise ImproperlyConfigured(
            f"PUBLIC_URL “{text}” cannot be understood: write https://example.org."
        )
    if parts.scheme == "http" and not _is_this_machine(host):
        raise ImproperlyConfigured(
            f"PUBLIC_URL “{text}” is plain http for an address that is not this machine's own:"
            " use https."
        )
    return PublicUrl(f"{parts.scheme}://{parts.netloc}", host, parts.scheme == "https")


@dataclass(frozen=True, slots=True)
class Tiles:
    """The background of maps: ``origin`` is the host that it comes from, empty where it is ours."""

    url: str
    origin: str


def read_tiles(text: str) -> Tiles:
    """Read ``TILES_URL``: https, or a path of this site, with {z}, {x} and {y}."""
    wrong = ImproperlyConfigured(
        f"TILES_URL “{text}” cannot be understood: write https://HOST/{{z}}/{{x}}/{{y}}.png."
    )
    if not text:
        return Tiles("", "")
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  a port that is none raises here
        host = read_host(parts.hostname) if parts.hostname else ""
    except ValueError:
        raise wrong from None
    is_ours = not parts.scheme and not parts.netloc and text.startswith("/")
    is_theirs = parts.scheme == "https" and host and "@" not in parts.netloc
    named = re.findall(r"\{[^}]*\}", parts.path + parts.query)
    if not (is_ours or is_theirs) or sorted(named) != ["{x}", "{y}", "{z}"]:
        raise wrong
    if not text.isascii() or re.search(r"[\s;,'\"<>\\]", text):
        raise wrong
    return Tiles(text, f"https://{parts.netloc}" if is_theirs else "")


def read_count(name: str, text: str) -> int:
    """Read a whole number from 0."""
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} “{text}” cannot be understood: write a whole number.")
    return int(text)


def read_recipient(text: str) -> str:
    """Read ``BACKUP_RECIPIENT``: the public key of `age` that backups are encrypted to."""
    if not text:
        return ""
    # Few processes need it.
    import pyrage  # noqa: PLC0415

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise ImproperlyConfigured(
            f"BACKUP_RECIPIENT “{text}” cannot be understood: write the public key of age, age1…"
        ) from None
    return text


def read_test_hosts(text: str, *, is_https: bool) -> frozenset[str]:
    """Read ``FETCH_TEST_HOSTS``: hosts that the door to the network may reach though local."""
    try:
        hosts = frozenset(read_host(each.strip().strip("[]")) for each in text.split(",") if text)
    except ValueError:
        raise ImproperlyConfigured(
            f"FETCH_TEST_HOSTS “{text}” cannot be understood: write names of hosts, with commas."
        ) from None
    if hosts and is_https:
        raise ImproperlyConfigured(
            "FETCH_TEST_HOSTS is for tests alone: it cannot be set where PUBLIC_URL is https."
        )
    return hosts


def read_database(url: str, home: Path) -> dict[str, object]:
    """Read ``DATABASE_URL``: SQLite in the home where there is none, or PostgreSQL."""
    url = url or f"sqlite:///{home / 'site.sqlite3'}"
    known = url.startswith(("sqlite:", "postgres:", "postgresql:"))
    database = environ.Env.db_url_config(url) if known else {}
    engine = str(database.get("ENGINE", ""))
    if engine == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            # Deferred transactions lost 43 % of sign-ups to "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": _SQLITE_PRAGMAS,
        }
    elif engine == "django.db.backends.postgresql":
        database["CONN_HEALTH_CHECKS"] = True
        # Compiling our short queries takes six times as long as running them.
        given = database.get("OPTIONS") or {}
        database["OPTIONS"] = {"options": "-c jit=off", **given}
    else:
        raise ImproperlyConfigured(
            f"DATABASE_URL “{url}” cannot be understood: write sqlite:///PATH or postgres://…"
        )
    database["CONN_MAX_AGE"] = None
    return dict(database)


def read_email(url: str, home: Path) -> dict[str, Any]:
    """Read ``EMAIL_URL``: files in the home's outbox where there is none."""
    if not url:
        return {
            "EMAIL_BACKEND": "freedomcities.lib.outbox.OutboxBackend",
            "MAIL_OUTBOX": home / "outbox",
        }
    try:
        read = environ.Env.email_url_config(url)
    except (KeyError, ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(
            "EMAIL_URL cannot be understood: write smtp+tls://NAME:PASSWORD@HOST:587."
        ) from None
    return {"MAIL_OUTBOX": None, **{name: value for name, value in read.items() if name.isupper()}}


def _is_this_machine(host: str) -> bool:
    if host in {"localhost", socket.gethostname()}:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    # Only a machine that has the address can listen on it.
    with socket.socket(family) as probe:
        try:
            probe.bind((host, 0))
        except OSError:
            return False
    return True
