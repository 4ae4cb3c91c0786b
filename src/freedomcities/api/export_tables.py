"""The rows of an export, read a few at a time. Columns may be added; none changes its meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from freedomcities.adoption.facts import Reach
from freedomcities.adoption.known_rows import KnownInstrument, known_instruments, known_searches
from freedomcities.adoption.models import Instrument, Search, Standing
from freedomcities.adoption.rows import Content, FindingRow, InstrumentRow, SearchRow, Stays
from freedomcities.api.addresses import page_of
from freedomcities.api.export_agencies import AGENCY_COLUMNS, agency_rows
from freedomcities.api.export_officials import OFFICIAL_COLUMNS, official_rows
from freedomcities.blueprints.models import Rule
from freedomcities.places.models import Place

Cell = str | int | float | None
Rows = Iterator[tuple[Cell, ...]]
_BATCH = 1_000
_NO_FINDING = (None,) * 8
_NO_LAW = (None,) * 3
_TEXTS = ("name", "plain", "why", "clause", "clause_does", "questions", "untouched", "examples")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the export: the name of its file, its columns, and how its rows are read."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Rows]


def _places() -> Rows:
    columns = ("geoid", "kind", "name", "full_name", "designation", "state", "latitude")
    more = ("longitude", "land_km2", "population", "ocd_id", "same_as_id", "closed_on", "path")
    rows = Place.objects.order_by("geoid").values_list(*columns, *more)
    for *values, closed_on, path in rows.iterator(chunk_size=_BATCH):
        day = closed_on.isoformat() if closed_on else None
        yield (*values, day, page_of("places:place", path))


def _standings() -> Rows:
    """Today's table; a place and a rule without a row are unknown."""
    columns = ("place_id", "rule__blueprint_id", "rule__number", "standing", "since")
    rows = Standing.objects.order_by("place_id", "rule_id")
    found = rows.values_list(*columns, "reported", "inherited_from_id")
    for *values, reported, inherited_from in found.iterator(chunk_size=_BATCH):
        yield (*values, _truth(flag=reported), inherited_from)


def _instruments() -> Rows:
    """Instruments and searches as an import takes them: one finding a row."""
    for known in _known_instruments():
        head = _instrument_cells(known.row)
        tail = (None, page_of("adoption:instrument", known.row.id))
        for said, kept in zip(known.row.findings, known.findings, strict=True):
            yield (*head, *_finding_cells(said, kept.rule_version), *tail)
        if not known.findings:
            yield (*head, *_NO_FINDING, *tail)
    for search in _known_searches():
        yield (*_search_cells(search), *_NO_FINDING, ";".join(search.rules), None)


def _instrument_cells(row: InstrumentRow) -> tuple[Cell, ...]:
    return (
        *(row.id, row.place, row.kind.value, row.title, row.citation, row.number),
        *(row.introduced_on, row.adopted_on, row.effective_on, row.ended_on),
        *(row.checked_on, _stayed(row.stays)),
        ";".join(row.agencies) if row.reach is Reach.AGENCIES else row.reach.value,
        *(_truth(flag=row.preempts), row.url, row.note),
    )


def _finding_cells(row: FindingRow, rule_version: str) -> tuple[Cell, ...]:
    return (
        *(*row.rule.split("/", 1), rule_version, row.verdict.value, row.quote, row.pinpoint),
        *(_truth(flag=row.confirmed), ";".join(row.readers)),
    )


def _search_cells(row: SearchRow) -> tuple[Cell, ...]:
    nothing = (None,) * 7
    return (row.id, row.place, "search", *nothing, row.checked_on, *_NO_LAW, row.url, row.note)


def _rules() -> Rows:
    """A row for each rule and language, retired ones with the day from which they are."""
    for row in Rule.objects.in_order():
        for language, texts in sorted(row.content.items()):
            said = ["\n".join(text) if isinstance(text, list) else text for text in texts.values()]
            by_key = dict(zip(texts, said, strict=True))
            yield (
                *(row.blueprint_id, row.number, row.slug, _truth(flag=row.required)),
                *(";".join(row.pillars), row.version),
                *(row.retired_on.isoformat() if row.retired_on else None, language),
                *(by_key.get(key) for key in _TEXTS),
            )


