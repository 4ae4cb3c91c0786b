"""`import instruments`: all of a file or nothing, once, and never half."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.installed.command import Home, check_refusal
from tests.installed.databases import fingerprint
from tests.installed.laws import law, lines, write_laws

pytestmark = pytest.mark.installed

GOOD = [law("first"), law("second", "26"), law("third", "0820000", "5")]
TEXT = lines(GOOD)


def _with(**overrides: Any) -> bytes:
    return lines([*GOOD, law("fourth", **overrides)]).encode()


def _long_quote() -> bytes:
    finding = {"rule": "1", "verdict": "meets", "quote": "x" * 10_001, "confirmed": True}
    return _with(findings=[finding])


WRONG: dict[str, tuple[bytes, str]] = {
    "truncated": (TEXT.encode()[:-40], "line 3"),
    "doubled": ((TEXT * 2).encode(), "line 4"),
    "in UTF-16": (TEXT.encode("utf-16"), "UTF-8"),
    "in Latin-1": (TEXT.replace("…", "").encode("latin-1"), "UTF-8"),
    "no text": (b"\x00\xff" * 500, "UTF-8"),
    "a list": (b"[1, 2]\n", "line 1"),
    "unknown place": (_with(place="9999999"), "line 4"),
    "unknown kind": (_with(kind="rumour"), "line 4"),
    "unknown blueprint": (_with(blueprint="nothing"), "line 4"),
    "unknown rule": (_with(rule="77"), "line 4"),
    "a date that is none": (_with(adopted_on="2026-02-30"), "line 4"),
    "a finding on a declaration": (_with(kind="declaration"), "line 4"),
    "a quote beyond the limit": (_long_quote(), "line 4"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_names_its_line(demo: Home, tmp_path: Path, wrong: str) -> None:
    content, part = WRONG[wrong]
    file = tmp_path / "laws.jsonl"
    file.write_bytes(content)
    said = demo.say("import", "instruments", file, "--json")
    check_refusal(said, "Nothing was imported", part, more={"problems"})
    for problem in said.answer["problems"]:
        assert set(problem) == {"line", "error"}
    first = said.answer["problems"][0]
    assert first["error"].rstrip(".")[1:] in said.answer["error"]
    assert f"line {first['line']}" in said.answer["error"]


@pytest.mark.parametrize(
    "words",
    [
        ["import", "instruments", "nowhere.jsonl"],
        ["import", "instruments", "."],
        ["import", "instruments"],
        ["import", "rumours", "nowhere.jsonl"],
        ["import"],
    ],
    ids=" ".join,
)
def test_no_file_or_no_kind(demo: Home, words: list[str]) -> None:
    check_refusal(demo.say(*words, "--json"))


def test_a_file_counts_once_and_a_change_is_kept_as_history(home: Home, tmp_path: Path) -> None:
    file = write_laws(tmp_path / "laws.jsonl", *GOOD)
    first = home.say("import", "instruments", file, "--json").answer
    assert (first["new"], first["replaced"], first["unchanged"]) == (3, 0, 0)
    after_first = fingerprint(home)
    again = home.say("import", "instruments", file, "--json").answer
    assert (again["new"], again["replaced"], again["unchanged"]) == (0, 0, 3)
    assert fingerprint(home) == after_first
    write_laws(file, law("first", title="Another title"), *GOOD[1:])
    changed = home.say("import", "instruments", file, "--json").answer
    assert (changed["new"], changed["replaced"], changed["unchanged"]) == (0, 1, 2)
    history = "adoption_instrumentversion"
    assert fingerprint(home)[history] != after_first[history]


@pytest.mark.parametrize("name", ["laws.jsonl", "laws.csv"])
def test_a_file_with_nothing_in_it(demo: Home, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("id,place,kind\n" if name.endswith("csv") else "\n\n")
    check_refusal(demo.say("import", "instruments", file, "--json"), "nothing in it")


def test_all_that_is_wrong_is_told(demo: Home, tmp_path: Path) -> None:
    rows = [law("one", "9999999"), law("two"), law("three", kind="rumour")]
    file = write_laws(tmp_path / "laws.jsonl", *rows)
    said = demo.say("import", "instruments", file, "--json")
    check_refusal(said, "line 1", "1 more line", more={"problems"})
    assert [problem["line"] for problem in said.answer["problems"]] == [1, 3]
    assert said.answer["problems"][0]["error"] == "There is no place “9999999”."


def test_a_dry_run_tells_and_changes_nothing(demo: Home, tmp_path: Path) -> None:
    file = write_laws(tmp_path / "laws.jsonl", *GOOD)
    told = demo.say("import", "instruments", file, "--dry-run", "--json").answer
    assert (told["new"], told["dry_run"]) == (3, True)
    assert told["standings"] > 0


def test_every_code_of_a_government_is_taken(home: Home, tmp_path: Path) -> None:
    file = write_laws(tmp_path / "laws.jsonl", law("of-the-county", "08031", "8"))
    assert home.say("import", "instruments", file, "--json").code == 0
    rules = home.say("status", "0820000", "--json").answer["rules"]
    assert [each["standing"] for each in rules if each["number"] == "8"] == ["adopted"]
