"""Suggestions while somebody types: places by the beginning of a name, ZIP codes by digits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from freedomcities.places import prefixes  # noqa: F401 registers key__begins
from freedomcities.places.addresses import address_at
from freedomcities.places.choices import Kind
from freedomcities.places.kind_words import COMMUNITY, ZIP_CODE, kind_word
from freedomcities.places.models import Locality, Place, PlaceName, ZipCode
from freedomcities.places.names import normalise_name
from freedomcities.places.refusals import Choice, main_counties
from freedomcities.places.states import LONGEST_NAME, states_beginning, write_out_montana
from freedomcities.places.zip_places import ZipPlaces, places_on_zips

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_SUGGESTIONS = 8
LONGEST_TEXT = 80
# A place stands under several names that may begin alike: "ypsilanti", "ypsilanti township".
_NAMES_OF_ONE = 3
_COLUMNS = ("name", "state", "kind", "designation", "path")
# A name typed in full counts as if ten times the people lived there.
_WORTH_IN_FULL = 10
_ZIP_DIGITS = re.compile(r"[0-9]{1,5}")

NameRow = tuple[str | None, str | None, int]
"""The codes of a place and of a community, one of them None, and their people."""

Row = list[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """The columns of a place, or (with ``place`` "") of a community and what governs it."""

    place: str
    row: Row

    def line(self) -> Suggestion:
        """As a line of the list."""
        return _place(*self.row) if self.place else _community(*self.row)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list.

    ``kind`` is a word to show. ``county`` is named only where two lines would read alike.
    ``leads_to`` is the place behind a ZIP code or a community without its own government.
    """

    name: str
    kind: str | _StrPromise
    state: str
    address: str
    county: str = ""
    leads_to: str = ""


def suggest(text: str, *, most: int = MOST_SUGGESTIONS) -> list[Suggestion]:
    """What somebody may be typing, likeliest first: many people, and the name typed in full."""
    text = text[:LONGEST_TEXT].strip()
    if _ZIP_DIGITS.fullmatch(text):
        return _zip_codes(text, most)
    found: dict[tuple[str, ...], Hit] = {}
    for key, states in _readings(text):
        for one in _likeliest_first(key, _begun(key, states, most * _NAMES_OF_ONE)):
            name, state, *_, path = one.row
            found.setdefault((name, state, path), one)
        if len(found) >= most:
            break
    return _with_counties([(one.place, one.line()) for one in list(found.values())[:most]])


def line_of(choice: Choice) -> Suggestion:
    """A place to choose as a line of the list, with its county wherever it has one."""
    place = choice.place
    if choice.via:
        return _community(choice.via, place.state, place.name, place.path)
    line = _place(*(getattr(place, column) for column in _COLUMNS))
    return replace(line, county=choice.county)


def _readings(text: str) -> list[tuple[str, list[str]]]:
    """Pairs of the beginning of a name and the states to look in (none: all), best first."""
    name, comma, behind = write_out_montana(text).partition(",")
    key, tail = normalise_name(name), normalise_name(behind.rpartition(",")[2])
    if not key:
        return []
    if comma:
        states = states_beginning(tail) if tail else []
        return [(key, states)] if states or not tail else []
    words = key.split()
    splits = range(1, min(LONGEST_NAME, len(words) - 1) + 1)
    in_states = [
        (" ".join(words[:-count]), states_beginning(" ".join(words[-count:]))) for count in splits
    ]
    return [(key, []), *((name, states) for name, states in in_states if states)]


def _begun(key: str, states: list[str], most: int) -> list[NameRow]:
    """The names that begin so, most people first, and all the larger of those that are just so."""
    names = PlaceName.objects.order_by("-weight", "pk")
    if states:
        names = names.filter(Q(place__state__in=states) | Q(locality__state__in=states))
    columns = ("place_id", "locality_id", "weight")
    begun = list(names.filter(key__begins=key).values_list(*columns)[:most])
    if len(begun) == most:  # Small places of exactly this name may have been cut off.
        begun += names.filter(key=key).values_list(*columns)[:most]
    return begun


def _likeliest_first(key: str, names: Sequence[NameRow]) -> list[Hit]:
    places = _rows(Place, {place for place, _, _ in names if place}, *_COLUMNS)
    communities = _rows(
        Locality,
        {locality for _, locality, _ in names if locality},
        "name", "state", "governed_by__name", "governed_by__path",
    )  # fmt: skip
    scored = []
    for place, locality, weight in names:
        row = communities[locality] if locality else places[place or ""]
        in_full = normalise_name(row[0]) == key
        scored.append((weight * _WORTH_IN_FULL if in_full else weight, Hit(place or "", row)))
    return [one for _, one in sorted(scored, key=lambda pair: -pair[0])]


def _rows(model: type[Place] | type[Locality], codes: set[str], *columns: str) -> dict[str, Row]:
    # Plain rows: making model instances takes longer than finding them.
    if not codes:
        return {}
    rows = model.objects.filter(pk__in=codes).values_list("pk", *columns)
    return {code: row for code, *row in rows}


def _with_counties(lines: Sequence[tuple[str, Suggestion]]) -> list[Suggestion]:
    """The lines, with the main county of those that would read like another one."""
    alike = Counter((line.name, line.state, str(line.kind)) for _, line in lines)
    codes = [
        code for code, line in lines if code and alike[line.name, line.state, str(line.kind)] > 1
    ]
    counties = main_counties(codes) if codes else {}
    return [
        replace(line, county=counties[code]) if code in counties else line for code, line in lines
    ]


def _place(name: str, state: str, kind: str, designation: str, path: str) -> Suggestion:
    return Suggestion(
        name=name,
        kind=kind_word(kind, designation),
        state="" if kind == Kind.STATE else state,
        address=address_at(path),
    )


def _community(name: str, state: str, government: str, path: str) -> Suggestion:
    return Suggestion(
        name=name, kind=COMMUNITY, state=state, address=address_at(path), leads_to=government
    )


def _zip_codes(digits: str, most: int) -> list[Suggestion]:
    found = ZipCode.objects.filter(code__begins=digits).order_by("code")
    codes = list(found.values_list("code", flat=True)[:most])
    shared = places_on_zips(codes)
    return [_zip_code(code, shared[code]) for code in codes]


def _zip_code(code: str, shared: ZipPlaces) -> Suggestion:
    main = shared.main.place if shared.main else None
    # Through the page of places: it asks where a ZIP code lies in several.
    address = f"{reverse('places:places')}?{urlencode({'q': f'zip:{code}'})}"
    return Suggestion(
        name=code,
        kind=ZIP_CODE,
        state=main.state if main else "",
        address=address,
        leads_to=main.name if main else "",
    )
