"""Importing lists of agencies: all of it or nothing, and every fault on its line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.audit.models import AuditEntry
from freedomcities.lib.importing import FileNotRead, ImportRefused, MayNotImport
from freedomcities.officials.models import Agency, AgencyEdition, AgencyService
from freedomcities.officials.operations import import_agencies
from freedomcities.officials.tests.agency_makers import (
    NOW,
    as_csv,
    bring,
    listed_row,
    make_michigan,
)
from freedomcities.places.models import OldCode

ANN_ARBOR, YPSILANTI, SALINE, TOWNSHIP = "2603000", "2689140", "2653500", "2616189160"
COUNTY = "26161"
ROWS = [
    listed_row("MI8121800", "Ann Arbor", population="119000"),
    listed_row("MI8198900", "Ypsilanti", population="20000"),
    listed_row("MI8188900", "Valley Regional", population="9000"),
    listed_row("MI8100000", "Washtenaw", agency_type_name="County", population="0"),
    listed_row("MI8110000", "Eastern University", agency_type_name="University or College"),
    listed_row(
        "MI3300100", "State Police", agency_type_name="State Police", county_name="NOT SPECIFIED"
    ),
]


@pytest.fixture(autouse=True)
def michigan(db: None) -> None:
    make_michigan()


def services() -> dict[str, list[tuple[str, bool, str]]]:
    found: dict[str, list[tuple[str, bool, str]]] = {}
    for row in AgencyService.objects.order_by("agency_id", "-main", "place_id"):
        found.setdefault(row.agency_id, []).append((row.place_id, row.main, row.how))
    return found


def refusal(text: str | bytes, folder: Path) -> str:
    """The first line at fault and what is wrong with it."""
    with pytest.raises(ImportRefused) as refused:
        bring(text, folder)
    assert not Agency.objects.exists()
    assert not AuditEntry.objects.filter(action="import-agencies").exists()
    first = refused.value.problems[0]
    return f"Line {first.line}: {first.sentence}"


def test_a_whole_list(tmp_path: Path) -> None:
    summary = bring(as_csv(ROWS), tmp_path)
    assert (summary.agencies, summary.new, summary.changed, summary.edition) == (6, 6, 6, "2025")
    assert summary.matched == {
        "city": (2, 3),
        "county": (1, 1),
        "state": (1, 1),
        "university": (0, 1),
    }
    assert services() == {
        "MI3300100": [("26", True, "name")],
        "MI8100000": [(COUNTY, True, "name")],
        "MI8121800": [(ANN_ARBOR, True, "name")],
        "MI8198900": [(YPSILANTI, True, "name")],
    }
    assert [(each.id, each.line, each.why) for each in summary.unmatched] == [
        ("MI8188900", 4, "regional")
    ]
    sheriff = Agency.objects.get(pk="MI8100000")
    assert (sheriff.name, sheriff.population, sheriff.officers) == (
        "Washtenaw County Sheriff's Office",
        None,
        3,
    )
    assert (sheriff.edition, sheriff.checked_on, sheriff.closed_on) == ("2025", "2025", "")


def test_the_entry_in_the_log(tmp_path: Path) -> None:
    bring(as_csv(ROWS), tmp_path)
    entry = AuditEntry.objects.get(action="import-agencies")
    assert entry.detail["new"] == [row["ori"] for row in ROWS]
    assert entry.detail["closed"] == []
    assert entry.detail["matched"]["city"] == [2, 3]


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    bring(as_csv(ROWS), tmp_path)
    summary = bring(as_csv(ROWS), tmp_path)
    assert (summary.changed, summary.unchanged) == (0, 6)
    assert AuditEntry.objects.filter(action="import-agencies").count() == 1
    assert AgencyEdition.objects.count() == 1


def test_the_order_of_its_rows_is_no_matter(tmp_path: Path) -> None:
    bring(as_csv(ROWS), tmp_path)
    assert bring(as_csv(ROWS[::-1]), tmp_path).changed == 0


def test_a_later_edition_replaces_closes_and_opens_again(tmp_path: Path) -> None:
    many = [listed_row(f"MI00{n:05}", f"Nowhere {n}") for n in range(10)]
    bring(as_csv([*ROWS, *many]), tmp_path)
    grown = listed_row("MI8121800", "Ann Arbor", population="120000", data_year="2026")
    summary = bring(as_csv([grown, *ROWS[2:], *many]), tmp_path)
    # Every agency of the list is of the new edition.
    assert (summary.new, summary.replaced, summary.closed, summary.edition) == (0, 15, 1, "2026")
    gone = Agency.objects.get(pk="MI8198900")
    assert (gone.closed_on, gone.edition) == ("2026-10-01", "2025")
    assert services()["MI8198900"] == [(YPSILANTI, True, "name")]
    assert Agency.objects.active().count() == 15
    again = listed_row("MI8198900", "Ypsilanti", data_year="2026")
    bring(as_csv([grown, again, *ROWS[2:], *many]), tmp_path)
    assert Agency.objects.get(pk="MI8198900").closed_on == ""


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    summary = bring(as_csv(ROWS), tmp_path, dry_run=True)
    assert (summary.new, summary.dry_run) == (6, True)
    assert not Agency.objects.exists()
    assert not AgencyEdition.objects.exists()


def test_the_report_can_be_filled_in_and_fed_back(tmp_path: Path) -> None:
    report = tmp_path / "report.csv"
    bring(as_csv(ROWS), tmp_path, report=report)
    (row,) = csv.DictReader(report.open(encoding="utf-8"))
    assert (row["pub_agency_name"], row["places"], row["why"]) == (
        "Valley Regional",
        "",
        "regional",
    )
    filled = report.read_text().replace(",,regional", f",{SALINE};{TOWNSHIP},regional")
    summary = bring(filled, tmp_path)
    assert (summary.replaced, summary.closed, summary.ignored) == (1, 0, ())
    assert services()["MI8188900"] == [
        (SALINE, True, "by-hand"),
        (TOWNSHIP, False, "by-hand"),
    ]
    # What somebody wrote down stays when the whole list comes again.
    assert bring(as_csv(ROWS), tmp_path).changed == 0
    assert len(services()["MI8188900"]) == 2
    filled = filled.replace(f"{SALINE};{TOWNSHIP}", "none")
    bring(filled, tmp_path)
    assert "MI8188900" not in services()
    assert bring(as_csv(ROWS), tmp_path).unmatched == ()


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    OldCode.objects.create(code="2699999", place_id=SALINE, reason="a test")
    bring(as_csv(ROWS), tmp_path)
    own = (
        "id,name,state,kind,places,phone,email,url,outreach_name,checked_on,shoe_size\n"
        "saline-pd,Saline Police,MI,city,2699999,734-555-0100,chief@saline.example,"
        "https://saline.example,A. Officer,2026-09,44\n"
    )
    summary = bring(own, tmp_path)
    assert (summary.new, summary.closed, summary.edition) == (1, 0, "")
    assert summary.ignored == ("shoe_size",)
    agency = Agency.objects.get(pk="saline-pd")
    assert (agency.ori, agency.phone, agency.outreach_name) == ("", "734-555-0100", "A. Officer")
    assert services()["saline-pd"] == [(SALINE, True, "by-hand")]
    # The whole list closes only those that stand in a list.
    assert bring(as_csv(ROWS), tmp_path).closed == 0


def test_a_file_of_ones_own_adds_to_what_the_list_says(tmp_path: Path) -> None:
    bring(as_csv(ROWS), tmp_path)
    assert bring("ori,phone\nMI8121800,734-555-0101\n", tmp_path).replaced == 1
    agency = Agency.objects.get(pk="MI8121800")
    assert (agency.phone, agency.name, agency.population) == (
        "734-555-0101",
        "Ann Arbor Police Department",
        119_000,
    )
    bring(as_csv(ROWS), tmp_path)
    assert Agency.objects.get(pk="MI8121800").phone == "734-555-0101"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id,name,kind\nx,X,city\n", "Line 2: There is no “state”."),
        ("name,kind\nx,city\n", "Line 1: The header has no column “id”."),
        ("id,id\nx,x\n", "Line 1: The header has the column “id” twice."),
        (
            "id,name,state,kind,places\nx,X,MI,city,9999999\n",
            "Line 2: There is no place “9999999”.",
        ),
        ("id,name,state,kind\nx,X,ZZ,city\n", "Line 2: “state” is “ZZ”: write one of MI."),
        ("id,name,state,kind,url\nx,X,MI,city,javascript:1\n", "Line 2: “url” is “javascript:1”"),
        ("id,name,state,kind,email\nx,X,MI,city,a@b\n", "Line 2: “a@b” is not an email address."),
        ("id,name,state,kind,checked_on\nx,X,MI,city,1.2.24\n", "Line 2: “checked_on”:"),
        ("id,name,state,kind,checked_on\nx,X,MI,city,2090\n", "Line 2: “checked_on” is “2090”"),
        ("id,name,state,kind,population\nx,X,MI,city,many\n", "Line 2: “population” is “many”"),
        ("id,name,state,kind\nx x,X,MI,city\n", "Line 2: The id “x x” may only have"),
        ("id,name,state,kind,ori\nx,X,MI,city,12\n", "Line 2: The ORI “12”"),
        ("id,name\n", "Line 1: There is no row in this file."),
        ("", "Line 1: There is no row in this file."),
    ],
)
def test_a_wrong_row_of_ones_own(tmp_path: Path, text: str, sentence: str) -> None:
    assert refusal(text, tmp_path).startswith(sentence)


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        ({"ori": "MI81"}, "The ORI “MI81” is not nine letters and digits."),
        ({"agency_type_name": "Town"}, "“agency_type_name” is “Town”"),
        ({"data_year": "25"}, "“25” is not a year."),
        ({"state_abbr": "Mich"}, "“Mich” is not the postal code of a state."),
        ({"total_pe_ct": "9"}, "“total_pe_ct” is not the sum"),
        ({"pe_ct_per_1000": "4.0"}, "“pe_ct_per_1000” is not what"),
        ({"pub_agency_name": ""}, "There is no “pub_agency_name”."),
        ({"pub_agency_name": "DoÃ±a Ana"}, "Letters of this row were lost"),
    ],
)
def test_a_wrong_row_of_the_list(tmp_path: Path, overrides: dict[str, str], sentence: str) -> None:
    values = {"ori": "MI0000001", "name": "X", **overrides}
    bad = listed_row(values.pop("ori"), values.pop("name"), **values)
    assert refusal(as_csv([*ROWS, bad]), tmp_path).startswith(f"Line 8: {sentence}")


def test_a_file_cut_in_a_row_names_the_line(tmp_path: Path) -> None:
    whole = as_csv(ROWS)
    assert refusal(whole[: whole.rindex(",City") - 20], tmp_path).startswith("Line ")
    for length in range(len(whole) - 24, len(whole) - 2):
        assert refusal(whole[:length], tmp_path).startswith("Line 7: ")


def test_half_a_list_is_refused(tmp_path: Path) -> None:
    bring(as_csv(ROWS), tmp_path)
    with pytest.raises(ImportRefused, match=r"line 4: the list ends here, and 3 of the 6"):
        bring(as_csv(ROWS[:3]), tmp_path)
    assert Agency.objects.active().count() == 6


def test_a_list_without_a_state_is_refused(tmp_path: Path) -> None:
    rows = [row | {"state_abbr": "GU"} for row in ROWS]
    assert refusal(as_csv(rows), tmp_path).startswith(
        "Line 7: The list ends here without an agency in MI: it is cut short."
    )


def test_a_year_that_hardly_any_row_has_is_a_slip(tmp_path: Path) -> None:
    many = [listed_row(f"MI{number:07}", "X", agency_type_name="Tribal") for number in range(200)]
    many[0]["data_year"] = "2026"
    assert refusal(as_csv([*ROWS, *many]), tmp_path) == (
        "Line 8: “data_year” is “2026”, which hardly any other row has."
    )


def test_a_state_that_is_none_names_its_line(tmp_path: Path) -> None:
    rows = [*ROWS[:2], ROWS[2] | {"state_abbr": "ZZ"}, *ROWS[3:]]
    assert refusal(as_csv(rows), tmp_path) == "Line 4: “ZZ” is not the postal code of a state."


def test_an_earlier_edition_is_refused(tmp_path: Path) -> None:
    bring(as_csv(ROWS), tmp_path)
    with pytest.raises(ImportRefused, match="of 2024, and that of 2025 is in use"):
        bring(as_csv([row | {"data_year": "2024"} for row in ROWS]), tmp_path)


def test_a_doubled_file_names_the_line(tmp_path: Path) -> None:
    text = as_csv([*ROWS, *ROWS])
    with pytest.raises(ImportRefused) as refused:
        bring(text, tmp_path)
    assert str(refused.value) == (
        "Nothing was imported, because of line 8 and 5 more lines: "
        "the agency “MI8121800” stands on line 2 already."
    )


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (as_csv(ROWS).encode("utf-16"), 1),
        (as_csv([*ROWS, listed_row("MI0000002", "Doña Ana")]).encode("latin-1"), 8),
    ],
)
def test_a_file_in_another_encoding_names_the_line(tmp_path: Path, data: bytes, line: int) -> None:
    assert refusal(data, tmp_path).startswith(f"Line {line}: This is not UTF-8 text.")


def test_a_byte_order_mark_and_other_line_ends_are_fine(tmp_path: Path) -> None:
    text = "\ufeff" + as_csv(ROWS).replace("\n", "\r\n")
    assert bring(text, tmp_path).new == 6


def test_only_the_system_imports(tmp_path: Path) -> None:
    somebody = Person.objects.create()
    with pytest.raises(MayNotImport):
        import_agencies([as_csv(ROWS)], actor=somebody, now=NOW)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotRead, match=r"“none\.csv” cannot be read"):
        import_agencies(tmp_path / "none.csv", actor=system_actor(), now=NOW)
