"""What the page of whom to meet shows, gathered from what was asked and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from freedomcities.blueprints.models import Blueprint
from freedomcities.lib.errors import Refusal
from freedomcities.officials.reasons import sentences
from freedomcities.officials.what_to_say import towns_words
from freedomcities.officials.who import MOST_ASKED, WhoAnswer, answer_towns
from freedomcities.officials.who_answers import Answer, Why
from freedomcities.pages.who_forms import WhoQuestion
from freedomcities.pages.who_ground import draw_nation, draw_place
from freedomcities.pages.who_lead import Lead, Step, elsewhere, lead_of, steps_of
from freedomcities.pages.who_map import WhoMap
from freedomcities.pages.who_offices import (
    DoorGroup,
    OfficeHere,
    Record,
    TownDoors,
    decider_groups,
    offices_here,
    read_record,
    town_doors,
)
from freedomcities.pages.who_people import Link, Room, names_of
from freedomcities.ui.tiles import Tile

_LAW_FIRST = Why.LAW_ENFORCEMENT_FIRST
# These stand in the lead already.
_SAID = {_LAW_FIRST, Why.CHOSEN_OUTSIDE}


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions that a blueprint has for officials."""

    texts: tuple[str, ...]
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Map:
    """The towns and the place that holds them: drawn in the state, or as the nation's tiles."""

    drawing: WhoMap | None
    tiles: tuple[Tile, ...]
    towns: str
    numbered: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class WhoPage:
    """Everything below the question, ready to draw.

    `law_first` says why law enforcement goes first; `why` are the further reasons. `own` are the
    towns' own doors, `elsewhere` the places where a group may as well act.
    """

    lead: Lead
    map: Map
    law_first: str
    offices: tuple[OfficeHere, ...]
    groups: tuple[DoorGroup, ...]
    own: tuple[TownDoors, ...]
    why: tuple[str, ...]
    steps: tuple[Step, ...]
    elsewhere: tuple[Link, ...]
    correct: str
    questions: Questions | None


def answer_room(room: Room, question: WhoQuestion) -> tuple[WhoAnswer, str]:
    """The answer, and what was wrong with the place that was chosen, or ""."""
    try:
        return answer_towns(room.towns, chosen=question.chosen), ""
    except Refusal as refusal:
        return answer_towns(room.towns), str(refusal)


def gather_who(
    room: Room, question: WhoQuestion, found: WhoAnswer, *, day: date, language: str
) -> WhoPage:
    """The page for people whose towns are known, as of a day."""
    answer, towns = found.answer, towns_words(names_of(room.towns))
    record = read_record((*answer.offices, *answer.also), day=day)
    return WhoPage(
        lead=lead_of(found, question),
        map=_map(room, found, towns),
        law_first="".join(sentences(each for each in answer.why if each.code is _LAW_FIRST)),
        offices=offices_here(answer.offices, towns, record),
        groups=decider_groups(answer.deciders, towns, record),
        own=_own(answer, question, record),
        why=tuple(sentences(each for each in answer.why[1:] if each.code not in _SAID)),
        steps=steps_of(room.towns, found),
        elsewhere=elsewhere(found, question),
        correct=_correct(answer),
        questions=_questions(language),
    )


def status_words(page: WhoPage | None, room: Room) -> str:
    """What changed, for people who hear the page."""
    if room.unclear:
        return room.unclear[-1].sentence
    if page is None:
        return ""
    if not page.lead.place:
        return _("Which county do most of you live in?")
    return _("Meet: %(office)s. Place: %(place)s.") % {
        "office": page.lead.first,
        "place": page.lead.place,
    }


def too_many_words(question: WhoQuestion) -> str:
    """That only so many people count, where there are more; else ""."""
    if len(question.texts) <= MOST_ASKED:
        return ""
    return _("Only the first %(most)s people are counted here.") % {"most": MOST_ASKED}


def _correct(answer: Answer) -> str:
    """Where people say what is missing or wrong about the place's offices."""
    if answer.meet_at is None:
        return ""
    return f"{reverse('officials:correct')}?{urlencode({'place': answer.meet_at.geoid})}"


def _own(answer: Answer, question: WhoQuestion, record: Record) -> tuple[TownDoors, ...]:
    shown = {each.key for each in (*answer.offices, *answer.deciders)}
    return tuple(
        town_doors(each, shown, question.at(each.place.geoid).address, record)
        for each in answer.own
    )


def _map(room: Room, found: WhoAnswer, towns: str) -> Map:
    places = [town.place for town in room.towns]
    return Map(
        drawing=draw_place(found, places),
        tiles=tuple(draw_nation(found, places)),
        towns=towns,
        numbered=tuple(dict.fromkeys((person.number, person.label) for person in room.people)),
    )


def _questions(language: str) -> Questions | None:
    """Those of the first blueprint: what is offered to whoever has not chosen another."""
    blueprint = Blueprint.objects.current().first()
    if blueprint is None:
        return None
    text = blueprint.text(language)
    address = reverse("blueprints:blueprint", args=[blueprint.slug])
    return Questions(tuple(text["questions"]), str(text["title"]), address)
