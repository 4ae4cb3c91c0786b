"""The names of states as people type them. Pure: a table and one question to it."""

from __future__ import annotations

import re
from functools import cache

from freedomcities.places.names import normalise_name

# Postal code, Census code, name, then other spellings: older abbreviations, Spanish.
_STATES = """
AL 01 Alabama; ala
AK 02 Alaska
AZ 04 Arizona; ariz
AR 05 Arkansas; ark
CA 06 California; calif
CO 08 Colorado; colo
CT 09 Connecticut; conn
DE 10 Delaware
DC 11 District of Columbia; distrito de columbia
FL 12 Florida; fla
GA 13 Georgia
HI 15 Hawaii; hawai
ID 16 Idaho
IL 17 Illinois; ill
IN 18 Indiana
IA 19 Iowa
KS 20 Kansas; kans
KY 21 Kentucky
LA 22 Louisiana; luisiana
ME 23 Maine
MD 24 Maryland
MA 25 Massachusetts; mass
MI 26 Michigan; mich
MN 27 Minnesota; minn
MS 28 Mississippi; misisipi
MO 29 Missouri; misuri
MT 30 Montana; mont
NE 31 Nebraska; nebr
NV 32 Nevada; nev
NH 33 New Hampshire; nuevo hampshire
NJ 34 New Jersey; nueva jersey
NM 35 New Mexico; nuevo mexico
NY 36 New York; nueva york
NC 37 North Carolina; carolina del norte
ND 38 North Dakota; dakota del norte
OH 39 Ohio
OK 40 Oklahoma; okla
OR 41 Oregon; ore
PA 42 Pennsylvania; penn; penna; pensilvania
PR 72 Puerto Rico
RI 44 Rhode Island
SC 45 South Carolina; carolina del sur
SD 46 South Dakota; dakota del sur
TN 47 Tennessee; tenn
TX 48 Texas; tex; tejas
UT 49 Utah
VT 50 Vermont
VA 51 Virginia
WA 53 Washington; wash
WV 54 West Virginia; virginia occidental
WI 55 Wisconsin; wis; wisc
WY 56 Wyoming; wyo
"""

# "Mt." is Mount in a name; at the end of a question it is Montana.
_MONTANA = re.compile(
    r"\bmt\.?(?=[\s,]*(?:[0-9]{5}(?:-[0-9]{4})?)?[\s,]*(?:usa?)?$)", re.IGNORECASE
)

LONGEST_NAME = 3
"""Words in the longest name of a state."""


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    codes, spellings = {}, {}
    for line in _STATES.split("\n"):
        if not line:
            continue
        postal, fips, names = line.split(" ", 2)
        codes[postal] = fips
        spellings[postal.lower()] = postal
        spellings.update((normalise_name(name), postal) for name in names.split(";"))
    return codes, spellings


def write_out_montana(text: str) -> str:
    """Put Montana for the MT of "Butte, MT", which every name would read as Mount."""
    return _MONTANA.sub("Montana", text)


def state_named(key: str) -> str:
    """The postal code of the state that a normalised name means ("mi", "michigan"), or ""."""
    return _table()[1].get(key, "")


def states_beginning(key: str) -> list[str]:
    """The postal codes of the states of which some spelling begins so, for half-typed names."""
    found = {postal for spelling, postal in _table()[1].items() if spelling.startswith(key)}
    return sorted(found)


def census_code(postal: str) -> str:
    """The two digits of a state: ``"MI"`` is ``"26"``; KeyError for what is no postal code."""
    return _table()[0][postal]


def name_of(postal: str) -> str:
    """The name of a state in English: ``"MI"`` is ``"Michigan"``."""
    return _names()[postal]


@cache
def _names() -> dict[str, str]:
    lines = [line.split(" ", 2) for line in _STATES.split("\n") if line]
    return {postal: names.partition(";")[0] for postal, _, names in lines}
