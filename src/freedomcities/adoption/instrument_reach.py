"""Whom an instrument binds and for which places it counts, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from freedomcities.adoption.facts import Kind, Reach
from freedomcities.adoption.models import Instrument
from freedomcities.adoption.shown import place_words
from freedomcities.places.choices import Kind as PlaceKind
from freedomcities.places.models import Place

_ABOVE = {PlaceKind.NATION.value, PlaceKind.STATE.value}


@dataclass(frozen=True, slots=True)
class ReachShown:
    """Sentences: whom it binds, for which places it counts, whether it overrides theirs ("")."""

    binds: str
    counts: str
    overrides: str


def reach_shown(row: Instrument) -> ReachShown:
    """The reach of an instrument; at most one query. `row.place` is read."""
    if row.kind == Kind.DECLARATION:
        return ReachShown("", _("A declaration counts for no rule, here or anywhere else."), "")
    words = {"place": place_words(row.place), "agencies": ", ".join(map(str, row.agencies))}
    binds = {
        Reach.TERRITORY: _("It binds everyone in %(place)s."),
        Reach.OWN_AGENCIES: _("It binds the agencies of %(place)s."),
        Reach.AGENCIES: _("It binds these agencies: %(agencies)s."),
    }
    return ReachShown(binds[Reach(row.reach)] % words, _counts(row), _overrides(row))


def _overrides(row: Instrument) -> str:
    if row.preempts:
        return _("It overrides local rules: no place below it can decide otherwise.")
    if row.place.kind in _ABOVE:
        return _("It leaves room for local rules, as far as readers found.")
    return ""


def _counts(row: Instrument) -> str:
    """For which places it counts, as `claims.is_binding` has it."""
    place, reach, words = row.place, row.reach, {"place": place_words(row.place)}
    if place.kind in _ABOVE:
        if reach == Reach.TERRITORY:
            return _everywhere(place)
        return _("It counts for %(place)s itself, and for no county, city or town in it.") % words
    if reach == Reach.AGENCIES:
        return _("Readers have yet to say which other places these agencies serve.")
    if place.kind == PlaceKind.COUNTY:
        return _("It counts for %(place)s alone, not for the cities and towns in it.") % words
    return _("It counts for %(place)s alone.") % words


def _everywhere(place: Place) -> str:
    governments = Place.objects.governments()
    if place.kind == PlaceKind.STATE:
        governments = governments.in_state(place.state)
    return _("It counts for all %(count)s governments in %(place)s, its own among them.") % {
        "count": number_format(governments.count(), force_grouping=True),
        "place": place_words(place),
    }
