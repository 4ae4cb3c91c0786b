from __future__ import annotations

from datetime import date

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import DjangoAssertNumQueries

from freedomcities.blueprints import views
from freedomcities.blueprints.models import Blueprint, Crosswalk, Rule
from freedomcities.blueprints.tests.makers import make_blueprint, make_pillar, make_rule, rule_texts
from freedomcities.blueprints.tests.pages import main_text
from freedomcities.blueprints.views import blueprint_context, rule_context

pytestmark = [pytest.mark.django_db, pytest.mark.urls("freedomcities.blueprints.tests.urls")]


@pytest.fixture
def shade() -> Blueprint:
    make_pillar(slug="trees", order=2)
    make_pillar(slug="stones", order=1)
    blueprint = make_blueprint(slug="shade", title="All about shade")
    make_rule(blueprint=blueprint, number="1", name="Oaks", pillars=["trees"])
    make_rule(blueprint=blueprint, number="2", name="Elms", pillars=["trees", "stones"])
    make_rule(blueprint=blueprint, number="10", name="Palms", required=False)
    return blueprint


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_all_blueprints_and_pillars_in_their_order(client: Client, shade: Blueprint) -> None:
    make_blueprint(slug="gone", title="Gone", retired_on=date(2026, 1, 1))
    make_blueprint(slug="first", title="Before shade", order=0)
    html = read(client, "/rules/")
    text = main_text(html)
    assert text.index("Before shade") < text.index("All about shade")
    assert "Gone" not in text
    assert "0 rules" in text
    assert "2 rules · 1 more that is optional" in text
    assert text.index("Pillar stones en") < text.index("Pillar trees en")
    assert 'id="trees"' in html
    assert 'href="/rules/shade/"' in html


def test_all_blueprints_in_spanish(client: Client, shade: Blueprint) -> None:
    html = read(client, "/es/rules/")
    assert "All about shade (es)" in main_text(html)
    assert "Pillar trees es" in main_text(html)
    assert 'href="/es/rules/shade/"' in html


def test_without_blueprints_the_page_says_so(client: Client) -> None:
    assert "No blueprint is loaded yet." in main_text(read(client, "/rules/"))


def test_a_blueprint_lists_its_rules_and_asks_its_questions(
    client: Client, shade: Blueprint
) -> None:
    html = read(client, "/rules/shade/")
    text = main_text(html)
    assert text.index("Oaks plain in en.") < text.index("Elms plain in en.")
    assert text.index("Elms plain in en.") < text.index("Palms plain in en.")
    assert text.count("Optional") == 1
    for said in ("lead", "summary", "issue", "note"):
        assert f"All about shade {said} in en." in text
    assert "Is all of All about shade there (en)?" in text
    assert "And All about shade (en)?" in text
    assert 'href="/rules/shade/10/"' in html
    assert html.count("mark-number") == 3


def test_a_rule_says_everything(client: Client, shade: Blueprint) -> None:
    html = read(client, "/rules/shade/2/")
    text = main_text(html)
    for said in ("plain", "why", "clause", "clause_does", "untouched", "examples"):
        assert f"Elms {said} in en." in text
    assert "Is Elms there (en)?" in text
    assert "Would you want Elms (en)?" in text
    assert 'href="/rules/#stones"' in html
    assert "Before: 1. Oaks" in text
    assert "Next: 10. Palms" in text
    assert "<title>Elms · All about shade ·" in html


def test_a_rule_in_spanish(client: Client, shade: Blueprint) -> None:
    html = read(client, "/es/rules/shade/2/")
    text = main_text(html)
    assert "Elms (es)" in text
    assert "Elms untouched in es." in text
    assert " in en." not in text
    assert 'href="/es/rules/shade/10/"' in html


def test_the_first_and_the_last_rule_have_one_neighbor(client: Client, shade: Blueprint) -> None:
    assert "Before:" not in main_text(read(client, "/rules/shade/1/"))
    assert "Next:" not in main_text(read(client, "/rules/shade/10/"))


def test_a_rule_without_pillars_shows_no_vision(client: Client, shade: Blueprint) -> None:
    assert "Part of the vision" not in main_text(read(client, "/rules/shade/10/"))


@pytest.mark.parametrize(
    "path", ["/rules/rain/", "/rules/shade/3/", "/rules/rain/1/", "/es/rules/shade/3/"]
)
def test_what_does_not_exist_is_not_found(client: Client, shade: Blueprint, path: str) -> None:
    assert client.get(path).status_code == 404


def test_pages_are_read_and_nothing_else(client: Client, shade: Blueprint) -> None:
    assert client.post("/rules/shade/").status_code == 405
    assert client.head("/rules/shade/1/").status_code == 200


def test_everybody_may_see_the_pages(client: Client, shade: Blueprint) -> None:
    for path in ("/rules/", "/rules/shade/", "/rules/shade/1/"):
        response = client.get(path)
        assert getattr(response.resolver_match.func, "audience", "") == "public"
        assert not response.cookies


