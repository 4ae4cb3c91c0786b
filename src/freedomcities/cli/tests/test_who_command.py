"""`who` as people type it, with right and wrong questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from freedomcities.accounts.operations import system_actor
from freedomcities.adoption.tests.makers import NOW, make_country
from freedomcities.cli.main import main
from freedomcities.officials.operations import import_agencies
from freedomcities.officials.who import ask_who
from freedomcities.officials.who_payload import who_payload
from freedomcities.places.models import PlaceName, ZipCode, ZipCoverage
from freedomcities.places.tests.makers import make_containment, make_place

Run = Callable[..., tuple[int, str, str]]
OFFICE_KINDS = {
    *("police-chief", "sheriff", "precinct-commander", "state-police", "jail", "mayor", "council"),
    *("county-board", "school-board", "legislature", "governor", "attorney-general"),
}


@pytest.fixture
def run(db: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `who` over a small country; its exit status, and what it said on both streams."""
    places = make_country()
    places["1772000"] = make_place("1772000", "Springfield", state="IL")
    places["2938000"] = make_place("2938000", "Springfield", state="MO")
    places["26091"] = make_place("26091", "Lenawee County")
    places["2653500"] = make_place("2653500", "Saline")
    for county, share in (("26161", 0.7), ("26091", 0.3)):
        make_containment(places["2653500"], places[county], share=share, main=share > 0.5)
    for geoid in ("2603000", "2689140", "2653500", "1772000", "2938000"):
        place = places[geoid]
        PlaceName.objects.create(key=place.name.lower(), place=place, weight=1)
    ZipCode.objects.create(code="48197", latitude=42, longitude=-83, land_km2=1)
    for geoid, share in (("2689140", 0.6), ("2616189160", 0.4)):
        ZipCoverage.objects.create(zip_code_id="48197", place=places[geoid], share=share)
    import_agencies(
        ["id,ori,name,state,kind,places",
         "MI8100000,MI8100000,Washtenaw County Sheriff's Office,MI,county,26161"],
        actor=system_actor(), now=NOW,
    )  # fmt: skip

    def command(*arguments: str) -> tuple[int, str, str]:
        status = main(["who", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def answer_of(run: Run, *arguments: str) -> dict[str, Any]:
    status, out, err = run(*arguments, "--json")
    assert (status, err) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    return answer


def refused(run: Run, *arguments: str) -> dict[str, Any]:
    """What a wrong question gets: exit 2, one sentence, and the same as an object."""
    status, out, err = run(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    status, out, again = run(*arguments, "--json")
    assert (status, again) == (2, err)
    answer: dict[str, Any] = json.loads(out)
    assert set(answer) == {"error", "candidates"}
    assert answer["error"] == err.strip()
    return answer


def test_for_programs(run: Run) -> None:
    answer = answer_of(run, "Ann Arbor, MI", "48197")
    assert answer == who_payload(ask_who(["Ann Arbor, MI", "48197"]))
    assert list(answer)[:6] == ["asked", "meet_at", "candidates", "offices", "also", "why"]
    county = {"geoid": "26161", "name": "Washtenaw County", "kind": "county", "state": "MI"}
    assert (answer["meet_at"], answer["candidates"]) == (county, [county])
    for asked, query, geoid in zip(
        answer["asked"], ["Ann Arbor, MI", "48197"], ["2603000", "2689140"], strict=True
    ):
        assert list(asked)[:5] == ["query", "geoid", "name", "kind", "state"]
        assert (asked["query"], asked["geoid"]) == (query, geoid)
    for office in [*answer["offices"], *answer["also"]]:
        assert list(office)[:5] == ["kind", "title", "place", "agency", "ori"]
        assert office["kind"] in OFFICE_KINDS
    assert [office["ori"] for office in answer["offices"]] == ["MI8100000"]


def test_meet_at_is_null_where_people_must_be_asked(run: Run) -> None:
    answer = answer_of(run, "Saline, MI", "Ann Arbor, MI")
    assert (answer["meet_at"], answer["offices"]) == (None, [])
    assert [each["geoid"] for each in answer["candidates"]] == ["26161"]
    status, out, _err = run("Saline, MI", "Ann Arbor, MI")
    assert status == 0
    assert "  26161  Washtenaw County, MI\n" in out
    chosen = answer_of(run, "Saline, MI", "Ann Arbor, MI", "--meet-at", "26161")
    assert chosen["meet_at"]["geoid"] == "26161"


def test_for_people(run: Run) -> None:
    status, out, err = run("Ann Arbor, MI", "48197", "48197")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    sheriff = "  1. Washtenaw County Sheriff (Washtenaw County Sheriff's Office): "
    assert lines[:5] == [
        "Ann Arbor, MI: Ann Arbor, MI",
        "48197: Ypsilanti, MI (or Ypsilanti charter township, MI)",
        "",
        "Meet at Washtenaw County, MI",
        f"{sheriff}patrols the streets, runs the jail",
    ]
    assert "Other doors" in lines
    assert any(line.endswith("patrols the streets [to be confirmed]") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "sentence", "candidates"),
    [
        ([], "Say where the people are from: ", []),
        ([" "], "Say where the people are from: ", []),
        (["Springfield"], "“Springfield” may mean 2 places: ", ["1772000", "2938000"]),
        (["2603000", "Ann Arbro, MI"], "No place is known as “Ann Arbro, MI”.", ["2603000"]),
        (["2603000", "99999"], "ZIP code 99999 is not on our map: ", []),
        (["2603000", "--meet-at", "99"], "No place has the code “99”.", []),
        (["2603000"] * 101, "Those are 101 places: ask about 100 at most.", []),
    ],
)
def test_wrong_questions(
    run: Run, arguments: list[str], sentence: str, candidates: list[str]
) -> None:
    answer = refused(run, *arguments)
    assert answer["error"].startswith(sentence)
    assert [each["geoid"] for each in answer["candidates"]] == candidates
