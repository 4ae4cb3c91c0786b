"""One example for every line of the table in the domain, and for every sentence about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from freedomcities.adoption.answers import Line, Result, Standing
from freedomcities.adoption.facts import Government, Instrument
from freedomcities.adoption.in_force import (
    are_all_in_force,
    case_of,
    count_adopted,
    timeline,
)
from freedomcities.adoption.tests.facts_makers import (
    CITY,
    COUNTY,
    DENVER,
    NATION,
    OTHER_RULE,
    RULE,
    STATE,
    judge,
    make_finding,
    make_instrument,
    make_search,
    make_stay,
)

MEETS, PARTLY, CONTRARY = (make_finding(each) for each in ("meets", "partly", "contradicts"))
UNCONFIRMED = make_finding("meets", confirmed=False)


def state_law(*findings: object, **given: object) -> Instrument:
    given = {"id": "state", "place": "26", "kind": "statute"} | given
    return make_instrument(given.pop("id"), *findings, **given)  # type: ignore[arg-type]


def basis(result: Result) -> list[tuple[str, str]]:
    return [(each.instrument.id, str(each.role)) for each in result.basis]


BAN = state_law(CONTRARY, id="ban", preempts=True)
OWN = make_instrument("own", MEETS)

TABLE: list[tuple[str, Sequence[Instrument], Line, Standing, list[tuple[str, str]]]] = [
    (
        "a preempting contradiction from above, and an own rule that meets",
        [BAN, OWN],
        Line.PREEMPTED,
        Standing.PREEMPTED,
        [("own", "decided"), ("ban", "decided")],
    ),
    (
        "a preempting contradiction from above, and an own rule that partly meets",
        [BAN, make_instrument("own", PARTLY)],
        Line.PREEMPTED,
        Standing.PREEMPTED,
        [("own", "decided"), ("ban", "decided")],
    ),
    (
        "a preempting contradiction from above alone",
        [BAN],
        Line.CONTRADICTED_FROM_ABOVE,
        Standing.CONTRADICTED,
        [("ban", "decided")],
    ),
    (
        "a preempting contradiction is not undone by another law of the state that meets",
        [BAN, state_law(MEETS)],
        Line.CONTRADICTED_FROM_ABOVE,
        Standing.CONTRADICTED,
        [("ban", "decided"), ("state", "tension")],
    ),
    (
        "an own rule that contradicts as well does not make it preempted",
        [BAN, make_instrument("own", CONTRARY)],
        Line.CONTRADICTED_FROM_ABOVE,
        Standing.CONTRADICTED,
        [("own", "decided"), ("ban", "decided")],
    ),
    ("an own rule that meets", [OWN], Line.MET, Standing.ADOPTED, [("own", "decided")]),
    (
        "a state law that meets, with a lower contradiction in tension",
        [state_law(MEETS), make_instrument("own", CONTRARY)],
        Line.MET,
        Standing.ADOPTED,
        [("state", "decided"), ("own", "tension")],
    ),
    (
        "a contradiction from above that does not preempt leaves the own rule adopted",
        [state_law(CONTRARY), OWN],
        Line.MET,
        Standing.ADOPTED,
        [("own", "decided"), ("state", "tension")],
    ),
    (
        "a part beside the whole only stands in the list",
        [OWN, make_instrument("part", PARTLY)],
        Line.MET,
        Standing.ADOPTED,
        [("own", "decided"), ("part", "listed")],
    ),
    (
        "parts are all listed and their union is never full",
        [make_instrument("part-a", PARTLY), make_instrument("part-b", PARTLY), state_law(PARTLY)],
        Line.PARTLY_MET,
        Standing.PARTIAL,
        [("part-a", "decided"), ("part-b", "decided"), ("state", "decided")],
    ),
    (
        "a part with a contradiction in tension",
        [make_instrument("part", PARTLY), state_law(CONTRARY)],
        Line.PARTLY_MET,
        Standing.PARTIAL,
        [("part", "decided"), ("state", "tension")],
    ),
    (
        "the place's own contradiction",
        [make_instrument("own", CONTRARY)],
        Line.CONTRADICTED,
        Standing.CONTRADICTED,
        [("own", "decided")],
    ),
    (
        "a binding contradiction from above that does not preempt",
        [state_law(CONTRARY)],
        Line.CONTRADICTED,
        Standing.CONTRADICTED,
        [("state", "decided")],
    ),
    (
        "a contradiction comes before a proposal",
        [
            state_law(CONTRARY),
            make_instrument("bill", MEETS, effective="2027-01-01", adopted="2025"),
        ],
        Line.CONTRADICTED,
        Standing.CONTRADICTED,
        [("state", "decided"), ("bill", "listed")],
    ),
    (
        "an own bill that was introduced",
        [make_instrument("bill", MEETS, introduced="2025-12-01", effective=None)],
        Line.PROPOSED,
        Standing.PROPOSED,
        [("bill", "decided")],
    ),
    (
        "an own ordinance that was adopted and is not yet in effect",
        [make_instrument("bill", MEETS, adopted="2025-12-01", effective="2026-03-01")],
        Line.PROPOSED,
        Standing.PROPOSED,
        [("bill", "decided")],
    ),
    (
        "only unconfirmed, ended or stayed instruments speak, and are listed",
        [
            make_instrument("reported", UNCONFIRMED),
            make_instrument("ended", MEETS, ended="2020-01-01"),
            make_instrument("stayed", MEETS, stays=[make_stay("2025-01-01", "2026-12-31")]),
        ],
        Line.NOTHING_KNOWN,
        Standing.UNKNOWN,
        [("ended", "listed"), ("reported", "listed"), ("stayed", "listed")],
    ),
    ("nobody looked", [], Line.NOTHING_KNOWN, Standing.UNKNOWN, []),
]


@pytest.mark.parametrize(
    ("instruments", "line", "standing", "expected"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_the_table(
    instruments: Sequence[Instrument],
    line: Line,
    standing: Standing,
    expected: list[tuple[str, str]],
) -> None:
    result = judge(*instruments)
    assert (result.line, result.standing) == (line, standing)
    assert basis(result) == expected


class TestWhatBinds:
    def test_own_law_binds_whatever_its_reach(self) -> None:
        for reach in ("own-agencies", "agencies", "territory"):
            assert judge(make_instrument("own", MEETS, reach=reach)).standing == "adopted"

    def test_the_law_of_state_and_nation_binds_only_with_reach_over_the_territory(self) -> None:
        for reach in ("own-agencies", "agencies"):
            law = state_law(MEETS, reach=reach)
            assert judge(law).standing == "unknown"
            assert judge(law).basis == ()
            assert judge(law, at=STATE).standing == "adopted"
        federal = make_instrument("federal", MEETS, place="us")
        assert [judge(federal, at=each).standing for each in (CITY, COUNTY, STATE, NATION)] == [
            "adopted"
        ] * 4

    def test_a_countys_law_counts_for_the_county_alone(self) -> None:
        law = make_instrument("county", MEETS, place="26161", reach="territory")
        assert judge(law, at=COUNTY).standing == "adopted"
        assert judge(law).standing == "unknown"
        ban = make_instrument("county", CONTRARY, place="26161", preempts=True)
        assert judge(ban, OWN).standing == "adopted"

    def test_another_states_law_binds_nobody_here(self) -> None:
        assert judge(state_law(MEETS, place="17")).standing == "unknown"

    def test_every_code_of_a_consolidated_government_is_its_own(self) -> None:
        law = make_instrument("denver", MEETS, place="08031", reach="own-agencies")
        result = judge(law, at=DENVER)
        assert (result.standing, result.inherited_from) == ("adopted", None)

    def test_a_states_own_preempting_contradiction_is_not_from_above(self) -> None:
        assert judge(BAN, state_law(MEETS), at=STATE).line is Line.MET
        assert judge(BAN, at=STATE).line is Line.CONTRADICTED

    def test_a_declaration_meets_nothing(self) -> None:
        declaration = make_instrument("sanctuary", MEETS, kind="declaration")
        assert judge(declaration).standing == "unknown"
        assert judge(declaration).basis == ()


class TestFrom:
    def test_inherited_and_from_whom(self) -> None:
        federal = make_instrument("federal", MEETS, place="us")
        assert judge(state_law(MEETS), federal).inherited_from == "26"
        assert judge(federal).inherited_from == "us"
        assert judge(OWN, federal).inherited_from is None
        assert [each.inherited for each in judge(OWN, federal).basis] == [False, True]

    def test_a_preempted_standing_names_who_preempts(self) -> None:
        assert judge(BAN, OWN).inherited_from == "26"
        assert judge(BAN).inherited_from == "26"
        assert judge(make_instrument("own", CONTRARY), state_law(CONTRARY)).inherited_from is None


class TestInForce:
    @pytest.mark.parametrize(
        ("day", "standing"),
        [
            ("2018-10-31", "proposed"),
            ("2018-11-01", "adopted"),
            ("2020-05-31", "adopted"),
            ("2020-06-01", "unknown"),
        ],
    )
    def test_from_effective_up_to_and_not_including_ended(self, day: str, standing: str) -> None:
        law = make_instrument(
            "own", MEETS, adopted="2018-06-14", effective="2018-11-01", ended="2020-06-01"
        )
        assert judge(law, on=day).standing == standing

    def test_without_effective_from_adopted(self) -> None:
        law = make_instrument("own", MEETS, adopted="2017-04-03", effective=None)
        assert judge(law, on="2017-04-02").standing == "unknown"
        assert judge(law, on="2017-04-03").standing == "adopted"

    def test_without_any_date_from_checked_with_the_date_unknown(self) -> None:
        law = make_instrument("own", MEETS, effective=None, checked="2025-10-01")
        assert judge(law, on="2025-09-30").standing == "unknown"
        result = judge(law, on="2025-10-01")
        assert (result.standing, result.since) == ("adopted", None)

    def test_a_bill_that_somebody_checked_stays_a_bill(self) -> None:
        law = make_instrument(
            "b", MEETS, introduced="2025-01-01", effective=None, checked="2025-10-01"
        )
        assert judge(law).standing == "proposed"

    def test_without_any_date_or_check_it_is_listed_and_never_counts(self) -> None:
        law = make_instrument("own", MEETS, effective=None)
        assert judge(law, on="9999-12-31").standing == "unknown"
        assert basis(judge(law)) == [("own", "listed")]

    def test_a_bill_that_ended_is_no_proposal(self) -> None:
        law = make_instrument(
            "bill", MEETS, introduced="2025-01-01", effective=None, ended="2025-06-01"
        )
        assert judge(law, on="2025-05-31").standing == "proposed"
        assert judge(law, on="2025-06-01").standing == "unknown"

    @pytest.mark.parametrize("verdict", ["partly", "contradicts"])
    def test_only_what_would_meet_is_proposed(self, verdict: str) -> None:
        bill = make_instrument("bill", make_finding(verdict), introduced="2025", effective=None)
        assert judge(bill).standing == "unknown"

    def test_a_bill_of_the_state_proposes_nothing_to_its_cities(self) -> None:
        bill = state_law(MEETS, introduced="2025", effective=None)
        assert judge(bill).standing == "unknown"
        assert judge(bill, at=STATE).standing == "proposed"


class TestStays:
    @pytest.mark.parametrize(
        ("day", "standing"),
        [
            ("2018-01-31", "adopted"),
            ("2018-02-01", "unknown"),
            ("2018-03-01", "unknown"),
            ("2018-03-02", "adopted"),
        ],
    )
    def test_a_stay_includes_both_days(self, day: str, standing: str) -> None:
        law = make_instrument("own", MEETS, stays=[make_stay("2018-02-01", "2018-03-01")])
        assert judge(law, on=day).standing == standing

    def test_a_stay_for_named_rules_holds_back_those_only(self) -> None:
        law = make_instrument(
            "own",
            MEETS,
            make_finding(rule=OTHER_RULE),
            stays=[make_stay("2018-02-01", None, OTHER_RULE)],
        )
        assert judge(law).standing == "adopted"
        assert judge(law, rule=OTHER_RULE).standing == "unknown"

    def test_a_stayed_preemption_does_not_preempt(self) -> None:
        ban = state_law(CONTRARY, preempts=True, stays=[make_stay("2025-06-01", "2026-06-30")])
        assert judge(ban, OWN, on="2025-05-31").standing == "preempted"
        assert judge(ban, OWN, on="2025-06-01").standing == "adopted"
        assert judge(ban, OWN, on="2026-07-01").standing == "preempted"

    def test_a_stayed_own_rule_is_not_preempted(self) -> None:
        own = make_instrument("own", MEETS, stays=[make_stay("2025-06-01", None)])
        assert judge(BAN, own).standing == "contradicted"

    def test_a_stay_of_a_year_covers_all_its_days(self) -> None:
        law = make_instrument("own", MEETS, stays=[make_stay("2018", "2018")])
        days = ["2017-12-31", "2018-01-01", "2018-12-31", "2019-01-01"]
        assert [judge(law, on=day).standing for day in days] == [
            "adopted",
            "unknown",
            "unknown",
            "adopted",
        ]

    def test_a_stay_to_the_end_of_the_calendar(self) -> None:
        law = make_instrument("own", MEETS, stays=[make_stay("2018-01-01", "9999-12-31")])
        assert judge(law, on="9999-12-31").standing == "unknown"


class TestPartialDates:
    @pytest.mark.parametrize(
        ("given", "last_day_without", "first_day"),
        [("2017", "2017-12-30", "2017-12-31"), ("2020-02", "2020-02-28", "2020-02-29")],
    )
    def test_a_beginning_is_the_last_day_that_it_could_mean(
        self, given: str, last_day_without: str, first_day: str
    ) -> None:
        law = make_instrument("own", MEETS, effective=given)
        assert judge(law, on=last_day_without).standing == "unknown"
        result = judge(law, on=first_day)
        assert (result.standing, result.since) == ("adopted", given)

    def test_an_end_is_the_first(self) -> None:
        law = make_instrument("own", MEETS, ended="2020")
        assert judge(law, on="2019-12-31").standing == "adopted"
        assert judge(law, on="2020-01-01").standing == "unknown"


class TestConfirmation:
    def test_an_unconfirmed_finding_is_reported_and_changes_nothing(self) -> None:
        result = judge(make_instrument("own", UNCONFIRMED))
        assert (result.standing, result.reported, result.since) == ("unknown", True, None)
        assert basis(result) == [("own", "listed")]

    def test_reported_beside_a_search(self) -> None:
        result = judge(make_instrument("own", UNCONFIRMED), searches=[make_search()])
        assert (result.standing, result.reported) == ("none", True)

    def test_an_unconfirmed_ban_does_not_preempt(self) -> None:
        ban = state_law(make_finding("contradicts", confirmed=False), preempts=True)
        result = judge(ban, OWN)
        assert (result.standing, result.reported) == ("adopted", False)
        assert basis(result) == [("own", "decided"), ("state", "listed")]

    def test_an_unconfirmed_bill_is_reported(self) -> None:
        bill = make_instrument("bill", UNCONFIRMED, introduced="2025", effective=None)
        assert (judge(bill).standing, judge(bill).reported) == ("unknown", True)

    def test_what_ended_or_is_stayed_is_not_reported(self) -> None:
        ended = make_instrument("own", UNCONFIRMED, ended="2020")
        assert judge(ended).reported is False
        assert judge(make_instrument("own", MEETS, ended="2020")).reported is False

    def test_several_findings_of_one_instrument_on_one_rule(self) -> None:
        both = make_instrument("own", CONTRARY, MEETS, PARTLY)
        assert judge(both).standing == "adopted"
        assert [(str(each.finding.verdict), str(each.role)) for each in judge(both).basis] == [
            ("meets", "decided"),
            ("contradicts", "tension"),
            ("partly", "listed"),
        ]
        mixed = state_law(CONTRARY, MEETS, preempts=True)
        assert judge(mixed).standing == "contradicted"


class TestSearches:
    def test_a_reader_looked_and_found_nothing_from_that_day(self) -> None:
        look = make_search(checked="2025-05-01")
        assert judge(searches=[look], on="2025-04-30").standing == "unknown"
        result = judge(searches=[look], on="2025-05-01")
        assert (result.standing, result.since, result.line) == (
            "none",
            "2025-05-01",
            Line.NOTHING_FOUND,
        )
        assert result.searches == (look,)

    def test_it_counts_for_its_rules_and_its_place_alone(self) -> None:
        look = make_search(rules=[OTHER_RULE])
        assert judge(searches=[look]).standing == "unknown"
        assert judge(searches=[make_search(place="26")]).standing == "unknown"
        assert judge(searches=[make_search(place="08031")], at=DENVER).standing == "none"

    def test_anything_found_comes_first(self) -> None:
        assert judge(OWN, searches=[make_search()]).standing == "adopted"
        bill = make_instrument("bill", MEETS, introduced="2025-12-01", effective=None)
        assert judge(bill, searches=[make_search()]).standing == "proposed"


class TestSince:
    def test_the_day_from_which_it_has_held_without_a_break(self) -> None:
        state = state_law(MEETS, effective="2019-01-01")
        own = make_instrument("own", MEETS, effective="2017-04-03", ended="2021-01-01")
        assert judge(own, state).since == "2017-04-03"
        gap = make_instrument("own", MEETS, effective="2017-04-03", ended="2018-12-31")
        assert judge(gap, state).since == "2019-01-01"

    def test_after_a_stay_it_begins_again(self) -> None:
        own = make_instrument("own", MEETS, stays=[make_stay("2018-02-01", "2018-03-01")])
        assert judge(own).since == "2018-03-02"
        vague = make_instrument("own", MEETS, stays=[make_stay("2018-02", "2018-03")])
        assert judge(vague).since == "2018-03"

    def test_the_end_of_what_stood_above_it(self) -> None:
        own = make_instrument("own", MEETS, effective="2017-04-03")
        ban = state_law(CONTRARY, preempts=True, effective="2016-01-01", ended="2020")
        assert judge(own, ban).since == "2020"
        assert judge(own, ban, on="2019-12-31").since == "2017-04-03"

    def test_a_dated_beginning_comes_before_an_undated_one(self) -> None:
        dated = make_instrument("dated", MEETS, effective="2025-10-01")
        undated = make_instrument("undated", MEETS, effective=None, checked="2025-10-01")
        assert judge(dated, undated).since == "2025-10-01"
        assert judge(undated, dated).since == "2025-10-01"

    def test_an_exact_day_comes_before_a_year_that_ends_on_it(self) -> None:
        year = make_instrument("year", MEETS, effective="2017")
        exact = make_instrument("exact", MEETS, effective="2017-12-31")
        assert judge(year, exact).since == "2017-12-31"

    def test_unknown_has_held_since_no_day(self) -> None:
        assert judge(make_instrument("own", MEETS, ended="2020-01-01")).since is None

    def test_a_proposal_since_its_introduction(self) -> None:
        bill = make_instrument(
            "bill", MEETS, introduced="2025-03-06", adopted="2025-04-03", effective="2026-07-01"
        )
        assert judge(bill).since == "2025-03-06"


def test_the_story_of_a_place() -> None:
    own = make_instrument("own", MEETS, introduced="2017-03-06", effective="2017-04-03")
    ban = state_law(CONTRARY, preempts=True, effective="2020", ended="2023-05-01")
    looked = make_search(checked="2016-01-15")
    changes = timeline(case_of(CITY, RULE, [own, ban], [looked]))
    assert [(each.day, each.text, each.before, each.result.standing) for each in changes] == [
        (date(2016, 1, 15), "2016-01-15", "unknown", "none"),
        (date(2017, 3, 6), "2017-03-06", "none", "proposed"),
        (date(2017, 4, 3), "2017-04-03", "proposed", "adopted"),
        (date(2020, 12, 31), "2020", "adopted", "preempted"),
        (date(2023, 5, 1), "2023-05-01", "preempted", "adopted"),
    ]


def test_the_story_up_to_a_day() -> None:
    own = make_instrument("own", MEETS, introduced="2017-03-06", effective="2017-04-03")
    case = case_of(CITY, RULE, [own])
    assert len(timeline(case, until=date(2017, 4, 2))) == 1
    assert len(timeline(case, until=date(2017, 4, 3))) == 2


class TestAllInForce:
    ADOPTED, PARTIAL = Standing.ADOPTED, Standing.PARTIAL

    def test_the_optional_rule_never_counts(self) -> None:
        nine = [(self.ADOPTED, True)] * 9
        assert are_all_in_force([*nine, (Standing.CONTRADICTED, False)]) is True
        assert count_adopted([*nine, (self.ADOPTED, False)]) == (9, 9)

    def test_one_partial_is_not_all(self) -> None:
        standings = [(self.ADOPTED, True)] * 8 + [(self.PARTIAL, True), (self.ADOPTED, False)]
        assert are_all_in_force(standings) is False
        assert count_adopted(standings) == (8, 9)

    def test_a_blueprint_without_required_rules_is_never_in_force(self) -> None:
        assert are_all_in_force([(self.ADOPTED, False)]) is False
        assert are_all_in_force([]) is False


def test_a_town_without_anything_above_has_only_its_own() -> None:
    alone = Government(frozenset({"2603000"}))
    assert judge(state_law(MEETS), at=alone).standing == "unknown"
