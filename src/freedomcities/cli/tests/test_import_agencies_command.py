"""`import agencies` as an operator types it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from freedomcities.cli.main import main
from freedomcities.officials.models import Agency
from freedomcities.officials.reading_agencies import LIST_COLUMNS
from freedomcities.officials.tests.agency_makers import as_csv, listed_row, make_michigan
from freedomcities.places.atlas.codec import read_table

Run = Callable[..., tuple[int, str, str]]
ROWS = [
    listed_row("MI8121800", "Ann Arbor"),
    listed_row("MI8188900", "Valley Regional"),
]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        status = main([str(each) for each in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


@pytest.fixture
def file(db: None, tmp_path: Path) -> Path:
    make_michigan()
    path = tmp_path / "list.csv"
    path.write_text(as_csv(ROWS))
    return path


def test_what_it_says(run: Run, file: Path) -> None:
    status, out, _ = run("import", "agencies", file)
    assert status == 0
    assert out.splitlines() == [
        "2 agencies: 2 new, 0 replaced, 0 unchanged, 0 closed.",
        "       1 of      2  city",
        "Of 1 it is not known whom they serve.",
    ]


def test_as_one_object_and_dry(run: Run, file: Path) -> None:
    status, out, _ = run("import", "agencies", file, "--json", "--dry-run")
    answer = json.loads(out)
    assert (status, answer["new"], answer["dry_run"]) == (0, 2, True)
    assert answer["matched"] == {"city": [1, 2]}
    assert answer["unmatched"] == [
        {
            "line": 3,
            "id": "MI8188900",
            "name": "Valley Regional Police Department",
            "state": "MI",
            "why": "regional",
        }
    ]
    assert not Agency.objects.exists()


def test_the_report(run: Run, file: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    run("import", "agencies", file, "--report", report)
    assert report.read_text().splitlines()[1].endswith(",,regional")


def test_a_refusal_is_one_sentence(run: Run, file: Path) -> None:
    file.write_text(as_csv([*ROWS, *ROWS]))
    status, _, err = run("import", "agencies", file)
    assert status == 2
    assert err.startswith("Nothing was imported, because of line 4 and ")
    assert err.endswith(": the agency “MI8121800” stands on line 2 already.\n")
    assert len(err.splitlines()) == 1


def test_writing_the_table(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "agencies.xz"
    assert run("import", "agencies", file, "--write-table", out)[0] == 0
    table = read_table(out)
    assert list(table) == list(LIST_COLUMNS)
    assert table["ori"] == ["MI8121800", "MI8188900"]
    assert not Agency.objects.exists()
