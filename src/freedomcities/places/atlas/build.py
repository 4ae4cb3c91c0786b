"""Making the tables that ship, from a folder of published files. Reproducible, no network."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from freedomcities.places.atlas import (
    clocks,
    connecticut,
    consolidated,
    containment,
    divisions,
    gazetteer,
    naming,
    old_codes,
    outlines,
    overlaps,
    people,
    points,
    tables,
    zips,
)
from freedomcities.places.atlas.codec import TableRow
from freedomcities.places.atlas.credits import credit
from freedomcities.places.atlas.records import LocalityRecord, PlaceRecord, Shares
from freedomcities.places.atlas.relations import Relations, add_stand_ins, read_relations
from freedomcities.places.atlas.sources import (
    COUNTIES,
    OUTLINES,
    PLACE_PEOPLE,
    Row,
    check_files,
)
from freedomcities.places.atlas.write import write_edition

Progress = Callable[[str], None]


@dataclass(slots=True)
class Draft:
    """All that the steps below have found so far."""

    places: dict[str, PlaceRecord]
    localities: dict[str, LocalityRecord]
    subdivisions: list[Row]
    areas: dict[str, zips.ZipArea]
    relations: Relations
    own: dict[str, dict[str, float]]
    lists: containment.PairLists
    pairs: containment.Pairs
    inside: Shares
    legacy_inside: Shares
    matched: dict[str, str]


def build(directory: Path, out: Path, progress: Progress | None = None) -> dict[str, object]:
    """Make every table from ``directory`` in ``out``, and return the manifest.

    ``directory`` holds ``census/``, ``ocd/`` and ``map/``. The same files give the same
    bytes. SourceError, one sentence, where an input is missing, cut or incomplete; nothing
    is written then. ``progress`` is told what is being done.
    """
    tell = progress or (lambda _: None)
    check_files(directory)
    draft = read_draft(directory, tell)
    _complete(directory, draft, tell)
    tell("Drawing counties and states")
    rings = outlines.read_rings(directory)
    drawings = outlines.draw_states(rings)
    rows = _rows(draft, tell) | _drawn_rows(draft, rings, drawings)
    maps: dict[str, list[object]] = {
        state: [drawing.width, drawing.height, drawing.projection.as_dict()]
        for state, drawing in drawings.items()
    }
    tell("Writing the tables")
    years = _years(directory)
    return write_edition(out, rows, maps, edition=years["gazetteer"], sources=credit(years))


def read_draft(directory: Path, progress: Progress | None = None) -> Draft:
    """Read the files and find which counties every place lies in; names come later."""
    tell = progress or (lambda _: None)
    tell("Reading the gazetteer")
    place_rows = gazetteer.read_place_rows(directory)
    subdivisions = gazetteer.read_subdivision_rows(directory)
    counties = gazetteer.read_counties(directory)
    places = gazetteer.make_states(directory, counties)
    places = {gazetteer.NATION: gazetteer.make_nation(places), **places, **counties}
    places |= gazetteer.read_municipalities(place_rows) | gazetteer.read_towns(subdivisions)
    localities = gazetteer.read_localities(place_rows)
    tell("Reading what ZIP codes share with places")
    relations = read_relations(directory, {*places, *localities}, subdivisions)
    _add_legacy_counties(directory, places, subdivisions, relations)
    areas = zips.read_zip_areas(directory)
    municipalities = {c: place for c, place in places.items() if place.kind == "municipality"}
    add_stand_ins(relations, municipalities)
    zips.add_young(relations, areas, municipalities)
    own = containment.own_subdivisions(subdivisions)
    tell("Finding the counties of every place")
    lists = containment.read_pair_lists(directory)
    pairs = containment.find_pairs(lists, places, own, subdivisions)
    legacy = containment.find_legacy_pairs(lists, places, relations.legacy_of, subdivisions)
    estimate = containment.estimate_shares
    inside = estimate(pairs, places, own, relations.places, relations.counties)
    legacy_inside = estimate(legacy, places, {}, relations.places, relations.legacy_counties)
    matched = old_codes.match_subdivisions(subdivisions, places, pairs)
    return Draft(
        places, localities, subdivisions, areas, relations, own, lists, pairs, inside,
        legacy_inside, matched,
    )  # fmt: skip


def _add_legacy_counties(
    directory: Path,
    places: dict[str, PlaceRecord],
    subdivisions: list[Row],
    relations: Relations,
) -> None:
    counted = people.read_people(directory)
    rows = [{**row, "FUNCSTAT": "A"} for row in subdivisions]
    towns = gazetteer.read_towns(row for row in rows if row["GEOID"].startswith(connecticut.FIPS))
    for code, town in towns.items():
        town.population = counted.get(code)
    by_suffix = {code[5:]: town for code, town in towns.items()}
    places |= connecticut.make_legacy_counties(by_suffix, relations.legacy_of)


def _complete(directory: Path, draft: Draft, tell: Progress) -> None:
    places, relations = draft.places, draft.relations
    tell("Naming places and counting people")
    naming.name_places(places)
    for code, other in consolidated.find_consolidated(places, draft.inside).items():
        places[code].same_as = other
    main_county = containment.main_counties(draft.inside)
    naming.assign_paths(places, main_county)
    people.fill_people(places, draft.localities, people.read_people(directory))
    clocks.fill_clocks(places, main_county, clocks.read_clocks(directory))
    divisions.fill_divisions(places, divisions.read_divisions(directory), relations.legacy_of)
    for code, place in places.items():
        if place.kind == "town" and code.startswith(connecticut.FIPS):
            draft.legacy_inside[code] = {relations.legacy_of[code[5:]]: 1.0}
    gnis = points.read_gnis_points(directory)
    points.mend_points(places, gnis, zips.zip_points(draft.areas), relations)


def _rows(draft: Draft, tell: Progress) -> dict[str, list[TableRow]]:
    places = draft.places
    tell("Estimating which towns hold villages and localities")
    towns = overlaps.gather_towns(places, draft.relations)
    municipalities = [p for p in places.values() if p.kind == "municipality"]
    independent = {*draft.own, *draft.matched.values()}
    within = overlaps.estimate_overlaps(municipalities, draft.pairs, independent, towns)
    _govern(draft, towns)
    tell("Finding what every ZIP code covers")
    covered = zips.cover_zips(draft.areas, draft.relations, places)
    both = {
        code: {**parts, **draft.legacy_inside.get(code, {})} for code, parts in draft.inside.items()
    }
    codes = old_codes.gather_old_codes(places, draft.matched, draft.relations.legacy_of)
    return {
        "places": tables.place_rows(p for _, p in sorted(places.items())),
        "containment": tables.share_rows(both),
        "overlaps": tables.share_rows(within),
        "zips": tables.zip_rows(draft.areas),
        "coverage": tables.share_rows(covered),
        "localities": tables.locality_rows(x for _, x in sorted(draft.localities.items())),
        "other_names": [(c, name) for c, p in sorted(places.items()) for name in p.also],
        "old_codes": [(old, new, why) for old, (new, why) in codes.items()],
    }


def _govern(draft: Draft, towns: overlaps.Towns) -> None:
    counties = locality_counties(draft)
    ungoverned = gazetteer.read_ungoverned(draft.subdivisions)
    ground = overlaps.gather_ground(towns, ungoverned, draft.relations)
    overlaps.govern_localities(draft.localities.values(), counties, towns, ground)


def locality_counties(draft: Draft) -> dict[str, list[str]]:
    """The counties of each locality, the one with most of its shared land first."""
    today = {c for c, p in draft.places.items() if p.kind == "county" and not p.closed_on}
    found = {}
    for code, locality in draft.localities.items():
        known = draft.lists.todays(code) & today or draft.lists.older.get(code, set()) & today
        known = known or {containment.nearest_county(locality, draft.subdivisions)}
        found[code] = dict.fromkeys(sorted(known), 0.0)
    for zip_code, shared in draft.relations.places.items():
        total = draft.relations.total(zip_code)
        for code in shared.keys() & found.keys():
            for county, part in draft.relations.counties[zip_code].items():
                if county in found[code] and total:
                    found[code][county] += shared[code] * part / total
    return {code: sorted(w, key=lambda c: (-w[c], c)) for code, w in found.items()}


def _drawn_rows(
    draft: Draft,
    rings: Mapping[str, outlines.Rings],
    drawings: Mapping[str, outlines.StateDrawing],
) -> dict[str, list[TableRow]]:
    neighbours = outlines.find_neighbours(rings)
    return {
        "neighbours": [
            (code, other)
            for code, others in sorted(neighbours.items())
            for other in sorted(others)
            if code in draft.places and other in draft.places
        ],
        "outlines": [
            (code, path)
            for _, drawing in sorted(drawings.items())
            for code, path in sorted(drawing.paths.items())
            if code in draft.places
        ],
    }


def _years(directory: Path) -> dict[str, str]:
    found = {"gazetteer": COUNTIES, "people": PLACE_PEOPLE, "map": OUTLINES}
    return {
        key: re.findall(r"20\d\d", source.find(directory).name)[0] for key, source in found.items()
    }
