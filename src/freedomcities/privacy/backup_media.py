"""The files of media: into a backup, and out of it beside those that are there."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings

from freedomcities.media.sweeping import lacking, sweep_files
from freedomcities.privacy.backup_file import Backup, BackupFault, Parts

_PREFIX = "media/"
_CHUNK = 1 << 20


def write_media(parts: Parts) -> int:
    """Put every file of media into a backup; how many. One that goes meanwhile is left out."""
    root = Path(settings.MEDIA_ROOT)
    count = 0
    for path in sorted(root.rglob("*")):
        if path.is_file():
            parts.add(f"{_PREFIX}{path.relative_to(root).as_posix()}", _chunks(path))
            count += 1
    return count


@dataclass(frozen=True, slots=True)
class StagedMedia:
    """The files of media of a site that is being built."""

    root: Path
    staged: Path
    old: Path

    def match(self) -> None:
        """Take away what belongs to no row of the staged tables, and rows without their files.

        People added and removed pictures while the backup was made; others were erased since.
        """
        for picture in lacking(root=self.staged):
            picture.delete()
        sweep_files(root=self.staged)

    def put(self) -> None:
        """Put them in their place.

        The tables are put there just before: should the power go between the two, restoring once
        more mends it.
        """
        if self.root.exists():
            self.root.rename(self.old)
        if self.staged.exists():
            self.staged.rename(self.root)


@contextmanager
def media_beside(backup: Backup) -> Iterator[StagedMedia]:
    """Unpack the files of media beside those of the site."""
    root = Path(settings.MEDIA_ROOT)
    names = [each["part"] for each in backup.manifest["parts"] if "table" not in each]
    staged, old = (root.with_name(f".media.{secrets.token_hex(4)}.{end}") for end in ("new", "old"))
    try:
        for name in names:
            _unpack(backup, name, staged)
        yield StagedMedia(root, staged, old)
    except OSError as error:
        raise BackupFault(f"Nothing was restored: {error.strerror}.") from None
    finally:
        for folder in (staged, old):
            shutil.rmtree(folder, ignore_errors=True)


def _unpack(backup: Backup, name: str, root: Path) -> None:
    path = PurePosixPath(name)
    is_inside = name.startswith(_PREFIX) and len(path.parts) > 1
    if not is_inside or path.is_absolute() or ".." in path.parts:
        raise BackupFault("This backup is damaged: it names a file outside of the site.")
    target = root.joinpath(*path.parts[1:])
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        for chunk in backup.chunks(name):
            file.write(chunk)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
