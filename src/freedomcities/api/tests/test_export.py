from __future__ import annotations

import csv
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from freedomcities.accounts.operations import system_actor
from freedomcities.adoption.models import Finding, Instrument, Search
from freedomcities.adoption.operations import import_instruments
from freedomcities.adoption.tests.makers import finding_row, import_rows, instrument_row
from freedomcities.api import export
from freedomcities.api.export import ExportRefused, export_all
from freedomcities.audit.operations import site_version
from freedomcities.blueprints.models import Blueprint, Rule
from freedomcities.lib.csv_safety import restore
from freedomcities.officials.models import Agency, Office
from freedomcities.officials.operations import import_agencies, import_officials
from freedomcities.places.models import AtlasEdition

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
FILES = {
    *("places.csv", "standings.csv", "instruments.csv", "rules.csv", "agencies.csv"),
    *("officials.csv", "places.geojson", "instruments.jsonl", "LICENCE.txt"),
}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_every_file_stands_in_the_manifest_as_it_is(country: Blueprint, tmp_path: Path) -> None:
    AtlasEdition.objects.create(edition="2025", digest="ab", loaded_at=NOW, counts={})
    folder = tmp_path / "a" / "out"
    manifest = export_all(folder, now=NOW)
    assert json.loads((folder / "manifest.json").read_text()) == manifest
    assert {path.name for path in folder.iterdir()} == {*FILES, "manifest.json"}
    assert [path.name for path in folder.parent.iterdir()] == ["out"]
    for entry in manifest["files"]:
        content = (folder / entry["name"]).read_bytes()
        assert entry["bytes"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    assert {entry["name"]: entry["rows"] for entry in manifest["files"]} == {
        "places.csv": 12,
        "standings.csv": 8,
        "instruments.csv": 5,
        "agencies.csv": 0,
        "officials.csv": 0,
        "rules.csv": 8,
        "places.geojson": 4,
        "instruments.jsonl": 4,
        "LICENCE.txt": None,
    }
    assert {key: value for key, value in manifest.items() if key not in {"files", "build"}} == {
        "site": "http://127.0.0.1:8000",
        "site_version": site_version(),
        "made_at": "2026-11-22T08:30:00+00:00",
        "standings_on": "2026-11-21",
        "atlas": {"edition": "2025", "digest": "ab"},
        "licence": "LICENCE.txt",
    }


def test_the_tables(country: Blueprint, tmp_path: Path) -> None:
    export_all(tmp_path / "out", now=NOW)
    places = {row["geoid"]: row for row in table(tmp_path / "out" / "places.csv")}
    assert places["08031"]["same_as"] == "0820000"
    assert places["2603000"] == {
        "geoid": "2603000",
        "kind": "municipality",
        "name": "Ann Arbor",
        "full_name": "Ann Arbor",
        "designation": "",
        "state": "MI",
        "latitude": "42.2755",
        "longitude": "-83.7312",
        "land_km2": "73.0",
        "population": "120000",
        "ocd_id": "",
        "same_as": "",
        "closed_on": "",
        "page_url": "http://127.0.0.1:8000/places/mi/ann-arbor/",
    }
    standings = table(tmp_path / "out" / "standings.csv")
    assert standings[2] == {
        "place": "2603000",
        "blueprint": "freedom-cities",
        "rule": "2",
        "standing": "adopted",
        "since": "2020",
        "reported": "false",
        "inherited_from": "26",
    }
    rows = table(tmp_path / "out" / "instruments.csv")
    acts = {row["id"]: row for row in rows}
    assert acts["a2-ordinance"]["stayed"] == "2018-01-01/2018-02-01;2019/:freedom-cities/2"
    assert acts["county-policy"]["reach"] == "MI8100;MI8101"
    assert acts["mi-act"]["preempts"] == "true"
    second = [row for row in rows if row["id"] == "a2-ordinance"][1]
    assert {name: second[name] for name in list(second)[list(second).index("blueprint") :]} == {
        "blueprint": "freedom-cities",
        "rule": "2",
        "rule_version": Rule.objects.get(number="2").version,
        "verdict": "partly",
        "quote": "…",
        "pinpoint": "",
        "confirmed": "false",
        "readers": "Ada;Ben",
        "rules": "",
        "page_url": "http://127.0.0.1:8000/instruments/a2-ordinance/",
    }
    (search,) = (row for row in rows if row["kind"] == "search")
    assert search["rules"] == "freedom-cities/1;freedom-cities/3"
    assert (search["title"], search["reach"], search["verdict"]) == ("", "", "")
    rules = table(tmp_path / "out" / "rules.csv")
    assert [(row["number"], row["language"]) for row in rules[:2]] == [("1", "en"), ("1", "es")]
    assert rules[0]["questions"].count("\n") == 1
    assert [row["required"] for row in rules] == ["true"] * 6 + ["false"] * 2


def test_places_with_something_recorded_on_a_map(country: Blueprint, tmp_path: Path) -> None:
    export_all(tmp_path / "out", now=NOW)
    drawn = json.loads((tmp_path / "out" / "places.geojson").read_text(encoding="utf-8"))
    assert drawn["type"] == "FeatureCollection"
    features = {each["properties"]["geoid"]: each for each in drawn["features"]}
    assert list(features) == ["26", "2603000", "26161", "2689140"]
    assert features["2689140"] == {
        "type": "Feature",
        "id": "2689140",
        "geometry": {"type": "Point", "coordinates": [-83.7312, 42.2755]},
        "properties": {
            "geoid": "2689140",
            "name": "Ypsilanti",
            "kind": "municipality",
            "state": "MI",
            "population": 20_000,
            "page_url": "http://127.0.0.1:8000/places/mi/ypsilanti/",
            "freedom-cities/1": "none",
            "freedom-cities/2": "adopted",
            "freedom-cities/3": "none",
        },
    }


def test_an_export_of_nothing_is_well_formed(db: None, tmp_path: Path) -> None:
    manifest = export_all(tmp_path / "out", now=NOW)
    assert json.loads((tmp_path / "out" / "places.geojson").read_text())["features"] == []
    assert {entry["rows"] for entry in manifest["files"]} == {0, None}
    assert (manifest["atlas"], manifest["standings_on"]) == (None, None)


@pytest.mark.parametrize("name", ["instruments.jsonl", "instruments.csv"])
def test_an_export_can_be_imported_here_and_elsewhere(
    country: Blueprint, tmp_path: Path, name: str
) -> None:
    trick = finding_row(quote="'=1+1;\r\n“a, b”", pinpoint="-3", readers=["Ada", "Ben"])
    import_rows(instrument_row("trick", trick, title="@all; 'of' it", note="+1\n\n2"))
    export_all(tmp_path / "out", now=NOW)
    source = tmp_path / "out" / name
    same = import_instruments(source, actor=system_actor(), now=NOW)
    assert (same.changed, same.unchanged, same.ignored) == (0, 5, ())

    for model in (Finding, Search, Instrument):
        model.objects.all().delete()
    anew = import_instruments(source, actor=system_actor(), now=NOW)
    assert (anew.instruments, anew.searches, anew.findings, anew.new) == (4, 1, 5, 5)
    export_all(tmp_path / "again", now=NOW)
    for file in FILES:
        assert (tmp_path / "again" / file).read_bytes() == (tmp_path / "out" / file).read_bytes()


def test_agencies_can_be_imported_again(country: Blueprint, agencies: None, tmp_path: Path) -> None:
    manifest = export_all(tmp_path / "out", now=NOW)
    source = tmp_path / "out" / "agencies.csv"
    assert {each["name"]: each["rows"] for each in manifest["files"]}["agencies.csv"] == 5
    rows = {row["id"]: row for row in table(source)}
    assert rows["MI8121800"] == {
        "id": "MI8121800",
        "ori": "MI8121800",
        "name": "Ann Arbor Police Department",
        "kind": "city",
        "state": "MI",
        "county": "WASHTENAW",
        "population": "120000",
        "officers": "117",
        "civilians": "",
        "phone": "'+1 734 555 0100",
        **dict.fromkeys(("email", "url", "address"), ""),
        **dict.fromkeys(("outreach_name", "outreach_phone", "outreach_email"), ""),
        "source": "https://example.org/list",
        "checked_on": "2025",
        "closed_on": "",
        "places": "2603000",
        "serves": "2603000",
        "why_nobody": "",
        "listed_name": "Ann Arbor Police Department",
        "edition": "",
    }
    assert (rows["guard"]["places"], rows["guard"]["serves"]) == ("none", "")
    assert rows["joint"]["places"] == "2689140;2616189160"
    version = site_version()
    same = import_agencies(source, actor=system_actor(), now=NOW)
    assert (same.changed, same.unchanged, site_version()) == (0, 5, version)
    Agency.objects.all().delete()
    assert import_agencies(source, actor=system_actor(), now=NOW).new == 5
    export_all(tmp_path / "again", now=NOW)
    assert (tmp_path / "again" / "agencies.csv").read_bytes() == source.read_bytes()


def test_officials_can_be_imported_again(
    country: Blueprint, officials: None, tmp_path: Path
) -> None:
    export_all(tmp_path / "out", now=NOW)
    source = tmp_path / "out" / "officials.csv"
    rows = table(source)
    assert [(row["kind"], row["area"], row["name"], row["id"]) for row in rows] == [
        ("precinct-commander", "District 1", "", ""),
        ("precinct-commander", "District 1", "Cy D", ""),
        ("council", "", "", ""),
        ("council", "Ward 1", "Ben Bitdiddle", "b1"),
        ("council", "Ward 2", "Ben Bitdiddle", "b2"),
        ("mayor", "", "", ""),
        ("mayor", "", "Ada Lovelace", ""),
        ("mayor", "", "Somebody Before", ""),
    ]
    assert (rows[0]["agency"], rows[0]["functions"]) == ("old", "street")
    assert (rows[5]["email"], rows[5]["next_election"]) == ("mayor@example.org", "2026-11-03")
    version = site_version()
    same = import_officials(source, actor=system_actor(), now=NOW)
    assert (same.changed, site_version()) == (0, version)
    Office.objects.all().delete()
    assert import_officials(source, actor=system_actor(), now=NOW).changed == 8
    export_all(tmp_path / "again", now=NOW)
    assert (tmp_path / "again" / "officials.csv").read_bytes() == source.read_bytes()


def test_whom_an_agency_serves_by_its_name_is_not_written_down(
    country: Blueprint, tmp_path: Path
) -> None:
    row = "id,name,state,kind\nA2,Ann Arbor,MI,city"
    import_agencies(row.split("\n"), actor=system_actor(), now=NOW)
    export_all(tmp_path / "out", now=NOW)
    (police,) = table(tmp_path / "out" / "agencies.csv")
    assert (police["places"], police["serves"]) == ("", "2603000")
    same = import_agencies(tmp_path / "out" / "agencies.csv", actor=system_actor(), now=NOW)
    assert same.unchanged == 1


def test_cells_that_a_spreadsheet_would_run_are_made_harmless(
    country: Blueprint, tmp_path: Path
) -> None:
    formula = "=HYPERLINK(1)"
    quote = "@all\n“persons”, 'residents'"
    act = instrument_row("trick", finding_row(quote=quote), title=formula)
    import_rows(act)
    export_all(tmp_path / "out", now=NOW)
    title = next(
        row["title"] for row in table(tmp_path / "out" / "instruments.csv") if row["id"] == "trick"
    )
    assert (title, restore(title)) == (f"'{formula}", formula)
    (said,) = (row for row in table(tmp_path / "out" / "instruments.csv") if "@" in row["quote"])
    assert restore(said["quote"]) == quote
    acts = {each["id"]: each for each in lines(tmp_path / "out" / "instruments.jsonl")}
    assert acts["trick"]["title"] == formula


def test_a_folder_that_is_not_empty_is_left_alone(country: Blueprint, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportRefused, match=r"is not empty: name a new one\.$"):
        export_all(tmp_path, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder(country: Blueprint, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportRefused, match=r"is a file: name a folder\.$"):
        export_all(tmp_path / "file", now=NOW)
    with pytest.raises(ExportRefused, match="cannot be written"):
        export_all(tmp_path / "file" / "below", now=NOW)


def test_an_empty_folder_is_taken(country: Blueprint, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export_all(tmp_path / "out", now=NOW)
    assert (tmp_path / "out" / "manifest.json").exists()


def test_nothing_is_left_where_it_fails_halfway(
    country: Blueprint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "_write_lines", full)
    with pytest.raises(ExportRefused, match="No space left on device"):
        export_all(tmp_path / "out", now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_change_meanwhile_is_read_again(country: Blueprint, tmp_path: Path) -> None:
    told: list[str] = []

    def change_once(name: str) -> None:
        told.append(name)
        if len(told) == 1:
            import_rows(instrument_row("meanwhile"))

    manifest = export_all(tmp_path / "out", now=NOW, progress=change_once)
    assert told.count("places.csv") == 2
    assert manifest["site_version"] == site_version()
    assert "meanwhile" in (tmp_path / "out" / "instruments.csv").read_text()


def test_changes_without_end_are_refused(country: Blueprint, tmp_path: Path) -> None:
    def change(name: str) -> None:
        import_rows(instrument_row("meanwhile", title=f"{name} {site_version()}"))

    with pytest.raises(ExportRefused, match="try again"):
        export_all(tmp_path / "out", now=NOW, progress=change)
    assert list(tmp_path.iterdir()) == []
