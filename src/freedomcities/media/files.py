"""The files of pictures, under `media/` in the home: one for each size, by random names.

They are written before the row that names them, and go after it: what a crash can leave is a
file without a row, which is on no page and is swept up (`sweeping`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import OperationalError

from freedomcities.media.models import fresh_id

_NAME = re.compile(r"(?P<id>[0-9a-f]{32})-[0-9]+\.webp(?:\.part)?")


def media_root() -> Path:
    """The folder of all files that people added."""
    return Path(settings.MEDIA_ROOT)


def path_of(picture_id: str, width: int, *, root: Path | None = None) -> Path:
    """Where the file of one size stands."""
    return (root or media_root()) / picture_id[:2] / f"{picture_id}-{width}.webp"


@contextmanager
def written(files: Mapping[int, bytes]) -> Iterator[str]:
    """Write the files of a new picture and give its id; they go again where the block fails.

    Make its row within the block. OperationalError where the disk is full: nothing is done then.
    """
    picture_id = fresh_id()
    try:
        _write(picture_id, files)
        yield picture_id
    except BaseException as error:
        remove(picture_id)
        if isinstance(error, OSError):
            raise OperationalError(f"a picture cannot be written: {error.strerror}") from None
        raise


def remove(picture_id: str) -> None:
    """Take the files of a picture away, as far as there are any."""
    folder = path_of(picture_id, 0).parent
    for path in folder.glob(f"{picture_id}-*"):
        path.unlink(missing_ok=True)
    # Where others are in it, it stays.
    with suppress(OSError):
        folder.rmdir()


def all_files(*, root: Path | None = None) -> Iterator[tuple[str, Path]]:
    """Every file of a picture with the picture's id; what else lies there is not ours to touch."""
    for path in (root or media_root()).glob("[0-9a-f][0-9a-f]/*"):
        if (found := _NAME.fullmatch(path.name)) and path.is_file():
            yield found["id"], path


def _write(picture_id: str, files: Mapping[int, bytes]) -> None:
    folder = path_of(picture_id, 0).parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for width, content in files.items():
        path = path_of(picture_id, width)
        part = path.with_name(f"{path.name}.part")
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    entry = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
