"""The file of a backup: a zip archive whose last 64 signs are the digest of all that precedes.

They stand in the archive's own comment, so that any tool opens it. `manifest.json` tells what is
in it, with the digest of every part. Encrypted with `age` where the operator has a key. Knows
nothing of the site: a backup is verified on any machine.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Protocol

import pyrage

from freedomcities.lib.errors import Refusal

FORMAT = 1
_MANIFEST = "manifest.json"
_DIGEST = 64
_AGE, _ZIP = b"age-encryption.org/", b"PK\x03\x04"
_CHUNK = 1 << 20
# Of no file: when it was written is not in it but by the day.
_WHEN = (1980, 1, 1, 0, 0, 0)


_UNREADABLE: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, EOFError),
    *(LookupError, ValueError, TypeError, OverflowError, RecursionError),
)


class BackupFault(Refusal):
    """A backup cannot be written, or is no whole backup."""


class _Sink(Protocol):
    def write(self, data: bytes, /) -> object: ...


@dataclass(slots=True)
class _Tail:
    """Passes on what is written, but for the last signs: they give way to the digest."""

    out: _Sink
    kept: bytes = b""
    digest: Any = field(default_factory=hashlib.sha256)

    def write(self, data: bytes) -> int:
        said = self.kept + bytes(data)
        self.kept = said[-_DIGEST:]
        passed = said[:-_DIGEST]
        self.digest.update(passed)
        self.out.write(passed)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back but the last signs."""

    def finish(self) -> None:
        self.out.write(self.digest.hexdigest().encode())


@dataclass(slots=True)
class Parts:
    """The parts of a backup that is being written."""

    archive: zipfile.ZipFile
    written: list[dict[str, object]] = field(default_factory=list)

    def add(self, name: str, chunks: Iterator[bytes], **more: object) -> None:
        """A part with this content; `more` goes to its line in the manifest."""
        digest, size, lines = hashlib.sha256(), 0, 0
        info = zipfile.ZipInfo(name, _WHEN)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self.archive.open(info, "w", force_zip64=True) as part:
            for chunk in chunks:
                part.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                lines += chunk.count(b"\n")
        said = {"part": name, "sha256": digest.hexdigest(), "bytes": size, **more}
        self.written.append(said if "columns" not in more else {**said, "rows": lines})

    def finish(self, manifest: Mapping[str, object]) -> None:
        """Write what tells of all the parts."""
        text = json.dumps({"format": FORMAT, **manifest, "parts": self.written}, indent=1)
        self.archive.writestr(zipfile.ZipInfo(_MANIFEST, _WHEN), text)


