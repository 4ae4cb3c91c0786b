"""What holds for every address: errors, methods, other sites, validators, the description."""

from __future__ import annotations

import pytest
from django.test import Client

from freedomcities.adoption.tests.makers import import_rows, instrument_row
from freedomcities.api.tests.conftest import Ask
from freedomcities.blueprints.models import Blueprint
from freedomcities.lib.routes import all_routes

ADDRESSES = (
    *("", "places", "places/2603000", "places/2603000/standings", "rules"),
    *("rules/freedom-cities", "rules/freedom-cities/1", "instruments"),
    *("instruments/mi-act", "standings", "agencies", "agencies/MI8121800"),
    *("places/2603000/agencies", "who?place=geoid:2603000", "openapi.json"),
    *("offices", "offices/2603000-mayor", "places/2603000/offices"),
)


def test_routes_name_every_address() -> None:
    found = {
        route.path: (route.name, route.methods, route.audience)
        for route in all_routes()
        if route.path.startswith("/api/")
    }
    names = {
        "": "api-root",
        "openapi.json": "openapi-json",
        "docs": "openapi-view",
        "places": "places",
        "places/<geoid>": "place",
        "places/<geoid>/standings": "place-standings",
        "rules": "blueprints",
        "rules/<blueprint>": "blueprint",
        "rules/<blueprint>/<number>": "rule",
        "instruments": "instruments",
        "instruments/<id>": "instrument",
        "standings": "standings",
        "who": "who",
        "agencies": "agencies",
        "agencies/<id>": "agency",
        "places/<geoid>/agencies": "place-agencies",
        "offices": "offices",
        "offices/<id>": "office",
        "places/<geoid>/offices": "place-offices",
        "<rest>": "nothing",
    }
    assert found == {
        f"/api/v1/{path}": (f"api-1:{name}", ("GET",), "public") for path, name in names.items()
    }


