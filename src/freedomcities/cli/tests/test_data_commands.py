"""`status`, `import` and `export` as an operator types them, with right and wrong questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from freedomcities.adoption.models import Instrument
from freedomcities.adoption.scorecard import standing_of, status_payload
from freedomcities.adoption.tests.makers import (
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
    search_row,
)
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.blueprints.models import Blueprint
from freedomcities.cli.main import main
from freedomcities.places.models import Place, PlaceName, ZipCode, ZipCoverage
from freedomcities.places.tests.makers import make_place

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def nine(db: None, settings: Any) -> Blueprint:
    settings.ROOT_URLCONF = "freedomcities.api.tests.urls"
    places = make_country()
    nine = make_nine()
    places["1772000"] = make_place("1772000", "Springfield", state="IL")
    places["2938000"] = make_place("2938000", "Springfield", state="MO")
    for geoid in ("2603000", "1772000", "2938000"):
        place = places[geoid]
        PlaceName.objects.create(key=place.name.lower(), place=place, weight=1)
    ZipCode.objects.create(code="48104", latitude=42, longitude=-83, land_km2=1)
    ZipCoverage.objects.create(zip_code_id="48104", place=places["2603000"], share=0.9)
    import_rows(
        instrument_row("a2-ordinance", finding_row("1"), finding_row("2", confirmed=False)),
        instrument_row("mi-act", finding_row("3", "partly"), place="26", effective_on="2020"),
        search_row("look", rules=["1373"]),
    )
    return nine


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; its exit status, what it said, and what it said on standard error."""

    def command(*arguments: object) -> tuple[int, str, str]:
        status = main([str(each) for each in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def refused(run: Run, *arguments: object) -> dict[str, Any]:
    """What a wrong question gets: exit 2, one sentence, and the same as an object."""
    status, out, err = run(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    status, out, again = run(*arguments, "--json")
    assert (status, again) == (2, err)
    answer: dict[str, Any] = json.loads(out)
    assert answer.keys() - {"problems"} == {"error", "candidates"}
    assert answer["error"] == err.strip()
    return answer


def test_status_for_programs_is_what_the_engine_says(nine: Blueprint, run: Run) -> None:
    card = standing_of(Place.objects.get(pk="2603000"), nine, on=date(2026, 1, 1))
    for question in ("Ann Arbor, MI", "2603000", "geoid:2603000", "zip:48104", "48104"):
        status, out, err = run("status", question, "--on", "2026-01-01", "--json")
        assert (status, err) == (0, "")
        assert json.loads(out) == status_payload(card)


def test_status_for_people(nine: Blueprint, run: Run) -> None:
    status, out, err = run("status", "Ann Arbor, MI", "--on", "2026-01-01")
    assert (status, err) == (0, "")
    head, first, second, third, fourth, foot = out.splitlines()
    assert head == "Ann Arbor, MI (2603000) · Title of freedom-cities · 2026-01-01"
    assert first == (
        "  A  1 Rule 1 of freedom-cities        in force since 2017-04-03:"
        " Title of a2-ordinance (a2-ordinance)"
    )
    assert second == (
        "  ?  2 Rule 2 of freedom-cities        reported, not confirmed:"
        " Title of a2-ordinance (a2-ordinance)"
    )
    assert third == (
        "  P  3 Rule 3 of freedom-cities        in part since 2020, from Michigan:"
        " Title of mi-act (mi-act)"
    )
    assert fourth == (
        "  N  1373 Rule 1373 of freedom-cities  looked and found none since 2026-01-01: search look"
    )
    assert foot == "1 of 3 required rules in force."


def test_five_digits_are_a_county_where_there_is_one(nine: Blueprint, run: Run) -> None:
    _status, out, _err = run("status", "26161", "--json")
    assert json.loads(out)["place"]["name"] == "Washtenaw County"


def test_an_unknown_town(nine: Blueprint, run: Run) -> None:
    assert "Nowhereville" in refused(run, "status", "Nowhereville, MI")["error"]


def test_springfield_without_a_state(nine: Blueprint, run: Run) -> None:
    answer = refused(run, "status", "Springfield")
    assert {each["geoid"] for each in answer["candidates"]} == {"1772000", "2938000"}


@pytest.mark.parametrize("question", ["zip:00000", "00000", "geoid:9999999", ""])
def test_codes_that_there_are_not(nine: Blueprint, run: Run, question: str) -> None:
    assert refused(run, "status", question)["candidates"] == []


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-02-30", "“2026-02-30” is not a day of the calendar."),
        ("2026", "“2026” is not a whole date: write YYYY-MM-DD."),
        ("", "“” is not a whole date: write YYYY-MM-DD."),
    ],
)
def test_a_date_that_is_none(nine: Blueprint, run: Run, day: str, sentence: str) -> None:
    assert refused(run, "status", "2603000", "--on", day)["error"] == sentence


def test_an_unknown_blueprint(nine: Blueprint, run: Run) -> None:
    assert refused(run, "status", "2603000", "--blueprint", "none") == {
        "error": "There is no blueprint “none”.",
        "candidates": [{"blueprint": "freedom-cities"}],
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "law.jsonl"
    rows = [instrument_row("new-act", finding_row("2"), extra="x"), search_row("look-again")]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_import_for_programs(nine: Blueprint, run: Run, file: Path) -> None:
    status, out, err = run("import", "instruments", file, "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert (answer["instruments"], answer["searches"], answer["new"]) == (1, 1, 2)
    assert (answer["ignored"], answer["dry_run"]) == (["extra"], False)
    assert Instrument.objects.filter(id="new-act").exists()
    assert AuditEntry.objects.order_by("-sequence")[0].action == "import-instruments"


def test_import_for_people(nine: Blueprint, run: Run, file: Path) -> None:
    status, out, err = run("import", "instruments", file)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "1 instruments, 1 findings, 1 searches: 2 new, 0 replaced, 0 unchanged.",
        "Findings that count on the importer's word: 1.",
        "Standings of today that differ: 1.",
        "Passed over, since they mean nothing here: extra.",
    ]


def test_a_dry_run_changes_nothing(nine: Blueprint, run: Run, file: Path) -> None:
    before = site_version()
    status, out, _err = run("import", "instruments", file, "--dry-run")
    assert status == 0
    assert out.splitlines()[-1] == "This was a dry run: nothing was changed."
    assert site_version() == before
    assert not Instrument.objects.filter(id="new-act").exists()


def test_the_same_file_twice_changes_nothing(nine: Blueprint, run: Run, file: Path) -> None:
    run("import", "instruments", file)
    before = site_version()
    _status, out, _err = run("import", "instruments", file, "--json")
    assert (json.loads(out)["changed"], json.loads(out)["unchanged"]) == (0, 2)
    assert site_version() == before


def test_wrong_imports_change_nothing(nine: Blueprint, run: Run, file: Path) -> None:
    good = file.read_text()
    before = site_version()
    for content, line in (
        (good[:-20], "line 2"),
        (good + good, "line 3"),
        (good.replace("2017-04-03", "2017-04-31"), "line 1"),
        (good.replace("2603000", "9999999", 1), "line 1"),
    ):
        file.write_text(content)
        assert refused(run, "import", "instruments", file)["error"].startswith(
            f"Nothing was imported, because of {line}"
        )
    assert site_version() == before
    assert not Instrument.objects.filter(id="new-act").exists()


def test_a_file_that_is_not_there(nine: Blueprint, run: Run, tmp_path: Path) -> None:
    assert "none.jsonl" in refused(run, "import", "instruments", tmp_path / "none.jsonl")["error"]


def test_what_cannot_be_imported(nine: Blueprint, run: Run, file: Path) -> None:
    assert "wishes" in refused(run, "import", "wishes", file)["error"]


def test_export_for_programs(nine: Blueprint, run: Run, tmp_path: Path) -> None:
    status, out, _err = run("export", tmp_path / "out", "--json")
    assert status == 0
    assert json.loads(out) == json.loads((tmp_path / "out" / "manifest.json").read_text())


def test_export_for_people(nine: Blueprint, run: Run, tmp_path: Path) -> None:
    status, out, _err = run("export", tmp_path / "out")
    assert status == 0
    assert out.splitlines()[-1] == f"All of it is in {tmp_path / 'out'}."
    assert any(line.endswith("places.csv") and "14 rows" in line for line in out.splitlines())


def test_an_export_over_something_is_refused(nine: Blueprint, run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    assert "not empty" in refused(run, "export", tmp_path)["error"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
