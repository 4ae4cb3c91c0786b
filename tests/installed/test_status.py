"""`status`: the shape that others stand on, and the many names of a place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.installed.command import Home, Said, check_refusal
from tests.installed.laws import law, write_laws

pytestmark = pytest.mark.installed

NUMBERS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "1373"]
STANDINGS = {"adopted", "partial", "proposed", "contradicted", "preempted", "none", "unknown"}


def _status(home: Home, place: str, *more: str) -> Said:
    said = home.say("status", place, *more, "--json")
    assert (said.code, said.err) == (0, ""), said.err
    return said


@pytest.mark.parametrize(
    ("asked", "geoid", "kind"),
    [
        ("Ann Arbor, MI", "2603000", "municipality"),
        ("48104", "2603000", "municipality"),
        ("zip:48104", "2603000", "municipality"),
        ("26161", "26161", "county"),
        ("Washtenaw County, MI", "26161", "county"),
        ("Ypsilanti charter township, MI", "2616189160", "town"),
        ("26", "26", "state"),
        ("us", "us", "nation"),
        ("08031", "0820000", "municipality"),
        ("11", "1150000", "municipality"),
        ("11001", "1150000", "municipality"),
        ("Nashville, TN", "4752006", "municipality"),
    ],
)
def test_every_name_of_a_place(demo: Home, asked: str, geoid: str, kind: str) -> None:
    answer = _status(demo, asked).answer
    assert (answer["place"]["geoid"], answer["place"]["kind"]) == (geoid, kind)


def test_the_object_has_the_shape_of_the_contract(demo: Home) -> None:
    answer = _status(demo, "0820000", "--on", "2026-01-01").answer
    assert set(answer) == {
        "place", "blueprint", "on", "rules", "adopted", "required", "freedom_city",
    }  # fmt: skip
    assert answer["place"] == {
        "geoid": "0820000", "name": "Denver", "kind": "municipality", "state": "CO",
    }  # fmt: skip
    assert (answer["blueprint"], answer["on"]) == ("freedom-cities", "2026-01-01")
    assert [rule["number"] for rule in answer["rules"]] == NUMBERS
    assert (answer["required"], answer["freedom_city"]) == (9, False)
    adopted = [rule for rule in answer["rules"] if rule["standing"] == "adopted"]
    assert answer["adopted"] == sum(rule["number"] != "1373" for rule in adopted) > 0


def test_each_rule_has_the_shape_of_the_contract(demo: Home) -> None:
    rules = _status(demo, "0820000").answer["rules"]
    for rule in rules:
        assert set(rule) >= {"number", "standing", "since", "reported", "basis"}
        assert rule["standing"] in STANDINGS
        assert isinstance(rule["reported"], bool)
    grounds = [ground for rule in rules for ground in rule["basis"]]
    assert grounds
    for ground in grounds:
        assert set(ground) >= {
            "instrument", "title", "place", "verdict", "inherited", "quote", "url",
        }  # fmt: skip
        assert ground["verdict"] in {"meets", "partly", "contradicts"}
        assert isinstance(ground["inherited"], bool)


def test_another_blueprint_and_another_day(demo: Home) -> None:
    answer = _status(demo, "us", "--blueprint", "denver-demands", "--on", "1990-01-01").answer
    assert (answer["blueprint"], answer["on"]) == ("denver-demands", "1990-01-01")
    assert {rule["standing"] for rule in answer["rules"]} == {"unknown"}


def test_a_law_counts_from_its_first_day_to_the_day_before_its_end(home: Home) -> None:
    row = law("a", "26161", effective_on="2020-02-01", ended_on="2020-03-01")
    said = home.say("import", "instruments", write_laws(home.folder / "laws.jsonl", row), "--json")
    assert said.answer["new"] == 1
    days = ("2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01")
    first = [_status(home, "26161", "--on", day).answer["rules"][0]["standing"] for day in days]
    assert first == ["proposed", "adopted", "adopted", "unknown"]


def test_people_get_words(demo: Home) -> None:
    said = demo.say("status", "Denver, CO")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Denver, CO (0820000)")
    assert len(said.out.splitlines()) == 12


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["Nowhereville"], "Nowhereville"),
        (["Springfield"], "Springfield"),
        (["Ann Arbor, Michigann"], "Ann Arbor"),
        (["zip:00000"], "00000"),
        (["99999"], "99999"),
        (["geoid:99999"], "99999"),
        ([""], ""),
        (["us", "--on", "2026-02-30"], "2026-02-30"),
        (["us", "--on", "soon"], "soon"),
        (["us", "--blueprint", "nothing"], "nothing"),
        ([], "PLACE"),
        (["us", "extra"], "extra"),
    ],
    ids=str,
)
def test_a_wrong_question(demo: Home, words: list[str], part: str) -> None:
    check_refusal(demo.say("status", *words, "--json"), part)


def test_a_town_without_its_state_names_the_candidates(demo: Home) -> None:
    candidates = check_refusal(demo.say("status", "Springfield", "--json"))
    assert len(candidates) > 5
    assert {"1772000", "2567000", "2970000"} <= {each["geoid"] for each in candidates}
    assert all(set(each) >= {"geoid", "name", "kind", "state"} for each in candidates)


def test_an_unknown_blueprint_names_those_there_are(demo: Home) -> None:
    candidates = check_refusal(demo.say("status", "us", "--blueprint", "nothing", "--json"))
    assert [each["blueprint"] for each in candidates] == [
        "freedom-cities", "denver-demands", "safety-beyond-policing",
    ]  # fmt: skip


def test_a_refusal_without_json_leaves_standard_output_empty(demo: Home) -> None:
    said = demo.say("status", "Nowhereville")
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)


def test_every_key_of_the_answer_is_documented(demo: Home) -> None:
    page = Path(__file__).parents[2] / "docs" / "answers.md"
    documented = set(re.findall(r"`([a-z_]+)`", page.read_text(encoding="utf-8")))
    rules = demo.say("status", "06", "--json").answer["rules"]
    grounds = [ground for rule in rules for ground in rule["basis"]]
    assert grounds
    for each in (*rules, *grounds):
        assert set(each) <= documented
