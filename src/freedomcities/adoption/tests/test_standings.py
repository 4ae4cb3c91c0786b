"""The table of today's standings: equal to the live answer, on whatever way it came to be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from freedomcities.accounts.operations import system_actor
from freedomcities.adoption.models import Standing, StandingsDay
from freedomcities.adoption.operations import bring_up_to_date, recompute_standings
from freedomcities.adoption.scorecard import standing_of
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
from freedomcities.blueprints.models import Blueprint
from freedomcities.places.models import Place
from freedomcities.places.tests.makers import make_place

Row = tuple[str, str, str, str, bool, str | None]


def table() -> set[Row]:
    return set(
        Standing.objects.values_list(
            "place_id", "rule__number", "standing", "since", "reported", "inherited_from_id"
        )
    )


def live(on: date) -> set[Row]:
    """What the engine answers for each place, one by one."""
    blueprint = Blueprint.objects.get()
    found = set()
    for place in Place.objects.governments():
        for card in standing_of(place, blueprint, on=on).rules:
            result = card.effective
            if result.standing != "unknown" or result.reported:
                since = result.since or ""
                found.add(
                    (
                        place.pk,
                        card.rule.number,
                        result.standing.value,
                        since,
                        result.reported,
                        result.inherited_from,
                    )
                )
    return found


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


@pytest.mark.django_db
class TestTable:
    @pytest.fixture(autouse=True)
    def _country(self) -> None:
        make_country()
        make_nine()

    def test_a_missing_row_is_unknown_and_a_report_has_one(self) -> None:
        import_rows(instrument_row("a", finding_row(confirmed=False)))
        assert table() == {("2603000", "1", "unknown", "", True, None)}

    def test_a_closed_place_has_none(self) -> None:
        closed = make_place("09001", "Fairfield County", state="CT", closed_on=date(2022, 6, 1))
        make_place("09", "Connecticut", state="CT")
        import_rows(
            instrument_row("own", place=closed.pk),
            instrument_row("state", place="09", kind="statute"),
        )
        assert {row[0] for row in table()} == {"09"}

    def test_a_place_that_closes_loses_its_rows(self) -> None:
        import_rows(instrument_row())
        Place.objects.filter(pk="2603000").update(closed_on=date(2026, 1, 1))
        assert recompute_standings(now=NOW) == 1
        assert table() == set()

    def test_only_what_changed_is_written(self) -> None:
        import_rows(instrument_row("state", place="26", kind="statute"))
        assert recompute_standings(now=NOW) == 0
        Standing.objects.filter(place="26161").update(standing="none")
        Standing.objects.filter(place="2603000").delete()
        assert recompute_standings(now=NOW, places=["26"]) == 2
        assert table() == live(NOW.date())

    def test_the_day_turns(self) -> None:
        import_rows(
            instrument_row("begins", place="26", kind="statute", effective_on="2026-12-01"),
            instrument_row("ends", finding_row("2"), place="0820000", ended_on="2026-11-30"),
            instrument_row("stayed", finding_row("3"), stayed=[["2026-11-25", "2026-11-26"]]),
            search_row(place="2689140", checked_on="2026-11-30", rules=["1373"]),
        )
        for day in ("2026-11-24", "2026-11-25", "2026-11-27", "2026-11-30", "2026-12-01"):
            bring_up_to_date(now=at(day))
            assert StandingsDay.objects.get().day == date.fromisoformat(day)
            assert table() == live(date.fromisoformat(day))
        assert bring_up_to_date(now=at("2026-11-22")) > 0
        assert table() == live(date(2026, 11, 22))

    def test_a_turned_day_is_logged_where_something_changed(self) -> None:
        import_rows(instrument_row(effective_on="2026-11-23", adopted_on="2026-10-01"))
        assert bring_up_to_date(now=at("2026-11-22")) == 0
        assert bring_up_to_date(now=at("2026-11-23")) == 1
        assert bring_up_to_date(now=at("2026-11-23")) == 0
        entry = AuditEntry.objects.get(action="bring-standings-up-to-date")
        assert (entry.actor_id, entry.subject) == (system_actor().pk, "2026-11-23")
        assert entry.detail == {"from": "2026-11-22", "changed": 1}

    def test_the_same_day_costs_one_read(self, django_assert_num_queries: Any) -> None:
        bring_up_to_date(now=NOW)
        with django_assert_num_queries(1):
            assert bring_up_to_date(now=NOW) == 0

    def test_an_import_after_the_day_has_turned_leaves_nothing_behind(self) -> None:
        import_rows(instrument_row("a", effective_on="2026-11-25", adopted_on="2026-10-01"))
        import_rows(instrument_row("b", place="0820000"), now=at("2026-11-26"))
        assert table() == live(date(2026, 11, 26))

    def test_many_issuers_at_once(self) -> None:
        places = [
            make_place(f"26{number:05}", f"Town {number}") for number in range(50_000, 50_510)
        ]
        import_rows(instrument_row("first"))
        import_rows(*(instrument_row(f"law-{place.pk}", place=place.pk) for place in places))
        assert Standing.objects.filter(standing="adopted").count() == 511


days = st.sampled_from(
    ["2026-11-10", "2026-11-20", "2026-11-21", "2026-11-22", "2026-12-05", "2026"]
)
maybe_days = st.one_of(st.none(), days)
issuers = st.sampled_from(
    ["us", "26", "26161", "2603000", "08", "08031", "0820000", "11", "1150000"]
)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """A row with a random id out of few, so that imports replace one another."""
    id_ = f"law-{draw(st.integers(1, 5))}"
    verdicts = st.sampled_from(["meets", "partly", "contradicts"])
    said = st.tuples(st.sampled_from("123"), verdicts, st.booleans())
    findings = [
        finding_row(rule, verdict, confirmed=confirmed)
        for rule, verdict, confirmed in draw(st.lists(said, max_size=3))
    ]
    return instrument_row(
        id_,
        place=draw(issuers),
        reach=draw(st.sampled_from(["territory", "own-agencies"])),
        preempts=draw(st.booleans()),
        introduced_on=draw(maybe_days),
        adopted_on=draw(maybe_days),
        effective_on=draw(maybe_days),
        ended_on=draw(maybe_days),
        checked_on=draw(maybe_days),
        stayed=draw(st.sampled_from([[], [["2026-11-20", "2026-11-21"]], [["2026", None, ["1"]]]])),
        findings=findings,
    )


class TestAnyHistory(TestCase):
    """The table after any imports and turns of the day is what the engine says live."""

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.tuples(st.lists(rows(), max_size=4, unique_by=lambda row: row["id"]), st.booleans()),
            min_size=1,
            max_size=3,
        )
    )
    def test_the_table_is_the_live_answer(self, imports: list[tuple[list[Any], bool]]) -> None:
        make_country()
        make_nine()
        day = "2026-11-20"
        for position, (batch, has_turned) in enumerate(imports):
            day = f"2026-11-{20 + position}" if has_turned else day
            search = search_row(f"look-{position}", rules=["2", "3"], checked_on=day)
            import_rows(*batch, search, now=at(day))
            assert table() == live(date.fromisoformat(day))
