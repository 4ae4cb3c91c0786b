"""Why an answer is what it is, as sentences; pure but for the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from freedomcities.officials.states_table import JailRunner, state_row
from freedomcities.officials.titles import in_language
from freedomcities.officials.who_answers import OfficeToMeet, Reason, Why
from freedomcities.officials.who_facts import Function


def sentences(reasons: Iterable[Reason]) -> list[str]:
    """Each reason as a sentence, none twice."""
    return list(dict.fromkeys(sentence(reason) for reason in reasons))


def sentence(reason: Reason) -> str:
    """One reason as a sentence in the language of the page."""
    if reason.words is not None:
        return in_language(reason.words)
    tell = _OF_PLACES.get(reason.code) or _OF_ORDER[reason.code]
    if reason.code is Why.WHICH_COUNTY and len(reason.names) == 1:
        tell = _only_county
    if reason.code is Why.IN_STATE and not reason.names:
        return _("You asked about the whole nation.")
    names = {
        "place": reason.names[0] if reason.names else "",
        "state": reason.names[-1] if reason.names else "",
        "all": get_text_list(list(reason.names), _("and")),
        "any": get_text_list(list(reason.names), _("or")),
    }
    return tell() % names


def does_words(office: OfficeToMeet) -> list[str]:
    """What an office does or decides, as short phrases."""
    return [_does(office, function) for function in office.functions]


def _does(office: OfficeToMeet, function: Function) -> str:
    is_states = function is Function.JAIL and office.place.kind == "state"
    if is_states and state_row(office.place.state).jail is not JailRunner.STATE:
        return _("runs the state's prisons, not the county jails")
    return function_words(function)


def function_words(function: Function) -> str:
    """What an office does or decides, as a short phrase."""
    phrases = {
        Function.STREET: _("patrols the streets"),
        Function.JAIL: _("runs the jail"),
        Function.COURTS: _("guards the courts and serves their papers"),
        Function.LAW: _("can make it law"),
        Function.SCHOOLS: _("decides for the schools"),
        Function.STATE_LAW: _("decides for the whole state"),
    }
    return phrases[function]


def _only_county() -> str:
    return _(
        "%(place)s is the only county that all of your towns touch, and it holds not all of them "
        "wholly. Choose it if most of you live there; if not, go to each town's own offices."
    )


_OF_PLACES: dict[Why, Callable[[], str]] = {
    Why.ONE_PLACE: lambda: _("Everybody is from %(place)s."),
    Why.ONE_COUNTY: lambda: _(
        "All of your towns lie in %(place)s, so its offices serve everybody in the room."
    ),
    Why.WHICH_COUNTY: lambda: _(
        "No county holds all of your towns wholly; they share %(any)s. Say which one most of you "
        "live in."
    ),
    Why.ZIP_NARROWED: lambda: _("Your ZIP codes leave out the other counties the towns share."),
    Why.NO_COUNTY_IN_COMMON: lambda: _(
        "Your towns have no county in common, so the smallest place that holds all of you is "
        "%(place)s."
    ),
    Why.NO_OFFICE_IN_COUNTY: lambda: _(
        "%(place)s has no county government with an office to meet, so the state takes its "
        "place: %(state)s."
    ),
    Why.IN_STATE: lambda: _("You asked about the whole of %(place)s."),
    Why.SEVERAL_STATES: lambda: _(
        "Your towns lie in several states (%(all)s), so only the nation holds all of you."
    ),
    Why.CHOSEN: lambda: _("You chose %(place)s."),
    Why.CHOSEN_OUTSIDE: lambda: _(
        "None of the towns you named lies in %(place)s: its offices serve none of you."
    ),
    Why.CONFIRM_ZIP: lambda: _(
        "A ZIP code can lie in several places: confirm that %(place)s is the right one."
    ),
}
_OF_ORDER: dict[Why, Callable[[], str]] = {
    Why.LAW_ENFORCEMENT_FIRST: lambda: _(
        "Law enforcement first: often its head decides, and even where it takes orders from "
        "others, it will have to carry the rules out and knows best what they mean; the council "
        "will ask what it thinks. You may skip it."
    ),
    Why.PRECINCT_FIRST: lambda: _(
        "In a city as large as %(place)s, the commander of your own precinct is often easier to "
        "meet than the chief. Ask for the top, and accept the most senior person you are offered."
    ),
    Why.CUSTODY_BESIDE_STREET: lambda: _(
        "Who patrols and who runs the jail are different agencies here: some rules are about the "
        "street and others about the jail, so you need both."
    ),
    Why.TRIBAL_LAND: lambda: _(
        "Where land in %(place)s belongs to a tribal nation, its own police may patrol and its "
        "council makes the law: ask there first. This list does not know those borders."
    ),
    Why.NOT_ON_THE_LIST: lambda: _(
        "The list of agencies names no police of its own for %(place)s. That is no proof, so "
        "confirm who patrols there: it is marked “to be confirmed”."
    ),
    Why.OWN_OFFICES: lambda: _(
        "Nobody has to go to every town. If you have the people, ask each town's own offices too."
    ),
    Why.WHO_MAKES_LAW: lambda: _(
        "Law enforcement can write a policy; those who can make it law are listed beside it."
    ),
}
