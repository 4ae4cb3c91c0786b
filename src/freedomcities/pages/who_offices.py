"""The doors as the page shows them: what they are called, what they do, what to say there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from freedomcities.adoption.models import Instrument
from freedomcities.lib.dates import is_over
from freedomcities.officials.models import Agency, Office, Official
from freedomcities.officials.reasons import does_words
from freedomcities.officials.titles import office_title
from freedomcities.officials.what_to_say import (
    ask_decider,
    can_decide,
    only_they_know,
    opening_words,
    unsure_words,
)
from freedomcities.officials.who_answers import Doors, OfficeToMeet
from freedomcities.officials.who_facts import Function
from freedomcities.pages.office_law import ActsHere, acts_of, read_acts_of_agencies
from freedomcities.pages.who_people import label_of_ref

_CONTACT = (
    "phone", "email", "url", "outreach_name", "outreach_phone", "outreach_email", "bounced_on",
    "checked_on",
)  # fmt: skip


# The names of a whole council say nothing here; its place's page has them.
MOST_HOLDERS = 3


class Group(StrEnum):
    """Those who decide, by how far it reaches."""

    LAW = "law"
    SCHOOLS = "schools"
    STATE = "state"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class ContactHere:
    """How to reach an office at work, as far as it is on record; "" where it is not."""

    phone: str = ""
    email: str = ""
    url: str = ""
    outreach_name: str = ""
    outreach_phone: str = ""
    outreach_email: str = ""
    bounced_on: str = ""
    checked_on: str = ""

    def __bool__(self) -> bool:
        reach = (self.phone, self.email, self.url, self.outreach_phone, self.outreach_email)
        return any(reach)


@dataclass(frozen=True, slots=True)
class Record:
    """What is on record of the doors of a page: `contacts` by "office " or "agency " and the id,
    and by office the names of those who hold it; `acts` that may name their agencies; the day.
    """

    contacts: Mapping[str, ContactHere]
    holders: Mapping[str, Sequence[str]]
    acts: Sequence[Instrument]
    day: date


@dataclass(frozen=True, slots=True)
class OfficeHere:
    """A door. `unsure` says why it is to be confirmed, or is ""; `areas`: precincts on record.

    `holders` are the names of those who hold it, "" where they are not known or too many; `acts`
    is what the list says of its agency; `correct` leads to the form about it, or is "".
    """

    title: str
    holders: str
    agency: str
    does: str
    unsure: str
    finder_url: str
    areas: tuple[str, ...]
    opening: str
    only_they_know: tuple[str, ...]
    decides: str
    ask: str
    contact: ContactHere
    acts: ActsHere
    correct: str


@dataclass(frozen=True, slots=True)
class DoorGroup:
    """Doors that decide alike."""

    title: str
    offices: tuple[OfficeHere, ...]


@dataclass(frozen=True, slots=True)
class TownDoors:
    """A town's own doors, less those that serve everybody; `meet_here` chooses it."""

    label: str
    meet_here: str
    enforcement: tuple[OfficeHere, ...]
    deciders: tuple[OfficeHere, ...]


def read_record(offices: Iterable[OfficeToMeet], *, day: date) -> Record:
    """Who holds these on a day and how to reach them, in at most four queries."""
    held = list(offices)
    on_record = {each.on_record.id for each in held if each.on_record}
    agencies = {each.agency.id for each in held if each.agency}
    found: dict[str, ContactHere] = {}
    if on_record:
        for id_, *values in Office.objects.filter(pk__in=on_record).values_list("pk", *_CONTACT):
            found[f"office {id_}"] = ContactHere(*values)
    if agencies:
        for id_, *values in Agency.objects.filter(pk__in=agencies).values_list("pk", *_CONTACT):
            found[f"agency {id_}"] = ContactHere(*values)
    holders = _read_holders(on_record, day) if on_record else {}
    return Record(found, holders, read_acts_of_agencies(held), day)


