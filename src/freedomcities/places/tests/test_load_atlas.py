from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.audit.models import AuditEntry
from freedomcities.places.atlas.codec import TableRow
from freedomcities.places.models import (
    AtlasEdition,
    Containment,
    OldAddress,
    Place,
    PlaceName,
    ZipCode,
)
from freedomcities.places.operations import AtlasRefused, MayNotLoad, import_atlas, load_atlas
from freedomcities.places.tests.makers import make_edition, make_record

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
LATER = datetime(2027, 10, 1, 12, tzinfo=UTC)
COUNTY = make_record("26161", name="Washtenaw County")
CITY = make_record("2603000", name="Ann Arbor", full_name="Ann Arbor city", designation="city")
VILLAGE = make_record("2650000", name="Manchester", full_name="Manchester village")
Rows = dict[str, Sequence[TableRow]]
INSIDE: Rows = {"containment": [("2603000", "26161", 1000), ("2650000", "26161", 1000)]}

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return make_edition(tmp_path / "first", [COUNTY, CITY, VILLAGE], rows=INSIDE)


def load(directory: Path, now: datetime = NOW) -> object:
    return load_atlas(actor=system_actor(), now=now, directory=directory).changes


def test_the_first_edition_fills_the_database(first: Path) -> None:
    result = load_atlas(actor=system_actor(), now=NOW, directory=first)
    assert result.is_change()
    assert result.changes is not None
    assert (result.changes.added, result.changes.changed, result.changes.closed) == (3, 0, 0)
    city = Place.objects.get(pk="2603000")
    assert (city.name, city.path, city.kind, city.population) == (
        "Ann Arbor",
        "mi/ann-arbor",
        "municipality",
        1_000,
    )
    assert Containment.objects.get(place=city).main
    assert set(PlaceName.objects.filter(place=city).values_list("key", flat=True)) == {
        "ann arbor",
        "ann arbor city",
    }
    assert AtlasEdition.objects.get().loaded_at == NOW
    entry = AuditEntry.objects.get(action="load_atlas")
    assert entry.subject == "atlas/2025"


def test_the_same_edition_again_changes_nothing(first: Path) -> None:
    load(first)
    keys = set(PlaceName.objects.values_list("pk", flat=True))
    result = load_atlas(actor=system_actor(), now=LATER, directory=first)
    assert not result.is_change()
    assert set(PlaceName.objects.values_list("pk", flat=True)) == keys
    assert AtlasEdition.objects.count() == 1
    assert AuditEntry.objects.filter(action="load_atlas").count() == 1


def test_a_renamed_place_keeps_its_row_and_its_old_address(first: Path, tmp_path: Path) -> None:
    load(first)
    renamed = make_record("2650000", name="New Manchester", full_name="New Manchester village")
    second = make_edition(tmp_path / "second", [COUNTY, CITY, renamed], edition="2026", rows=INSIDE)
    load(second, LATER)
    assert Place.objects.get(pk="2650000").path == "mi/new-manchester"
    assert OldAddress.objects.get().path == "mi/manchester"
    assert OldAddress.objects.get().place_id == "2650000"
    assert not PlaceName.objects.filter(key="manchester").exists()


def test_a_place_that_vanished_is_closed_and_kept(first: Path, tmp_path: Path) -> None:
    load(first)
    second = make_edition(tmp_path / "second", [COUNTY, CITY], edition="2026")
    load(second, LATER)
    village = Place.objects.get(pk="2650000")
    assert village.closed_on == date(2027, 10, 1)
    assert village.path == "mi/manchester"
    assert set(Place.objects.active().values_list("pk", flat=True)) == {"26161", "2603000"}


def test_two_places_may_trade_their_addresses(first: Path, tmp_path: Path) -> None:
    load(first)
    city = make_record("2603000", name="Manchester", full_name="Manchester city")
    village = make_record("2650000", name="Ann Arbor", full_name="Ann Arbor village")
    second = make_edition(tmp_path / "second", [COUNTY, city, village], edition="2026", rows=INSIDE)
    load(second, LATER)
    assert Place.objects.get(pk="2603000").path == "mi/manchester"
    assert Place.objects.get(pk="2650000").path == "mi/ann-arbor"
    assert not OldAddress.objects.exists()


