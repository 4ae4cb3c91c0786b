"""The tables by state, of exceptions and of precincts: complete, sourced, and about real places."""

from __future__ import annotations

import csv
import re
import string
from collections.abc import Mapping
from pathlib import Path

import pytest

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.exceptions_table import exception_rows, precinct_rows
from freedomcities.officials.states_table import (
    JailRunner,
    SheriffRole,
    StateRow,
    board_words,
    state_row,
    state_rows,
)
from freedomcities.officials.tests.who_atlas import real_places
from freedomcities.officials.who_facts import PlaceFacts, Words

SENTENCE = re.compile(r"[A-ZÁÉÍÓÚ¿¡].+\.")


def texts(row: object) -> list[Words]:
    """Every text of a row that stands in two languages."""
    found: list[object] = []
    for name in row.__slots__:  # type: ignore[attr-defined]
        value = getattr(row, name)
        found += value.values() if isinstance(value, Mapping) else [getattr(value, "words", value)]
    return [each for each in found if isinstance(each, Words)]


def test_every_state_has_a_row() -> None:
    states = {place.state for place in real_places().values()} - {""}
    assert len(states) == 52
    assert set(state_rows()) == states


@pytest.mark.parametrize("row", state_rows().values(), ids=lambda row: row.postal)
def test_a_state_says_why_and_where_it_stands(row: StateRow) -> None:
    assert SENTENCE.fullmatch(row.reason.en)
    assert SENTENCE.fullmatch(row.reason.es)
    assert row.reason.en != row.reason.es
    assert len(row.source) > 5
    assert row.patrol in {"sheriff", "state-police"}
    assert set(row.own_police_from) <= {"municipality", "town", "county"}
    # Whoever does not run the jail has a name, and whoever patrols exists.
    assert row.jail_words or row.jail in {JailRunner.SHERIFF, JailRunner.SHERIFF_OR_REGIONAL}
    assert row.state_police or row.postal == "DC"
    assert (row.state_sheriff is not None) == (row.sheriff is SheriffRole.STATE)


@pytest.mark.parametrize("row", state_rows().values(), ids=lambda row: row.postal)
def test_counties_without_office_exist(row: StateRow) -> None:
    codes = set(row.counties_without_office) - {"all"}
    found = {code for code in codes if code in real_places()}
    assert found == codes
    assert {real_places()[code].state for code in codes} <= {row.postal}


def test_the_states_whose_sheriffs_do_otherwise() -> None:
    by_role = {role: {p for p, row in state_rows().items() if row.sheriff is role}
               for role in SheriffRole}  # fmt: skip
    assert by_role[SheriffRole.NONE] == {"AK", "CT", "DC", "PR"}
    assert by_role[SheriffRole.STATE] == {"HI", "RI"}
    assert by_role[SheriffRole.COURT] == {"DE", "NH", "NJ", "PA"}
    assert by_role[SheriffRole.JAIL_AND_COURT] == {"MA"}


def test_the_states_that_run_the_jails() -> None:
    unified = {p for p, row in state_rows().items() if row.jail is JailRunner.STATE}
    assert unified == {"AK", "CT", "DE", "HI", "PR", "RI", "VT", "WV"}


def test_states_without_county_government() -> None:
    without = {p for p, row in state_rows().items() if row.counties_without_office == ("all",)}
    assert without == {"CT", "RI"}


def test_every_exception_is_about_real_places_and_says_why() -> None:
    for code, row in exception_rows().items():
        assert code in real_places(), code
        assert SENTENCE.fullmatch(row.reason.en)
        assert SENTENCE.fullmatch(row.reason.es)
        assert len(row.source) > 5
        assert row.street or row.jail or row.board or row.mayor
        for post in (row.street, row.jail, row.courts):
            assert post is None or post.place in {"", *real_places()}
        # Who patrols beside another is the place's own, or questions would not load it.
        assert row.beside is None or (row.street and not row.beside.place and not row.beside.ori)


def test_a_sheriff_who_polices_a_city_is_met_and_one_who_does_not_is_not() -> None:
    street = {code: row.street.kind for code, row in exception_rows().items() if row.street}
    assert {street[code] for code in ("1235000", "12031", "3240000", "12086", "1304204")} == {
        OfficeKind.SHERIFF
    }
    police = ("4752006", "0820000", "0667000", "4260000", "3651000", "1836003", "2148006")
    assert {street[code] for code in police} == {OfficeKind.POLICE_CHIEF}


