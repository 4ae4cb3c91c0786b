"""The starter list: every fact in it must stand in the corpus or the seed that it came from."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

STARTER = Path(__file__).parents[1] / "data" / "starter.jsonl"
SHARED = Path(__file__).parents[4].parent / "shared"

KEYS = {
    *("id", "place", "kind", "title", "citation", "number", "introduced_on", "adopted_on"),
    *("effective_on", "ended_on", "stayed", "reach", "preempts", "url", "checked_on", "note"),
    "findings",
}
KINDS = {
    *("statute", "executive-order", "ordinance", "charter", "resolution", "agency-policy"),
    *("school-board-policy", "agreement", "appropriation", "court-order", "declaration"),
}
RULES = {
    "freedom-cities": {*"123456789", "1373"},
    "denver-demands": {*"12345"},
}
DATES = ("introduced_on", "adopted_on", "effective_on", "ended_on")
VERDICTS = {"full": "meets", "partial": "partly", "contrary": "contradicts", "none": "none"}
# Texts of the corpus that bear on no rule, or (the manual) cannot be dated: see SOURCES.md.
LEFT_OUT = {
    *("dc-5-116-33-body-cameras", "denver-pd-manual-2005", "nyc-ll-23-2024-body-camera-footage"),
    *("nyc-ll-47-2001-noise", "nyc-ll-56-2018-consent-searches"),
}
# Where the two readings differ, the weaker claim is recorded: see SOURCES.md.
WEAKER_THAN_THE_LABEL = {
    ("nyc-ll-71-2013-bias-based-profiling", "8"),
    ("wa-2-28-310-courts-open-to-all", "5"),
    ("wa-2-28-310-courts-open-to-all", "6"),
}
SEEDS = ("seed-dc-mayors-order-2011-174", "seed-il-executive-order-15-02")

Row = dict[str, Any]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [json.loads(line) for line in STARTER.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def shared() -> Path:
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the corpus and the seeds are not beside this checkout")
    return SHARED


@pytest.fixture(scope="module")
def corpus(shared: Path) -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in (shared / "corpus/texts").glob("*.txt")}


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "corpus/instruments.csv").open(encoding="utf-8", newline="") as file:
        return {row["slug"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def seed(shared: Path) -> str:
    (file,) = (shared / "seeds").glob("004*.txt")
    return file.read_text("utf-8")


def by_id(rows: list[Row], id_: str) -> Row:
    (row,) = [row for row in rows if row["id"] == id_]
    return row


def blueprint_of(finding: Row) -> str:
    return str(finding.get("blueprint", "freedom-cities"))


def test_each_row_has_exactly_the_columns_of_the_import(rows: list[Row]) -> None:
    assert [row["id"] for row in rows if set(row) != KEYS] == []


def test_ids_are_sorted_slugs_and_none_comes_twice(rows: list[Row]) -> None:
    ids = [row["id"] for row in rows]
    assert ids == sorted(set(ids))
    assert [id_ for id_ in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)] == []


def test_kinds_places_and_reach_are_those_of_the_contract(rows: list[Row]) -> None:
    assert {row["kind"] for row in rows} <= KINDS
    assert {row["reach"] for row in rows} == {"own-agencies", "territory"}
    assert {len(row["place"]) for row in rows} == {2, 5, 7}
    assert by_id(rows, "seed-dc-mayors-order-2011-174")["place"] == "1150000"
    assert by_id(rows, "denver-28-250")["place"] == "0820000"
    assert by_id(rows, "sf-12h-2-current")["place"] == "0667000"


def test_dates_are_whole_or_partial_and_never_empty_text(rows: list[Row]) -> None:
    dates = [row[name] for row in rows for name in DATES if row[name] is not None]
    assert [day for day in dates if not re.fullmatch(r"\d{4}(-\d\d){0,2}", day)] == []
    assert {row["checked_on"] for row in rows} == {"2026-11-21"}


def test_findings_name_a_rule_once_with_a_known_verdict(rows: list[Row]) -> None:
    for row in rows:
        seen = Counter((blueprint_of(finding), finding["rule"]) for finding in row["findings"])
        assert set(seen.values()) <= {1}, row["id"]
        assert all(rule in RULES[blueprint] for blueprint, rule in seen), row["id"]
        assert {finding["verdict"] for finding in row["findings"]} <= {
            *("meets", "partly", "contradicts"),
        }


def test_every_finding_shows_a_passage_and_where_it_stands(rows: list[Row]) -> None:
    findings = [finding for row in rows for finding in row["findings"]]
    assert [finding for finding in findings if not finding["pinpoint"]] == []
    assert [finding for finding in findings if not 20 < len(finding["quote"]) < 700] == []


def test_a_confirmed_finding_has_two_readers_and_a_reported_one_none(rows: list[Row]) -> None:
    for row in rows:
        for finding in row["findings"]:
            readers = finding.get("readers", [])
            assert len(set(readers)) == (2 if finding["confirmed"] else 0), row["id"]


def test_a_declaration_carries_no_finding(rows: list[Row]) -> None:
    declarations = [row for row in rows if row["kind"] == "declaration"]
    assert [row["id"] for row in declarations] == ["sf-12h-1-1989"]
    assert [row["findings"] for row in declarations] == [[]]


def test_at_least_25_instruments_have_confirmed_findings(rows: list[Row]) -> None:
    confirmed = [row for row in rows if any(finding["confirmed"] for finding in row["findings"])]
    assert len(confirmed) == 30


def test_state_laws_that_forbid_local_rules_are_there(rows: list[Row]) -> None:
    preempting = {row["id"] for row in rows if row["preempts"]}
    assert preempting == {"fl-908-104", "mo-67-307", "ms-25-1-119", "tn-tca-7-68", "tx-752-053"}
    for id_ in preempting:
        verdicts = {finding["rule"]: finding["verdict"] for finding in by_id(rows, id_)["findings"]}
        assert verdicts["2"] == "contradicts"
        assert verdicts["1373"] == "meets"


def test_only_the_blocked_words_of_florida_are_stayed(rows: list[Row]) -> None:
    stays = {row["id"]: row["stayed"] for row in rows if row["stayed"]}
    assert stays == {"fl-908-104": [["2021-09-21", "2023-04-13", ["2"]]]}
    florida = by_id(rows, "fl-908-104")["findings"]
    # A stay names bare rule numbers, so no other blueprint's rule 2 may stand beside it.
    (stayed,) = [finding for finding in florida if finding["rule"] == "2"]
    assert blueprint_of(stayed) == "freedom-cities"
    assert stayed["pinpoint"] == "908.104(1)"


def test_a_draft_has_neither_adoption_nor_start(rows: list[Row]) -> None:
    draft = by_id(rows, "king-county-2-15-020-2025")
    assert [draft[name] for name in DATES] == ["2025-01", None, None, None]


def test_the_other_blueprint_has_its_clear_cases(rows: list[Row]) -> None:
    found = [
        finding["rule"]
        for row in rows
        for finding in row["findings"]
        if blueprint_of(finding) == "denver-demands"
    ]
    assert Counter(found) == {"1": 9, "2": 5, "3": 5, "4": 1}


def test_every_fitting_text_of_the_corpus_is_in_the_list(
    rows: list[Row], corpus: dict[str, str]
) -> None:
    assert set(corpus) - {row["id"] for row in rows} == LEFT_OUT


def test_confirmed_quotes_are_exact_and_never_the_whole_text(
    rows: list[Row], corpus: dict[str, str]
) -> None:
    for row in rows:
        for finding in row["findings"]:
            if finding["confirmed"] or row["id"] in corpus:
                text = corpus[row["id"]]
                assert finding["quote"] in text, (row["id"], finding["rule"])
                assert len(finding["quote"]) < 0.6 * len(text), (row["id"], finding["rule"])


def test_dates_and_reach_agree_with_the_table_of_instruments(
    rows: list[Row], facts: dict[str, dict[str, str]]
) -> None:
    for row in rows:
        if fact := facts.get(row["id"]):
            place = "1150000" if fact["geoid"] == "11" else fact["geoid"]
            assert [row[name] or "" for name in DATES] == [fact[name] for name in DATES], row["id"]
            assert (row["place"], row["kind"]) == (place, fact["kind"]), row["id"]
            assert (row["reach"], str(row["preempts"]).lower()) == (
                fact["reach"],
                fact["preempts"],
            ), row["id"]
            for start, end, _rules in row["stayed"]:
                assert f"{start}/{end}" == fact["stayed"]


def test_only_instruments_of_the_table_have_confirmed_findings(
    rows: list[Row], facts: dict[str, dict[str, str]]
) -> None:
    others = [row for row in rows if row["id"] not in facts or row["id"] in SEEDS]
    assert {row["id"] for row in others} == {
        *("ann-arbor-ord-17-02", "ann-arbor-r-17-140", "austin-freedom-city-2018-1"),
        *("austin-freedom-city-2018-2", "phoenix-opo-4-48-2017", "santa-fe-ordinance"),
        *("sf-12h-1-1989", *SEEDS),
    }
    assert [finding for row in others for finding in row["findings"] if finding["confirmed"]] == []


def test_verdicts_agree_with_the_labels_or_are_weaker(rows: list[Row], shared: Path) -> None:
    labels = json.loads((shared / "corpus/labels.json").read_text("utf-8"))["texts"]
    by_slug = {text["slug"]: text["rules"] for text in labels}
    differing = set()
    for row in rows:
        for finding in row["findings"]:
            if finding["confirmed"] and blueprint_of(finding) == "freedom-cities":
                label = by_slug[row["id"]][finding["rule"]]
                fitting = [label["verdict"], *label.get("also_acceptable", [])]
                if finding["verdict"] not in [VERDICTS[verdict] for verdict in fitting]:
                    assert (label["verdict"], finding["verdict"]) == ("full", "partly")
                    differing.add((row["id"], finding["rule"]))
    assert differing == WEAKER_THAN_THE_LABEL


def test_another_blueprint_is_confirmed_only_where_a_label_backs_it(rows: list[Row]) -> None:
    for row in rows:
        own = {f["rule"]: f for f in row["findings"] if blueprint_of(f) == "freedom-cities"}
        for finding in row["findings"]:
            if blueprint_of(finding) == "denver-demands" and finding["confirmed"]:
                labelled = own[finding["readers"][0].removeprefix("corpus label on rule ")]
                assert labelled["verdict"] == finding["verdict"], row["id"]
                assert labelled["quote"] == finding["quote"], row["id"]


@pytest.mark.parametrize(("id_", "rule"), [(SEEDS[0], "5"), (SEEDS[1], "6")])
def test_the_seed_s_two_instruments_are_quoted_as_reported(
    rows: list[Row], seed: str, id_: str, rule: str
) -> None:
    row = by_id(rows, id_)
    (finding,) = row["findings"]
    assert (finding["rule"], finding["confirmed"]) == (rule, False)
    assert finding["quote"] in seed
    assert row["url"] in seed
