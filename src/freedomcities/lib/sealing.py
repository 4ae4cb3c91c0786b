"""Sealing what the database keeps of people, and finding it again without showing it.

AES-256-GCM with a fresh nonce each time, bound to the table, the row and the field: what is moved
to another row cannot be opened there. The first bytes name the key, so that keys can change
while the site runs: `KeyRings` reads the keys file again when it meets a key that it lacks.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from freedomcities.lib.keys import Keys, read_keys

_VERSION = b"\x01"
_NAME, _NONCE = 4, 12
_HEAD = len(_VERSION) + _NAME
# How long a process may go on with the keys that it read before.
STALE_SECONDS = 1.0


class CannotOpen(Exception):
    """What was sealed was changed, moved to another row, or its key is gone."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a sealed text stands: it can be opened there alone."""

    table: str
    row: UUID
    field: str

    @property
    def bound(self) -> bytes:
        """What the seal is bound to."""
        return f"{self.table}\n{self.row}\n{self.field}".encode()


@dataclass(slots=True)
class KeyRings:
    """The rings of a keys file, read anew when the file has changed; safe among threads."""

    path: Path
    _keys: Keys | None = None
    _stamp: tuple[int, int] = (0, 0)
    _looked: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keys(self, *, fresh: bool = False) -> Keys:
        """The keys as of a second ago; `fresh`: as of now."""
        now = time.monotonic()
        with self._lock:
            if self._keys is None or fresh or now - self._looked > STALE_SECONDS:
                self._looked = now
                found = self.path.stat()
                stamp = (found.st_mtime_ns, found.st_ino)
                if self._keys is None or stamp != self._stamp:
                    self._keys, self._stamp = read_keys(self.path), stamp
            return self._keys

    def seal(self, text: str, spot: Spot) -> bytes:
        """The text as only this spot can show it."""
        ring = self.keys().sealing
        nonce = os.urandom(_NONCE)
        cipher = AESGCM(bytes.fromhex(ring.keys[ring.current]))
        sealed = cipher.encrypt(nonce, text.encode(), spot.bound)
        return _VERSION + bytes.fromhex(ring.current) + nonce + sealed

    def open(self, sealed: bytes, spot: Spot) -> str:
        """The text again; CannotOpen where it was changed or moved, or its key is gone."""
        sealed = bytes(sealed)
        key = self._key_of(sealed)
        nonce, body = sealed[_HEAD : _HEAD + _NONCE], sealed[_HEAD + _NONCE :]
        try:
            return AESGCM(key).decrypt(nonce, body, spot.bound).decode()
        except (InvalidTag, ValueError):
            raise CannotOpen(f"{spot.table}.{spot.field} cannot be opened.") from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether the current key sealed it."""
        return name_of_key(sealed) == self.keys().sealing.current

    def index(self, text: str) -> str:
        """What the text is found by: the same for the same text, and telling nothing of it."""
        ring = self.keys().finding
        return _digest(ring.keys[ring.current], text)

    def indexes(self, text: str) -> list[str]:
        """All that the text may be found by, the current first."""
        ring = self.keys().finding
        others = [key for name, key in ring.keys.items() if name != ring.current]
        return [_digest(key, text) for key in (ring.keys[ring.current], *others)]

    def _key_of(self, sealed: bytes) -> bytes:
        name = name_of_key(sealed)
        for is_fresh in (False, True):
            key = self.keys(fresh=is_fresh).sealing.keys.get(name)
            if key is not None:
                return bytes.fromhex(key)
        raise CannotOpen("The key of a sealed text is not in the keys file.")


def name_of_key(sealed: bytes) -> str:
    """The name of the key that sealed it; CannotOpen for what was never sealed."""
    sealed = bytes(sealed)
    if sealed[: len(_VERSION)] != _VERSION or len(sealed) < _HEAD + _NONCE:
        raise CannotOpen("This is no sealed text.")
    return sealed[len(_VERSION) : _HEAD].hex()


def _digest(key: str, text: str) -> str:
    return hmac.new(bytes.fromhex(key), text.encode(), hashlib.sha256).hexdigest()