def test_a_row_keeps_the_sheriff_who_serves_the_courts() -> None:
    # A row stands in for the state's rule on courts too: a sheriff left out there is met nowhere.
    # A town's is its county's, and stands in its county's answer.
    for code, row in exception_rows().items():
        place = real_places()[code]
        is_countys = place.kind == "county" or place.is_county_too
        if is_countys and state_row(place.state).sheriff is SheriffRole.COURT:
            assert row.courts is not None, code


@pytest.mark.parametrize(
    ("code", "board"),
    [
        ("29095", "Jackson County Legislature"),
        ("36029", "{place} Legislature"),  # Erie County, New York
        ("39035", "Cuyahoga County Council, and the county executive"),
        ("53053", "{place} Council"),  # Pierce County
        ("24005", "{place} Council, and the county executive"),  # Baltimore County
        ("10001", "Kent County Levy Court"),
        ("0911044700", "Board of Directors of Manchester, and its town manager"),
        ("0973000", "Stamford Board of Representatives"),
        ("1245000", "Miami City Commission"),
        ("22051", "{place} Council, and the parish president"),  # Jefferson Parish
        ("22017", "Caddo Parish Commission, and its administrator"),
        ("2501370", "Town council of {place}, and its manager"),  # Amherst
        ("3301517940", "Town council of {place}, and its administrator"),  # Derry
        ("4204579000", "Upper Darby Township Council, and the mayor"),
        ("51013", "Arlington County Board"),
    ],
)
def test_governments_with_a_board_of_another_name(code: str, board: str) -> None:
    words = exception_rows()[code].board
    assert words is not None
    assert words.en == board


def test_the_other_counties_of_their_state_have_commissioners() -> None:
    for postal in ("MD", "WA"):
        assert state_row(postal).county_board == Words(
            "{place} Commissioners", "Comisionados de {place}"
        )


def test_every_city_with_precincts_is_real_and_big_and_says_why() -> None:
    assert len(precinct_rows()) >= 25
    for code, row in precinct_rows().items():
        assert (real_places()[code].population or 0) > 250_000, code
        assert SENTENCE.fullmatch(row.reason.en)
        assert SENTENCE.fullmatch(row.reason.es)
        assert len(row.source) > 5
        assert row.finder_url.startswith("https://") or row.finder_url == ""


@pytest.mark.parametrize("code", ["3651000", "1714000", "0644000", "4835000", "4260000"])
def test_the_largest_cities_have_their_own_address_for_it(code: str) -> None:
    assert precinct_rows()[code].finder_url


def test_no_text_asks_for_more_than_the_place() -> None:
    rows = [*state_rows().values(), *exception_rows().values(), *precinct_rows().values()]
    words = [each for row in rows for each in texts(row)]
    assert len(words) > 300
    for each in words:
        for text in (each.en, each.es):
            assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= {"place"}


def test_boards_have_the_names_of_their_state() -> None:
    def board(state: str, kind: str, designation: str) -> str:
        return board_words(PlaceFacts("0", "X", kind, state, designation)).en

    assert board("MI", "town", "charter township") == "Township board of {place}"
    assert board("MI", "municipality", "city") == "City council of {place}"
    assert board("OH", "town", "township") == "Board of trustees of {place}"
    assert board("MA", "town", "town").startswith("Select board")
    assert board("NY", "municipality", "village") == "Village board of {place}"
    assert board("KY", "municipality", "urban county") == "Council of {place}"
    assert state_row("TX").county_board == Words(
        "{place} Commissioners Court", "Corte de comisionados de {place}"
    )


def test_agencies_of_the_exceptions_stand_on_the_list(shared: Path) -> None:
    name = "fbi_law_enforcement_employees_2025_agencies_ori.csv"
    with (shared / "data" / "agencies" / name).open(encoding="utf-8") as file:
        listed = {row["ori"] for row in csv.DictReader(file)}
    posts = [post for row in exception_rows().values() for post in (row.street, row.jail)]
    named = {post.ori for post in posts if post and post.ori}
    assert len(named) > 25
    assert named <= listed
