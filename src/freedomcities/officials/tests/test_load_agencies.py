"""The list that ships, brought into a database that has the whole atlas."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.lib.importing import MayNotImport
from freedomcities.officials import agencies_loading
from freedomcities.officials.agencies_loading import SHIPPED, TableRefused, load_agencies
from freedomcities.officials.matching_ground import Gazetteer
from freedomcities.officials.matching_places import load_atlas_facts
from freedomcities.officials.models import Agency, AgencyEdition, AgencyService
from freedomcities.officials.operations import import_agencies
from freedomcities.officials.tests.agency_makers import NOW
from freedomcities.places.models import AtlasEdition

SECONDS = 20


def load() -> Any:
    return load_agencies(actor=system_actor(), now=NOW)


def test_the_shipped_list(atlas: None, db: None) -> None:
    start = time.monotonic()
    summary = load()
    assert time.monotonic() - start < SECONDS
    assert (summary.new, summary.edition) == (18_330, "2025")
    assert summary.matched == {
        "city": (11_568, 11_638),
        "county": (2_992, 2_992),
        "federal": (0, 58),
        "other": (1, 1_148),
        "other-state": (0, 918),
        "state": (47, 419),
        "tribal": (0, 220),
        "university": (0, 937),
    }
    assert Counter(each.why for each in summary.unmatched) == {
        "locality": 14,
        "not-found": 14,
        "other-county": 1,
        "regional": 28,
    }
    check_samples()


def check_samples() -> None:
    def serving(place: str) -> list[str]:
        found = Agency.objects.active().serving([place]).order_by("name")
        return list(found.values_list("name", flat=True))

    assert serving("2603000") == ["Ann Arbor Police Department"]
    assert serving("1235000") == ["Jacksonville Sheriff's Office"]
    assert serving("12031") == ["Jacksonville Sheriff's Office"]
    assert serving("32003") == ["Las Vegas Metropolitan Police Department"]
    assert serving("0667000") == [
        "San Francisco County Sheriff's Office",
        "San Francisco Police Department",
    ]
    assert serving("36059") == ["Nassau County Police Department"]
    assert serving("48") == ["Texas Department of Public Safety"]
    assert serving("17043") == ["DuPage County Sheriff's Office"]
    assert serving("4204284104") == []
    assert AgencyService.objects.filter(main=True).count() == 14_608
    assert not Agency.objects.filter(services=None, why_nobody="").exists()
    assert not Agency.objects.filter(services__isnull=False).exclude(why_nobody="").exists()
    # Where people live in a county, it has an agency, but for the states without a sheriff.
    assert Agency.objects.filter(state="CT", kind="county").count() == 0


def test_a_second_start_takes_no_time(
    atlas: None, db: None, django_assert_max_num_queries: Any
) -> None:
    load()
    actor = system_actor()
    start = time.monotonic()
    with django_assert_max_num_queries(2):
        assert load_agencies(actor=actor, now=NOW) is None
    assert time.monotonic() - start < 0.1


def test_another_atlas_matches_anew_and_changes_only_what_differs(atlas: None, db: None) -> None:
    load()
    latest = AtlasEdition.objects.order_by("-pk").first()
    assert latest
    AtlasEdition.objects.filter(pk=latest.pk).update(digest="another")
    summary = load()
    assert (summary.changed, summary.unchanged) == (0, 18_330)


def test_the_published_file_says_the_same(atlas: None, db: None, shared: Path) -> None:
    load()
    (published,) = (shared / "data" / "agencies").glob("fbi_*.csv")
    start = time.monotonic()
    summary = import_agencies(published, actor=system_actor(), now=NOW)
    assert time.monotonic() - start < SECONDS
    assert (summary.changed, summary.unchanged) == (0, 18_330)
    # What an operator imported stays.
    assert load() is None


def test_the_database_gives_the_same_places_as_the_tables(
    atlas: None, db: None, ground: tuple[Gazetteer, dict[str, str]]
) -> None:
    facts, (gazetteer, states) = load_atlas_facts(), ground
    assert facts.states == states
    for state, key in (
        ("PA", "exeter"),
        ("MI", "ypsilanti"),
        ("NY", "harrison"),
        ("VA", "richmond"),
    ):
        assert list(facts.gazetteer.tiers(state, key)) == list(gazetteer.tiers(state, key))
    for field in ("COOK, KANE", "RICHMOND CITY", "ST CLAIR", "MIAMI-DADE"):
        for state in ("IL", "VA", "FL"):
            assert facts.gazetteer.counties(state, field) == gazetteer.counties(state, field)


def test_a_damaged_table_is_refused(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "agencies.xz"
    monkeypatch.setattr(agencies_loading, "SHIPPED", damaged)
    with pytest.raises(TableRefused):
        load()
    damaged.write_bytes(SHIPPED.read_bytes()[:1_000])
    with pytest.raises(TableRefused):
        load()
    assert not AgencyEdition.objects.exists()


def test_the_table_is_small() -> None:
    assert SHIPPED.stat().st_size < 300_000


def test_only_the_system_loads(db: None) -> None:
    with pytest.raises(MayNotImport):
        load_agencies(actor=Person.objects.create(), now=NOW)