@contextmanager
def new_backup(path: Path, *, recipient: str = "") -> Iterator[Parts]:
    """Write a backup; the file is there whole and on the disk, or not at all. BackupFault."""
    _check_target(path)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            with _encrypted(file, recipient) as out:
                tail = _Tail(out)
                with zipfile.ZipFile(tail, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
                    archive.comment = b"0" * _DIGEST
                    yield Parts(archive)
                tail.finish()
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise BackupFault(f"The backup {path} cannot be written: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


def _check_target(path: Path) -> None:
    """An earlier backup of the same name gives way; nothing else does."""
    try:
        if not path.exists():
            return
        with path.open("rb") as file:
            head = file.read(len(_AGE))
    except OSError as error:
        raise BackupFault(f"The backup {path} cannot be written: {error.strerror}.") from None
    if not head.startswith((_AGE, _ZIP)):
        raise BackupFault(f"{path} is there already, and is no backup: choose another name.")


@contextmanager
def _encrypted(file: IO[bytes], recipient: str) -> Iterator[_Sink]:
    """What is written is encrypted on the way, so that nothing lies open on the disk meanwhile."""
    if not recipient:
        yield file
        return
    to, faults = [pyrage.x25519.Recipient.from_str(recipient)], []
    source, sink = os.pipe()

    def encrypt() -> None:
        with os.fdopen(source, "rb") as plain:
            try:
                pyrage.encrypt_io(plain, file, to)
            except (pyrage.EncryptError, OSError) as error:
                faults.append(error)

    worker = threading.Thread(target=encrypt)
    worker.start()
    try:
        with os.fdopen(sink, "wb") as out:
            yield out
    except BrokenPipeError:
        # The other end tells why.
        if not faults:
            raise
    finally:
        worker.join()
    if faults:
        raise OSError(0, "the disk is full, or takes nothing more")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is open, and whole as far as its digest tells."""

    archive: zipfile.ZipFile
    manifest: Mapping[str, Any]

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of a part."""
        with self.archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                yield chunk

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a part."""
        with self.archive.open(name) as part:
            yield from part

    def check(self, progress: Callable[[str], object] = lambda _text: None) -> None:
        """Read every part against the manifest. BackupFault."""
        with faults():
            parts = self.manifest["parts"]
            named = {_MANIFEST, *(each["part"] for each in parts)}
            if named != set(self.archive.namelist()):
                raise _damaged("its parts are not those that it names")
            for each in parts:
                digest, size = hashlib.sha256(), 0
                for chunk in self.chunks(each["part"]):
                    digest.update(chunk)
                    size += len(chunk)
                if (digest.hexdigest(), size) != (each["sha256"], each["bytes"]):
                    raise _damaged(f"{each['part']} is not what was written")
                progress(f"  {each['part']}")


@contextmanager
def open_backup(path: Path, *, identity: Path | None = None) -> Iterator[Backup]:
    """Open a backup, with the private key for an encrypted one. BackupFault."""
    with _opened(path) as sealed, _decrypted(sealed, identity) as file:
        with faults():
            _check_digest(file)
            archive = zipfile.ZipFile(file)
            manifest = json.loads(archive.read(_MANIFEST))
            if manifest["format"] != FORMAT:
                raise BackupFault("This backup is of a later version: install that first.")
        yield Backup(archive, manifest)


def is_encrypted(path: Path) -> bool:
    """Whether it takes a private key to open it."""
    with _opened(path) as file:
        return file.read(len(_AGE)) == _AGE


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise BackupFault(f"The backup {path} cannot be read: {error.strerror}.") from None
    with file:
        yield file


@contextmanager
def _decrypted(sealed: IO[bytes], identity: Path | None) -> Iterator[IO[bytes]]:
    head = sealed.read(len(_AGE))
    sealed.seek(0)
    if head != _AGE:
        yield sealed
        return
    if identity is None:
        raise BackupFault("This backup is encrypted: name the file of its key with --identity.")
    keys = _read_identity(identity)
    # A file without a name: nothing of it is left, whatever happens.
    with TemporaryFile() as file:
        try:
            pyrage.decrypt_io(sealed, file, keys)
        except pyrage.DecryptError as error:
            if "No matching keys" not in str(error):
                raise _damaged("it cannot be decrypted") from None
            raise BackupFault(
                f"The key in {identity} does not open this backup, or its beginning is damaged."
            ) from None
        except OSError:
            raise _damaged("it cannot be decrypted") from None
        file.seek(0)
        yield file


def _read_identity(path: Path) -> Sequence[pyrage.x25519.Identity]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        keys = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        return [pyrage.x25519.Identity.from_str(key) for key in keys]
    except OSError as error:
        raise BackupFault(f"The key {path} cannot be read: {error.strerror}.") from None
    except (ValueError, pyrage.IdentityError):
        raise BackupFault(f"{path} holds no private key of age.") from None


def _check_digest(file: IO[bytes]) -> None:
    size = file.seek(0, os.SEEK_END) - _DIGEST
    file.seek(0)
    if size < 0 or file.read(len(_ZIP)) != _ZIP:
        raise BackupFault("This is no backup of a site.")
    file.seek(0)
    digest, left = hashlib.sha256(), size
    while left:
        chunk = file.read(min(_CHUNK, left))
        digest.update(chunk)
        left -= len(chunk)
    if file.read() != digest.hexdigest().encode():
        raise _damaged("something in it was changed, or it was cut off")


@contextmanager
def faults(*more: type[Exception]) -> Iterator[None]:
    """Whatever goes wrong in reading is damage: the usual, and what else can where it is used."""
    try:
        yield
    except (*_UNREADABLE, *more) as error:
        raise _damaged(f"it cannot be read ({type(error).__name__})") from None


def _damaged(why: str) -> BackupFault:
    return BackupFault(f"This backup is damaged: {why}.")
