"""What people call an agency, from what the list writes of it. Pure.

The list writes "Ann Arbor", "DuPage", "State Police:": the words that belong to it are added.
A name that ends in a colon has lost the name of its unit, so that its county stands in for it.
"""

from __future__ import annotations

import re

from freedomcities.officials.choices import AgencyKind

_COMPLETE = re.compile(
    r"\b(?:Police|Sheriff|Public Safety|Marshal|Department|Authority|Constable)\b", re.IGNORECASE
)
_LACKS_POLICE = {
    AgencyKind.TRIBAL: re.compile(r"\bTribal$"),
    AgencyKind.UNIVERSITY: re.compile(r"^(?!.*\b(?:Police|Safety|Security|Sheriff)\b)"),
}
_OF_COUNTY = re.compile(r"^(?P<name>.+), (?P<county>[^,]+ (?:County|Parish))$")
_NAME_LENGTH = 200


def agency_name(listed: str, *, kind: str, county: str, state: str) -> str:
    """The name in full: `county` "DuPage County" or "", `state` "Michigan"."""
    name = " ".join(listed.replace(":", " ").split()).rstrip(", ")
    if kind == AgencyKind.CITY:
        return _of_city(name)
    if kind == AgencyKind.COUNTY:
        return name if _COMPLETE.search(name) else f"{county or name} Sheriff's Office"
    if kind in {AgencyKind.TRIBAL, AgencyKind.UNIVERSITY} and _LACKS_POLICE[
        AgencyKind(kind)
    ].search(name):
        name = f"{name} Police"
    if kind == AgencyKind.STATE and state not in name:
        name = f"{state} {name}"
    if listed.strip().endswith(":") and county and county not in name:
        name = f"{name} ({county})"
    return name[:_NAME_LENGTH]


def _of_city(name: str) -> str:
    found = _OF_COUNTY.match(name)
    base = found["name"] if found else name
    full = base if _COMPLETE.search(base) else f"{base} Police Department"
    return f"{full} ({found['county']})" if found else full
