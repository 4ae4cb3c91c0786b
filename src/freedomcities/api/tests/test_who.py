from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from freedomcities.api.officials_shapes import Who
from freedomcities.api.tests.conftest import Ask
from freedomcities.blueprints.models import Blueprint
from freedomcities.officials.who import ask_who
from freedomcities.officials.who_payload import who_payload
from freedomcities.places.models import ZipCode, ZipCoverage

WASHTENAW = {"geoid": "26161", "name": "Washtenaw County", "kind": "county", "state": "MI"}

pytestmark = pytest.mark.usefixtures("agencies")


@pytest.fixture(autouse=True)
def _zip_code(country: Blueprint) -> None:
    ZipCode.objects.create(code="48197", latitude=42, longitude=-83, land_km2=1)
    for place, share in (("2689140", 0.6), ("2616189160", 0.4)):
        ZipCoverage.objects.create(zip_code_id="48197", place_id=place, share=share)


def get(client: Client, query: str, status: int = 200) -> Any:
    response = client.get(f"/api/v1/who?{query}")
    assert response.status_code == status, response.content.decode()
    return response.json()


def test_the_answer_is_that_of_the_command(client: Client) -> None:
    answer = get(client, "place=Ann+Arbor,+MI&place=48197")
    assert answer == who_payload(ask_who(["Ann Arbor, MI", "48197"]))
    assert set(answer) == set(Who.model_fields)
    assert answer["asked"] == [
        {
            "query": "Ann Arbor, MI",
            "geoid": "2603000",
            "name": "Ann Arbor",
            "kind": "municipality",
            "state": "MI",
            "zip_code": "",
            "via": "",
            "others": [],
            "confirm": False,
        },
        {
            "query": "48197",
            "geoid": "2689140",
            "name": "Ypsilanti",
            "kind": "municipality",
            "state": "MI",
            "zip_code": "48197",
            "via": "",
            "others": [
                {
                    "geoid": "2616189160",
                    "name": "Ypsilanti charter township",
                    "kind": "town",
                    "state": "MI",
                }
            ],
            "confirm": True,
        },
    ]
    assert (answer["meet_at"], answer["candidates"]) == (WASHTENAW, [WASHTENAW])
    assert answer["offices"] == [
        {
            "kind": "sheriff",
            "title": "Washtenaw County Sheriff",
            "place": "26161",
            "agency": "Washtenaw County Sheriff's Office",
            "ori": "MI8100000",
            "agency_id": "MI8100000",
            "functions": ["street", "jail"],
            "to_be_confirmed": False,
            "unsure": [],
            "finder_url": "",
            "choices": [],
        }
    ]
    doors = [(office["kind"], office["place"], office["ori"]) for office in answer["also"]]
    assert ("county-board", "26161", "") in doors
    assert ("police-chief", "2603000", "MI8121800") in doors
    assert [own["place"]["geoid"] for own in answer["own"]] == ["2603000", "2689140"]
    assert all(isinstance(sentence, str) for sentence in answer["why"])


def test_it_is_what_the_description_says(client: Client) -> None:
    Who.model_validate(get(client, "place=Ann+Arbor,+MI&place=48197"))


def test_in_spanish(client: Client) -> None:
    answer = get(client, "place=Ann+Arbor,+MI&lang=es")
    english = get(client, "place=Ann+Arbor,+MI")
    assert answer["why"] != english["why"]
    assert answer["offices"][0]["title"] != english["offices"][0]["title"]


def test_a_chosen_place(client: Client) -> None:
    assert get(client, "place=2603000&place=2689140&meet_at=26")["meet_at"]["geoid"] == "26"


@pytest.mark.parametrize(
    ("query", "sentence", "candidates"),
    [
        ("", "Say where the people are from: ", []),
        ("place=", "Say where the people are from: ", []),
        ("place=Ann+Arbro,+MI", "No place is known as “Ann Arbro, MI”.", ["2603000"]),
        ("place=2603000&place=99999", "ZIP code 99999 is not on our map: ", []),
        ("place=2603000&meet_at=99", "No place has the code “99”.", []),
        ("place=a%00b", "“place” has a NUL character in it.", []),
        ("place=2603000&meet_at=26&meet_at=26161", "“meet_at” stands more than once.", []),
        ("&".join(["place=2603000"] * 101), "Those are 101 places: ", []),
    ],
)
def test_wrong_questions(client: Client, query: str, sentence: str, candidates: list[str]) -> None:
    answer = get(client, query, 400)
    assert answer["error"].startswith(sentence)
    assert [each["geoid"] for each in answer["candidates"]] == candidates


def test_a_long_text_is_a_name_that_nobody_has(ask: Ask) -> None:
    answer = ask("who", status=400, place="x" * 5_000)
    assert len(answer["error"]) < 300