def test_a_retired_rule_keeps_its_page_and_leaves_the_list(
    client: Client, shade: Blueprint
) -> None:
    Rule.objects.filter(number="2").update(retired_on=date(2026, 3, 2))
    text = main_text(read(client, "/rules/shade/2/"))
    assert "This rule was taken off the list on March 2, 2026." in text
    assert "Elms clause in en." in text
    assert "Before:" not in text
    listed = main_text(read(client, "/rules/shade/"))
    assert "Rules that are no longer on the list 2. Elms" in listed
    assert "Elms plain in en." not in listed
    assert "Next: 10. Palms" in main_text(read(client, "/rules/shade/1/"))


def test_a_retired_blueprint_keeps_its_page(client: Client, shade: Blueprint) -> None:
    Blueprint.objects.update(retired_on=date(2026, 3, 2))
    text = main_text(read(client, "/es/rules/shade/"))
    assert "2 de marzo de 2026" in text
    assert "All about shade" not in main_text(read(client, "/rules/"))


@pytest.fixture
def water(shade: Blueprint) -> Blueprint:
    water = make_blueprint(slug="water", title="All about water", order=2)
    wells = make_rule(blueprint=water, number="1", name="Wells")
    oaks = Rule.objects.get(blueprint=shade, number="1")
    note = {"en": "Roots drink.", "es": "Las raíces beben."}
    Crosswalk.objects.create(rule=oaks, other=wells, relation="broader", note=note)
    return water


def test_the_crosswalk_is_read_from_both_ends(client: Client, water: Blueprint) -> None:
    html = read(client, "/rules/shade/1/")
    assert "All about water, 1. Wells (this rule asks for more). Roots drink." in main_text(html)
    assert 'href="/rules/water/1/"' in html
    other = main_text(read(client, "/rules/water/1/"))
    assert "All about shade, 1. Oaks (this rule asks for less). Roots drink." in other
    assert "Las raíces beben." in main_text(read(client, "/es/rules/water/1/"))


def test_the_crosswalk_leaves_retired_rules_out(client: Client, water: Blueprint) -> None:
    Rule.objects.filter(blueprint=water).update(retired_on=date(2026, 3, 2))
    assert "data-crosswalk" not in read(client, "/rules/shade/1/")


def test_pages_of_one_blueprint_name_no_other_but_in_the_crosswalk(
    client: Client, water: Blueprint
) -> None:
    for path in ("/rules/shade/", "/rules/shade/1/", "/rules/shade/2/"):
        text = main_text(read(client, path), without="data-crosswalk")
        assert "shade" in text
        assert "water" not in text
        assert "Wells" not in text


def test_blanks_of_the_clause_are_marked(client: Client, shade: Blueprint) -> None:
    texts = {**rule_texts("Figs"), "clause": "[Place] plants.", "why": "[Place] is hot."}
    make_rule(blueprint=shade, number="11", content={"en": texts, "es": texts})
    html = read(client, "/rules/shade/11/")
    assert html.count("<mark>[Place]</mark>") == 1
    assert "[Place] is hot." in html


def test_a_description_cannot_leave_its_attribute(client: Client, shade: Blueprint) -> None:
    texts = {**rule_texts("Figs"), "plain": 'So-called **"shade"** & more'}
    make_rule(blueprint=shade, number="11", content={"en": texts, "es": texts})
    html = read(client, "/rules/shade/11/")
    assert 'content="So-called &quot;shade&quot; &amp; more"' in html


def test_a_third_language_falls_back_to_english(shade: Blueprint) -> None:
    assert shade.text("fr")["title"] == "All about shade"
    assert shade.text("es-mx")["title"] == "All about shade (es)"


def test_titles_are_asked_for_once_for_all_texts(shade: Blueprint) -> None:
    texts = {**rule_texts("Figs"), "why": "[[b]] and [[a]]", "examples": "[[b]] [[c]]"}
    make_rule(blueprint=shade, number="11", content={"en": texts, "es": texts})
    asked: list[list[str]] = []

    def find(ids: list[str]) -> dict[str, str]:
        asked.append(ids)
        return {"a": "The law A"}

    assert rule_context("shade", "11", find_titles=find)["titles"] == {"a": "The law A"}
    assert asked == [["b", "a", "c"]]
    assert rule_context("shade", "11")["titles"] is None
    assert blueprint_context("shade", find_titles=find)["titles"] == {"a": "The law A"}


def test_no_page_asks_the_database_more_for_more_rules(
    rf: RequestFactory, water: Blueprint, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20, 40):
        make_rule(blueprint=water, number=str(number))
        make_rule(blueprint=Blueprint.objects.get(slug="shade"), number=str(number))
    with django_assert_num_queries(3):
        views.blueprints(rf.get("/rules/"))
    with django_assert_num_queries(3):
        views.blueprint(rf.get("/rules/water/"), "water")
    with django_assert_num_queries(4):
        views.rule(rf.get("/rules/shade/1/"), "shade", "1")
