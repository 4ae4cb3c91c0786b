"""From what people type to the place they mean: "Names of places" in the contract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from freedomcities.places.canonical import canonical_place
from freedomcities.places.choices import Kind
from freedomcities.places.matches import Match, communities_beside, matches_of
from freedomcities.places.models import OldAddress, Place
from freedomcities.places.near_names import near_choices
from freedomcities.places.question_text import Form, Question, read_question
from freedomcities.places.refusals import AmbiguousPlace, Choice, UnknownPlace, choices_of
from freedomcities.places.zip_places import places_on_zip

__all__ = [
    "AmbiguousPlace", "Answer", "Choice", "FiveDigits", "UnknownPlace",
    "answer_question", "find_by_code", "find_by_path", "find_place",
]  # fmt: skip

FiveDigits = Literal["zip", "county"]
"""What five digits alone mean: a ZIP code (who, the home page), or a county and only where there
is none a ZIP code (status)."""

MOST_CHOICES = 12
_OF_A_NATION = re.compile(
    r"\b(nation|reservation|rancheria|pueblo of|tribe|tribal|indian community)\b", re.IGNORECASE
)
_ZIP = re.compile(r"[0-9]{5}")


@dataclass(frozen=True, slots=True)
class Answer:
    """The place that a question means.

    ``others`` are further places that it may as well mean, likeliest first: the other
    municipalities of a ZIP code, those called like a state, or what governs a community of the
    name of a township. ``around`` holds the towns and
    counties of a ZIP code. ``via`` is the community without a government of its own that was
    asked for, or "". ``is_plain`` is false where people should be asked whether it is right.
    """

    query: str
    place: Place
    others: tuple[Place, ...] = ()
    around: tuple[Place, ...] = ()
    zip_code: str = ""
    via: str = ""
    is_plain: bool = True


def find_place(text: str, *, five_digits: FiveDigits = "zip") -> Place:
    """The place that a question means; see `answer_question`."""
    return answer_question(text, five_digits=five_digits).place


def answer_question(text: str, *, five_digits: FiveDigits = "zip") -> Answer:
    """The place that a question means, with what else it may mean.

    UnknownPlace or AmbiguousPlace, each one sentence with candidates, where there is not one.
    """
    question = read_question(text)
    if question.form is Form.NOTHING:
        raise UnknownPlace(_("Write the name of a place, such as “Ann Arbor, MI”, or a ZIP code."))
    if question.form is Form.UNREAD:
        raise UnknownPlace(_("No place is known as “%(text)s”.") % {"text": question.text})
    if question.form is Form.NAME:
        return _by_name(question)
    if question.form is Form.FIVE_DIGITS:
        return _by_five_digits(question, five_digits)
    if question.form is Form.ZIP:
        return _by_zip(question)
    return _by_code(question)


def find_by_code(code: str) -> Place | None:
    """The place of a Census code, also of an old one or of another code of its government."""
    return canonical_place(code.lower())


def find_by_path(path: str) -> Place | str | None:
    """The place at a path ("mi/ann-arbor"); the path it has today (str) for one that moved.

    None where nothing ever stood there. Another code's path leads to that of its government.
    """
    asked = path.strip("/")
    place = Place.objects.select_related("same_as").filter(path=asked.lower()).first()
    if place is None:
        old = OldAddress.objects.select_related("place__same_as").filter(path=asked.lower())
        return next(((one.place.same_as or one.place).path for one in old), None)
    today = place.same_as or place
    return today if today.path == path else today.path


def _by_code(question: Question) -> Answer:
    place = find_by_code(question.code)
    if place is None:
        raise UnknownPlace(_("No place has the code “%(code)s”.") % {"code": question.code})
    # "New York" is the state, and the city is offered with it.
    namesakes = [match for reading in question.readings for match in matches_of(reading)]
    others = [
        match.place for match in namesakes
        if match.place.kind == Kind.MUNICIPALITY and match.place != place
    ]  # fmt: skip
    return Answer(question.text, place, others=tuple(others[:MOST_CHOICES]), is_plain=not others)


def _by_five_digits(question: Question, five_digits: FiveDigits) -> Answer:
    if five_digits == "county":
        county = find_by_code(question.code)
        if county is not None:
            return Answer(question.text, county)
    return _by_zip(question)


def _by_zip(question: Question) -> Answer:
    if not _ZIP.fullmatch(question.code):
        raise UnknownPlace(_("A ZIP code has five digits, as in “zip:48104”."))
    found = places_on_zip(question.code)
    if found.main is None:
        raise _unknown_zip(question.code)
    return Answer(
        question.text,
        found.main.place,
        others=tuple(one.place for one in found.others),
        around=tuple(one.place for one in found.around),
        zip_code=question.code,
        is_plain=found.is_plain,
    )


def _unknown_zip(code: str) -> UnknownPlace:
    county = find_by_code(code)
    sentence = _(
        "ZIP code %(code)s is not on our map: some are for post-office boxes alone, so write the "
        "name of your town instead."
    )
    return UnknownPlace(
        sentence % {"code": code}, choices=choices_of([(county, "")] if county else [])
    )


def _by_name(question: Question) -> Answer:
    for reading in question.readings:
        matches = matches_of(reading)
        if len(matches) == 1:
            (match,) = matches
            beside = communities_beside(reading, match)
            return Answer(
                question.text,
                match.place,
                others=tuple(each.place for each in beside),
                via=match.via,
                is_plain=not match.via and not beside,
            )
        if matches:
            raise _ambiguous(question, matches, in_state=bool(reading.state))
    sentence = _("No place is known as “%(text)s”.")
    if _OF_A_NATION.search(question.text):
        sentence = _(
            "No place is known as “%(text)s”: the lands of tribal nations are not on this list, "
            "where the nation decides for itself."
        )
    raise UnknownPlace(sentence % {"text": question.text}, choices=near_choices(question))


def _ambiguous(question: Question, matches: Sequence[Match], *, in_state: bool) -> AmbiguousPlace:
    shown = choices_of((match.place, match.via) for match in matches[:MOST_CHOICES])
    left_out = len(matches) - len(shown)
    sentence = _several_in_state(shown) if in_state else _several_states(left_out)
    first = shown[0]
    words = {
        "text": question.text,
        "number": len(matches),
        "shown": len(shown),
        "name": first.via or first.place.name,
        "county": first.county,
        "state": first.place.state,
        "code": f"geoid:{first.place.geoid}",
    }
    return AmbiguousPlace(sentence % words, choices=shown, left_out=left_out)


def _several_in_state(shown: Sequence[Choice]) -> str:
    counties = {choice.county for choice in shown} - {""}
    if len(counties) == len(shown):
        return _(
            "“%(text)s” may mean %(number)d places: say in which county, as in “%(name)s, "
            "%(county)s, %(state)s”."
        )
    return _("“%(text)s” may mean %(number)d places: write the code of one, as in “%(code)s”.")


def _several_states(left_out: int) -> str:
    if left_out:
        return _(
            "“%(text)s” may mean %(number)d places, of which the %(shown)d with the most people "
            "are listed: add the state, as in “%(name)s, %(state)s”."
        )
    return _("“%(text)s” may mean %(number)d places: add the state, as in “%(name)s, %(state)s”.")
