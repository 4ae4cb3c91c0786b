"""From the towns that people type to whom they meet: reading, facts, engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freedomcities.lib.errors import Refusal
from freedomcities.officials.closed_places import ClosedPlace, refuse_closed
from freedomcities.officials.who_answers import Answer
from freedomcities.officials.who_facts import Asked, CountyShare, PlaceRef, WhoFacts
from freedomcities.officials.who_loading import load_who_facts, load_zip_counties
from freedomcities.officials.who_to_meet import who_to_meet
from freedomcities.places.models import Place
from freedomcities.places.questions import Answer as Town
from freedomcities.places.questions import (
    UnknownPlace,
    answer_question,
    find_by_code,
)

MOST_ASKED = 100
_LONGEST_NAMED = 60


class NobodyAsked(Refusal):
    """No town was named."""


class TooManyAsked(Refusal):
    """More people than one room holds."""


@dataclass(frozen=True, slots=True)
class AskedShown:
    """What somebody typed, and the place that it is taken for.

    ``others``: what else it may mean, likeliest first: the other municipalities of a ZIP code,
    where there are none what lies on its land besides, or what is called like a state. ``via``:
    the community without a government of its own that was named, or "". ``is_plain`` is false
    where people should be asked whether it is right.
    """

    query: str
    place: PlaceRef
    zip_code: str = ""
    others: tuple[PlaceRef, ...] = ()
    via: str = ""
    is_plain: bool = True


@dataclass(frozen=True, slots=True)
class WhoAnswer:
    """The question as it was understood, in the order in which it was asked; the answer; what
    the answer rests on.
    """

    asked: tuple[AskedShown, ...]
    answer: Answer
    facts: WhoFacts


def ask_who(queries: Sequence[str], *, chosen: str = "") -> WhoAnswer:
    """Whom people from these towns and ZIP codes meet, and where.

    Empty texts mean nothing, and the same town twice is two people from it. `chosen` is the code
    of the place at which they want to act. Raises NobodyAsked and TooManyAsked; UnknownPlace or
    AmbiguousPlace for the first text that `read_town` refuses.
    """
    texts = [text for text in queries if text.strip()]
    if len(texts) > MOST_ASKED:
        raise TooManyAsked(
            _("Those are %(number)s places: ask about %(most)s at most.")
            % {"number": len(texts), "most": MOST_ASKED}
        )
    read = {text: read_town(text) for text in dict.fromkeys(texts)}
    return answer_towns([read[text] for text in texts], chosen=chosen)


def read_town(text: str) -> Town:
    """The place that one text means, where it is a place of today.

    UnknownPlace (ClosedPlace is one) or AmbiguousPlace: a sentence that names the text, and
    candidates.
    """
    try:
        town = answer_question(text, five_digits="zip")
        refuse_closed(town.place)
    except UnknownPlace as refusal:
        raise _naming(text, refusal) from None
    return town


def answer_towns(towns: Sequence[Town], *, chosen: str = "") -> WhoAnswer:
    """Whom people from these towns meet, once they are read; see `ask_who`."""
    if not towns:
        raise NobodyAsked(
            _("Say where the people are from: a town such as “Ann Arbor, MI”, or a ZIP code.")
        )
    meet_at = _chosen(chosen)
    counties = load_zip_counties({town.zip_code for town in towns if town.zip_code})
    question = [_asked(town, counties.get(town.zip_code, ())) for town in towns]
    facts = load_who_facts(question, chosen=meet_at)
    return WhoAnswer(tuple(map(_shown, towns)), who_to_meet(question, facts, chosen=meet_at), facts)


def _chosen(code: str) -> str:
    """The code that the chosen place goes by; "" where none was chosen."""
    code = code.strip()
    if not code:
        return ""
    place = find_by_code(code)
    if place is None:
        raise UnknownPlace(_("No place has the code “%(code)s”.") % {"code": code})
    refuse_closed(place)
    return place.geoid


def _naming(text: str, refusal: UnknownPlace) -> UnknownPlace:
    """The refusal, with the text at fault in front where its sentence does not name it."""
    named = " ".join(text.replace("\0", " ").split())[:_LONGEST_NAMED]
    code = named.split(":")[-1].strip()
    is_named = code in str(refusal) and any(map(str.isalnum, code))
    if is_named or isinstance(refusal, ClosedPlace):
        return refusal
    return UnknownPlace(f"“{named}”: {refusal}", choices=refusal.choices)


def _asked(town: Town, zip_counties: tuple[CountyShare, ...]) -> Asked:
    # That a name may mean something else is asked before the engine; it asks about ZIP codes.
    others = tuple(place.geoid for place in _others(town)) if town.zip_code else ()
    return Asked(town.place.geoid, town.query, others, town.zip_code, zip_counties)


def _others(town: Town) -> tuple[Place, ...]:
    if town.others or town.is_plain:
        return town.others
    return town.around


def _shown(town: Town) -> AskedShown:
    others = tuple(map(_ref, _others(town)))
    return AskedShown(town.query, _ref(town.place), town.zip_code, others, town.via, town.is_plain)


def _ref(place: Place) -> PlaceRef:
    return PlaceRef(place.geoid, place.name, place.kind, place.state)
