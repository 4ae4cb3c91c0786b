"""Everything that is public, as files: CSV, GeoJSON, JSON lines, with a manifest.

All of it or nothing: the files are written beside the folder that was asked for, and the whole
takes its place once it is complete. Nothing is locked, so the site runs on meanwhile; should it
change while the tables are read, they are read again.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.utils import translation

from freedomcities import __version__
from freedomcities.adoption.models import StandingsDay
from freedomcities.api.export_licence import NOTE
from freedomcities.api.export_tables import TABLES, Cell, Table, features, import_lines
from freedomcities.audit.operations import site_version
from freedomcities.lib.csv_safety import neutralise
from freedomcities.lib.errors import Refusal
from freedomcities.places.models import AtlasEdition

MANIFEST, LICENCE = "manifest.json", "LICENCE.txt"
_ATTEMPTS = 3


class File(TypedDict):
    """A file of the export; `rows` is null for what is no table."""

    name: str
    rows: int | None
    bytes: int
    sha256: str


class Atlas(TypedDict):
    """The edition of the atlas that the places come from."""

    edition: str
    digest: str


class Manifest(TypedDict):
    """What an export holds, and of which day."""

    site: str
    build: str
    site_version: int
    made_at: str
    standings_on: str | None
    atlas: Atlas | None
    licence: str
    files: list[File]


class ExportRefused(Refusal):
    """The folder is not empty or cannot be written, or the site changed without a pause."""


def export_all(
    directory: Path, *, now: datetime, progress: Callable[[str], object] = lambda _text: None
) -> Manifest:
    """Write everything public into a folder that is empty or not there yet; the manifest.

    Raises ExportRefused, and leaves nothing behind.
    """
    try:
        _check_empty(directory)
        directory.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
        try:
            manifest = _write_unchanged(beside, now, progress)
            beside.chmod(0o755)
            beside.replace(directory)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise ExportRefused(
            f"The folder “{directory}” cannot be written: {error.strerror}."
        ) from None
    return manifest


def _check_empty(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise ExportRefused(f"“{directory}” is a file: name a folder.")
    if directory.is_dir() and any(directory.iterdir()):
        raise ExportRefused(f"The folder “{directory}” is not empty: name a new one.")


def _write_unchanged(beside: Path, now: datetime, progress: Callable[[str], object]) -> Manifest:
    """All files of one version of the site, though nothing is locked while they are read."""
    for _attempt in range(_ATTEMPTS):
        version = site_version()
        # Addresses are those of the site's first language, whoever asks.
        with translation.override(settings.LANGUAGE_CODE):
            files = _write_files(beside, progress)
        if site_version() == version:
            manifest = _manifest(files, version, now)
            _write_json(beside / MANIFEST, manifest)
            return manifest
    raise ExportRefused("The site changes while it is read: try again when imports are over.")


def _write_files(beside: Path, progress: Callable[[str], object]) -> list[File]:
    files = []
    for table in TABLES:
        progress(table.name)
        files.append(_entry(beside / table.name, _write_csv(beside / table.name, table)))
    progress("places.geojson, instruments.jsonl")
    map_path, lines_path = beside / "places.geojson", beside / "instruments.jsonl"
    files.append(_entry(map_path, _write_geojson(map_path, features())))
    files.append(_entry(lines_path, _write_lines(lines_path, import_lines())))
    licence = beside / LICENCE
    licence.write_text(NOTE, encoding="utf-8")
    return [*files, _entry(licence, None)]


def _write_csv(path: Path, table: Table) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.columns)
        for count, row in enumerate(table.rows(), 1):  # noqa: B007 the count is the answer
            writer.writerow([_cell(value) for value in row])
    return count


def _cell(value: Cell) -> Cell:
    # A number is no formula, even where it begins with a minus.
    return neutralise(value) if isinstance(value, str) else value


def _write_geojson(path: Path, found: Iterable[dict[str, object]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for count, feature in enumerate(found, 1):
            file.write(("\n" if count == 1 else ",\n") + json.dumps(feature, ensure_ascii=False))
        file.write("\n]}\n")
    return count


def _write_lines(path: Path, found: Iterable[dict[str, object]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for count, line in enumerate(found, 1):  # noqa: B007 the count is the answer
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return count


def _entry(path: Path, rows: int | None) -> File:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"name": path.name, "rows": rows, "bytes": path.stat().st_size, "sha256": digest}


def _manifest(files: list[File], version: int, now: datetime) -> Manifest:
    atlas = AtlasEdition.objects.order_by("-loaded_at").first()
    day = StandingsDay.objects.values_list("day", flat=True).first()
    return {
        "site": settings.PUBLIC_URL,
        "build": __version__,
        "site_version": version,
        "made_at": now.isoformat(timespec="seconds"),
        "standings_on": day.isoformat() if day else None,
        "atlas": {"edition": atlas.edition, "digest": atlas.digest} if atlas else None,
        "licence": LICENCE,
        "files": files,
    }


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
