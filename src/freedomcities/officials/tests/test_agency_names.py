"""What people call an agency."""

from __future__ import annotations

import pytest

from freedomcities.officials.agency_names import agency_name


@pytest.mark.parametrize(
    ("listed", "kind", "county", "state", "name"),
    [
        ("Anchorage", "city", "", "Alaska", "Anchorage Police Department"),
        ("Northern Regional", "city", "", "Pennsylvania", "Northern Regional Police Department"),
        (
            "Exeter Township, Berks County",
            "city",
            "Berks County",
            "Pennsylvania",
            "Exeter Township Police Department (Berks County)",
        ),
        ("Baltimore City Sheriff", "city", "", "Maryland", "Baltimore City Sheriff"),
        ("Rockwell City Police Department", "city", "", "Iowa", "Rockwell City Police Department"),
        ("DuPage", "county", "DuPage County", "Illinois", "DuPage County Sheriff's Office"),
        ("Acadia", "county", "Acadia Parish", "Louisiana", "Acadia Parish Sheriff's Office"),
        ("Screven ", "county", "", "Georgia", "Screven Sheriff's Office"),
        (
            "Henrico County Police Department",
            "county",
            "Henrico County",
            "Virginia",
            "Henrico County Police Department",
        ),
        (
            "State Police:",
            "state",
            "Kent County",
            "Delaware",
            "Delaware State Police (Kent County)",
        ),
        ("Illinois State Police", "state", "", "Illinois", "Illinois State Police"),
        ("State Patrol", "state", "", "Colorado", "Colorado State Patrol"),
        ("Chehalis Tribal", "tribal", "", "Washington", "Chehalis Tribal Police"),
        ("Navajo Nation", "tribal", "", "Arizona", "Navajo Nation"),
        ("Duke University", "university", "", "North Carolina", "Duke University Police"),
        (
            "State University of New York Police:",
            "university",
            "Madison County",
            "New York",
            "State University of New York Police (Madison County)",
        ),
        (
            "Weld County Constable:",
            "other",
            "Weld County",
            "Colorado",
            "Weld County Constable",
        ),
        ("Peace Corps,", "federal", "", "", "Peace Corps"),
    ],
)
def test_names(listed: str, kind: str, county: str, state: str, name: str) -> None:
    assert agency_name(listed, kind=kind, county=county, state=state) == name
