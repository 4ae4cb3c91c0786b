from __future__ import annotations

import pytest
from django.utils import translation

from freedomcities.blueprints.tests.makers import make_blueprint
from freedomcities.pages.progress_question import read_question
from freedomcities.pages.tests.progress_makers import ask, make_shade

pytestmark = pytest.mark.django_db


def test_without_a_blueprint_there_is_no_question() -> None:
    assert read_question({}) is None


def test_the_first_blueprint_is_meant_by_default() -> None:
    make_blueprint(slug="water", order=2)
    make_shade(order=1)
    question = ask()
    assert question.blueprint.slug == "shade"
    assert [rule.label for rule in question.blueprint.rules] == ["1. Oaks", "2. Elms", "10. Palms"]
    assert len(question.blueprint.required_ids) == 2
    assert [one.slug for one in question.blueprints] == ["shade", "water"]
    assert question.wrong == ()
    assert question.query() == ""
    assert not question.has_filter


def test_every_filter_is_read_whatever_its_capitals() -> None:
    make_shade()
    question = ask(state="mi", rule="10", standing="Partial", kind="TOWN", sort="-name")
    assert (question.state, question.standing, question.kind) == ("MI", "partial", "town")
    assert question.rule is not None
    assert question.rule.name == "Palms"
    assert (question.sort, question.is_reversed, question.is_descending) == ("name", True, True)
    assert question.query() == "?rule=10&state=mi&standing=partial&kind=town&sort=-name"
    assert question.query(without=("rule", "sort")) == "?state=mi&standing=partial&kind=town"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("blueprint", "“zz” is no blueprint here, so the first one is shown."),
        ("rule", "“zz” is no rule of this blueprint, so all rules are shown."),
        ("state", "“zz” is no state, so all states are shown."),
        ("standing", "“zz” is no standing, so all standings are shown."),
        ("kind", "“zz” is no kind of place, so all kinds are shown."),
        ("sort", "The list cannot be sorted by “zz”."),
    ],
)
def test_a_value_without_meaning_is_named_and_left_out(name: str, sentence: str) -> None:
    make_shade()
    question = read_question({name: "zz", "page": "1"})
    assert question is not None
    assert question.wrong == (sentence,)
    assert question.query() == ""


def test_the_nation_is_no_kind_of_the_list() -> None:
    make_shade()
    assert ask(kind="nation").wrong != ()


def test_a_page_s_own_state_stands_above_the_address() -> None:
    make_shade()
    question = read_question({"state": "zz", "rule": "1"}, state="MI")
    assert question is not None
    assert (question.state, question.wrong) == ("MI", ())
    assert question.query() == "?rule=1"
    assert question.has_choice
    assert not ask(on_state="MI").has_choice
    assert ask(on_state="MI").has_filter


def test_another_blueprint_stays_in_the_address() -> None:
    make_shade(order=1)
    make_blueprint(slug="water", order=2)
    question = ask(blueprint="water")
    assert question.blueprint.slug == "water"
    assert question.query() == "?blueprint=water"


def test_asked_for_its_own_order_the_list_turns_round() -> None:
    make_shade()
    question = ask()
    assert question.is_descending
    assert question.sorted_by("in-force").query() == "?sort=-in-force"
    assert not question.sorted_by("in-force").is_descending
    assert question.sorted_by("in-force").sorted_by("in-force").query() == ""
    assert question.sorted_by("name").query() == "?sort=name"
    assert not question.sorted_by("name").is_descending


def test_names_follow_the_language() -> None:
    make_shade()
    with translation.override("es"):
        question = ask()
    assert question.blueprint.title == "Shade for all (es)"
    assert question.blueprint.rules[0].name == "Oaks (es)"
