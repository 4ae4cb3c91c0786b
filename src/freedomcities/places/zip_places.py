"""Which places share a ZIP code, and which of them it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from freedomcities.places.choices import Kind
from freedomcities.places.models import Place, ZipCoverage

# Where the whole land is divided into towns and a county decides next to nothing, a town is
# what a municipality is elsewhere.
_NEW_ENGLAND = frozenset({"CT", "ME", "MA", "NH", "RI", "VT"})
_NEARLY_ALL = 0.95


@dataclass(frozen=True, slots=True)
class Shared:
    """A place on a ZIP code's land, and its share of it (0 to 1)."""

    place: Place
    share: float


@dataclass(frozen=True, slots=True)
class ZipPlaces:
    """``main`` is what the code stands for; ``others`` are its peers, ``around`` all the rest.

    Each is ordered by share, the largest first. ``main`` is None where nothing is known.
    """

    main: Shared | None
    others: tuple[Shared, ...] = ()
    around: tuple[Shared, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether nearly all of the land lies in one place, so that there is nothing to ask."""
        if self.main is None or self.others or self.main.share < _NEARLY_ALL:
            return False
        is_county = self.main.place.kind == Kind.COUNTY
        return not (is_county and any(one.place.kind == Kind.TOWN for one in self.around))


def places_on_zip(code: str) -> ZipPlaces:
    """What shares the land of a ZIP code, from the atlas."""
    return places_on_zips([code])[code]


def places_on_zips(codes: Iterable[str]) -> dict[str, ZipPlaces]:
    """The same for several ZIP codes in one query; an unknown one has no places."""
    largest: dict[str, dict[str, Shared]] = {code: {} for code in codes}
    rows = ZipCoverage.objects.filter(zip_code__in=list(largest))
    for row in rows.select_related("place").order_by("-share", "place_id"):
        place = row.place.same_as or row.place
        largest[row.zip_code_id].setdefault(place.geoid, Shared(place, row.share))
    return {code: sort_shares(shared.values()) for code, shared in largest.items()}


def sort_shares(shares: Iterable[Shared]) -> ZipPlaces:
    """The municipality with most of the land, else the county; given in order of share."""
    given = list(shares)
    peers = (
        [one for one in given if one.place.kind == Kind.MUNICIPALITY]
        or [one for one in given if _stands_for_municipality(one.place)]
        or [one for one in given if one.place.kind == Kind.COUNTY]
    )
    rest = [one for one in given if one not in peers]
    if not peers:
        return ZipPlaces(None, around=tuple(rest))
    return ZipPlaces(peers[0], tuple(peers[1:]), tuple(rest))


def _stands_for_municipality(place: Place) -> bool:
    return place.kind == Kind.TOWN and place.state in _NEW_ENGLAND