@pytest.mark.parametrize("address", ADDRESSES)
def test_not_modified_until_something_changes(
    country: Blueprint, agencies: None, officials: None, client: Client, address: str
) -> None:
    first = client.get(f"/api/v1/{address}")
    tag = first.headers["ETag"]
    assert first.status_code == 200
    assert first.headers["Cache-Control"].startswith("public, max-age=30")
    assert not first.cookies
    again = client.get(f"/api/v1/{address}", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    import_rows(instrument_row("news"))
    changed = client.get(f"/api/v1/{address}", headers={"If-None-Match": tag})
    assert changed.status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_site_may_read(country: Blueprint, client: Client, address: str) -> None:
    for _time in ("rendered", "from memory"):
        headers = client.get(f"/api/v1/{address}").headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Access-Control-Allow-Credentials" not in headers


def test_errors_may_be_read_from_any_site_and_are_not_kept(
    country: Blueprint, client: Client
) -> None:
    response = client.get("/api/v1/places/9999999")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response.headers


def test_a_browser_may_ask_beforehand(client: Client) -> None:
    response = client.options("/api/v1/places", headers={"Origin": "https://example.org"})
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["places", "openapi.json", "nothing/here"])
def test_nothing_can_be_written(method: str, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(f"/api/v1/{address}")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json() == {
        "error": "This address can only be read: use GET.",
        "candidates": [],
    }


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_answers_as_get(
    country: Blueprint, agencies: None, officials: None, client: Client, address: str
) -> None:
    head = client.head(f"/api/v1/{address}")
    assert head.status_code == 200
    assert head.headers["Content-Type"] == client.get(f"/api/v1/{address}").headers["Content-Type"]


@pytest.mark.parametrize("address", ["nothing", "places/", "places/2603000/rules", "docs/"])
@pytest.mark.django_db
def test_an_address_that_there_is_not(ask: Ask, address: str) -> None:
    missing = {"error": f"There is no address /api/v1/{address}.", "candidates": []}
    assert ask(address, status=404) == missing


@pytest.mark.parametrize(
    "address", [each for each in ADDRESSES if each not in {"", "openapi.json"}]
)
def test_a_misspelt_name_is_refused(country: Blueprint, ask: Ask, address: str) -> None:
    answer = ask(address, status=400, colour="red")
    assert answer["error"].startswith("There is no “colour” to ask for here: write one of ")
    assert answer["candidates"] == []


def test_a_name_that_stands_twice_is_refused(country: Blueprint, client: Client) -> None:
    response = client.get("/api/v1/places?state=MI&state=CO")
    assert response.status_code == 400
    assert response.json()["error"] == "“state” stands more than once."


def test_the_front_names_the_lists(client: Client, db: None) -> None:
    root = "http://127.0.0.1:8000/api/v1/"
    assert client.get("/api/v1/").json() == {
        "docs": f"{root}docs",
        "openapi": f"{root}openapi.json",
        "places": f"{root}places",
        "blueprints": f"{root}rules",
        "instruments": f"{root}instruments",
        "standings": f"{root}standings",
        "agencies": f"{root}agencies",
        "offices": f"{root}offices",
        "who": f"{root}who",
    }


def test_the_description(ask: Ask, db: None) -> None:
    described = ask("openapi.json")
    assert described["openapi"].startswith("3.")
    operations = {
        path: (list(methods), methods["get"]["operationId"])
        for path, methods in described["paths"].items()
    }
    assert operations == {
        "/api/v1/places": (["get"], "listPlaces"),
        "/api/v1/places/{geoid}": (["get"], "getPlace"),
        "/api/v1/places/{geoid}/standings": (["get"], "getPlaceStandings"),
        "/api/v1/rules": (["get"], "listBlueprints"),
        "/api/v1/rules/{blueprint}": (["get"], "getBlueprint"),
        "/api/v1/rules/{blueprint}/{number}": (["get"], "getRule"),
        "/api/v1/instruments": (["get"], "listInstruments"),
        "/api/v1/instruments/{id}": (["get"], "getInstrument"),
        "/api/v1/standings": (["get"], "listStandings"),
        "/api/v1/who": (["get"], "whoToMeet"),
        "/api/v1/agencies": (["get"], "listAgencies"),
        "/api/v1/agencies/{id}": (["get"], "getAgency"),
        "/api/v1/places/{geoid}/agencies": (["get"], "listPlaceAgencies"),
        "/api/v1/offices": (["get"], "listOffices"),
        "/api/v1/offices/{id}": (["get"], "getOffice"),
        "/api/v1/places/{geoid}/offices": (["get"], "listPlaceOffices"),
    }
    for methods in described["paths"].values():
        assert {"200", "400"} <= set(methods["get"]["responses"])
        assert "422" not in methods["get"]["responses"]


def test_the_description_names_every_parameter(ask: Ask, db: None) -> None:
    described = ask("openapi.json")["paths"]["/api/v1/instruments"]["get"]
    assert {each["name"] for each in described["parameters"]} == {
        *("lang", "page", "per_page", "blueprint", "rule", "place", "state", "kind"),
        "in_force_on",
    }
    kind = next(each for each in described["parameters"] if each["name"] == "kind")
    assert "ordinance" in kind["schema"]["anyOf"][0]["enum"]
    per_page = next(each for each in described["parameters"] if each["name"] == "per_page")
    assert per_page["schema"]["maximum"] == 100
    assert "missing row" in str(ask("openapi.json")["paths"]["/api/v1/standings"])


def test_the_page_of_the_description(client: Client, db: None) -> None:
    response = client.get("/api/v1/docs")
    page = response.content.decode()
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/html")
    assert "https://" not in page
    assert '"validatorUrl": null' in page
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_answer_is_plain_utf_8(country: Blueprint, client: Client) -> None:
    response = client.get("/api/v1/instruments/a2-ordinance")
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert "…" in response.content.decode()
