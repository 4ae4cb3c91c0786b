"""What to say at each door, in short: who opens it, what only they know, what they can decide.

The questions on the rules themselves are a blueprint's own words and stand in its data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.who_facts import Function
from freedomcities.places.choices import Kind

# More names than this make no sentence that anybody says on the phone.
_MOST_NAMED = 4


def one_door_words() -> str:
    """The answer to the commonest question, before anybody has named a town."""
    return _(
        "One door for all of you is enough. From different towns in the same county, you go to "
        "that county's sheriff. From one small town, to its police chief. In a big city, to the "
        "commander of your own precinct."
    )


def towns_words(names: Sequence[str]) -> str:
    """The towns as somebody says them: "Wheaton, Lombard and Elmhurst"."""
    once = list(dict.fromkeys(names))
    if len(once) > _MOST_NAMED:
        left = len(once) - _MOST_NAMED + 1
        once = [*once[: _MOST_NAMED - 1], _("%(number)s more towns") % {"number": left}]
    if len(once) < 2:
        return "".join(once)
    return get_text_list(once, _("and"))


def opening_words(kind: OfficeKind, towns: str) -> str:
    """How to ask for the meeting, on the phone or in a letter."""
    whom = _WHOM.get(kind, lambda: _("the person in charge"))()
    sentence = _(
        "We are neighbors from %(towns)s. May we meet %(whom)s for half an hour? If that cannot "
        "be, whom may we meet who can speak for the office?"
    )
    return sentence % {"towns": towns, "whom": whom}


def only_they_know(functions: Sequence[Function]) -> list[str]:
    """What to ask beside the questions on the rules: each side knows what the other does not."""
    return [_KNOW[function]() for function in functions if function in _KNOW]


def can_decide(kind: OfficeKind, level: str) -> str:
    """What those behind this door can decide, in a sentence; `level`: the kind of their place."""
    if level == Kind.NATION:
        return _("Makes the law of the whole nation.")
    return _DECIDES[kind]() if kind in _DECIDES else ""


def ask_decider(kind: OfficeKind, level: str) -> str:
    """What to ask of them, in a sentence."""
    if level == Kind.NATION:
        return _("Will you support it in Congress, and leave towns free to go further?")
    return _ASK_DECIDER[kind]() if kind in _ASK_DECIDER else ""


def unsure_words(functions: Sequence[Function]) -> str:
    """Why an office is to be confirmed."""
    if Function.STREET in functions:
        return _(
            "No list that we have says who patrols here: this is what is usual for such a place. "
            "Call first, and ask who does."
        )
    return _(
        "No list that we have says who does this here: this is what is usual for such a place. "
        "Call first, and ask who does."
    )


_WHOM: dict[OfficeKind, Callable[[], str]] = {
    OfficeKind.POLICE_CHIEF: lambda: _("the chief"),
    OfficeKind.SHERIFF: lambda: _("the sheriff"),
    OfficeKind.PRECINCT_COMMANDER: lambda: _("the commander of our precinct"),
    OfficeKind.STATE_POLICE: lambda: _("the head of the state police"),
    OfficeKind.JAIL: lambda: _("whoever runs the jail"),
}
_KNOW: dict[Function, Callable[[], str]] = {
    Function.STREET: lambda: _(
        "On the street: what do your officers do today, where is it written down, and who answers "
        "complaints?"
    ),
    Function.JAIL: lambda: _(
        "In the jail: what happens from the door in to the door out, whom do you tell, and where "
        "is it written down?"
    ),
    Function.COURTS: lambda: _(
        "At the courthouse: what do your deputies do there, and where is it written down?"
    ),
}
_DECIDES: dict[OfficeKind, Callable[[], str]] = {
    OfficeKind.COUNCIL: lambda: _("Passes local laws, and the money for the police."),
    OfficeKind.MAYOR: lambda: _(
        "Directs the city's own staff in many places, and can bring a law to the council."
    ),
    OfficeKind.COUNTY_BOARD: lambda: _("Passes county laws, and the money for jail and sheriff."),
    OfficeKind.SCHOOL_BOARD: lambda: _(
        "Says who may come into schools, what is kept about students, and whether police are there."
    ),
    OfficeKind.LEGISLATURE: lambda: _("Can make it law for the whole state, or forbid it."),
    OfficeKind.GOVERNOR: lambda: _("Gives orders to the state's own agencies."),
    OfficeKind.ATTORNEY_GENERAL: lambda: _(
        "Says what state law means, and can write model policies for local agencies."
    ),
}
_ASK_DECIDER: dict[OfficeKind, Callable[[], str]] = {
    OfficeKind.COUNCIL: lambda: _("Which of you will bring it in, and when could it be heard?"),
    OfficeKind.MAYOR: lambda: _(
        "Will you say so in public, and put it in writing for your own staff?"
    ),
    OfficeKind.COUNTY_BOARD: lambda: _(
        "Which of you will bring it in, and when could it be heard?"
    ),
    OfficeKind.SCHOOL_BOARD: lambda: _("Will you put it on the agenda, and may families speak?"),
    OfficeKind.LEGISLATURE: lambda: _(
        "Will you support it as state law, and leave towns free to go further?"
    ),
    OfficeKind.GOVERNOR: lambda: _("Will you order it for the state's own agencies?"),
    OfficeKind.ATTORNEY_GENERAL: lambda: _("Will you write down what state law allows here?"),
}
