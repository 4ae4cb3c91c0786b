"""The files of media: into a backup, and out of it beside those that are there."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.conf import settings

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


@contextmanager
def media_beside(backup: Backup) -> Iterator[Callable[[], None]]:
    """Unpack the files of media beside those of the site; what is given puts them in their place.

    The tables are put in place just before: should the power go between the two, restoring once
    more mends it.
    """
    root = Path(settings.MEDIA_ROOT)
    names = [each["part"] for each in backup.manifest["parts"] if "table" not in each]
    staged, old = (root.with_name(f".media.{secrets.token_hex(4)}.{end}") for end in ("new", "old"))
    try:
        for name in names:
            _unpack(backup, name, staged)

        def put() -> None:
            if root.exists():
                root.rename(old)
            if names:
                staged.rename(root)

        yield put
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
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        for chunk in backup.chunks(name):
            file.write(chunk)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
