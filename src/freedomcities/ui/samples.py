"""What the page of the design system shows in its components: invented, neutral, translated."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freedomcities.ui.marks import SHAPES, Mark
from freedomcities.ui.parts import Cell, Column, Crumb, LevelMark, Moment, Table
from freedomcities.ui.tiles import NAMES, Level, nation

COLOURS = ("paper", "sheet", "ink", "muted", "line", "accent", "brick", "highlight", "fill")
SPACES = ("1", "2", "3", "4", "5", "6", "7")


class SampleForm(forms.Form):
    """A form with one field of each kind, filled in wrongly so that errors show."""

    template_name = "ui/components/form.html"

    name = forms.CharField(
        label=_("Name"), max_length=40, help_text=_("What neighbors may call you.")
    )
    email = forms.EmailField(label=_("Email"))
    place = forms.ChoiceField(
        label=_("Place"), choices=[("", "—"), ("1", "Sampleton")], required=False
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea({"rows": 3}), required=False)
    reminder = forms.BooleanField(label=_("Remind me the day before"), required=False)


def context() -> dict[str, Any]:
    """Return all that the page needs, in the active language."""
    return {
        "colours": COLOURS,
        "spaces": SPACES,
        "shapes": list(SHAPES.values()),
        "marks": marks(),
        "rule_marks": [with_detail(mark) for mark in marks()[:4]],
        "levels": levels(),
        "crumbs": [Crumb(_("Places"), "#"), Crumb("Sample County", "#"), Crumb("Sampleton")],
        "moments": moments(),
        "table": table(),
        "page": Paginator(range(90), 10).page(3),
        "tiles": nation(tile_levels()),
        "form": SampleForm({"name": "Sam", "email": "sam at example"}),
        "examples": (("Sampleton", "#"), ("Exampleville", "#")),
        "passage": gettext("shall not share it without asking first"),
    }


def marks() -> tuple[Mark, ...]:
    """Return one mark of each standing, and two more to make nine."""
    standings = (*SHAPES, "adopted", "none")
    return tuple(
        Mark(standing, str(number), gettext("Rule %(number)s") % {"number": number})
        for number, standing in enumerate(standings, start=1)
    )


def with_detail(mark: Mark) -> Mark:
    """Return `mark` with a detail behind its words, as a rule's row shows it."""
    detail = _("since 3 April 2017") if mark.standing == "adopted" else ""
    return Mark(mark.standing, mark.number, mark.name, detail=detail)


def levels() -> tuple[LevelMark, ...]:
    """Return the marks of three levels of government."""
    names = ((_("State"), "none"), (_("County"), "unknown"), (_("City"), "adopted"))
    return tuple(LevelMark(name, Mark(standing, name=name)) for name, standing in names)


def moments() -> tuple[Moment, ...]:
    """Return a short story of a place."""
    return (
        Moment(_("6 March 2017"), _("First reading in the council"), day="2017-03-06"),
        Moment(
            _("3 April 2017"),
            _("Rule 1 in force"),
            _("Adopted as an ordinance."),
            day="2017-04-03",
            mark=Mark("adopted", "1", _("Rule 1")),
        ),
    )


def table() -> Table:
    """Return a small table, sorted by its second column."""
    columns = (
        Column(_("Place"), href="#table"),
        Column(_("People"), numeric=True, href="#table", sorted_by="descending"),
        Column(_("Standing")),
    )
    rows = (
        (Cell("Sampleton", "#table"), Cell("12,400"), Cell(marks=marks())),
        (Cell("Exampleville", "#table"), Cell("8,150"), Cell(marks=marks()[::-1])),
    )
    return Table(_("Places in Sample County"), columns, rows)


def tile_levels() -> dict[str, Level]:
    """Return an invented level for most states: the alphabet's order, nothing else."""
    return {
        code: Level(place % 10 / 9, gettext("%(n)s of 9") % {"n": place % 10}, "#tiles-title")
        for place, code in enumerate(NAMES)
        if place % 13 != 5
    }
