"""What the engine of `who_to_meet` answers: a place, offices in order, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.who_facts import (
    AgencyFacts,
    Function,
    OfficeFacts,
    PlaceRef,
    Words,
)


class Why(StrEnum):
    """The reasons that an answer may give; `reasons` says each as a sentence."""

    ONE_PLACE = "one-place"
    ONE_COUNTY = "one-county"
    WHICH_COUNTY = "which-county"
    ZIP_NARROWED = "zip-narrowed"
    NO_COUNTY_IN_COMMON = "no-county-in-common"
    NO_OFFICE_IN_COUNTY = "no-office-in-county"
    IN_STATE = "in-state"
    SEVERAL_STATES = "several-states"
    CHOSEN = "chosen"
    CHOSEN_OUTSIDE = "chosen-outside"
    """None of the people is from the place that was chosen, as far as they said."""
    CONFIRM_ZIP = "confirm-zip"
    LAW_ENFORCEMENT_FIRST = "law-enforcement-first"
    PRECINCT_FIRST = "precinct-first"
    TABLE = "table"
    """The sentence of the table: what a state, or a city that does otherwise, has."""
    CUSTODY_BESIDE_STREET = "custody-beside-street"
    TRIBAL_LAND = "tribal-land"
    NOT_ON_THE_LIST = "not-on-the-list"
    OWN_OFFICES = "own-offices"
    WHO_MAKES_LAW = "who-makes-law"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, with the names that the sentence needs; `words` where the sentence is data."""

    code: Why
    names: tuple[str, ...] = ()
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class OfficeToMeet:
    """An office, and what is known of it.

    ``place`` is whose office it is: a city's custody side is its county's or its state's.
    ``words``: its title in the tables, with ``{place}`` for the place; None where `titles` has
    the usual one. ``on_record``: the office that somebody entered, whose title goes before.
    ``choices``: the precincts on record, of which the people's own is to be found.
    ``unsure``: the functions that are what is usual for such a place, and not what a list or
    a person says.
    """

    kind: OfficeKind
    place: PlaceRef
    functions: tuple[Function, ...]
    words: Words | None = None
    agency: AgencyFacts | None = None
    on_record: OfficeFacts | None = None
    choices: tuple[OfficeFacts, ...] = ()
    finder_url: str = ""
    unsure: tuple[Function, ...] = ()

    @property
    def to_be_confirmed(self) -> bool:
        """Whether something about it is only what is usual."""
        return bool(self.unsure)

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other offices in one answer."""
        return self.kind.value, self.place.geoid

    @property
    def agency_id(self) -> str:
        """The agency's id, or ""."""
        return self.agency.id if self.agency else ""

    @property
    def ori(self) -> str:
        """The agency's number in the FBI's list, or ""."""
        return self.agency.ori if self.agency else ""

    @property
    def own_title(self) -> str:
        """Its title in the tables, where that is of this one office alone; else ""."""
        return self.words.en if self.words and "{place}" not in self.words.en else ""

    @property
    def is_enforcement(self) -> bool:
        """Whether it patrols, runs a jail or serves courts."""
        return any(each in _ENFORCEMENT for each in self.functions)


_ENFORCEMENT = frozenset({Function.STREET, Function.JAIL, Function.COURTS})


@dataclass(frozen=True, slots=True)
class Doors:
    """The offices of one place: law enforcement in order, then those who decide; and why so."""

    place: PlaceRef
    enforcement: tuple[OfficeToMeet, ...] = ()
    deciders: tuple[OfficeToMeet, ...] = ()
    why: tuple[Reason, ...] = ()

    @property
    def all(self) -> tuple[OfficeToMeet, ...]:
        """Law enforcement first."""
        return self.enforcement + self.deciders

    def does(self, function: Function) -> tuple[OfficeToMeet, ...]:
        """The offices that have this function."""
        return tuple(office for office in self.all if function in office.functions)


@dataclass(frozen=True, slots=True)
class Answer:
    """Where to act and whom to meet there, in order.

    ``meet_at`` is None where the people must be asked: then ``candidates`` are the counties
    that their towns have in common, likeliest first. ``offices`` are those of law enforcement
    at the place; ``deciders`` those who can make it law there; ``own`` what each town has for
    itself, where several towns were asked about or the place is larger than the town.
    """

    meet_at: PlaceRef | None
    candidates: tuple[PlaceRef, ...]
    offices: tuple[OfficeToMeet, ...] = ()
    deciders: tuple[OfficeToMeet, ...] = ()
    own: tuple[Doors, ...] = ()
    why: tuple[Reason, ...] = ()

    @property
    def also(self) -> tuple[OfficeToMeet, ...]:
        """The other doors, each once: who decides at the place, then each town's own."""
        shown = {office.key for office in self.offices}
        # One office of a city and its county together has one title under both codes.
        titles = {office.own_title for office in self.offices}
        found: dict[tuple[str, str], OfficeToMeet] = {}
        for office in (*self.deciders, *(each for doors in self.own for each in doors.all)):
            if office.key in shown or (office.own_title and office.own_title in titles):
                continue
            titles.add(office.own_title)
            found.setdefault(office.key, office)
        return tuple(found.values())
