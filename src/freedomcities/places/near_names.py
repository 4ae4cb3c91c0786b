"""What to offer where nothing bears the name that was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from freedomcities.places import prefixes  # noqa: F401 registers key__begins
from freedomcities.places.matches import Match, county_keys, find_named, largest_first
from freedomcities.places.models import Place, PlaceName
from freedomcities.places.question_text import Question
from freedomcities.places.refusals import Choice, choices_of
from freedomcities.places.spelling import nearest

MOST_NEAR = 8


def near_choices(question: Question) -> list[Choice]:
    """Places of that name but another kind, elsewhere, or spelled nearly so; at most eight."""
    keys = list(dict.fromkeys(
        reading.named.key for reading in question.readings if reading.state == question.state
    ))  # fmt: skip
    pairs: dict[str, tuple[Place, str]] = {}
    for match in _near(keys, question.state):
        place = match.place.same_as or match.place
        pairs.setdefault(place.geoid, (place, match.via))
        if len(pairs) == MOST_NEAR:
            break
    return choices_of(pairs.values())


def _near(keys: list[str], state: str) -> Iterator[Match]:
    if not keys:
        return
    yield from largest_first(find_named([*keys, *county_keys(keys[0])], state))
    yield from _spelled_nearly(keys[0], state)
    if state:
        yield from largest_first(find_named(keys, ""))


def _spelled_nearly(key: str, state: str) -> list[Match]:
    # Within a state the first letter is enough; in the whole country two keep it quick.
    names = PlaceName.objects.filter(key__begins=key[: 1 if state else 2])
    if state:
        names = names.filter(Q(place__state=state) | Q(locality__state=state))
    slips = nearest(key, names.values_list("key", flat=True).distinct())
    found = largest_first(find_named(slips, state))
    return sorted(found, key=lambda match: slips[match.key])
