"""What an import file may name: the places under any of their codes, and the rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from freedomcities.adoption.reading_parts import Known
from freedomcities.blueprints.models import Blueprint, Rule
from freedomcities.places.choices import Kind
from freedomcities.places.models import OldCode, Place, ZipCoverage

_ZIP, _GEOID = "zip:", "geoid:"


@dataclass(frozen=True, slots=True)
class RuleRef:
    """A rule's row and the version of its text now."""

    id: int
    version: str


@dataclass(slots=True)
class PlaceFinder:
    """Finds a place by a code of it: the code it goes by today, another, or an old one.

    Bare five digits are a county; `zip:48104` gives the municipality with most of its land, and
    where none has a share the county.
    """

    _codes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls) -> PlaceFinder:
        """With every code there is, in two queries."""
        codes = {
            geoid: same_as or geoid
            for geoid, same_as in Place.objects.values_list("geoid", "same_as_id")
        }
        for code, place in OldCode.objects.values_list("code", "place_id"):
            codes.setdefault(code, codes[place])
        return cls(codes)

    def find(self, text: str) -> str | None:
        """The canonical code, or None where there is no such place."""
        if text.startswith(_ZIP):
            covered = _covered_by(text.removeprefix(_ZIP))
            return self._codes[covered] if covered else None
        return self._codes.get(text.removeprefix(_GEOID))


def _covered_by(zip_code: str) -> str | None:
    covering = ZipCoverage.objects.filter(zip_code=zip_code).order_by("-share", "place_id")
    for kind in (Kind.MUNICIPALITY, Kind.COUNTY):
        found = covering.filter(place__kind=kind).values_list("place_id", flat=True).first()
        if found:
            return found
    return None


def load_rules() -> dict[str, RuleRef]:
    """Every rule that there is or was, by "blueprint/number"."""
    rows = Rule.objects.values_list("blueprint_id", "number", "id", "version")
    return {f"{slug}/{number}": RuleRef(id_, version) for slug, number, id_, version in rows}


def load_known(rules: dict[str, RuleRef]) -> Known:
    """What `reading` needs to know."""
    blueprints = set(Blueprint.objects.values_list("slug", flat=True))
    return Known(PlaceFinder.load().find, blueprints, rules.keys())
