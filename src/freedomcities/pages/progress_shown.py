"""What the pages of the list show: the figures and rows as the components take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freedomcities.adoption.shown import date_words
from freedomcities.pages.progress import Figures, StateFigures
from freedomcities.pages.progress_chart import Chart, step_chart
from freedomcities.pages.progress_history import Moment
from freedomcities.pages.progress_list import PlaceRow
from freedomcities.pages.progress_question import Question
from freedomcities.pages.progress_words import axis_words, count_words, share_words
from freedomcities.places.addresses import address_at
from freedomcities.ui.parts import Cell, Column, Table
from freedomcities.ui.tiles import NAMES, Level, Tile, nation


@dataclass(frozen=True, slots=True)
class Link:
    """A label and where it leads; ``current`` where that is the page itself."""

    label: str
    href: str
    current: bool = False


def blueprint_links(question: Question, path: str) -> list[Link]:
    """The page for each blueprint; filters on rules would mean nothing there and are left out."""
    kept = question.parameters(without=("blueprint", "rule"))
    links = []
    for number, one in enumerate(question.blueprints):
        chosen = {"blueprint": one.slug, **kept} if number else kept
        query = f"?{urlencode(chosen)}" if chosen else ""
        links.append(Link(one.title, path + query, one == question.blueprint))
    return links


def downloads(question: Question) -> Mapping[str, str]:
    """The addresses of the list as CSV, GeoJSON and Atom, with the same filters."""
    is_of_state = question.is_state_fixed
    name, args = ("state", [question.state.lower()]) if is_of_state else ("progress", [])
    parameters = question.parameters()
    if get_language() not in {None, settings.LANGUAGE_CODE}:
        parameters["lang"] = str(get_language())
    query = f"?{urlencode(parameters)}" if parameters else ""
    return {
        kind: reverse(f"feeds:{name}_{kind}", args=args) + query
        for kind in ("csv", "geojson", "atom")
    }


def tiles(found: Figures, question: Question, people: Mapping[str, int] | None) -> list[Tile]:
    """The nation: how much of each state's people live where the chosen rule, or any, is in force.

    ``people``: those covered by the chosen rule, by postal code.
    """
    query = question.query(without=("state",))
    return nation(
        {
            state.code: Level(
                _share(state, people),
                _tile_words(state, question, people),
                reverse("progress:state", args=[state.code.lower()]) + query,
            )
            for state in found.states
        }
    )


def _share(state: StateFigures, people: Mapping[str, int] | None) -> float:
    if people is None:
        return state.share
    return min(1.0, people.get(state.code, 0) / state.population) if state.population else 0.0


def _tile_words(state: StateFigures, question: Question, people: Mapping[str, int] | None) -> str:
    count = state.by_rule.get(question.rule.pk, 0) if question.rule else state.any_in_force
    if not count:
        return _("none in force, as far as readers found")
    return _("%(share)s of the people (places: %(count)s)") % {
        "share": share_words(_share(state, people)),
        "count": count_words(count),
    }


def complete_links(found: Figures) -> list[Link]:
    """The places with every required rule in force that have the most people."""
    return [Link(name, address_at(path)) for name, path in found.largest_complete]


def states_table(found: Figures, question: Question) -> Table:
    """The same as the tiles, with the number of places for every rule."""
    rules = question.blueprint.rules
    columns = [
        Column(_("State")),
        Column(_("Places with any in force"), numeric=True),
        Column(_("With all in force"), numeric=True),
        *(Column(_("Rule %(number)s") % {"number": rule.number}, numeric=True) for rule in rules),
        Column(_("Share of the people"), numeric=True),
    ]
    query = question.query(without=("state",))
    rows = [
        (
            Cell(state.name, reverse("progress:state", args=[state.code.lower()]) + query),
            Cell(count_words(state.any_in_force)),
            Cell(count_words(state.all_in_force)),
            *(Cell(count_words(state.by_rule.get(rule.pk, 0))) for rule in rules),
            Cell(share_words(state.share)),
        )
        for state in found.states
    ]
    return Table(_("Places with rules in force, by state"), tuple(columns), tuple(rows))


def rules_table(state: StateFigures, question: Question) -> Table:
    """One state: in how many places each rule is in force."""
    rows = tuple(
        (Cell(rule.label), Cell(count_words(state.by_rule.get(rule.pk, 0))))
        for rule in question.blueprint.rules
    )
    columns = (Column(_("Rule")), Column(_("Places where it is in force"), numeric=True))
    return Table(_("Rule by rule"), columns, rows)


def places_table(rows: Sequence[PlaceRow], question: Question, path: str) -> Table:
    """The list: a place a row, with its squares; headings sort."""
    blueprint = question.blueprint
    required = len(blueprint.required_ids)

    def column(label: str, sort: str, *, numeric: bool = False) -> Column:
        href = f"{path}{question.sorted_by(sort).query()}#list"
        return Column(label, numeric, href, _direction(question, sort))

    columns = [
        column(_("Place"), "name"),
        Column(_("Kind")),
        *([] if question.is_state_fixed else [Column(_("State"))]),
        column(_("People"), "people", numeric=True),
        column(_("In force"), "in-force", numeric=True),
        column(_("Newest since"), "since"),
        Column(_("Rule by rule")),
    ]
    lines = []
    for row in rows:
        place = row.place
        state = [] if question.is_state_fixed else [Cell(NAMES.get(place.state, place.state))]
        cells = [
            Cell(place.name, row.address),
            Cell(row.kind),
            *state,
            Cell("" if place.population is None else count_words(place.population)),
            Cell(_("%(met)s of %(required)s") % {"met": row.met, "required": required}),
            Cell(date_words(row.since) if row.since else "–"),
            Cell(marks=row.marks(blueprint)),
        ]
        lines.append(tuple(cells))
    return Table(_("The places, rule by rule"), tuple(columns), tuple(lines))


def _direction(question: Question, sort: str) -> Literal["", "ascending", "descending"]:
    if question.sort != sort:
        return ""
    return "descending" if question.is_descending else "ascending"


@dataclass(frozen=True, slots=True)
class Line:
    """A chart with its title; the table beside it says the same."""

    key: str
    title: str
    chart: Chart


def lines(moments: Sequence[Moment]) -> list[Line]:
    """The two charts over time; none where there is nothing to draw."""
    if len(moments) < 2:
        return []
    drawn: Iterable[tuple[str, str, Callable[[Moment], int]]] = (
        ("places", _("Places with at least one rule in force"), lambda moment: moment.places),
        ("people", _("People living there"), lambda moment: moment.people),
    )
    return [
        Line(
            key,
            title,
            step_chart([(moment.day, pick(moment)) for moment in moments], words=axis_words),
        )
        for key, title, pick in drawn
    ]


def history_table(moments: Sequence[Moment]) -> Table:
    """The same as the charts, newest first."""
    columns = (
        Column(_("Day")),
        Column(_("Places"), numeric=True),
        Column(_("People"), numeric=True),
    )
    rows = tuple(
        (
            Cell(date_words(moment.day.isoformat())),
            Cell(count_words(moment.places)),
            Cell(count_words(moment.people)),
        )
        for moment in reversed(moments)
    )
    return Table(_("Places with at least one rule in force, over time"), columns, rows)
