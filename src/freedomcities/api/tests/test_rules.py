from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from freedomcities.api.tests.conftest import Ask
from freedomcities.blueprints.models import Blueprint, Crosswalk, Rule
from freedomcities.blueprints.tests.makers import SECTIONS, make_blueprint, make_rule


@pytest.fixture
def trees(db: None) -> Blueprint:
    trees = make_blueprint(slug="trees", title="Trees", order=1)
    shade = make_rule(blueprint=trees, number="1", name="Shade", pillars=["green"])
    make_rule(blueprint=trees, number="1b", name="Water", required=False)
    make_rule(blueprint=trees, number="9", name="Gone", retired_on=date(2026, 1, 2))
    benches = make_rule(blueprint=make_blueprint(slug="benches", title="Benches", order=2))
    note = {"en": "Both help.", "es": "Ayudan las dos."}
    Crosswalk.objects.create(rule=benches, other=shade, relation="broader", note=note)
    make_blueprint(slug="old", order=3, retired_on=date(2026, 1, 2))
    return trees


def test_all_blueprints(trees: Blueprint, ask: Ask) -> None:
    answer = ask("rules")
    assert [each["slug"] for each in answer["items"]] == ["trees", "benches"]
    first = answer["items"][0]
    assert first["title"] == "Trees"
    assert first["questions"] == ["Is all of Trees there (en)?", "And Trees (en)?"]
    assert [rule["number"] for rule in first["rules"]] == ["1", "1b"]


def test_one_blueprint(trees: Blueprint, ask: Ask) -> None:
    answer = ask("rules/trees")
    rules = answer.pop("rules")
    assert answer == {
        "slug": "trees",
        "version": trees.version,
        "retired_on": None,
        "url": "http://127.0.0.1:8000/rules/trees/",
        "language": "en",
        "title": "Trees",
        "questions": ["Is all of Trees there (en)?", "And Trees (en)?"],
        **{
            key: f"Trees {key} in en."
            for key in ("lead", "summary", "issue", "all_in_force", "note")
        },
    }
    assert [rule["name"] for rule in rules] == ["Shade", "Water"]


def test_one_rule_with_its_links(trees: Blueprint, ask: Ask) -> None:
    assert ask("rules/trees/1") == {
        "blueprint": "trees",
        "number": "1",
        "slug": "rule-1",
        "required": True,
        "pillars": ["green"],
        "version": Rule.objects.get(blueprint=trees, number="1").version,
        "retired_on": None,
        "url": "http://127.0.0.1:8000/rules/trees/1/",
        "language": "en",
        "name": "Shade",
        "questions": ["Is Shade there (en)?", "Would you want Shade (en)?"],
        **{key: f"Shade {key} in en." for key in SECTIONS},
        # Seen from the other end: what is broader there is narrower here.
        "links": [
            {"blueprint": "benches", "number": "1", "relation": "narrower", "note": "Both help."}
        ],
    }


def test_texts_in_spanish(trees: Blueprint, ask: Ask) -> None:
    answer = ask("rules/trees/1", lang="es")
    assert (answer["language"], answer["name"]) == ("es", "Shade (es)")
    assert answer["plain"] == "Shade plain in es."
    assert answer["links"][0]["note"] == "Ayudan las dos."
    assert answer["url"] == "http://127.0.0.1:8000/es/rules/trees/1/"
    assert ask("rules/trees", lang="es")["rules"][0]["name"] == "Shade (es)"
    assert ask("rules", lang="es")["items"][0]["title"] == "Trees (es)"


def test_where_there_is_no_translation_the_text_is_english(trees: Blueprint, ask: Ask) -> None:
    rule = Rule.objects.get(blueprint=trees, number="1")
    rule.content = {"en": rule.content["en"]}
    rule.save()
    answer = ask("rules/trees/1", lang="es")
    assert (answer["language"], answer["name"]) == ("en", "Shade")


def test_a_retired_rule_answers_and_is_in_no_list(trees: Blueprint, ask: Ask) -> None:
    assert ask("rules/trees/9")["retired_on"] == "2026-01-02"
    assert ask("rules/old")["retired_on"] == "2026-01-02"


def test_what_there_is_not(trees: Blueprint, ask: Ask) -> None:
    known = [{"blueprint": "trees"}, {"blueprint": "benches"}]
    missing = {"error": "There is no blueprint “none”.", "candidates": known}
    assert ask("rules/none", status=404) == missing
    assert ask("rules/none/1", status=404) == missing
    assert ask("rules/trees/7", status=404) == {
        "error": "The blueprint “trees” has no rule “7”.",
        "candidates": [{"blueprint": "trees", "number": each} for each in ("1", "1b")],
    }
    assert ask("rules", status=400, lang="tlh")["error"] == (
        "There is no language “tlh” here: write one of en, es."
    )


def test_blueprints_do_not_name_each_other(trees: Blueprint, ask: Ask) -> None:
    for slug, foreign in (("trees", "ench"), ("benches", "ree")):
        assert foreign not in str(ask(f"rules/{slug}")).lower()


def test_queries_do_not_grow_with_rules(
    trees: Blueprint, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):  # the site's version, blueprints, rules
        ask("rules")
    with django_assert_num_queries(3):
        ask("rules/trees")
    with django_assert_num_queries(4):  # the site's version, blueprint, rule, links
        ask("rules/trees/1")
