"""A small country with some law, and the addresses of the API alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.operations import system_actor
from freedomcities.adoption.tests.makers import (
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
    search_row,
)
from freedomcities.blueprints.models import Blueprint
from freedomcities.officials.operations import import_agencies, import_officials
from freedomcities.places.models import PlaceName

Ask = Callable[..., Any]

_AGENCIES = """\
id,ori,name,state,kind,county,population,officers,places,phone,source,checked_on,closed_on
MI8121800,MI8121800,Ann Arbor Police Department,MI,city,WASHTENAW,120000,117,2603000,\
+1 734 555 0100,https://example.org/list,2025,
MI8100000,MI8100000,Washtenaw County Sheriff's Office,MI,county,WASHTENAW,,150,26161,,,2025,
joint,,Two Towns Police,MI,city,,,9,2689140;2616189160,,,2026-10-01,
guard,,Capitol Guard,FS,federal,,,,none,,,2024,
old,,Old Police,CO,city,,,,0820000,,,2019,2020-01-01
"""
_OFFICIALS = """\
kind,place,area,name,id,role,term_start,term_end,phone,email,source,checked_on,agency,functions,\
finder_url,next_election,title
mayor,2603000,,,,,,,555-0100,mayor@example.org,https://example.org/mayor,2026-10-01,,,,2026-11-03,
mayor,2603000,,Ada Lovelace,,Mayor,2022-11,2027-11,,ada@example.org,https://example.org/ada,\
2026-10-01,,,,,
mayor,2603000,,Somebody Before,,Mayor,2014,2022-11,,,,2022-01-01,,,,,
council,2603000,Ward 1,Ben Bitdiddle,b1,,,,,,,2026-10-01,,,,,
council,2603000,Ward 2,Ben Bitdiddle,b2,,,,,,,2026-10-01,,,,,
precinct-commander,0820000,District 1,,,,,,,,,2026-10-01,old,street,https://example.org/find,,
precinct-commander,0820000,District 1,Cy D,,Commander,,,,,,2026-10-01,,,,,
"""


@pytest.fixture(autouse=True)
def _addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "freedomcities.api.tests.urls"


@pytest.fixture
def country(db: None) -> Blueprint:
    """Ann Arbor meets rule 1, Michigan rule 2 for everybody; somebody looked in Ypsilanti."""
    places = make_country()
    nine = make_nine()
    for geoid, key in (
        ("2603000", "ann arbor"),
        ("2689140", "ypsilanti"),
        ("2616189160", "ypsilanti charter township"),
        ("2616189160", "ypsilanti township"),
        ("08031", "denver county"),
    ):
        PlaceName.objects.create(key=key, place=places[geoid], weight=1)
    import_rows(
        instrument_row(
            "a2-ordinance",
            finding_row("1", quote="No officer shall.", pinpoint="sec. 2"),
            finding_row("2", "partly", confirmed=False, readers=["Ada", "Ben"]),
            citation="Chapter 120",
            number="ORD-17-02",
            introduced_on="2017-03",
            stayed=[["2018-01-01", "2018-02-01"], ["2019", None, ["2"]]],
            checked_on="2026-10-01",
            note="Read twice.",
        ),
        instrument_row(
            "mi-act",
            finding_row("2"),
            place="26",
            kind="statute",
            effective_on="2020",
            preempts=True,
            url="https://example.org/act",
        ),
        instrument_row(
            "county-policy",
            finding_row("1", "contradicts"),
            place="26161",
            kind="agency-policy",
            reach=["MI8100", "MI8101"],
            effective_on=None,
            adopted_on="2019-06",
            ended_on="2021",
        ),
        search_row("look-ypsilanti", place="2689140", rules=["1", "3"]),
    )
    return nine


@pytest.fixture
def agencies(country: Blueprint) -> None:
    """In the same country: police, a sheriff, a joint department and two that serve nobody now."""
    import_agencies(
        _AGENCIES.splitlines(),
        actor=system_actor(),
        now=datetime(2026, 11, 21, 12, tzinfo=UTC),
    )


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask an address below the API's root; the answer as JSON, after a look at its status."""

    def get(address: str, *, status: int = 200, **query: str) -> Any:
        response = client.get(f"/api/v1/{address}", query)
        assert response.status_code == status, response.content.decode()
        return response.json()

    return get


@pytest.fixture
def officials(agencies: None) -> None:
    """Ann Arbor's mayor and two of its council, a precinct of Denver's with its commander."""
    now = datetime(2026, 11, 21, tzinfo=UTC)
    import_officials(_OFFICIALS.split("\n"), actor=system_actor(), now=now)
