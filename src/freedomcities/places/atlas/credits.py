"""Where the facts of the atlas come from: publisher, date, licence. Repeated in SOURCES.md."""

from __future__ import annotations

CENSUS = "U.S. Census Bureau"
PUBLIC_DOMAIN = "public domain (work of the United States government)"

CREDITS: tuple[dict[str, str], ...] = (
    {
        "what": "codes, names, status, land and points of places, counties, county subdivisions "
        "and ZIP code areas",
        "title": "Gazetteer files, {gazetteer}",
        "publisher": CENSUS,
        "licence": PUBLIC_DOMAIN,
    },
    {
        "what": "population",
        "title": "American Community Survey, five years to {people}, table B01003",
        "publisher": CENSUS,
        "licence": PUBLIC_DOMAIN,
    },
    {
        "what": "which counties a place touches (2023; 2020 for those missing), land shared by "
        "ZIP code areas with counties, places and subdivisions (2020), points of the GNIS",
        "title": "relationship files, compiled by us_geo (B. Durand)",
        "publisher": f"{CENSUS}; U.S. Geological Survey",
        "licence": "facts in the public domain; the compilation MIT",
    },
    {
        "what": "outlines of counties, 1:20 million",
        "title": "Cartographic boundary files, {map}",
        "publisher": CENSUS,
        "licence": PUBLIC_DOMAIN,
    },
    {
        "what": "division ids",
        "title": "ocd-division-ids",
        "publisher": "Open Civic Data",
        "licence": "CC0 1.0",
    },
)


def credit(years: dict[str, str]) -> list[dict[str, str]]:
    """The credits with the years of the files that were read filled in."""
    return [{key: text.format(**years) for key, text in row.items()} for row in CREDITS]
