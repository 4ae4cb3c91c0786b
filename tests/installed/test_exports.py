"""`export`: all that is public, and enough of it to begin again elsewhere."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from tests.installed.command import Home, check_refusal
from tests.installed.databases import standings

pytestmark = pytest.mark.installed


@pytest.fixture(scope="module")
def exported(demo: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's export."""
    folder = tmp_path_factory.mktemp("exported") / "out"
    said = demo.say("export", folder, "--json")
    assert said.code == 0, said.err
    assert said.answer == json.loads((folder / "manifest.json").read_text())
    return folder


def test_the_manifest_is_true(exported: Path) -> None:
    manifest = json.loads((exported / "manifest.json").read_text())
    listed = {file["name"]: file for file in manifest["files"]}
    assert {path.name for path in exported.iterdir()} == {*listed, "manifest.json"}
    for name, file in listed.items():
        content = (exported / name).read_bytes()
        assert file["bytes"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        if name.endswith(".csv"):
            with (exported / name).open(encoding="utf-8", newline="") as lines:
                assert sum(1 for _row in csv.DictReader(lines)) == file["rows"]


def test_a_licence_note_and_a_map_come_along(exported: Path) -> None:
    assert (exported / "LICENCE.txt").read_text(encoding="utf-8").strip()
    collection = json.loads((exported / "places.geojson").read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) > 20


def test_the_same_standings_elsewhere(exported: Path, demo: Home, empty_home: Home) -> None:
    assert standings(empty_home) != standings(demo)
    said = empty_home.say("import", "instruments", exported / "instruments.jsonl", "--json")
    assert said.code == 0, said.err
    assert standings(empty_home) == standings(demo)
    again = empty_home.say("import", "instruments", exported / "instruments.jsonl", "--json")
    assert (again.answer["new"], again.answer["replaced"]) == (0, 0)


def test_a_folder_that_is_not_empty(exported: Path, demo: Home) -> None:
    before = sorted(path.name for path in exported.iterdir())
    check_refusal(demo.say("export", exported, "--json"), "not empty")
    assert sorted(path.name for path in exported.iterdir()) == before


def test_a_file_is_no_folder(demo: Home, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("kept")
    check_refusal(demo.say("export", file, "--json"))
    assert file.read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
