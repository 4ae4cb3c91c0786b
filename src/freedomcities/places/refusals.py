"""The errors of asking for a place, and the places that they offer instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from freedomcities.lib.errors import Refusal
from freedomcities.places.models import Containment, Place


@dataclass(frozen=True, slots=True)
class Choice:
    """A place to choose: ``county`` is the name of its main county ("" where it has none).

    ``via`` is the community without a government of its own whose name led here, or "".
    """

    place: Place
    county: str = ""
    via: str = ""

    def as_dict(self) -> dict[str, object]:
        """The shape of ``candidates`` in the contract; ``via`` only where there is one."""
        place = self.place
        shown: dict[str, object] = {
            "geoid": place.geoid,
            "name": place.name,
            "full_name": place.full_name,
            "kind": place.kind,
            "state": place.state,
            "county": self.county,
        }
        return {**shown, "via": self.via} if self.via else shown


class UnknownPlace(Refusal):
    """No such place; ``choices`` are the nearest that there are."""

    def __init__(self, sentence: str, *, choices: Sequence[Choice] = ()) -> None:
        super().__init__(sentence, candidates=[choice.as_dict() for choice in choices])
        self.choices = tuple(choices)


class AmbiguousPlace(Refusal):
    """Several places of that name: the most populous in ``choices``, ``left_out`` counts more."""

    def __init__(self, sentence: str, *, choices: Sequence[Choice], left_out: int = 0) -> None:
        super().__init__(sentence, candidates=[choice.as_dict() for choice in choices])
        self.choices = tuple(choices)
        self.left_out = left_out


def choices_of(places: Iterable[tuple[Place, str]]) -> list[Choice]:
    """Choices in the order given, from pairs of a place and the community that led to it."""
    pairs = list(places)
    counties = main_counties(place.geoid for place, _ in pairs)
    return [Choice(place, counties.get(place.geoid, ""), via) for place, via in pairs]


def main_counties(geoids: Iterable[str]) -> dict[str, str]:
    """The name of the main county of those places that lie in one."""
    rows = Containment.objects.filter(place__in=list(geoids), main=True)
    return dict(rows.values_list("place_id", "county__name"))
