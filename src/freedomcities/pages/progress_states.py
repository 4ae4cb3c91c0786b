"""The states of the atlas with what the figures of the list are measured against."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Q

from freedomcities.pages.progress_memory import Edition, remembered
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place


@dataclass(frozen=True, slots=True)
class StateCount:
    """A state by its postal code: its own code, its people, and the governments in it."""

    code: str
    geoid: str
    population: int
    governments: int


def states(at: Edition) -> tuple[StateCount, ...]:
    """Every state of the atlas, itself among its governments; one query, remembered."""
    return remembered(_count, "states", at=at)


def _count() -> tuple[StateCount, ...]:
    is_state = Q(kind=Kind.STATE)
    rows = Place.objects.active().exclude(state="").order_by().values_list("state")
    counted = rows.annotate(
        geoid=Max("geoid", filter=is_state),
        people=Max("population", filter=is_state),
        governments=Count("pk", filter=Q(same_as=None)),
    )
    return tuple(
        StateCount(code, geoid, people or 0, governments)
        for code, geoid, people, governments in counted
        if geoid
    )
