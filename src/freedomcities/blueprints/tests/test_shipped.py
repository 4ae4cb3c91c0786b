"""The blueprints that ship: complete in both languages, and each page shows its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from freedomcities.accounts.operations import system_actor
from freedomcities.blueprints.markdown import instrument_ids
from freedomcities.blueprints.models import Blueprint, Rule
from freedomcities.blueprints.operations import load_blueprints
from freedomcities.blueprints.source import BLUEPRINT_TEXTS, SECTIONS, read_sources
from freedomcities.blueprints.tests.pages import main_text

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LANGUAGES = {"en": "", "es": "/es"}


@pytest.fixture
def shipped(db: None) -> None:
    load_blueprints(actor=system_actor(), now=NOW)


def test_the_three_blueprints_and_the_seven_pillars_ship() -> None:
    found = read_sources()
    assert [one.slug for one in found.blueprints] == [
        "freedom-cities",
        "denver-demands",
        "safety-beyond-policing",
    ]
    rules = {one.slug: [(r.number, r.required) for r in one.rules] for one in found.blueprints}
    nine = [(str(number), True) for number in range(1, 10)]
    assert rules["freedom-cities"] == [*nine, ("1373", False)]
    assert rules["denver-demands"] == [(str(number), True) for number in range(1, 6)]
    assert len(rules["safety-beyond-policing"]) >= 5
    assert [pillar.slug for pillar in found.pillars] == [
        "economic-justice",
        "end-to-criminalization",
        "political-power",
        "community-defense",
        "people-and-planet",
        "racial-and-gender-justice",
        "global-justice",
    ]
    assert found.links


def test_each_text_is_there_in_both_languages_and_is_translated() -> None:
    for blueprint in read_sources().blueprints:
        assert set(blueprint.content) == {"en", "es"}
        for key in (*BLUEPRINT_TEXTS, "questions"):
            if key != "issue":
                assert blueprint.content["en"][key] != blueprint.content["es"][key], key
        for rule in blueprint.rules:
            assert set(rule.content) == {"en", "es"}
            for key in ("name", *SECTIONS):
                english, spanish = rule.content["en"][key], rule.content["es"][key]
                assert english != spanish, f"{blueprint.slug}/{rule.number} {key}"


def test_both_languages_name_the_same_instruments() -> None:
    for blueprint in read_sources().blueprints:
        for rule in blueprint.rules:
            named = {
                language: set(instrument_ids(*(t for t in texts.values() if isinstance(t, str))))
                for language, texts in rule.content.items()
            }
            assert named["en"] == named["es"], f"{blueprint.slug}/{rule.number}"


def test_each_clause_leaves_a_blank_to_fill_in_and_parts_in_both_languages() -> None:
    for blueprint in read_sources().blueprints:
        for rule in blueprint.rules:
            for language, texts in rule.content.items():
                assert "[" in str(texts["clause"]), f"{blueprint.slug}/{rule.number}.{language}"


@pytest.mark.urls("freedomcities.blueprints.tests.urls")
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_answers_with_its_own_names_and_with_no_others(
    client: Client, shipped: None, language: str
) -> None:
    prefix = LANGUAGES[language]
    for blueprint in Blueprint.objects.current():
        names = [str(rule.text(language)["name"]) for rule in blueprint.rules.current()]
        foreign = foreign_names(blueprint, language)
        page = main_text(client.get(f"{prefix}/rules/{blueprint.slug}/").content.decode())
        assert all(name in page for name in names)
        assert not [name for name in foreign if name in page]
        for rule in blueprint.rules.current():
            response = client.get(f"{prefix}/rules/{blueprint.slug}/{rule.number}/")
            assert response.status_code == 200
            page = main_text(response.content.decode(), without="data-crosswalk")
            assert str(rule.text(language)["name"]) in page
            assert not [name for name in foreign if name in page], f"{rule} {language}"


def foreign_names(blueprint: Blueprint, language: str) -> list[str]:
    """Titles and rule names of the other blueprints, but for words that this one uses too."""
    own = {str(rule.text(language)["name"]) for rule in blueprint.rules.current()}
    others = Blueprint.objects.current().exclude(slug=blueprint.slug)
    rules = Rule.objects.current().exclude(blueprint=blueprint)
    names = [str(one.text(language)["title"]) for one in others]
    return [
        name
        for name in names + [str(rule.text(language)["name"]) for rule in rules]
        if name not in own
    ]
