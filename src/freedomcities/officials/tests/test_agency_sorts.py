"""What sort of agency a name is."""

from __future__ import annotations

import pytest

from freedomcities.officials.agency_sorts import Level, sort_of, tidy

SORTS = [
    ("Autauga County Sheriff's Office", Level.COUNTY, "Autauga", True),
    ("Plaquemines Parish Sheriff’s Office ", Level.COUNTY, "Plaquemines", True),
    ("Reno County Sheriff's office", Level.COUNTY, "Reno", True),
    ("Wayne County Sheriff's Department", Level.COUNTY, "Wayne", True),
    ("Miami-Dade Sheriff's Office", Level.COUNTY, "Miami-Dade", True),
    ("Nassau County Police Department", Level.COUNTY, "Nassau", True),
    ("Cambria County Prison", Level.COUNTY, "Cambria", True),
    ("Grayson County Detention Center", Level.COUNTY, "Grayson", True),
    ("County of Franklin / Franklin County Jail", Level.COUNTY, "Franklin", True),
    ("Orange County Corrections Department", Level.COUNTY, "Orange", True),
    ("Volusia County Division of Corrections", Level.COUNTY, "Volusia", True),
    ("Gulf County Board of County Commissioners /Detention Facility", Level.COUNTY, "Gulf", True),
    ("Miami-Dade Corrections and Rehabilitation", Level.COUNTY, "Miami-Dade", True),
    ("Nixa Police Department", Level.TOWN, "Nixa", True),
    ("Kansas City Police Department", Level.TOWN, "Kansas City", True),
    ("Big Sandy Police Departement", Level.TOWN, "Big Sandy", True),
    ("Boca Raton Police Services Department", Level.TOWN, "Boca Raton", True),
    ("Indian Creek Village Department of Public Safety", Level.TOWN, "Indian Creek Village", True),
    ("Daytona Beach Shores Public Safety", Level.TOWN, "Daytona Beach Shores", True),
    ("Smiley City Marshal's Office", Level.TOWN, "Smiley", True),
    ("Mahoning TWP Police Department - Montour", Level.TOWN, "Mahoning Township", True),
    ("Bexar County Constable Precinct 3", Level.COUNTY, "", False),
    ("Greene Township Constable's Office", Level.COUNTY, "", False),
    ("Lancaster County District Attorney's Office", Level.COUNTY, "", False),
    ("Hendricks County Prosecutor's Office", Level.COUNTY, "", False),
    ("Ward 5 Marshal's Office", Level.COUNTY, "", False),
    ("Lee County Port Authority Police", Level.COUNTY, "", False),
    ("Southwest Virginia Regional Jail Authority", Level.COUNTY, "", False),
    ("North County Police Cooperative", Level.COUNTY, "", False),
    ("Santa Fe College Police Department", Level.STATE, "", False),
]

STATES = [
    ("Florida Department of Corrections", True),
    ("Texas National Guard", True),
    ("Mississippi Attorney General's Office", True),
    ("Office of the State Attorney, 20th Judicial Circuit", False),
    ("16th Judicial Distric Drug Task Force", False),
    ("District Board of Trustees of Pensacola State College", False),
]


@pytest.mark.parametrize(("name", "level", "government", "speaks"), SORTS)
def test_a_name_tells_whose_agency_it_is(
    name: str, level: Level, government: str, *, speaks: bool
) -> None:
    sort = sort_of(name)
    assert (sort.level, sort.government, sort.speaks) == (level, government, speaks)


@pytest.mark.parametrize(("name", "speaks"), STATES)
def test_a_states_agency_stays_one(name: str, *, speaks: bool) -> None:
    sort = sort_of(name, is_states=True)
    assert (sort.level, sort.government, sort.speaks) == (Level.STATE, "", speaks)


def test_signs_and_spaces_are_of_one_kind() -> None:
    assert tidy("  A`s  Twp. Police ") == "A's Township Police"
