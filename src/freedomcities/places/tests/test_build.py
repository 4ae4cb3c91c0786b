from __future__ import annotations

import json
from pathlib import Path

import pytest

from freedomcities.places.atlas.build import build
from freedomcities.places.atlas.read import read_edition
from freedomcities.places.atlas.sources import ALL_SOURCES, SourceError
from freedomcities.places.operations import SHIPPED


def test_the_published_files_give_the_tables_that_ship(rebuilt: Path) -> None:
    assert read_edition(rebuilt).digest == read_edition(SHIPPED).digest
    assert (rebuilt / "manifest.json").read_bytes() == (SHIPPED / "manifest.json").read_bytes()


@pytest.fixture
def linked(shared: Path, tmp_path: Path) -> Path:
    """A folder whose files are those that are published; a test may put its own in place."""
    for source in ALL_SOURCES:
        real = source.find(shared / "data")
        link = tmp_path / "in" / real.relative_to(shared / "data")
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(real)
    return tmp_path / "in"


def replace(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, encoding="utf-8")


def refusal(directory: Path, out: Path) -> str:
    with pytest.raises(SourceError) as caught:
        build(directory, out)
    assert not out.exists()
    return str(caught.value)


def test_a_missing_file_is_named(linked: Path, tmp_path: Path) -> None:
    (linked / "census" / "rel2023_place_counties.csv").unlink()
    sentence = refusal(linked, tmp_path / "out")
    assert sentence.startswith("census/rel2023_place_counties.csv is missing in ")


def test_a_file_cut_in_a_line_is_refused(linked: Path, tmp_path: Path) -> None:
    path = linked / "census" / "2025_Gaz_place_national.txt"
    replace(path, path.read_text(encoding="utf-8")[:2_000_000])
    assert "cut" in refusal(linked, tmp_path / "out")


def test_a_file_cut_between_lines_is_refused(linked: Path, tmp_path: Path) -> None:
    path = linked / "census" / "2025_Gaz_place_national.txt"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    replace(path, "".join(lines[:20_000]))
    assert "incomplete: 19,999 rows" in refusal(linked, tmp_path / "out")


def test_a_file_without_a_state_is_refused(linked: Path, tmp_path: Path) -> None:
    path = linked / "census" / "2025_Gaz_counties_national.txt"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    replace(path, "".join(line for line in lines if not line.startswith("WY")))
    assert refusal(linked, tmp_path / "out").endswith("it holds nothing of WY.")


def test_half_an_answer_of_the_census_is_refused(linked: Path, tmp_path: Path) -> None:
    path = linked / "census" / "county_2023.json"
    replace(path, path.read_text(encoding="utf-8")[:90_000])
    assert refusal(linked, tmp_path / "out") == "county_20??.json is not a complete JSON file."


def test_a_file_of_other_columns_is_refused(linked: Path, tmp_path: Path) -> None:
    path = linked / "census" / "rel2020_zcta_places.csv"
    replace(path, path.read_text(encoding="utf-8").replace("Land Area", "Land", 1))
    assert refusal(linked, tmp_path / "out").endswith("has no column Land Area.")


def test_half_a_map_is_refused(linked: Path, tmp_path: Path) -> None:
    path = linked / "map" / "cb_2024_us_county_20m.geojson"
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["features"] = whole["features"][:1_000]
    replace(path, json.dumps(whole))
    assert "incomplete: 1,000 rows" in refusal(linked, tmp_path / "out")


def test_a_newer_year_is_found_by_its_name(linked: Path, tmp_path: Path) -> None:
    census = linked / "census"
    for name in ("place", "cousubs", "counties", "zcta"):
        (census / f"2025_Gaz_{name}_national.txt").rename(census / f"2026_Gaz_{name}_national.txt")
    manifest = build(linked, tmp_path / "out")
    assert manifest["edition"] == "2026"
