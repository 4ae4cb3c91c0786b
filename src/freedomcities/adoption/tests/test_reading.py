"""Every sentence of the contract about import files, without a database."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from freedomcities.adoption.facts import Kind, Reach, Verdict
from freedomcities.adoption.reading import Reading, read
from freedomcities.adoption.reading_parts import Known
from freedomcities.adoption.rows import InstrumentRow, SearchRow
from freedomcities.lib.csv_safety import neutralise

PLACES = {"2603000": "2603000", "26": "26", "08031": "0820000", "0820000": "0820000"}
RULES = [f"freedom-cities/{number}" for number in [*"123456789", "1373"]] + ["demands/1"]
KNOWN = Known(PLACES.get, ["freedom-cities", "demands"], RULES)

FINDING = {"rule": "1", "verdict": "meets", "quote": "No officer …", "confirmed": True}
COLUMNS = [
    *("id", "place", "kind", "blueprint", "title", "citation", "introduced_on", "adopted_on"),
    *("effective_on", "ended_on", "stayed", "reach", "preempts", "url", "checked_on", "rule"),
    *("verdict", "quote", "pinpoint", "confirmed", "readers", "rules"),
]


def make_row(**overrides: Any) -> dict[str, Any]:
    row = {
        "id": "ann-arbor-ord-17-02",
        "place": "2603000",
        "kind": "ordinance",
        "title": "Ordinance 17-02",
        "adopted_on": "2017-04-03",
        "reach": "own-agencies",
        "findings": [FINDING],
    }
    return {**row, **overrides}


def read_rows(*rows: dict[str, Any], known: Known = KNOWN) -> Reading:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    return read("\n".join(lines).encode(), known)


def read_cells(*rows: dict[str, str], columns: list[str] = COLUMNS) -> Reading:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return read(out.getvalue().encode(), KNOWN, suffix=".csv")


def one(reading: Reading) -> InstrumentRow:
    assert reading.problems == ()
    (row,) = reading.rows
    assert isinstance(row, InstrumentRow)
    return row


def fault(reading: Reading) -> tuple[int, str]:
    (problem,) = reading.problems
    return problem.line, problem.sentence


def cells(**overrides: str) -> dict[str, str]:
    given = {"id": "a", "place": "2603000", "kind": "ordinance", "rule": "1", "verdict": "meets"}
    return given | overrides


def test_a_row_with_everything() -> None:
    row = one(
        read_rows(
            make_row(
                citation=" Ch. 112 ",
                number="ORD-17-02",
                introduced_on="2017-03-06",
                effective_on="2017-05",
                ended_on=None,
                stayed=[["2018-01-01", "2018-02-01"], ["2019", None, ["2", "5"]]],
                preempts=True,
                reach="territory",
                url="https://example.org/a",
                checked_on="2026",
                note="seen",
                findings=[FINDING | {"pinpoint": "sec. 2", "readers": ["Ana", "Ben"]}],
            )
        )
    )
    assert (row.kind, row.reach, row.preempts) == (Kind.ORDINANCE, Reach.TERRITORY, True)
    assert (row.citation, row.number, row.note) == ("Ch. 112", "ORD-17-02", "seen")
    assert (row.introduced_on, row.effective_on, row.ended_on, row.checked_on) == (
        "2017-03-06",
        "2017-05",
        "",
        "2026",
    )
    assert row.stays == (
        ("2018-01-01", "2018-02-01", ()),
        ("2019", None, ("freedom-cities/2", "freedom-cities/5")),
    )
    (finding,) = row.findings
    assert (finding.rule, finding.verdict, finding.quote) == (
        "freedom-cities/1",
        Verdict.MEETS,
        "No officer …",
    )
    assert (finding.pinpoint, finding.confirmed, finding.readers) == (
        "sec. 2",
        True,
        ("Ana", "Ben"),
    )


def test_the_least_that_a_row_says() -> None:
    row = one(read_rows({"id": "x", "place": "26", "kind": "statute"}))
    assert (row.title, row.reach, row.preempts, row.findings, row.stays) == (
        "",
        Reach.OWN_AGENCIES,
        False,
        (),
        (),
    )


def test_a_search() -> None:
    reading = read_rows(
        {
            "id": "look",
            "place": "2603000",
            "kind": "search",
            "checked_on": "2026-05",
            "rules": ["4", "7", "4"],
        }
    )
    (row,) = reading.rows
    assert row == SearchRow(
        1, "look", "2603000", "2026-05", ("freedom-cities/4", "freedom-cities/7"), "", ""
    )


def test_any_code_of_a_consolidated_government_is_the_one_it_goes_by() -> None:
    assert one(read_rows(make_row(place="08031"))).place == "0820000"


def test_a_row_may_name_its_blueprint() -> None:
    row = one(read_rows(make_row(blueprint="demands", stayed=[["2018", "2018", ["1"]]])))
    assert row.findings[0].rule == "demands/1"
    assert row.stays[0][2] == ("demands/1",)
    for other in ({"rule": "demands/1"}, {"blueprint": "demands"}):
        both = one(read_rows(make_row(findings=[FINDING, FINDING | other])))
        assert [each.rule for each in both.findings] == ["freedom-cities/1", "demands/1"]


def test_a_list_of_agencies_is_a_reach() -> None:
    row = one(read_rows(make_row(reach=["MI8121800", "washtenaw-sheriff"])))
    assert (row.reach, row.agencies) == (Reach.AGENCIES, ("MI8121800", "washtenaw-sheriff"))


def test_readers_of_a_row_are_those_of_its_findings() -> None:
    row = one(read_rows(make_row(readers=["Ana", "Ben"])))
    assert row.findings[0].readers == ("Ana", "Ben")


def test_a_quote_stays_exactly_as_it_is() -> None:
    quote = "  two\n lines\u2028and a line separator "
    assert (
        one(read_rows(make_row(findings=[FINDING | {"quote": quote}]))).findings[0].quote == quote
    )


def test_what_means_nothing_here_is_named() -> None:
    reading = read_rows(make_row(effectve_on="2017", findings=[FINDING | {"page": 4}]))
    assert reading.ignored == ("effectve_on", "findings.page")
    assert reading.problems == ()


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("place", {"place": "9999999"}, "There is no place “9999999”."),
    ("place as a number", {"place": 26}, "“place” is not a text."),
    ("no place", {"place": None}, "There is no “place”."),
    ("no id", {"id": ""}, "There is no “id”."),
    ("kind", {"kind": "law"}, "“kind” is “law”: write one of search, statute, "),
    ("no kind", {"kind": None}, "There is no “kind”."),
    ("blueprint", {"blueprint": "nope"}, "There is no blueprint “nope”."),
    (
        "rule",
        {"findings": [FINDING | {"rule": "10"}]},
        "The blueprint “freedom-cities” has no rule “10”.",
    ),
    ("rule as a number", {"findings": [FINDING | {"rule": 1}]}, "“rule” is not a text."),
    (
        "rule of another blueprint",
        {"findings": [FINDING | {"rule": "nope/1"}]},
        "There is no blueprint “nope”.",
    ),
    ("verdict", {"findings": [FINDING | {"verdict": "full"}]}, "“verdict” is “full”: write one of"),
    ("no verdict", {"findings": [{"rule": "1"}]}, "There is no “verdict”."),
    (
        "confirmed",
        {"findings": [FINDING | {"confirmed": "yes"}]},
        "“confirmed” is “yes”: write true or false.",
    ),
    ("preempts", {"preempts": 1}, "“preempts” is “1”: write true or false."),
    (
        "quote",
        {"findings": [FINDING | {"quote": "x" * 10_001}]},
        "“quote” is longer than 10,000 characters.",
    ),
    ("finding", {"findings": ["1"]}, "A finding is not an object."),
    ("findings", {"findings": {"rule": "1"}}, "“findings” is not a list."),
    ("date", {"adopted_on": "2017-02-30"}, "“adopted_on”: “2017-02-30” is not a day of"),
    ("date in words", {"ended_on": "spring 2017"}, "“ended_on”: “spring 2017” is not a date"),
    ("date without zeros", {"effective_on": "2017-4-3"}, "“effective_on”: “2017-4-3” is not a"),
    ("date as a number", {"introduced_on": 2017}, "“introduced_on” is not a text."),
    ("month zero", {"adopted_on": "2017-00"}, "“adopted_on”: “2017-00” is not"),
    ("day zero", {"adopted_on": "2017-04-00"}, "“adopted_on”: “2017-04-00” is not"),
    ("other digits", {"adopted_on": "２０１７"}, "“adopted_on”: “２０１７” is not"),
    ("reach", {"reach": "teritory"}, "The reach “teritory” is none: write own-agencies, territory"),
    ("no agencies", {"reach": []}, "The reach “[]” is none"),
    ("agency", {"reach": ["not an id"]}, "The reach “['not an id']” is none"),
    ("reach as a number", {"reach": 7}, "The reach “7” is none"),
    (
        "declaration",
        {"kind": "declaration"},
        "A declaration meets no rule, and so it has no findings.",
    ),
    (
        "one reader twice",
        {"findings": [FINDING | {"readers": ["Ana  B", "ana b"]}]},
        "“readers” are the names of two different people.",
    ),
    ("one reader", {"readers": ["Ana"]}, "“readers” are the names of two different people."),
    ("stay", {"stayed": ["2018"]}, "A stay is written [from, to] or [from, to, [rules]]."),
    ("stay of one day", {"stayed": [["2018"]]}, "A stay is written [from, to]"),
    ("stay of four", {"stayed": [["2018", "2019", ["1"], 4]]}, "A stay is written [from, to]"),
    ("stay of no rule", {"stayed": [["2018", "2019", []]]}, "A stay is written [from, to]"),
    ("stay without a start", {"stayed": [[None, "2018"]]}, "A stay has a day on which it began."),
    ("stay that is no date", {"stayed": [["x", "2018"]]}, "“stayed”: “x” is not a date"),
    (
        "stay backwards",
        {"stayed": [["2018-02-02", "2018-02-01"]]},
        "The stay from 2018-02-02 ends before it begins, on 2018-02-01.",
    ),
    ("stay of an unknown rule", {"stayed": [["2018", "2019", ["77"]]]}, "The blueprint “freedom-"),
    ("address", {"url": "javascript:alert(1)"}, "“url” is “javascript:alert(1)”: write an address"),
    ("address of nobody", {"url": "https:///a"}, "“url” is “https:///a”: write an address"),
    ("address on two lines", {"url": "https://a.org/\nb"}, "“url” is “https://a.org/\nb”: write"),
    ("rules", {"rules": ["1"]}, "Only a search has “rules”; an instrument has findings."),
    ("id with a space", {"id": "a b"}, "The id “a b” may only have letters"),
    ("NUL", {"title": "a\0b"}, "“title” has a NUL character in it."),
    ("long title", {"title": "x" * 2_001}, "“title” is longer than 2,000 characters."),
    ("search with findings", {"kind": "search"}, "A search found nothing, and so it has no find"),
    (
        "search without rules",
        {"kind": "search", "findings": [], "checked_on": "2026"},
        "A search names the rules for which somebody looked.",
    ),
    (
        "search without its day",
        {"kind": "search", "findings": [], "rules": ["1"]},
        "A search counts from its “checked_on”, and there is none.",
    ),
    (
        "search with a day that is none",
        {"kind": "search", "findings": [], "rules": ["1"], "adopted_on": "soon"},
        "“adopted_on”: “soon” is not a date",
    ),
    (
        "one reader in wider letters",
        {"readers": ["Ana", "Ａｎａ"]},
        "“readers” are the names of two different people.",
    ),
]


@pytest.mark.parametrize(
    ("overrides", "sentence"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_fault_names_its_line(overrides: dict[str, Any], sentence: str) -> None:
    line, said = fault(read_rows(make_row(id="before"), make_row(**overrides)))
    assert line == 2
    assert said.startswith(sentence)
    assert said.endswith(".")


def test_a_quote_of_just_ten_thousand_characters_is_read() -> None:
    row = one(read_rows(make_row(findings=[FINDING | {"quote": "ñ" * 10_000}])))
    assert len(row.findings[0].quote) == 10_000


def test_an_id_twice_in_the_file() -> None:
    line, said = fault(read_rows(make_row(), make_row(id="b"), make_row(place="26")))
    assert (line, said) == (3, "The id “ann-arbor-ord-17-02” stands on line 1 already.")


def test_all_faults_are_named_in_the_order_of_their_lines() -> None:
    text = "\n".join([json.dumps(make_row(place="x")), "{", json.dumps(make_row(kind="x"))])
    reading = read(text.encode(), KNOWN)
    assert [problem.line for problem in reading.problems] == [1, 2, 3]


class TestJsonLines:
    def test_blank_lines_and_a_byte_order_mark_are_no_rows(self) -> None:
        data = b"\xef\xbb\xbf\n" + json.dumps(make_row()).encode() + b"\r\n\n"
        assert one(read(data, KNOWN)).line == 2

    @pytest.mark.parametrize("suffix", ["", ".jsonl"])
    @pytest.mark.parametrize(
        "second",
        ['{"id": "b", "place": "26", "kind": "sta', "[]", "nonsense", "null", "[" * 100_000],
    )
    def test_broken_or_truncated(self, second: str, suffix: str) -> None:
        data = f"{json.dumps(make_row())}\n{second}".encode()
        assert fault(read(data, KNOWN, suffix=suffix)) == (2, "This is not a whole JSON object.")

    def test_a_key_twice(self) -> None:
        data = b'{"id": "a", "place": "26", "place": "2603000", "kind": "statute"}'
        assert fault(read(data, KNOWN)) == (1, "“place” stands twice in one object.")

    @pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
    def test_another_encoding(self, encoding: str) -> None:
        row = json.dumps(make_row(title="ñ", findings=[]), ensure_ascii=False)
        data = f"{json.dumps(make_row(id='b'))}\n{row}".encode(encoding)
        line, said = fault(read(data, KNOWN))
        assert (line, said) == (2 if encoding == "latin-1" else 1, "This is not UTF-8 text.")

    def test_half_a_character(self) -> None:
        data = json.dumps(make_row()).replace("Ordinance 17-02", "\\ud800").encode()
        assert fault(read(data, KNOWN)) == (1, "“title” has half a character in it.")

    def test_an_empty_file_has_no_rows(self) -> None:
        assert read(b"", KNOWN) == Reading((), ())


class TestCsv:
    def test_the_same_columns(self) -> None:
        row = one(
            read_cells(
                cells(
                    title="=Ordinance",
                    adopted_on="2017-04-03",
                    stayed="2018-01-01/2018-02-01; 2019/:2,5",
                    reach="territory",
                    preempts="TRUE",
                    quote="line one\nline two",
                    confirmed="true",
                    readers="Ana; Ben",
                )
            )
        )
        assert (
            row.content()
            == one(
                read_rows(
                    make_row(
                        id="a",
                        title="=Ordinance",
                        reach="territory",
                        preempts=True,
                        stayed=[["2018-01-01", "2018-02-01"], ["2019", None, ["2", "5"]]],
                        findings=[
                            FINDING | {"quote": "line one\nline two", "readers": ["Ana", "Ben"]}
                        ],
                    )
                )
            ).content()
        )

    def test_one_finding_a_row_and_rows_of_one_id_are_one_instrument(self) -> None:
        reading = read_cells(
            cells(title="T"),
            cells(id="b", title="B"),
            cells(title="T", rule="2", verdict="partly"),
        )
        assert [row.id for row in reading.rows] == ["a", "b"]
        first = reading.rows[0]
        assert isinstance(first, InstrumentRow)
        assert [(each.rule, each.verdict) for each in first.findings] == [
            ("freedom-cities/1", "meets"),
            ("freedom-cities/2", "partly"),
        ]

    def test_rows_of_one_id_must_agree(self) -> None:
        reading = read_cells(cells(title="T"), cells(title="U", rule="2"))
        assert fault(reading) == (3, "“title” differs from line 2, which has the same id.")

    @pytest.mark.parametrize("again", [{}, {"rule": "", "verdict": ""}])
    def test_the_same_row_twice(self, again: dict[str, str]) -> None:
        assert fault(read_cells(cells(), cells(**again))) == (3, "This stands on line 2 already.")

    def test_a_search_has_its_rules_in_one_cell(self) -> None:
        search = {"id": "s", "place": "26", "kind": "search", "checked_on": "2026-01-01"}
        for text in ("4;7", "4, 7"):
            (row,) = read_cells(search | {"rules": text}).rows
            assert isinstance(row, SearchRow)
            assert row.rules == ("freedom-cities/4", "freedom-cities/7")
        assert fault(read_cells(search | {"rules": "4"}, search | {"rules": "4"}))[0] == 3

    def test_each_row_may_name_its_blueprint(self) -> None:
        row = one(read_cells(cells(), cells(blueprint="demands")))
        assert [each.rule for each in row.findings] == ["freedom-cities/1", "demands/1"]
        assert fault(read_cells(cells(blueprint="nope")))[1] == "There is no blueprint “nope”."

    def test_agencies_are_joined_by_semicolons(self) -> None:
        row = one(read_cells(cells(reach="MI8121800; MI8143700")))
        assert (row.reach, row.agencies) == (Reach.AGENCIES, ("MI8121800", "MI8143700"))
        assert one(read_cells(cells(reach="MI8121800"))).agencies == ("MI8121800",)

    @pytest.mark.parametrize("word", ["Territory", "teritory", "own agencies", "own-agency"])
    def test_a_slip_of_the_pen_is_no_agency(self, word: str) -> None:
        line, said = fault(read_cells(cells(reach=word)))
        assert line == 2
        assert said.startswith(f"The reach “{word}” is none")

    @pytest.mark.parametrize("word", ["maybe", "ja", "2"])
    def test_true_or_false(self, word: str) -> None:
        reading = read_cells(cells(), cells(id="b", confirmed=word))
        assert fault(reading) == (3, f"“confirmed” is “{word}”: write true or false.")

    @pytest.mark.parametrize(("word", "value"), [("YES", True), ("0", False), (" ", False)])
    def test_words_for_true_and_false(self, word: str, value: bool) -> None:
        assert one(read_cells(cells(confirmed=word))).findings[0].confirmed is value

    def test_a_stay_that_cannot_be_read(self) -> None:
        assert fault(read_cells(cells(stayed="2018-01-01"))) == (
            2,
            "The stay “2018-01-01” cannot be read: write from/to or from/to:2,5.",
        )

    def test_a_stay_of_no_rule_is_not_one_of_all(self) -> None:
        line, said = fault(read_cells(cells(stayed="2018-01-01/2018-02-01:")))
        assert (line, said[:18]) == (2, "A stay is written ")

    def test_cells_neutralised_on_export_are_restored(self) -> None:
        for title in ("=SUM(A1)", "-x", "'@y", "plain"):
            assert one(read_cells(cells(title=neutralise(title)))).title == title

    def test_a_line_is_where_the_row_begins(self) -> None:
        reading = read_cells(cells(quote="a\nb\nc"), cells(id="b", place="x"))
        assert fault(reading) == (5, "There is no place “x”.")

    @pytest.mark.parametrize(
        "wrong",
        [{"rule": "77"}, {"rule": "3", "verdict": "full"}, {"rule": "3", "quote": "x" * 10_001}],
    )
    def test_a_wrong_finding_names_its_own_line(self, wrong: dict[str, str]) -> None:
        reading = read_cells(cells(), cells(id="b"), cells(rule="2"), cells(**wrong))
        assert fault(reading)[0] == 5

    def test_a_truncated_file(self) -> None:
        whole = b'id,place,kind,title\na,26,statute,T\nb,26,statute,"T'
        assert fault(read(whole, KNOWN, suffix=".csv")) == (
            3,
            "This row is broken off or not well formed CSV.",
        )
        short = b"id,place,kind,title\na,26,statute,T\nb,26"
        assert fault(read(short, KNOWN, suffix=".csv")) == (
            3,
            "This row has 2 cells, and the header has 4.",
        )

    def test_the_header(self) -> None:
        for data, sentence in (
            (b"id,place\n", "The header has no column “kind”."),
            (b"id,place,kind,kind\n", "The header has the column “kind” twice."),
        ):
            assert fault(read(data, KNOWN, suffix=".csv")) == (1, sentence)
        with_mark = b"\xef\xbb\xbfid,place,kind,colour\na,26,statute,red\n"
        reading = read(with_mark, KNOWN)
        assert (one(reading).id, reading.ignored) == ("a", ("colour",))

    def test_an_unknown_verdict_or_missing_rule(self) -> None:
        assert fault(read_cells(cells(verdict="full")))[1].startswith("“verdict” is “full”")
        assert fault(read_cells(cells(rule="")))[1] == "There is no “rule”."
