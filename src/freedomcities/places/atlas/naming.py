"""What a place is called: the name people say, the word for its kind, its address."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from freedomcities.places.atlas.records import PlaceRecord
from freedomcities.places.names import normalise_name, slugify_name

_MUNICIPAL_WORDS = (
    "city and borough", "municipality", "unified government", "consolidated government",
    "metropolitan government", "urban county", "corporation", "borough", "village", "city", "town",
)  # fmt: skip
_COUNTY_WORDS = (
    "City and Borough", "Census Area", "Planning Region", "Municipality", "Municipio",
    "County", "Parish", "Borough", "city",
)  # fmt: skip
_TOWN_WORDS = ("charter township", "township", "plantation", "town")


def name_places(places: Mapping[str, PlaceRecord]) -> None:
    """Fill in name, base, designation and further names of every place."""
    for place in places.values():
        _NAMERS[place.kind](place)
    _apply_reviewed(places)
    _part_towns_from_municipalities(places.values())


def read_reviewed_names() -> list[dict[str, str | list[str]]]:
    """The rows of ``names.toml``."""
    path = Path(__file__).with_name("names.toml")
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["names"])


def _name_municipality(place: PlaceRecord) -> None:
    # "(balance)" is the census's word for a consolidated city without the towns inside it.
    place.full_name = place.full_name.removesuffix(" (balance)")
    place.base, place.designation = _part(place.full_name, _MUNICIPAL_WORDS)
    # Massachusetts has cities whose legal name is "Town of ..."; elsewhere (Charles Town,
    # Old Town) the word is a part of the name.
    if place.state == "MA":
        place.base = place.base.removesuffix(" Town")
    # "Bath (Berkeley Springs)": people use both.
    if place.base.endswith(")"):
        place.base, _, other = place.base.removesuffix(")").partition(" (")
        place.also.append(other)
    place.name = place.base


def _name_county(place: PlaceRecord) -> None:
    place.base, place.designation = _part(place.full_name, _COUNTY_WORDS)
    if place.full_name == "Carson City":
        place.base, place.designation = "Carson City", ""
    place.name = place.full_name


def _name_town(place: PlaceRecord) -> None:
    place.base, place.designation = _part(place.full_name, _TOWN_WORDS)
    if place.designation == "town":
        # As in New England, New York and Wisconsin: "Amherst", not "Amherst town".
        place.name = place.base
        return
    place.name = place.full_name


def _name_whole(place: PlaceRecord) -> None:
    place.name = place.base = place.full_name


_NAMERS = {
    "nation": _name_whole,
    "state": _name_whole,
    "county": _name_county,
    "municipality": _name_municipality,
    "town": _name_town,
}


def _part(text: str, words: Iterable[str]) -> tuple[str, str]:
    for word in words:
        if text.endswith(f" {word}"):
            return text.removesuffix(f" {word}"), word
    return text, ""


def _apply_reviewed(places: Mapping[str, PlaceRecord]) -> None:
    for row in read_reviewed_names():
        place = places.get(str(row["geoid"]))
        if place is None:
            continue
        place.name = place.base = str(row.get("name", place.name))
        place.designation = str(row.get("designation", place.designation))
        place.also.extend(row.get("also", ()))


def _part_towns_from_municipalities(places: Iterable[PlaceRecord]) -> None:
    # Where city and town of one name stand side by side (Ithaca, Barre), the town says so.
    listed = list(places)
    taken = {
        (place.state, normalise_name(place.name))
        for place in listed
        if place.kind == "municipality"
    }
    for place in listed:
        if place.kind == "town" and (place.state, normalise_name(place.name)) in taken:
            place.name = place.full_name


def assign_paths(places: Mapping[str, PlaceRecord], main_county: Mapping[str, str]) -> None:
    """Give every place its address: ``mi/ann-arbor``, nested under the county where needed.

    Municipalities choose first, then counties, then towns. A slug that several of one kind
    share goes to none of them: they stand under their county.
    """
    used: set[str] = set()
    for place in places.values():
        if place.kind in {"nation", "state"}:
            place.path = (place.state or place.geoid).lower()
            used.add(place.path)
    for kind in ("municipality", "county", "town"):
        group = [place for place in places.values() if place.kind == kind]
        counted = Counter(_flat(place) for place in group)
        clashing = [place for place in group if counted[_flat(place)] > 1 or _flat(place) in used]
        for place in group:
            place.path = _flat(place)
        for place in clashing:
            place.path = ""
        used.update(place.path for place in group if place.path)
        _nest(clashing, places, main_county, used)


def _flat(place: PlaceRecord) -> str:
    return f"{place.state.lower()}/{slugify_name(place.name)}"


def _nest(
    clashing: list[PlaceRecord],
    places: Mapping[str, PlaceRecord],
    main_county: Mapping[str, str],
    used: set[str],
) -> None:
    for place in sorted(clashing, key=lambda place: place.geoid):
        parent = places[main_county[place.geoid]] if place.kind != "county" else place
        under = f"{place.state.lower()}/{slugify_name(parent.full_name)}"
        name = "county" if place.kind == "county" else slugify_name(place.name)
        choices = (
            f"{under}/{name}",
            f"{under}/{slugify_name(place.full_name)}",
            f"{under}/{name}-{place.geoid}",
        )
        place.path = next(path for path in choices if path not in used)
        used.add(place.path)


def repeated_names(places: Iterable[PlaceRecord]) -> dict[tuple[str, str], list[str]]:
    """Municipalities that share name and state: their codes by (state, name)."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place in places:
        if place.kind == "municipality":
            groups[place.state, place.name].append(place.geoid)
    return {key: codes for key, codes in groups.items() if len(codes) > 1}
