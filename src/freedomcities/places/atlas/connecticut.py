"""Connecticut: nine planning regions took the place of eight counties, and do not nest in them.

The Census Bureau adopted the regions (091xx) on 6 June 2022 (87 FR 34235). Both are kept: the
regions as the county-equivalents of today, the counties closed on that day, because older
records, courts and addresses still name them. Neither has a sheriff.

The files of relations of 2020 write a town as legacy county + town, the Gazetteer as region
+ town; the town's five digits are the same and join the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from freedomcities.places.atlas.records import PlaceRecord
from freedomcities.places.atlas.sources import Row

FIPS = "09"
CLOSED_ON = "2022-06-06"
LEGACY_NAMES = {
    "09001": "Fairfield County",
    "09003": "Hartford County",
    "09005": "Litchfield County",
    "09007": "Middlesex County",
    "09009": "New Haven County",
    "09011": "New London County",
    "09013": "Tolland County",
    "09015": "Windham County",
}
_UNDEFINED = "00000"


def legacy_town_codes(zip_subdivisions: Iterable[Row]) -> dict[str, str]:
    """The town's last five digits to its legacy county, from the relations of 2020."""
    codes = (row["County Subdivision GEOID"] for row in zip_subdivisions)
    return {
        code[5:]: code[:5] for code in codes if code[:5] in LEGACY_NAMES and code[5:] != _UNDEFINED
    }


def town_codes_today(subdivisions: Iterable[Row]) -> dict[str, str]:
    """The town's last five digits to its code of today."""
    codes = (row["GEOID"] for row in subdivisions)
    return {code[5:]: code for code in codes if code.startswith(FIPS) and code[5:] != _UNDEFINED}


def make_legacy_counties(
    towns: Mapping[str, PlaceRecord], legacy: Mapping[str, str]
) -> dict[str, PlaceRecord]:
    """The eight closed counties, each the sum of the subdivisions (governing or not) in it.

    ``towns`` holds every subdivision of the state by its last five digits, with people.
    """
    counties = {}
    for code, name in LEGACY_NAMES.items():
        parts = [town for suffix, town in towns.items() if legacy.get(suffix) == code]
        land = sum(part.land_km2 for part in parts)
        counties[code] = PlaceRecord(
            code,
            "county",
            name,
            "CT",
            sum(part.latitude * part.land_km2 for part in parts) / land,
            sum(part.longitude * part.land_km2 for part in parts) / land,
            land,
            population=sum(part.population or 0 for part in parts),
            closed_on=CLOSED_ON,
        )
    return counties
