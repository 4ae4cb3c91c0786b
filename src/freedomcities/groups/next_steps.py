"""What a member can do next for a group: plain facts in, at most three steps out."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from freedomcities.groups.asked_place import PlaceLink
from freedomcities.groups.choices import State
from freedomcities.groups.models import Group
from freedomcities.places.followed import PLACE

MOST_STEPS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, and the page where it is done."""

    label: str
    address: str


def next_steps(group: Group, main: PlaceLink, *, lets_in: bool, follows_place: bool) -> list[Step]:
    """What a member can do, the first thing first; none in a group that is closed.

    `main` is the group's main place; `lets_in` whether they may invite people now.
    """
    if group.state == State.CLOSED:
        return []
    place = {"place": main.label}
    code = main.place.geoid
    steps = [
        Step(_("See where %(place)s stands") % place, main.address),
        Step(_("See whom to meet in %(place)s") % place, _who(code)),
    ]
    if lets_in:
        invite = reverse("groups:invitation_new", args=[group.pk])
        steps.insert(0, Step(_("Invite somebody"), invite))
    if not follows_place:
        steps.append(Step(_("Follow %(title)s") % {"title": main.label}, _follow(code)))
    return steps[:MOST_STEPS]


def _who(code: str) -> str:
    return f"{reverse('who:who')}?place=geoid:{code}"


def _follow(code: str) -> str:
    return f"{reverse('notices:follow')}?subject={PLACE}:{code}"
