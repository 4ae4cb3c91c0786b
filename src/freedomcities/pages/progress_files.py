"""The list as files: the lines of CSV and of GeoJSON, one place after the other.

Only places with something recorded are in them, in the order that the question asks for.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from django.conf import settings

from freedomcities.lib.csv_safety import neutralise
from freedomcities.pages.progress_list import PlaceRow, all_rows
from freedomcities.pages.progress_question import Question

_PLACE_COLUMNS = (
    "geoid", "ocd_id", "name", "full_name", "kind", "state", "latitude", "longitude", "people",
)  # fmt: skip


def csv_lines(question: Question) -> Iterator[str]:
    """The lines of the file, headings first; cells that a spreadsheet would run are harmless."""
    rules = question.blueprint.rules
    columns = [*_PLACE_COLUMNS, "blueprint", "adopted", "required", "since"]
    for rule in rules:
        name = f"rule_{rule.number}"
        columns += [name, f"{name}_since", f"{name}_reported", f"{name}_inherited_from"]
    yield _csv_line([*columns, "url"])
    for row in all_rows(question):
        cells = [*_place_values(row).values(), *_counts(row, question).values(), row.since]
        for one in row.standings:
            reported = "yes" if one.reported else ""
            cells += [one.standing, one.since, reported, one.inherited_from]
        yield _csv_line([*cells, absolute(row.address)])


def geojson_lines(question: Question) -> Iterator[str]:
    """The text of a FeatureCollection, a feature a line."""
    yield '{"type":"FeatureCollection","features":['
    before = "\n"
    for row in all_rows(question):
        yield before + json.dumps(_feature(row, question), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.PUBLIC_URL}{path}"


def _place_values(row: PlaceRow) -> dict[str, object]:
    place = row.place
    return {
        "geoid": place.geoid,
        "ocd_id": place.ocd_id,
        "name": place.name,
        "full_name": place.full_name,
        "kind": place.kind,
        "state": place.state,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "people": place.population,
    }


def _counts(row: PlaceRow, question: Question) -> dict[str, object]:
    return {
        "blueprint": question.blueprint.slug,
        "adopted": row.met,
        "required": len(question.blueprint.required_ids),
    }


def _feature(row: PlaceRow, question: Question) -> dict[str, object]:
    properties = _place_values(row)
    point = [properties.pop("longitude"), properties.pop("latitude")]
    properties |= _counts(row, question)
    for rule, one in zip(question.blueprint.rules, row.standings, strict=True):
        properties[f"rule_{rule.number}"] = one.standing
    properties["since"] = row.since or None
    properties["url"] = absolute(row.address)
    return {
        "type": "Feature",
        "id": row.place.ocd_id or row.place.geoid,
        "geometry": {"type": "Point", "coordinates": point},
        "properties": properties,
    }


def _csv_line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(
        neutralise(cell) if isinstance(cell, str) else "" if cell is None else cell
        for cell in cells
    )
    return text.getvalue()
