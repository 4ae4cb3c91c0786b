"""The words for dates, for what an instrument is today, and for what changed in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from freedomcities.adoption import facts
from freedomcities.adoption.facts import Kind, Stay
from freedomcities.adoption.force_words import dates_shown, force_words
from freedomcities.adoption.instrument_changes import Names, differences
from freedomcities.adoption.shown import date_words, source_address
from freedomcities.lib.dates import PartialDate, is_ageing

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("given", "english", "spanish"),
    [
        ("2017-04-03", "April 3, 2017", "3 de abril de 2017"),
        ("2017-04", "April 2017", "abril de 2017"),
        ("2017", "2017", "2017"),
        ("", "date unknown", "fecha desconocida"),
    ],
)
def test_a_date_is_shown_as_it_was_given(given: str, english: str, spanish: str) -> None:
    assert date_words(given) == english
    with translation.override("es"):
        assert date_words(given) == spanish


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("https://example.org/law?a=1", "https://example.org/law?a=1"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("https:alert", ""),
        ("//example.org", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str, leads_to: str) -> None:
    assert source_address(url) == leads_to


@pytest.mark.parametrize(
    ("checked_on", "ageing"),
    [("2025-11-20", True), ("2025-11-21", False), ("2025", False), ("2024", True), ("", False)],
)
def test_a_record_ages_after_a_year(checked_on: str, ageing: bool) -> None:
    assert is_ageing(checked_on, day=TODAY) is ageing


def law(**given: Any) -> facts.Instrument:
    dates: dict[str, Any] = {
        name: PartialDate.parse(value) if name.endswith("_on") else value
        for name, value in given.items()
    }
    return facts.Instrument(**{"id": "x", "place": "26", "kind": Kind.STATUTE, **dates})


SOME_DAYS = Stay(PartialDate.parse("2026-11-01"), PartialDate.parse("2026-12"))
SOME_RULES = Stay(PartialDate.parse("2026"), None, frozenset({"shade/2"}))


@pytest.mark.parametrize(
    ("given", "in_force", "sentences"),
    [
        ({"effective_on": "2017-04-03"}, True, ["In force since April 3, 2017."]),
        (
            {"adopted_on": "2017"},
            True,
            [
                "In force since 2017.",
                "No day of taking effect was found, so it counts from its adoption.",
                "The exact day is not known, so the last day that it could mean counts.",
            ],
        ),
        (
            {"checked_on": "2020-05"},
            True,
            [
                "Date unknown: taken as in force.",
                "It counts from when somebody saw it, in May 2020.",
            ],
        ),
        ({}, False, ["Date unknown: nobody wrote one down, so it does not count yet."]),
        (
            {"introduced_on": "2026-03"},
            False,
            ["Proposed: introduced in March 2026, not in force."],
        ),
        (
            {"adopted_on": "2026-10-01", "effective_on": "2027-01-01"},
            False,
            ["Adopted on Oct. 1, 2026, not yet in effect.", "It takes effect on Jan. 1, 2027."],
        ),
        ({"effective_on": "2027"}, False, ["Not in force yet, as far as its dates say."]),
        (
            {"effective_on": "2011", "ended_on": "2019-10-01"},
            False,
            ["No longer in force: ended on Oct. 1, 2019.", "It was in force since 2011."],
        ),
        (
            {"effective_on": "2017-01-01", "stays": (SOME_DAYS,)},
            False,
            [
                "Not in force today: held back by a court.",
                "Held back: Nov. 1, 2026 to December 2026.",
            ],
        ),
        (
            {"effective_on": "2017-01-01", "stays": (SOME_RULES,)},
            True,
            [
                "In force since Jan. 1, 2017.",
                "A court holds it back for some rules (since 2026): 2. Elms.",
            ],
        ),
        (
            {"kind": Kind.DECLARATION, "adopted_on": "2016"},
            False,
            ["It says what a place calls itself, and counts for no rule."],
        ),
    ],
)
def test_what_an_instrument_is_today(
    given: dict[str, Any], in_force: bool, sentences: list[str]
) -> None:
    shown = force_words(law(**given), TODAY, {"shade/2": "2. Elms"}.__getitem__)
    assert shown.in_force is in_force
    assert [shown.short, *shown.more] == sentences


def test_the_dates_that_were_given() -> None:
    one = law(introduced_on="2016-12-05", ended_on="2019", stays=(SOME_RULES,))
    lines = [(line.label, line.words, line.machine) for line in dates_shown(one, str.upper)]
    assert lines == [
        ("Introduced", "Dec. 5, 2016", "2016-12-05"),
        ("Ended", "2019", "2019"),
        ("Held back by a court", "since 2026, for some rules: SHADE/2", ""),
    ]
    (nothing,) = dates_shown(law(checked_on="2020"), str)
    assert (nothing.label, nothing.words, nothing.machine) == ("Dates", "date unknown", "")


def test_days_in_spanish_have_their_article() -> None:
    with translation.override("es"):
        exact = force_words(law(effective_on="2017-04-03"), TODAY, str)
        year = force_words(law(effective_on="2017"), TODAY, str)
    assert exact.short == "En vigor desde el 3 de abril de 2017."
    assert year.short == "En vigor desde 2017."


def test_every_difference_in_words() -> None:
    names = Names(rule=lambda name: f"<{name}>", place=lambda code: f"[{code}]")
    finding = {
        "rule": "a/1", "verdict": "meets", "quote": "q", "pinpoint": "", "confirmed": True,
        "readers": [], "rule_version": "x",
    }  # fmt: skip
    before = {
        "kind": "statute", "stayed": [["2018", None, ["a/1"]]], "reach": ["A", "B"],
        "preempts": False, "note": "n" * 300, "url": "", "findings": [finding],
    }  # fmt: skip
    changed = {"verdict": "partly", "quote": "r", "pinpoint": "p", "confirmed": False}
    after = {
        "kind": "ordinance", "stayed": [], "reach": "territory", "preempts": True, "note": "",
        "url": "https://e.org", "findings": [{**finding, **changed, "readers": ["x", "y"]}],
    }  # fmt: skip
    assert differences(before, after, names) == [
        "Kind: it said statute, then ordinance.",
        "Held back by a court: it said since 2018 (<a/1>), then nothing.",
        "Whom it binds: it said A, B, then everyone in its territory.",
        "Overrides local rules: it said no, then yes.",
        "Source: it said nothing, then “https://e.org”.",
        f"Note: it said “{'n' * 159}…”, then nothing.",
        (
            "Rule <a/1>: the finding was “meets the rule”, then “partly meets the rule”, it is no "
            "longer confirmed, another passage is quoted, where the passage stands was corrected, "
            "other readers are named."
        ),
    ]
    same = {**before, "findings": [{**finding, "rule_version": "y"}]}
    assert differences(before, same, names) == []
    reworded = differences({**before, "note": "One"}, {**before, "note": "Two"}, names)
    assert reworded == ["The note was reworded."]
