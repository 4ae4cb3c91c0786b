"""The operation `import_instruments`: all or nothing, history kept, logged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.adoption import operations
from freedomcities.adoption.models import (
    Finding,
    Instrument,
    InstrumentVersion,
    Search,
    SearchVersion,
    Standing,
    StandingsDay,
)
from freedomcities.adoption.operations import import_instruments
from freedomcities.adoption.tests.makers import (
    NOW,
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
    search_row,
)
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import verify_chain
from freedomcities.blueprints.models import Rule
from freedomcities.lib.importing import FileNotRead, ImportRefused, MayNotImport
from freedomcities.places.models import OldCode, Place, ZipCode, ZipCoverage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _country() -> None:
    make_country()
    make_nine()


def counts() -> tuple[int, ...]:
    models = (Instrument, Finding, Search, InstrumentVersion, SearchVersion, Standing, AuditEntry)
    return tuple(model._default_manager.count() for model in models)


def test_what_is_kept() -> None:
    summary = import_rows(
        instrument_row(
            "a2",
            finding_row("1", pinpoint="sec. 2", readers=["Ana", "Ben"]),
            finding_row("2", "partly", confirmed=False),
            adopted_on="2017-04",
            stayed=[["2018", "2019", ["2"]]],
            note="Seen on paper.",
        ),
        search_row(),
    )
    assert (summary.instruments, summary.searches, summary.findings) == (1, 1, 2)
    assert (summary.new, summary.replaced, summary.unchanged, summary.confirmed) == (2, 0, 0, 1)
    instrument = Instrument.objects.get()
    assert (instrument.id, instrument.place_id, instrument.kind) == ("a2", "2603000", "ordinance")
    assert (instrument.adopted_on, instrument.effective_on) == ("2017-04", "2017-04-03")
    assert instrument.stays == [["2018", "2019", ["freedom-cities/2"]]]
    assert instrument.recorded_at == NOW
    first, second = Finding.objects.order_by("position")
    assert (first.rule.number, first.verdict, first.confirmed) == ("1", "meets", True)
    assert (first.pinpoint, first.readers) == ("sec. 2", ["Ana", "Ben"])
    assert first.rule_version == first.rule.version
    assert (second.rule.number, second.verdict, second.confirmed) == ("2", "partly", False)
    search = Search.objects.get()
    assert (search.place_id, search.checked_on) == ("2603000", "2026-01-01")
    assert [rule.number for rule in search.rules.all()] == ["1"]


def test_the_standings_follow() -> None:
    summary = import_rows(instrument_row())
    assert summary.standings == 1
    row = Standing.objects.get()
    assert (row.place_id, row.rule.number, row.standing) == ("2603000", "1", "adopted")
    assert (row.since, row.reported, row.inherited_from_id) == ("2017-04-03", False, None)


def test_a_new_statute_reaches_everyone_in_its_state_and_nobody_else() -> None:
    import_rows(instrument_row("other", place="0820000"))
    import_rows(instrument_row("statute", place="26", kind="statute"))
    rows = Standing.objects.exclude(place="0820000").values_list("place_id", "inherited_from_id")
    assert sorted(rows) == [
        ("26", None),
        ("2603000", "26"),
        ("26161", "26"),
        ("2616189160", "26"),
        ("2689140", "26"),
    ]


def test_the_same_rows_twice_change_nothing() -> None:
    rows = [instrument_row("a", stayed=[["2018", None]]), search_row()]
    import_rows(*rows)
    before = counts()
    recorded = Instrument.objects.get().recorded_at
    summary = import_rows(*rows, now=NOW.replace(hour=13))
    assert (summary.changed, summary.unchanged, summary.standings) == (0, 2, 0)
    assert counts() == before
    assert Instrument.objects.get().recorded_at == recorded


def test_a_known_id_is_replaced_and_its_history_kept() -> None:
    import_rows(instrument_row("a", finding_row("1"), finding_row("2")))
    kept = Finding.objects.get(rule__number="2").pk
    summary = import_rows(
        instrument_row("a", finding_row("2"), finding_row("3", "partly"), title="New")
    )
    assert (summary.new, summary.replaced) == (0, 1)
    assert Instrument.objects.get().title == "New"
    rows = Finding.objects.order_by("position").values_list("rule__number", "verdict")
    assert list(rows) == [("2", "meets"), ("3", "partly")]
    assert Finding.objects.get(rule__number="2").pk == kept
    version = InstrumentVersion.objects.get()
    assert (version.instrument_id, version.number, version.replaced_at) == ("a", 1, NOW)
    assert version.content["title"] == "Title of a"
    rule = Rule.objects.get(number="1")
    assert version.content["findings"][0] == {
        "rule": "freedom-cities/1",
        "verdict": "meets",
        "quote": "…",
        "pinpoint": "",
        "confirmed": True,
        "readers": [],
        "rule_version": rule.version,
    }
    standings = Standing.objects.order_by("rule__number").values_list("rule__number", "standing")
    assert list(standings) == [("2", "adopted"), ("3", "partial")]
    import_rows(instrument_row("a", title="Newer"))
    assert [each.number for each in InstrumentVersion.objects.order_by("number")] == [1, 2]


def test_a_finding_that_says_the_same_keeps_the_text_that_it_was_read_against() -> None:
    import_rows(instrument_row("a"))
    Rule.objects.filter(number="1").update(version="b" * 12)
    import_rows(instrument_row("a", title="New title"))
    assert Finding.objects.get().rule_version != "b" * 12
    import_rows(instrument_row("a", finding_row(quote="another passage")))
    assert Finding.objects.get().rule_version == "b" * 12


def test_an_instrument_that_moves_leaves_its_old_place() -> None:
    import_rows(instrument_row("a"))
    import_rows(instrument_row("a", place="2689140"))
    assert [row.place_id for row in Standing.objects.all()] == ["2689140"]


def test_a_search_is_replaced_with_history_too() -> None:
    import_rows(search_row(rules=["1", "2"]))
    import_rows(search_row(rules=["2"], checked_on="2026-05-01"))
    assert [rule.number for rule in Search.objects.get().rules.all()] == ["2"]
    version = SearchVersion.objects.get()
    assert version.content["rules"] == ["freedom-cities/1", "freedom-cities/2"]
    assert version.content["checked_on"] == "2026-01-01"
    rows = Standing.objects.values_list("rule__number", "standing", "since")
    assert list(rows) == [("2", "none", "2026-05-01")]


@pytest.mark.parametrize("fault", [{"place": "x"}, {"findings": [finding_row("99")]}])
def test_one_bad_row_and_nothing_is_imported(fault: dict[str, Any]) -> None:
    before = counts()
    with pytest.raises(ImportRefused) as refused:
        import_rows(instrument_row("a"), instrument_row("b", **fault))
    assert str(refused.value).startswith("Nothing was imported, because of line 2: ")
    assert counts() == before


def test_several_bad_rows_are_all_told() -> None:
    with pytest.raises(ImportRefused) as refused:
        import_rows(instrument_row("a", place="x"), instrument_row("b", kind="x"), {"id": "c"})
    assert str(refused.value) == (
        "Nothing was imported, because of line 1 and 2 more lines: there is no place “x”."
    )
    assert [problem.line for problem in refused.value.problems] == [1, 2, 3]


def test_an_id_stays_a_search_or_an_instrument() -> None:
    import_rows(instrument_row("a"), search_row("s"))
    with pytest.raises(ImportRefused) as refused:
        import_rows(search_row("a"), instrument_row("s"))
    assert [problem.sentence for problem in refused.value.problems] == [
        "The id “a” is that of an instrument.",
        "The id “s” is that of a search.",
    ]


def test_a_dry_run_tells_the_same_and_does_nothing() -> None:
    before = counts()
    summary = import_rows(instrument_row("a"), dry_run=True)
    assert (summary.new, summary.standings, summary.dry_run) == (1, 1, True)
    assert counts() == before
    assert import_rows(instrument_row("a")).new == 1


def test_the_log_says_who_what_and_on_whose_word() -> None:
    import_rows(instrument_row("a", finding_row("1"), finding_row("2", confirmed=False)))
    entry = AuditEntry.objects.get()
    assert (entry.actor_id, entry.action, entry.at) == (
        system_actor().pk,
        "import-instruments",
        NOW,
    )
    assert entry.detail["new"] == ["a"]
    assert entry.detail["confirmed_on_the_importers_word"] == {"a": ["freedom-cities/1"]}
    assert len(entry.detail["sha256"]) == 64
    assert verify_chain() == 1


def test_only_the_system_imports() -> None:
    person = Person.objects.create()
    before = counts()
    with pytest.raises(MayNotImport, match="Only the system itself may import"):
        import_instruments([json.dumps(instrument_row())], actor=person, now=NOW)
    assert counts() == before


class TestPlaces:
    @pytest.mark.parametrize("code", ["0820000", "08031", "geoid:08031"])
    def test_every_code_of_a_government_is_the_same(self, code: str) -> None:
        import_rows(instrument_row(place=code))
        assert Instrument.objects.get().place_id == "0820000"

    def test_the_district_is_its_own_state(self) -> None:
        import_rows(instrument_row(place="11", reach="own-agencies", kind="statute"))
        row = Standing.objects.get()
        assert (row.place_id, row.standing, row.inherited_from) == ("1150000", "adopted", None)

    def test_five_digits_are_a_county_and_a_zip_code_says_so(self) -> None:
        ann_arbor, county = Place.objects.get(pk="2603000"), Place.objects.get(pk="26161")
        zip_code = ZipCode.objects.create(code="26161", latitude=42, longitude=-83, land_km2=1)
        ZipCoverage.objects.create(zip_code=zip_code, place=ann_arbor, share=0.2)
        ZipCoverage.objects.create(zip_code=zip_code, place=county, share=1)
        import_rows(instrument_row("bare", place="26161"), instrument_row("zip", place="zip:26161"))
        assert Instrument.objects.get(pk="bare").place_id == "26161"
        assert Instrument.objects.get(pk="zip").place_id == "2603000"
        with pytest.raises(ImportRefused, match=r"there is no place “48104”\."):
            import_rows(instrument_row("c", place="48104"))
        with pytest.raises(ImportRefused, match=r"there is no place “zip:48104”\."):
            import_rows(instrument_row("c", place="zip:48104"))

    def test_a_code_of_an_older_list(self) -> None:
        OldCode.objects.create(code="26999", place_id="26161", reason="renamed")
        import_rows(instrument_row(place="26999"))
        assert Instrument.objects.get().place_id == "26161"


class TestFiles:
    def test_a_file_by_its_suffix(self, tmp_path: Path) -> None:
        file = tmp_path / "law.csv"
        file.write_text(
            "id,place,kind,effective_on,rule,verdict,confirmed\n"
            "a,2603000,ordinance,2017,1,meets,true\n"
            "a,2603000,ordinance,2017,2,meets,true\n"
        )
        summary = import_instruments(file, actor=system_actor(), now=NOW)
        assert (summary.instruments, summary.findings) == (1, 2)

    def test_no_such_file(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotRead, match=r"The file “none\.csv” cannot be read: No such file"):
            import_instruments(tmp_path / "none.csv", actor=system_actor(), now=NOW)
        with pytest.raises(FileNotRead, match="Is a directory"):
            import_instruments(tmp_path, actor=system_actor(), now=NOW)


def test_the_day_of_the_standings_is_remembered() -> None:
    import_rows(instrument_row())
    assert StandingsDay.objects.get().day == NOW.date()


def test_the_summary_as_programs_get_it() -> None:
    assert import_rows(instrument_row(colour="red")).as_json() == {
        "instruments": 1,
        "searches": 0,
        "findings": 1,
        "new": 1,
        "replaced": 0,
        "changed": 1,
        "unchanged": 0,
        "confirmed": 1,
        "standings": 1,
        "ignored": ["colour"],
        "dry_run": False,
    }


@pytest.mark.parametrize(("many", "looks"), [(1, True), (1_000, False)])
def test_the_database_looks_at_its_tables_anew_after_many_changes(
    many: int, looks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "_MANY_CHANGES", many)
    with CaptureQueriesContext(connection) as asked:
        import_rows(instrument_row("one", finding_row("1")))
    assert ('ANALYZE "adoption_standing"' in [each["sql"] for each in asked]) is looks
