"""The people in the room as the page lists them: their towns, and what is not clear yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freedomcities.officials.who import read_town
from freedomcities.officials.who_facts import PlaceRef
from freedomcities.pages.place_words import label_of
from freedomcities.pages.who_forms import WhoQuestion
from freedomcities.places.addresses import address_of
from freedomcities.places.choices import Kind
from freedomcities.places.kind_words import kind_word
from freedomcities.places.questions import Answer as Town
from freedomcities.places.refusals import AmbiguousPlace, Choice, UnknownPlace


@dataclass(frozen=True, slots=True)
class Link:
    """Something to choose; `note` tells it from others of its name."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's town. People of one town share its `number`; `remove` asks without this one.
    `zip_code` is the one they gave, `via` the community of theirs that the place governs, or "".

    `asks` is the sentence that asks whether it is right, or ""; then `is_right` leads to where it
    is taken as such, and `others` to what else it may be.
    """

    number: int
    label: str
    address: str
    remove: str
    zip_code: str = ""
    via: str = ""
    asks: str = ""
    is_right: str = ""
    others: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """A text that means no one place: why, and what it may mean."""

    text: str
    sentence: str
    remove: str
    choices: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """Everybody whose town is known, as `towns` and as the page shows them; and the rest."""

    towns: tuple[Town, ...]
    people: tuple[Person, ...]
    unclear: tuple[Unclear, ...]


def read_room(question: WhoQuestion) -> Room:
    """Read each text once; what is unclear leaves the others as they are."""
    read: dict[str, Town | AmbiguousPlace | UnknownPlace] = {}
    for text in question.texts:
        if text not in read:
            read[text] = _read(text)
    towns: list[Town] = []
    people: list[Person] = []
    unclear: list[Unclear] = []
    numbers: dict[str, int] = {}
    for index, text in enumerate(question.texts):
        found = read[text]
        if isinstance(found, Town):
            number = numbers.setdefault(found.place.geoid, len(numbers) + 1)
            towns.append(found)
            people.append(_person(found, number, question, index))
        else:
            unclear.append(_unclear(text, found, question, index))
    return Room(tuple(towns), tuple(people), tuple(unclear))


def label_of_ref(place: PlaceRef) -> str:
    """The name of a place in an answer, with its state where the name does not say it."""
    is_within = place.state and place.kind not in {Kind.NATION, Kind.STATE}
    return f"{place.name}, {place.state}" if is_within else place.name


def _read(text: str) -> Town | AmbiguousPlace | UnknownPlace:
    try:
        return read_town(text)
    except (AmbiguousPlace, UnknownPlace) as refusal:
        return refusal


def _person(town: Town, number: int, question: WhoQuestion, index: int) -> Person:
    asks = "" if town.is_plain else _asks(town)
    others = (*town.others, *town.around) if asks else ()
    return Person(
        number=number,
        label=label_of(town.place),
        address=address_of(town.place),
        remove=question.without(index).address,
        zip_code=town.zip_code,
        via=town.via,
        asks=asks,
        is_right=question.with_place(index, town.place.geoid).address if asks else "",
        others=tuple(_links((Choice(place) for place in others), question, index)),
    )


def _asks(town: Town) -> str:
    words = {"code": town.zip_code, "place": label_of(town.place), "name": town.via}
    if town.zip_code:
        return _("%(code)s lies in several places. Are you from %(place)s?") % words
    if town.via:
        return (
            _("%(name)s has no government of its own: %(place)s governs it. Is that right?") % words
        )
    if town.place.kind == Kind.TOWN:
        return (
            _(
                "%(place)s is a township, and there is a community of that name elsewhere. "
                "Are you from the township?"
            )
            % words
        )
    return _("%(place)s is a whole state. Is that right?") % words


def _unclear(
    text: str, refusal: AmbiguousPlace | UnknownPlace, question: WhoQuestion, index: int
) -> Unclear:
    choices = _links(refusal.choices, question, index)
    return Unclear(
        text, _why_unclear(text, refusal), question.without(index).address, tuple(choices)
    )


def _why_unclear(text: str, refusal: AmbiguousPlace | UnknownPlace) -> str:
    if isinstance(refusal, AmbiguousPlace):
        if refusal.left_out:
            words = _(
                "Which “%(text)s” do you mean? These have the most people; for another one, add "
                "its county or state."
            )
        else:
            words = _("Which “%(text)s” do you mean?")
        return words % {"text": text}
    if refusal.choices:
        return _("%(refusal)s Did you mean one of these?") % {"refusal": refusal}
    return str(refusal)


def _links(choices: Iterable[Choice], question: WhoQuestion, index: int) -> Iterable[Link]:
    for choice in choices:
        place = choice.place
        yield Link(
            label=f"{choice.via}, {place.state}" if choice.via else label_of(place),
            href=question.with_place(index, place.geoid).address,
            note=_note(choice),
        )


def _note(choice: Choice) -> str:
    """What tells a place from others of its name: its kind and county; of a community, where."""
    if choice.via:
        return _("community in %(place)s") % {"place": choice.place.name}
    kind = str(kind_word(choice.place.kind, choice.place.designation))
    return f"{kind}, {choice.county}" if choice.county else kind


def names_of(towns: Sequence[Town]) -> list[str]:
    """What people call their towns, in the order in which they were named."""
    return [town.via or town.place.name for town in towns]
