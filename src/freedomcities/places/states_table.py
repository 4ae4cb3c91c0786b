"""The states, with how many governments each holds."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from freedomcities.places.addresses import address_of
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place
from freedomcities.ui.parts import Cell, Column, Table

_COUNTED = (Kind.COUNTY, Kind.MUNICIPALITY, Kind.TOWN)


def states_table() -> Table:
    """Every state by name, linked, with its counties, municipalities and towns. Two queries."""
    counts = count_governments()
    states = Place.objects.active().filter(kind=Kind.STATE).select_related("same_as")
    return Table(
        caption=_("States and what they hold"),
        columns=(
            Column(_("State")),
            Column(_("Counties"), numeric=True),
            Column(_("Cities and villages"), numeric=True),
            Column(_("Towns and townships"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(state.name, address_of(state.same_as or state)),
                *(Cell(_number(counts[state.state, kind])) for kind in _COUNTED),
            )
            for state in states.order_by("name")
        ),
    )


def count_governments() -> Counter[tuple[str, str]]:
    """How many governments of a kind a state holds, by postal code and kind; each counted once."""
    governments = Place.objects.governments().filter(kind__in=_COUNTED)
    rows = governments.values_list("state", "kind").annotate(number=Count("pk"))
    return Counter({(state, kind): number for state, kind, number in rows})


def _number(number: int) -> str:
    return number_format(number, force_grouping=True)
