"""The pages on which people find a place."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from freedomcities.lib.access import Audience
from freedomcities.places import views

pytestmark = [
    pytest.mark.usefixtures("atlas", "db"),
    pytest.mark.urls("freedomcities.places.tests.urls"),
]


def ask(client: Client, q: str) -> tuple[int, str]:
    answer = client.get(reverse("places:places"), {"q": q})
    if answer.status_code != 200:
        return answer.status_code, answer.headers["Location"]
    return 200, answer.content.decode()


def test_everybody_may_see_them() -> None:
    for view in (views.places, views.search, views.geoid):
        assert getattr(view, "audience", None) == Audience.PUBLIC


def test_the_page_asks_and_lists_the_states(client: Client) -> None:
    answer = client.get("/places/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert not answer.cookies
    assert '<form class="ask" action="/places/" method="get"' in text
    assert 'name="q"' in text
    assert '<p class="found-status" id="found-status" role="status"></p>' in text
    assert 'href="/places/mi/"' in text
    assert 'href="/places/dc/washington/"' in text
    assert answer.context["states"].rows[22][0].text == "Michigan"
    assert [cell.text for cell in answer.context["states"].rows[22]][1:] == ["83", "533", "1,240"]


@pytest.mark.parametrize(
    ("q", "address"),
    [
        ("Ann Arbor, MI", "/places/mi/ann-arbor/"),
        ("48104", "/places/mi/ann-arbor/"),
        ("Michigan", "/places/mi/"),
        ("geoid:08031", "/places/co/denver/"),
    ],
)
def test_the_one_place_meant_is_led_to(client: Client, q: str, address: str) -> None:
    assert ask(client, q) == (302, address)


def test_an_ambiguous_name_shows_the_choices(client: Client) -> None:
    status, text = ask(client, "Springfield, NJ")
    assert status == 200
    assert "2 places have this name. Which one do you mean?" in text
    assert 'href="/places/nj/union-county/springfield-township/"' in text
    assert "township, Union County" in text
    assert "township, Burlington County" in text


def test_many_choices_say_that_there_are_more(client: Client) -> None:
    _, text = ask(client, "Springfield")
    assert "These have the most people; for another one, add its state." in text
    assert text.count('class="found-kind"') == 12


def test_a_zip_code_in_several_places_is_not_guessed(client: Client) -> None:
    _, text = ask(client, "60148")
    assert "ZIP code 60148 lies in several places. Which one is yours?" in text
    assert text.index("/places/il/lombard/") < text.index("/places/il/addison/")


def test_a_community_is_explained(client: Client) -> None:
    _, text = ask(client, "Bethesda, MD")
    assert "Bethesda has no government of its own. This one governs it:" in text
    assert "community in Montgomery County" in text


def test_a_state_and_its_namesake_are_both_offered(client: Client) -> None:
    _, text = ask(client, "New York")
    assert "New York is a state, and other places have the same name." in text
    assert text.index('href="/places/ny/"') < text.index('href="/places/ny/new-york/"')


def test_a_name_half_typed_finds_what_begins_so(client: Client) -> None:
    status, text = ask(client, "Ann Arb")
    assert status == 200
    assert "No place has exactly this name. These begin like it:" in text
    assert 'href="/places/mi/ann-arbor/"' in text


def test_a_slip_is_forgiven(client: Client) -> None:
    status, text = ask(client, "Anne Arbor, MI")
    assert status == 200
    assert "No place is known as “Anne Arbor, MI”. Did you mean one of these?" in text
    assert 'href="/places/mi/ann-arbor/"' in text


def test_where_there_is_nothing_one_sentence_says_so(client: Client) -> None:
    status, text = ask(client, "Qqqqville, MI")
    assert status == 200
    assert "No place is known as “Qqqqville, MI”." in text
    assert "found-list" not in text
    assert 'value="Qqqqville, MI"' in text


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", '"><b>', "a\x00b", "x" * 1000])
def test_whatever_is_sent_is_answered_and_escaped(client: Client, q: str) -> None:
    status, text = ask(client, q)
    assert status == 200
    assert "<script>alert" not in text
    assert '"><b>' not in text


def test_the_list_while_typing(client: Client) -> None:
    answer = client.get("/places/search/", {"q": "ann arb"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert not answer.cookies
    assert "<html" not in text
    assert '<a href="/places/mi/ann-arbor/">Ann Arbor, MI</a>' in text
    assert 'id="found-status" hx-swap-oob="innerHTML">2 places to choose from.</p>' in text


def test_the_list_says_when_it_is_empty(client: Client) -> None:
    for q, status in (("qqq", "Nothing begins like this."), ("", "")):
        answer = client.get("/places/search/", {"q": q}, headers={"HX-Request": "true"})
        assert f'hx-swap-oob="innerHTML">{status}</p>' in answer.content.decode()
        assert b"found-list" not in answer.content


def test_whoever_opens_the_list_gets_the_page(client: Client) -> None:
    answer = client.get("/places/search/", {"q": "ann arb"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/places/?q=ann+arb")


@pytest.mark.parametrize(
    ("code", "status", "address"),
    [
        ("2603000", 301, "/places/mi/ann-arbor/"),
        ("26", 301, "/places/mi/"),
        ("26161", 301, "/places/mi/washtenaw-county/"),
        ("2616189160", 301, "/places/mi/ypsilanti-charter-township/"),
        ("08031", 301, "/places/co/denver/"),
        ("11", 301, "/places/dc/washington/"),
        ("02270", 301, "/places/ak/kusilvak-census-area/"),
        ("48104", 302, "/places/?q=zip%3A48104"),
    ],
)
def test_any_code_leads_to_the_page(client: Client, code: str, status: int, address: str) -> None:
    answer = client.get(f"/places/{code}/")
    assert (answer.status_code, answer.headers["Location"]) == (status, address)


@pytest.mark.parametrize("code", ["99", "99999", "9999999", "123"])
def test_an_unknown_code_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/places/{code}/").status_code == 404


def test_a_path_is_left_to_the_page_of_the_place(client: Client) -> None:
    assert client.get("/places/mi/ann-arbor/").content == b"mi/ann-arbor"
    assert client.get("/places/us/").content == b"us"


@pytest.mark.parametrize("path", ["/places/", "/places/search/", "/places/26/"])
def test_nothing_is_taken_by_post(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
