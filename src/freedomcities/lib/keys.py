"""The keys file: outside the database, outside backups, readable by its owner alone."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path


class KeysError(Exception):
    """The keys file is missing or cannot be used; one sentence."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What the site signs with. Hexadecimal text, 32 bytes each."""

    signing: str
    audit: str


def read_keys(path: Path) -> Keys:
    """Read the keys file; KeysError where it is missing, damaged or open to others."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        keys = Keys(signing=content["signing"], audit=content["audit"])
        lengths = {len(bytes.fromhex(key)) for key in asdict(keys).values()}
    except FileNotFoundError:
        raise KeysError(
            f"The keys file {path} is missing: run “freedomcities init” for a new site,"
            " or put the site's own keys file back."
        ) from None
    except (ValueError, KeyError, TypeError, OSError):
        raise KeysError(f"The keys file {path} cannot be read as a keys file.") from None
    if lengths != {32}:
        raise KeysError(f"The keys file {path} holds a key that is not 32 bytes long.")
    if path.stat().st_mode & 0o077:
        raise KeysError(f"The keys file {path} is open to others: run “chmod 600 {path}”.")
    return keys


def make_keys(path: Path) -> bool:
    """Write new keys unless the file is there already; tell whether it wrote."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    keys = Keys(signing=secrets.token_hex(32), audit=secrets.token_hex(32))
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(keys), file, indent=1)
    return True
