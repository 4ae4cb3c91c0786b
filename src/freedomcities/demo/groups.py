"""The groups of the demo: near each other and far apart, each started and opened as any is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.demo.people import CROWD, address_of
from freedomcities.groups.choices import Joining
from freedomcities.groups.joining import invite, use_invitation
from freedomcities.groups.models import Group
from freedomcities.groups.operations import found_group, open_group, set_parent
from freedomcities.places.questions import find_place

_FIRST_NAMES = (
    *("Ada", "Ben", "Camila", "Dev", "Elena", "Farid", "Grace", "Hugo", "Imani", "Jo"),
    *("Karim", "Lucía", "Marta", "Noor", "Otis", "Pilar", "Quinn", "Rosa", "Samir", "Tess"),
)


@dataclass(frozen=True, slots=True)
class Start:
    """A group: who leads it, who else belongs, by address; where it works, the main place first."""

    key: str
    name: str
    about: str
    lead: str
    places: tuple[str, ...]
    members: tuple[str, ...] = ()
    lead_name: str = ""
    joining: Joining = Joining.REQUEST
    parent: str = ""


def _crowd(first: int, last: int) -> tuple[str, ...]:
    return CROWD[first - 1 : last]


STARTS = (
    Start(
        "group_a", "Ann Arbor Neighbors",
        "We want all nine rules in force in Ann Arbor, and we look after those that are. "
        "We meet in living rooms, and everybody gets a task.",
        address_of("alice"), ("Ann Arbor, MI",), (address_of("bob"), *_crowd(1, 14)),
        "Alice",
    ),
    Start(
        "group_b", "Ypsilanti Welcomes",
        "Neighbors of the city and the township. We speak English and Spanish. "
        "Hablamos inglés y español.",
        address_of("carol"), ("Ypsilanti, MI", "Ypsilanti township, MI"), _crowd(15, 19),
        "Carol",
    ),
    Start(
        "aurora", "Vecinos de Aurora",
        "Somos vecinas y vecinos de Aurora. Queremos que la policía de la ciudad sea de la ciudad. "
        "All are welcome; most of us speak Spanish.",
        CROWD[19], ("Aurora, IL", "Naperville, IL"), _crowd(21, 32),
    ),
    Start(
        "denver", "Denver Five Demands",
        "No holds, no notices, no talks behind the door: we bring five demands to the council.",
        CROWD[20], ("Denver, CO",), _crowd(33, 36),
    ),
    Start(
        "phoenix", "Valle del Sol Juntos",
        "We work on what the police of Phoenix asks people, and when.",
        CROWD[21], ("Phoenix, AZ", "Mesa, AZ"), _crowd(37, 40),
    ),
    Start(
        "austin", "Austin Keeps Its Word",
        "The council voted in 2018. We watch what became of it.",
        CROWD[22], ("Austin, TX", "Travis County, TX"), _crowd(1, 4), joining=Joining.INVITATION,
    ),
    Start(
        "king", "King County Together",
        "Towns around Seattle that go to the county together.",
        CROWD[23], ("King County, WA", "Seattle, WA", "Bellevue, WA"), _crowd(5, 11),
    ),
    Start(
        "bellevue", "Bellevue Neighbors",
        "The part of King County Together that goes to the council of Bellevue.",
        CROWD[23], ("Bellevue, WA",), _crowd(9, 11), parent="king",
    ),
    Start(
        "santa_fe", "Santa Fe Already Did",
        "Our city has most of the rules. We help others to read their own ordinances.",
        CROWD[24], ("Santa Fe, NM",), _crowd(12, 13),
    ),
    Start(
        "brooklyn", "Brooklyn Precinct Walkers",
        "A group for each precinct is the aim. So far we are four blocks.",
        CROWD[25], ("New York, NY",), _crowd(14, 20),
    ),
)  # fmt: skip


def add_groups(*, now: datetime) -> None:
    """Found, open and fill those that nobody leads yet."""
    for start in STARTS:
        if _led(start) is None:
            _add(start, now=now)


def describe_groups(url: str) -> Mapping[str, str]:
    """The pages of the two that the contract names."""
    found = {start.key: _led(start) for start in STARTS if start.key.startswith("group_")}
    return {
        key: url + reverse("groups:group", args=[group.pk]) for key, group in found.items() if group
    }


def group_of(key: str) -> Group | None:
    """The group of this key, if somebody still leads it."""
    return next((_led(start) for start in STARTS if start.key == key), None)


def lead_of(start: Start) -> Person:
    """Whoever leads a group of the demo."""
    return _person(start.lead)


def name_of_lead(start: Start) -> str:
    """What they are called there."""
    return start.lead_name or _name(start.lead)


def _led(start: Start) -> Group | None:
    """The group as the demo made it, whatever it is called today."""
    place = find_place(start.places[0])
    led = Group.objects.led_by(_person(start.lead))
    return led.filter(places__place=place, places__main=True).first()


def _add(start: Start, *, now: datetime) -> None:
    lead = _person(start.lead)
    group = found_group(
        name=start.name,
        about=start.about,
        joining=start.joining,
        places=[find_place(each) for each in start.places],
        my_name=name_of_lead(start),
        actor=lead,
        now=now,
    )
    open_group(group.pk, actor=system_actor(), now=now)
    parent = group_of(start.parent)
    if parent is not None:
        set_parent(group.pk, parent.pk, actor=lead, now=now)
    for address in start.members:
        secret = invite(group.pk, actor=lead, now=now)
        use_invitation(secret, name=_name(address), actor=_person(address), now=now)


def _person(address: str) -> Person:
    return Person.objects.with_address(address).get()


def _name(address: str) -> str:
    if address in CROWD:
        number = CROWD.index(address)
        return _FIRST_NAMES[number % len(_FIRST_NAMES)] + (" B." if number >= 20 else "")
    return address.partition("@")[0].title()
