from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from freedomcities.places.atlas.codec import (
    DIFFERENCE,
    NUMBER,
    Column,
    TableError,
    read_table,
    write_table,
)

COLUMNS = (Column("code", DIFFERENCE), Column("name"), Column("people", NUMBER))
ROWS = [(5, "Ann Arbor", 120_000), (7, "", None), (3, "Española", 0)]


def test_a_table_reads_as_it_was_written(tmp_path: Path) -> None:
    digest = write_table(tmp_path / "t.xz", COLUMNS, ROWS)
    assert read_table(tmp_path / "t.xz", digest=digest) == {
        "code": [5, 7, 3],
        "name": ["Ann Arbor", "", "Española"],
        "people": [120_000, None, 0],
    }


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    write_table(tmp_path / "a.xz", COLUMNS, ROWS)
    write_table(tmp_path / "b.xz", COLUMNS, ROWS)
    assert (tmp_path / "a.xz").read_bytes() == (tmp_path / "b.xz").read_bytes()


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    write_table(tmp_path / "t.xz", COLUMNS, [])
    assert read_table(tmp_path / "t.xz") == {"code": [], "name": [], "people": []}


def test_a_damaged_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xz"
    digest = write_table(path, COLUMNS, ROWS)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TableError, match=r"t\.xz cannot be read"):
        read_table(path, digest=digest)


def test_another_table_of_that_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xz"
    digest = write_table(path, COLUMNS, ROWS)
    write_table(path, COLUMNS, ROWS[:2])
    with pytest.raises(TableError, match="not the one its manifest names"):
        read_table(path, digest=digest)


def test_a_table_with_missing_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.xz"
    write_table(path, COLUMNS, ROWS)
    text = lzma.decompress(path.read_bytes()).decode().split("\n")
    path.write_bytes(lzma.compress("\n".join(text[:-3]).encode()))
    with pytest.raises(TableError, match="cut short"):
        read_table(path)


def test_a_line_break_inside_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="line break"):
        write_table(tmp_path / "t.xz", COLUMNS, [(1, "a\nb", 2)])
