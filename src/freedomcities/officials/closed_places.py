"""Places that are no more: nobody can be met there, and what took their land can be offered."""

from __future__ import annotations

from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from freedomcities.places.choices import Kind
from freedomcities.places.models import Place
from freedomcities.places.questions import Choice, UnknownPlace
from freedomcities.places.refusals import choices_of

_MOST = 12


class ClosedPlace(UnknownPlace):
    """The place is no more; ``choices`` are what its land belongs to now."""


def refuse_closed(place: Place) -> None:
    """Refuse a place that is no more, naming what is there today."""
    if place.closed_on is None:
        return
    choices = choices_of((each, "") for each in successors_of(place))
    sentence = _("“%(place)s” is no more since %(day)s.")
    if choices:
        sentence = _(
            "“%(place)s” is no more since %(day)s: write what its land belongs to now, such as "
            "“%(now)s”."
        )
    words = {"place": str(place), "day": date_format(place.closed_on), "now": _named(choices)}
    raise ClosedPlace(sentence % words, choices=choices)


def successors_of(place: Place) -> list[Place]:
    """What a closed place's land belongs to now, the largest part first."""
    if place.same_as is not None:
        return [place.same_as]
    today = Place.objects.active().select_related("same_as")
    if place.kind == Kind.COUNTY:
        # The counties of today that its towns lie in, by how much of them.
        found = (
            today.filter(contents__place__containments__county=place)
            .annotate(held=Sum("contents__share"))
            .order_by("-held", "pk")
        )
    else:
        found = today.filter(contents__place=place).order_by("-contents__share", "pk")
    return list(dict.fromkeys(each.same_as or each for each in found))[:_MOST]


def _named(choices: list[Choice]) -> str:
    return str(choices[0].place) if choices else ""
