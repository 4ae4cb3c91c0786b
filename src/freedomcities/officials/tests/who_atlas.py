"""The atlas that ships and a few real agencies as the engine's facts, without a database."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from freedomcities.officials.who_answers import Answer
from freedomcities.officials.who_facts import (
    AgencyFacts,
    Asked,
    CountyShare,
    PlaceFacts,
    WhoFacts,
)
from freedomcities.officials.who_to_meet import who_to_meet
from freedomcities.places.atlas.connecticut import LEGACY_NAMES
from freedomcities.places.atlas.read import containment_values, place_values, read_edition
from freedomcities.places.operations import SHIPPED


@cache
def real_places() -> dict[str, PlaceFacts]:
    """Every government of the atlas under its own code."""
    edition = read_edition(SHIPPED)
    rows = [row for row in place_values(edition) if not row["closed_on"]]
    same: dict[str, str] = {row["geoid"]: row["same_as_id"] for row in rows if row["same_as_id"]}
    shares: dict[str, list[CountyShare]] = defaultdict(list)
    for row in containment_values(edition, set(LEGACY_NAMES)):
        county: str = row["county_id"]
        if county not in LEGACY_NAMES:
            share = CountyShare(same.get(county, county), row["share"])
            shares[row["place_id"]].append(share)
    return {
        row["geoid"]: PlaceFacts(
            row["geoid"],
            row["name"],
            row["kind"],
            row["state"],
            row["designation"],
            row["population"],
            tuple(shares[row["geoid"]]),
        )
        for row in rows
        if row["geoid"] not in same
    }


def agency(name: str, kind: str, *places: str, ori: str = "", officers: int = 10) -> AgencyFacts:
    return AgencyFacts(ori or f"{name} {places}", name, kind, places, ori, officers=officers)


AGENCIES = (
    agency("DuPage County Sheriff's Office", "county", "17043", ori="IL0220000", officers=400),
    agency("Wheaton Police Department", "city", "1781048", ori="IL0222800"),
    agency("Lombard Police Department", "city", "1744407"),
    agency("Washtenaw County Sheriff's Office", "county", "26161", officers=150),
    agency("Ann Arbor Police Department", "city", "2603000", ori="MI8121800"),
    agency("Ypsilanti Police Department", "city", "2689140"),
    agency("Boston Police Department", "city", "2507000", officers=2172),
    agency("Cambridge Police Department", "city", "2511000"),
    agency("Somerville Police Department", "city", "2562535"),
    agency("Richmond Police Department", "city", "5167000", officers=608),
    agency("Richmond City Sheriff's Office", "city", "5167000", officers=193),
    agency("Baltimore Police Department", "city", "2404000", ori="MDBPD0000", officers=2051),
    agency("Baltimore City Sheriff", "city", "2404000", ori="MD0040600", officers=91),
    agency("Baltimore County Police Department", "county", "24005", officers=1764),
    agency("Baltimore County Sheriff's Office", "county", "24005", officers=55),
    agency("Denver Police Department", "city", "0820000", ori="CODPD0000", officers=1562),
    agency("Jacksonville Sheriff's Office", "city", "1235000", ori="FL0160200", officers=1789),
    agency("Las Vegas Metropolitan Police Department", "city", "3240000", ori="NV0020100"),
    agency("Metropolitan Nashville Police Department", "city", "4752006", ori="TN0190100"),
    agency("New York Police Department", "city", "3651000", ori="NY0303000", officers=33604),
    agency("San Francisco Police Department", "city", "0667000", ori="CA0380100", officers=1881),
    agency("San Francisco County Sheriff's Office", "county", "0667000", ori="CA0380000"),
    agency("Anchorage Police Department", "city", "0203000", ori="AK0010100", officers=369),
    agency("Hartford Police Department", "city", "0937000", officers=370),
    agency("Providence Police Department", "city", "4459000", officers=400),
    agency("Alaska State Troopers", "state", "02", ori="AKAST0100"),
    agency("Hawaii Police Department", "county", "15001", ori="HI0010000"),
)


def real_facts() -> WhoFacts:
    """The real places with the agencies above."""
    return WhoFacts(real_places(), AGENCIES)


def meet(*codes: str, chosen: str = "") -> Answer:
    """The answer for people from these real places."""
    return who_to_meet([Asked(code) for code in codes], real_facts(), chosen=chosen)


def doors(answer: Answer) -> list[str]:
    """The law-enforcement doors as "kind place", in order."""
    return [f"{office.kind.value} {office.place.geoid}" for office in answer.offices]