def _read_holders(offices: Collection[str], day: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    rows = Official.objects.active().holding(offices)
    for office, name, term_end in rows.values_list("office_id", "name", "term_end"):
        if not is_over(term_end, day=day):
            found[office].append(name)
    return found


def offices_here(
    offices: Iterable[OfficeToMeet], towns: str, record: Record
) -> tuple[OfficeHere, ...]:
    """Doors with what to say there, for people from these towns; no question stands twice."""
    found: list[OfficeHere] = []
    asked: set[str] = set()
    for office in offices:
        here = _office_here(office, towns, record)
        left = tuple(each for each in here.only_they_know if each not in asked)
        asked.update(left)
        found.append(replace(here, only_they_know=left))
    return tuple(found)


def _office_here(office: OfficeToMeet, towns: str, record: Record) -> OfficeHere:
    is_enforcement = office.is_enforcement
    return OfficeHere(
        title=office_title(office),
        holders=_holders(office, record),
        agency=office.agency.name if office.agency else "",
        does=get_text_list(does_words(office), _("and")),
        unsure=unsure_words(office.unsure) if office.unsure else "",
        finder_url=office.finder_url,
        areas=tuple(_area(each.title, each.area) for each in office.choices),
        opening=opening_words(office.kind, towns) if is_enforcement else "",
        only_they_know=tuple(only_they_know(office.functions)),
        decides="" if is_enforcement else can_decide(office.kind, office.place.kind),
        ask="" if is_enforcement else ask_decider(office.kind, office.place.kind),
        contact=_contact(office, record),
        acts=acts_of(office, record.acts, day=record.day) if office.agency else ActsHere(),
        correct=correct_address(office),
    )


def decider_groups(
    offices: Sequence[OfficeToMeet], towns: str, record: Record
) -> tuple[DoorGroup, ...]:
    """Those who decide, by what they decide on; the nearest law first."""
    titles = {
        Group.LAW: _("Can make it local law"),
        Group.SCHOOLS: _("Decides for the schools"),
        Group.STATE: _("Decides for the whole state"),
        Group.NATION: _("Decides for the whole nation"),
    }
    groups = []
    for group, title in titles.items():
        inside = [each for each in offices if _group_of(each) is group]
        if inside:
            groups.append(DoorGroup(title, offices_here(inside, towns, record)))
    return tuple(groups)


def town_doors(
    doors: Doors, shown: Collection[tuple[str, str]], meet_here: str, record: Record
) -> TownDoors:
    """What a town has for itself: its law enforcement, and those who make its law."""
    own = [each for each in doors.all if each.key not in shown]
    name = doors.place.name
    enforcement = [each for each in own if each.is_enforcement]
    local = [each for each in own if not each.is_enforcement and _group_of(each) is Group.LAW]
    return TownDoors(
        label_of_ref(doors.place),
        meet_here,
        offices_here(enforcement, name, record),
        offices_here(local, name, record),
    )


def correct_address(office: OfficeToMeet) -> str:
    """The form on which to say what is wrong about an office; "" where neither it nor its agency
    is on record.
    """
    about = {}
    if office.on_record:
        about = {"office": office.on_record.id}
    elif office.agency_id:
        about = {"agency": office.agency_id}
    return f"{reverse('officials:correct')}?{urlencode(about)}" if about else ""


def _group_of(office: OfficeToMeet) -> Group:
    if office.place.kind == "nation":
        return Group.NATION
    if Function.SCHOOLS in office.functions:
        return Group.SCHOOLS
    return Group.STATE if Function.STATE_LAW in office.functions else Group.LAW


def _contact(office: OfficeToMeet, record: Record) -> ContactHere:
    own = record.contacts.get(f"office {office.on_record.id}") if office.on_record else None
    agency = record.contacts.get(f"agency {office.agency_id}")
    return own or agency or ContactHere()


def _holders(office: OfficeToMeet, record: Record) -> str:
    names = record.holders.get(office.on_record.id, ()) if office.on_record else ()
    return ", ".join(names) if len(names) <= MOST_HOLDERS else ""


def _area(title: str, area: str) -> str:
    return f"{title}: {area}" if area else title
