"""The place that a page of groups is asked for, and the groups at work around it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from freedomcities.accounts.models import Person
from freedomcities.groups.models import Group
from freedomcities.places.addresses import address_of
from freedomcities.places.models import Place
from freedomcities.places.question_text import LONGEST_QUESTION
from freedomcities.places.questions import answer_question
from freedomcities.places.refusals import AmbiguousPlace, Choice, UnknownPlace


@dataclass(frozen=True, slots=True)
class Offer:
    """A place to choose instead, with the address that asks for it."""

    label: str
    county: str
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for a place: ``place`` is what it means, else ``wrong`` says why there is none."""

    text: str = ""
    place: Place | None = None
    label: str = ""
    wrong: str = ""
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A group in a list: its places as people read them."""

    group: Group
    places: str


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A place of a group and its page."""

    place: Place
    label: str
    address: str


def read_place(text: str, *, name: str) -> Asked:
    """What a question for a place means; `name` is the page that asks, as "groups:start"."""
    text = text.strip()[:LONGEST_QUESTION]
    if not text:
        return Asked()
    try:
        answer = answer_question(text)
    except (UnknownPlace, AmbiguousPlace) as refusal:
        offers = tuple(_offer(choice, name) for choice in refusal.choices)
        return Asked(text=text, wrong=str(refusal), offers=offers)
    others = tuple(_offer(Choice(place), name) for place in answer.others)
    return Asked(text=text, place=answer.place, label=str(answer.place), offers=others)


def lines_near(place: Place, viewer: Person | None) -> list[Line]:
    """The groups at work around a place, nearest first."""
    return lines_of(Group.objects.visible_to(viewer).near(place))


def lines_of(groups: list[Group]) -> list[Line]:
    """Groups with their places, which were fetched with them."""
    return [Line(group, " · ".join(link.label for link in links_of(group))) for group in groups]


def links_of(group: Group) -> list[PlaceLink]:
    """A group's places, the main one first."""
    return [
        PlaceLink(row.place, str(row.place), address_of(row.place)) for row in group.places.all()
    ]


def address_for(place: Place, name: str) -> str:
    """The page of this name, asked for a place by its code."""
    return f"{reverse(name)}?{urlencode({'place': f'geoid:{place.geoid}'})}"


def _offer(choice: Choice, name: str) -> Offer:
    return Offer(choice.via or str(choice.place), choice.county, address_for(choice.place, name))