def test_a_new_place_may_take_the_address_of_a_closed_one(first: Path, tmp_path: Path) -> None:
    load(first)
    heir = make_record("2650001", name="Manchester", full_name="Manchester city")
    second = make_edition(tmp_path / "second", [COUNTY, CITY, heir], edition="2026")
    load(second, LATER)
    assert Place.objects.get(pk="2650001").path == "mi/manchester"
    closed = Place.objects.get(pk="2650000")
    assert (closed.path, closed.closed_on) == ("mi/2650000", date(2027, 10, 1))


def test_an_old_address_goes_when_a_place_takes_it(first: Path, tmp_path: Path) -> None:
    load(first)
    renamed = make_record("2650000", name="Newton", full_name="Newton village")
    load(make_edition(tmp_path / "b", [COUNTY, CITY, renamed], edition="2026"), LATER)
    heir = make_record("2650001", name="Manchester", full_name="Manchester city")
    load(make_edition(tmp_path / "c", [COUNTY, CITY, renamed, heir], edition="2027"), LATER)
    assert Place.objects.get(pk="2650001").path == "mi/manchester"
    assert not OldAddress.objects.exists()


def test_new_figures_are_taken_over(first: Path, tmp_path: Path) -> None:
    load(first)
    grown = make_record("2603000", name="Ann Arbor", full_name="Ann Arbor city", population=2_000)
    rows: Rows = {"zips": [(48103, 420000, -830000, 5), (48104, 430000, -837187, 1000)]}
    second = make_edition(
        tmp_path / "b", [COUNTY, grown, VILLAGE], edition="2026", rows={**INSIDE, **rows}
    )
    load(second, LATER)
    assert Place.objects.get(pk="2603000").population == 2_000
    assert PlaceName.objects.get(key="ann arbor").weight == 2_000
    assert ZipCode.objects.count() == 2
    assert ZipCode.objects.get(pk="48104").latitude == 43.0


def test_damaged_tables_are_refused_and_nothing_changes(first: Path) -> None:
    whole = (first / "coverage.xz").read_bytes()
    (first / "coverage.xz").write_bytes(whole[:-20])
    with pytest.raises(AtlasRefused, match=r"coverage\.xz cannot be read"):
        load(first)
    assert not Place.objects.exists()
    assert not AuditEntry.objects.filter(action="load_atlas").exists()


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AtlasRefused, match="There is no complete atlas in"):
        load(tmp_path)


def test_only_the_system_loads(first: Path) -> None:
    with pytest.raises(MayNotLoad):
        load_atlas(actor=Person.objects.create(), now=NOW, directory=first)
    assert not Place.objects.exists()


def test_an_import_that_lacks_a_file_changes_nothing(first: Path, tmp_path: Path) -> None:
    load(first)
    with pytest.raises(AtlasRefused, match="is missing in"):
        import_atlas(tmp_path / "nowhere", actor=system_actor(), now=LATER)
    assert AtlasEdition.objects.count() == 1
    assert Place.objects.active().count() == 3


def test_importing_the_published_files_is_loading_what_ships(shared: Path) -> None:
    told: list[str] = []
    result = import_atlas(shared / "data", actor=system_actor(), now=NOW, progress=told.append)
    assert result.is_change()
    assert Place.objects.governments().of_kind("municipality").count() == 19_479 + 1
    assert not load_atlas(actor=system_actor(), now=LATER).is_change()
    assert "Loading places" in told
    assert "Reading the gazetteer" in told


def test_the_database_learns_what_its_tables_hold(first: Path) -> None:
    """Else SQLite scans every county for the nation, on every page of a place."""
    with CaptureQueriesContext(connection) as asked:
        load(first)
    looked = [each["sql"] for each in asked if each["sql"].startswith("ANALYZE")]
    assert 'ANALYZE "places_place"' in looked
    assert 'ANALYZE "places_containment"' in looked
    with CaptureQueriesContext(connection) as asked:
        load(first)
    assert not [each["sql"] for each in asked if each["sql"].startswith("ANALYZE")]