TABLES = (
    Table(
        "places.csv",
        (
            *("geoid", "kind", "name", "full_name", "designation", "state", "latitude"),
            *("longitude", "land_km2", "population", "ocd_id", "same_as", "closed_on", "page_url"),
        ),
        _places,
    ),
    Table(
        "standings.csv",
        ("place", "blueprint", "rule", "standing", "since", "reported", "inherited_from"),
        _standings,
    ),
    Table(
        # The form of an import, findings and all: what is taken away can be brought back.
        "instruments.csv",
        (
            *("id", "place", "kind", "title", "citation", "number", "introduced_on"),
            *("adopted_on", "effective_on", "ended_on", "checked_on", "stayed", "reach"),
            *("preempts", "url", "note", "blueprint", "rule", "rule_version", "verdict"),
            *("quote", "pinpoint", "confirmed", "readers", "rules", "page_url"),
        ),
        _instruments,
    ),
    Table("agencies.csv", AGENCY_COLUMNS, agency_rows),
    Table("officials.csv", OFFICIAL_COLUMNS, official_rows),
    Table(
        "rules.csv",
        (
            *("blueprint", "number", "slug", "required", "pillars", "version", "retired_on"),
            *("language", *_TEXTS),
        ),
        _rules,
    ),
)


def import_lines() -> Iterator[Content]:
    """Every instrument and search as `freedomcities import instruments` takes it."""
    yield from (known.row.content() for known in _known_instruments())
    yield from (search.content() for search in _known_searches())


def _known_instruments() -> Iterator[KnownInstrument]:
    for ids in _ids(Instrument.objects.order_by("id").values_list("pk", flat=True)):
        acts = known_instruments(ids)
        yield from (acts[id_] for id_ in ids)


def _known_searches() -> Iterator[SearchRow]:
    for ids in _ids(Search.objects.order_by("id").values_list("pk", flat=True)):
        looks = known_searches(ids)
        yield from (looks[id_].row for id_ in ids)


def features() -> Iterator[dict[str, object]]:
    """A GeoJSON feature for each place with an instrument or a search of its own.

    Its properties are flat; `blueprint/number` holds today's standing where there is one.
    """
    issuers = set(Instrument.objects.values_list("place_id", flat=True))
    issuers.update(Search.objects.values_list("place_id", flat=True))
    for geoids in _ids(sorted(issuers)):
        standings = _standings_of(geoids)
        for place in Place.objects.filter(pk__in=geoids).order_by("geoid"):
            yield _feature(place, standings.get(place.geoid, {}))


def _standings_of(geoids: list[str]) -> dict[str, dict[str, str]]:
    columns = ("place_id", "rule__blueprint_id", "rule__number", "standing")
    rows = Standing.objects.filter(place__in=geoids, rule__retired_on=None)
    found: dict[str, dict[str, str]] = {}
    for geoid, slug, number, standing in rows.order_by("rule_id").values_list(*columns):
        found.setdefault(geoid, {})[f"{slug}/{number}"] = standing
    return found


def _feature(place: Place, standings: dict[str, str]) -> dict[str, object]:
    return {
        "type": "Feature",
        "id": place.ocd_id or place.geoid,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": {
            "geoid": place.geoid,
            "name": place.name,
            "kind": place.kind,
            "state": place.state,
            "population": place.population,
            "page_url": page_of("places:place", place.path),
            **standings,
        },
    }


def _ids(ids: Iterable[str]) -> Iterator[list[str]]:
    listed = list(ids)
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]


def _stayed(stays: Stays) -> str:
    """As the CSV form of an import writes stays: `from/to:2,5;…`."""
    written = []
    for begin, end, rules in stays:
        named = f":{','.join(rules)}" if rules else ""
        written.append(f"{begin}/{end or ''}{named}")
    return ";".join(written)


def _truth(*, flag: bool) -> str:
    return "true" if flag else "false"
