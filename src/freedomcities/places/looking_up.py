"""What the page of places answers: the one address, or a sentence and what it may have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freedomcities.places.addresses import address_of
from freedomcities.places.models import Place
from freedomcities.places.questions import Answer, answer_question
from freedomcities.places.refusals import AmbiguousPlace, UnknownPlace, choices_of
from freedomcities.places.search import Suggestion, line_of, suggest


@dataclass(frozen=True, slots=True)
class Led:
    """There is one place that is meant, and nothing to ask."""

    address: str


@dataclass(frozen=True, slots=True)
class Found:
    """What to show: one sentence ("" where none is due) and the lines to choose from."""

    sentence: str = ""
    lines: Sequence[Suggestion] = ()


def look_up(text: str) -> Led | Found:
    """Answer a question asked on the page of places; never an error."""
    try:
        answer = answer_question(text)
    except AmbiguousPlace as refusal:
        return Found(_several(refusal), [line_of(choice) for choice in refusal.choices])
    except UnknownPlace as refusal:
        return _nothing(text, refusal)
    if answer.is_plain:
        return Led(address_of(answer.place))
    return _to_confirm(answer)


def status_of(lines: Sequence[Suggestion]) -> str:
    """How many lines there are, for people who hear the page."""
    if not lines:
        return _("Nothing begins like this.")
    number = len(lines)
    words = ngettext("%(number)d place to choose.", "%(number)d places to choose from.", number)
    return words % {"number": number}


def _several(refusal: AmbiguousPlace) -> str:
    number = len(refusal.choices) + refusal.left_out
    if not refusal.left_out:
        return _("%(number)d places have this name. Which one do you mean?") % {"number": number}
    words = _(
        "%(number)d places have this name. These have the most people; for another one, add its "
        "state."
    )
    return words % {"number": number}


def _nothing(text: str, refusal: UnknownPlace) -> Found:
    begun = suggest(text)
    if begun:
        return Found(_("No place has exactly this name. These begin like it:"), begun)
    near = [line_of(choice) for choice in refusal.choices]
    if near:
        return Found(_("%(refusal)s Did you mean one of these?") % {"refusal": refusal}, near)
    return Found(str(refusal))


def _to_confirm(answer: Answer) -> Found:
    if answer.zip_code:
        places = [answer.place, *answer.others, *answer.around]
        words = _("ZIP code %(code)s lies in several places. Which one is yours?")
        return Found(words % {"code": answer.zip_code}, _lines([(one, "") for one in places]))
    if answer.via:
        words = _("%(name)s has no government of its own. This one governs it:")
        lines = _lines([(answer.place, answer.via)])
        return Found(words % {"name": answer.via}, lines)
    words = _("%(name)s is a state, and other places have the same name. Which one do you mean?")
    places = [answer.place, *answer.others]
    return Found(words % {"name": answer.place.name}, _lines([(one, "") for one in places]))


def _lines(pairs: Sequence[tuple[Place, str]]) -> list[Suggestion]:
    return [line_of(choice) for choice in choices_of(pairs)]
