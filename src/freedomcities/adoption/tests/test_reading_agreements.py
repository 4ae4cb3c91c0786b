"""Reading a published list of agreements."""

from __future__ import annotations

import io
import re
from datetime import datetime
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from freedomcities.adoption.reading_agreements import AgreementRow, read_agreements

HEAD = "STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA,ADDENDUM,,"
NIXA = (
    "MISSOURI,Nixa Police Department ,Municipality,Christian County,"
    "Task Force Model,2025-09-22,link,,,"
)
STATE = "FLORIDA,Florida National Guard,State Agency,#N/A,Task Force Model,9/2/2025,link,,,"


def csv_of(*lines: str) -> bytes:
    return "\n".join((HEAD, *lines, "")).encode()


def refused(data: bytes) -> list[tuple[int, str]]:
    rows, problems = read_agreements(data)
    assert problems, rows
    return [(problem.line, problem.sentence) for problem in problems]


def test_rows_of_text() -> None:
    rows, problems = read_agreements(csv_of(NIXA, ",,,,,,,,,", "", STATE))
    assert problems == []
    assert rows == [
        AgreementRow(
            line=2,
            state="MISSOURI",
            agency="Nixa Police Department",
            level="Municipality",
            county="Christian County",
            model="Task Force Model",
            signed="2025-09-22",
            url="",
        ),
        AgreementRow(
            line=5,
            state="FLORIDA",
            agency="Florida National Guard",
            level="State Agency",
            county="",
            model="Task Force Model",
            signed="2025-09-02",
            url="",
        ),
    ]
    assert rows[1].passage == (
        "FLORIDA | Florida National Guard | State Agency | Task Force Model | 2025-09-02"
    )


def test_a_workbook_says_the_same_and_where_the_paper_is() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD.rstrip(",").split(","))
    signed = datetime(2025, 9, 22)  # noqa: DTZ001 -- as a workbook has it
    sheet.append([*NIXA.split(",")[:5], signed, "link"])
    sheet["G2"].hyperlink = "https://example.org/nixa.pdf"
    sheet.append([None] * 7)
    sheet.append([*STATE.split(",")[:6], "link"])
    sheet[
        "G4"
    ].hyperlink = "https://gcc02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa.pdf&data=1"
    kept = io.BytesIO()
    book.save(kept)
    rows, problems = read_agreements(kept.getvalue())
    assert problems == []
    assert [(row.line, row.agency, row.signed, row.url) for row in rows] == [
        (2, "Nixa Police Department", "2025-09-22", "https://example.org/nixa.pdf"),
        (4, "Florida National Guard", "2025-09-02", "https://example.org/a.pdf"),
    ]
    assert refused(kept.getvalue()[:2000]) == [
        (1, "This workbook cannot be opened: it is damaged or cut short.")
    ]


def test_a_workbook_that_is_a_trap(monkeypatch: pytest.MonkeyPatch) -> None:
    book = Workbook()
    kept = io.BytesIO()
    book.save(kept)
    with ZipFile(kept) as plain:
        parts = {name: plain.read(name) for name in plain.namelist()}
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %s "%s">' % (chr(98 + n).encode(), b"&%s;" % chr(97 + n).encode() * 10)
        for n in range(9)
    )
    parts["xl/worksheets/sheet1.xml"] = entities + b"]><worksheet>&j;</worksheet>"
    trap = io.BytesIO()
    with ZipFile(trap, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    assert refused(trap.getvalue()) == [
        (1, "This workbook cannot be opened: it is damaged or cut short.")
    ]
    monkeypatch.setattr("freedomcities.adoption.reading_agreements._MOST_BYTES", 100)
    assert refused(kept.getvalue()) == [
        (1, "This workbook is too large: it unpacks to more than 50 MB.")
    ]


@pytest.mark.parametrize("broken", ["without its sheet", "a text that is not there"])
def test_a_workbook_with_a_part_missing(broken: str) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["STATE"])
    kept, changed = io.BytesIO(), io.BytesIO()
    book.save(kept)
    sheet = "xl/worksheets/sheet1.xml"
    with ZipFile(kept) as plain, ZipFile(changed, "w") as packed:
        for name in plain.namelist():
            content = plain.read(name)
            if name == sheet and broken == "without its sheet":
                continue
            if name == sheet:
                content = re.sub(
                    rb"<v>\d+</v>|<c [^>]*>.*?</c>", b'<c r="A1" t="s"><v>99999999</v></c>', content
                )
                assert b"99999999" in content
            packed.writestr(name, content)
    assert refused(changed.getvalue()) == [
        (1, "This workbook cannot be opened: it is damaged or cut short.")
    ]


def test_an_agreement_twice_names_both_lines() -> None:
    again = NIXA.replace("Nixa Police Department ", "NIXA  police department")
    assert refused(csv_of(NIXA, STATE, again)) == [(4, "This agreement stands on line 2 already.")]


@pytest.mark.parametrize(
    ("data", "line", "sentence"),
    [
        (b"", 1, "There is nothing in this file."),
        (csv_of(), 1, "There is no agreement in this file."),
        (csv_of(",,,,"), 1, "There is no agreement in this file."),
        (b"STATE,TYPE\nMISSOURI,County\n", 1, "There is no column “LAW ENFORCEMENT AGENCY”."),
        (csv_of(NIXA, "MISSOURI,Ozark"), 3, "“TYPE” is empty."),
        (csv_of(NIXA, STATE[:40]), 3, "“SUPPORT TYPE” is empty."),
        (csv_of(NIXA, 'MISSOURI,"Ozark'), 3, "This row is broken off or not well formed CSV."),
        (
            csv_of(NIXA, STATE.replace("9/2/2025", "2/30/2025")),
            3,
            "“2/30/2025” is not a day: write it as in 2025-09-22.",
        ),
        (
            csv_of(NIXA, "OHIO,=1+1,County,,Model,2025-01-01"),
            3,
            "“LAW ENFORCEMENT AGENCY” is a",
        ),
        (csv_of(NIXA, STATE.replace("9/2/2025", "soon")), 3, "“soon” is not a day: write it"),
        (
            csv_of(NIXA) + "FLORIDA,Doña,County".encode("latin-1"),
            3,
            "This is not UTF-8 text.",
        ),
        (csv_of(NIXA).decode().encode("utf-16"), 1, "This is not UTF-8 text"),
    ],
)
def test_what_cannot_be_read_names_its_line(data: bytes, line: int, sentence: str) -> None:
    (found,) = refused(data)
    assert found[0] == line
    assert found[1].startswith(sentence)
