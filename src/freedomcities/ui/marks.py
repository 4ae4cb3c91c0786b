"""The marks of standing: the numbered squares that are the sign of the site.

Pure. A mark says how a place stands on one rule. Its shape carries the meaning, colour only
repeats it, so the same mark works in print, in forced colours and for people who see no colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freedomcities.lib.numbering import says_its_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Shape:
    """How one standing is drawn and said.

    `letter` stands for the shape where only plain text fits (terminal, spreadsheet).
    """

    standing: str
    words: str | _StrPromise
    drawn: str | _StrPromise
    letter: str

    @property
    def crowded(self) -> bool:
        """Whether the shape runs through the middle, so that the number needs a plate."""
        return self.standing in {"partial", "contradicted", "preempted"}

    @property
    def css_class(self) -> str:
        """The class that styles this mark in the style sheet."""
        return f"mark-{self.standing}"


SHAPES: Mapping[str, Shape] = {
    shape.standing: shape
    for shape in (
        Shape("adopted", _("in force"), _("filled"), "A"),
        Shape("partial", _("in part"), _("half filled"), "P"),
        Shape("proposed", _("introduced"), _("dashed"), "I"),
        Shape("contradicted", _("the opposite is in force"), _("crossed"), "C"),
        Shape("preempted", _("blocked from above"), _("hatched"), "B"),
        Shape("none", _("looked and found none"), _("empty"), "N"),
        Shape("unknown", _("not known yet"), _("dotted"), "?"),
    )
}
"""Every standing, from the strongest to the least known; legends keep this order."""


class UnknownStanding(ValueError):
    """A word that is no standing was given to be drawn."""

    def __init__(self, standing: str) -> None:
        super().__init__(f"“{standing}” is no standing; one of: {', '.join(SHAPES)}.")


@dataclass(frozen=True, slots=True)
class Mark:
    """One square: the number of a rule and the standing of a place on it.

    `name` is the rule's (or the level's) name, `detail` what else is said of it (“since 2017”);
    `said` replaces the shape's own words where more is known (“reported”). Raises UnknownStanding.
    """

    standing: str
    number: str = ""
    name: str | _StrPromise = ""
    href: str = ""
    detail: str | _StrPromise = ""
    said: str | _StrPromise = ""

    def __post_init__(self) -> None:
        """Refuse a standing that has no shape while the caller is still at hand."""
        shape_of(self.standing)

    @property
    def shape(self) -> Shape:
        """The shape that this mark is drawn with."""
        return SHAPES[self.standing]

    @property
    def words(self) -> str:
        """How the place stands, in words."""
        return str(self.said or self.shape.words)

    @property
    def text(self) -> str:
        """What the mark says to somebody who does not see it: “3, Name: in part”."""
        return text_of(self.standing, number=self.number, name=str(self.name), said=str(self.said))


def shape_of(standing: str) -> Shape:
    """Return the shape of `standing`. Raises UnknownStanding."""
    try:
        return SHAPES[standing]
    except KeyError:
        raise UnknownStanding(standing) from None


def text_of(standing: str, *, number: str = "", name: str = "", said: str = "") -> str:
    """Return the words for a mark in the active language. Raises UnknownStanding."""
    words = said or str(shape_of(standing).words)
    if name and number and not says_its_number(number, name):
        return gettext("%(number)s, %(name)s: %(words)s") % {
            "number": number,
            "name": name,
            "words": words,
        }
    if name or number:
        return gettext("%(what)s: %(words)s") % {"what": name or number, "words": words}
    return words


def shapes_in(marks: Iterable[Mark]) -> list[Shape]:
    """Return each shape that occurs in `marks`, once, in the order of legends."""
    present = {mark.standing for mark in marks}
    return [shape for shape in SHAPES.values() if shape.standing in present]
