"""What sort of agency a name is, and of which government, as official lists write names. Pure.

"Autauga County Sheriff's Office" is a county's; "Town of Nixa Police Department" a town's;
"Bexar County Constable Precinct 3" is one officer of a county, who does not speak for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from freedomcities.places.names import normalise_name


class Level(StrEnum):
    """Whose agency it is."""

    STATE = "state"
    COUNTY = "county"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class AgencySort:
    """The government's level and its name as far as the agency's name has it, else "".

    ``speaks``: whether it is the government's own main agency on the street or in custody, so
    that what it signs is the government's doing. One constable, a prosecutor, a campus or a
    body of several governments is not.
    """

    level: Level
    government: str
    speaks: bool


_SPACES = re.compile(r"\s+")
_APOSTROPHES = re.compile(r"[’`´]")
_TOWNSHIP = re.compile(r"\bTwp\b\.?", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:Police|Dep(?:artment|t)\b\.?|Public Safety|Sheriff'?s?'?|Office|Division|of|the)\b|:",
    re.IGNORECASE,
)
_CAMPUS = re.compile(r"\b(?:College|University)\b", re.IGNORECASE)
_COUNTY = r"(?P<name>.+?)(?: \(?(?:County|Parish)\)?)"
# One officer, one court's lawyer, one school, several governments together.
_SMALL = re.compile(
    r"\b(?:Constables?|Attorney'?s?|Prosecutor'?s?|Ward \d+|Task Force|Trustees|College|University"
    r"|Port Authority|Airport|Cooperative|Regional|Criminal Justice Authority|School)\b",
    re.IGNORECASE,
)
_SHERIFF = re.compile(
    rf"(?:{_COUNTY}|(?P<bare>.+?)) Sheriff'?s?'? ?(?:Office|Department|Dept\.?)$", re.IGNORECASE
)
_CUSTODY = re.compile(
    rf"(?:County of .+/ ?)?{_COUNTY}(?: Board of County Commissioners ?/.*"
    r"| Jail| Prison| Detention (?:Center|Facility)| Correctional Facility| Corrections.*"
    r"| (?:Division|Department) of Corrections.*)$",
    re.IGNORECASE,
)
_COUNTY_POLICE = re.compile(rf"{_COUNTY} Police Department$", re.IGNORECASE)
_TOWN_POLICE = re.compile(
    r"(?P<name>.+?),? (?:Police (?:Services )?Dep(?:artment|artement|t\.?)"
    r"|Department of Public Safety|Public Safety(?: Department)?|(?:City )?Marshal'?s Office)"
    r"(?: - \w+)?$",
    re.IGNORECASE,
)
_COUNTY_CORRECTIONS = re.compile(r"(?P<bare>.+?) Corrections and Rehabilitation$", re.IGNORECASE)


def sort_of(name: str, *, is_states: bool = False) -> AgencySort:
    """The sort of an agency; ``is_states`` where the list says that it is a state's."""
    name = tidy(name)
    if is_states:
        return AgencySort(Level.STATE, "", speaks=not _SMALL.search(_without_general(name)))
    if _CAMPUS.search(name):
        # Nearly all are a state's own, and the few others are named by hand.
        return AgencySort(Level.STATE, "", speaks=False)
    if _SMALL.search(name):
        return AgencySort(Level.COUNTY, "", speaks=False)
    for pattern in (_SHERIFF, _CUSTODY, _COUNTY_POLICE, _COUNTY_CORRECTIONS):
        found = pattern.match(name)
        if found:
            groups = found.groupdict()
            government = groups.get("name") or groups.get("bare") or ""
            return AgencySort(Level.COUNTY, government, speaks=True)
    town = _TOWN_POLICE.match(name)
    return AgencySort(Level.TOWN, town["name"] if town else name, speaks=True)


def tidy(name: str) -> str:
    """The name with one kind of spaces and apostrophes, and *Township* written out."""
    name = _TOWNSHIP.sub("Township", _APOSTROPHES.sub("'", name))
    return _SPACES.sub(" ", name).strip()


def stem(name: str) -> str:
    """What two lists' names of one agency come down to, without the words for what it is."""
    return normalise_name(_WORDS.sub(" ", tidy(name)))


def _without_general(name: str) -> str:
    """A state's attorney general is its highest lawyer, not one court's."""
    return re.sub(r"\bAttorney General\b", "", name, flags=re.IGNORECASE)
