"""The form in which tables ship: columns of text one after another, compressed with xz.

The first line is a JSON header with the columns and the number of rows; then every
value stands on its own line, column by column, which compresses far better than rows.
Numbers that grow from row to row are kept as differences. An empty line is ``None`` in
a column of numbers and the empty text otherwise.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

TEXT, NUMBER, DIFFERENCE = "text", "number", "difference"


class TableError(ValueError):
    """A table that cannot be read; one sentence."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name and how its values are written."""

    name: str
    form: str = TEXT


TableRow = Sequence[str | int | None]


def write_table(path: Path, columns: Sequence[Column], rows: Sequence[TableRow]) -> str:
    """Write the rows and return the SHA-256 of their uncompressed text."""
    header = {"columns": [[c.name, c.form] for c in columns], "rows": len(rows)}
    lines = [json.dumps(header, separators=(",", ":"))]
    for index, column in enumerate(columns):
        lines.extend(_written(column, [row[index] for row in rows]))
    text = ("\n".join(lines) + "\n").encode()
    path.write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))
    return sha256(text).hexdigest()


def read_table(path: Path, *, digest: str = "") -> dict[str, list[str] | list[int | None]]:
    """The columns by name. TableError where the file is damaged or not the one expected."""
    try:
        text = lzma.decompress(path.read_bytes())
    except (OSError, lzma.LZMAError) as error:
        raise TableError(f"The atlas table {path.name} cannot be read.") from error
    if digest and sha256(text).hexdigest() != digest:
        raise TableError(f"The atlas table {path.name} is not the one its manifest names.")
    first, *values = text.decode().split("\n")
    header = json.loads(first)
    count = int(header["rows"])
    if len(values) != count * len(header["columns"]) + 1:
        raise TableError(f"The atlas table {path.name} is cut short.")
    return {
        name: _read(form, values[index * count : (index + 1) * count])
        for index, (name, form) in enumerate(header["columns"])
    }


def _written(column: Column, values: Sequence[str | int | None]) -> list[str]:
    if column.form == DIFFERENCE:
        numbers = [int(value or 0) for value in values]
        return [str(now - before) for before, now in zip([0, *numbers], numbers, strict=False)]
    written = ["" if value is None else str(value) for value in values]
    if any("\n" in value for value in written):
        raise TableError(f"A value of the column {column.name} holds a line break.")
    return written


def _read(form: str, values: list[str]) -> list[str] | list[int | None]:
    if form == NUMBER:
        return [int(value) if value else None for value in values]
    if form == DIFFERENCE:
        numbers: list[int | None] = []
        total = 0
        for value in values:
            total += int(value)
            numbers.append(total)
        return numbers
    return values
