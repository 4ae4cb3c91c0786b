"""Who decides at a place, function by function: the offices, who holds them, how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freedomcities.adoption.law_at import LawAt
from freedomcities.adoption.shown import date_words
from freedomcities.lib.dates import is_ageing
from freedomcities.officials.models import Agency, Office, Official
from freedomcities.officials.offices_at import offices_at
from freedomcities.officials.reasons import function_words, sentences
from freedomcities.officials.titles import office_title
from freedomcities.officials.who_answers import OfficeToMeet
from freedomcities.officials.who_facts import AgencyFacts, Function
from freedomcities.pages.office_law import ActsHere, acts_of
from freedomcities.pages.who_decides_ground import Ground, read_ground
from freedomcities.pages.who_offices import ContactHere, correct_address

# A council is shown by name; a legislature is too many people to meet.
MOST_HOLDERS = 15
MOST_LISTED = 6
_CONTACT = (
    *("phone", "email", "url", "outreach_name", "outreach_phone", "outreach_email"),
    *("bounced_on", "checked_on"),
)


@dataclass(frozen=True, slots=True)
class HolderHere:
    """Somebody who holds an office; `about` is their role, ward and term as people read it."""

    name: str
    about: str
    contact: ContactHere
    has_bounced: bool


@dataclass(frozen=True, slots=True)
class OfficeHere:
    """An office. `whose` names the place where it is not the page's own; `correct` leads to the
    form, where the office or its agency is on ground. `holders` are those whose term has not run
    out; `more` says how many are not named. `checked_on` is "" where nothing about it is on
    ground. `acts` is what the list says of it.
    """

    title: str
    whose: str
    agency: str
    is_unsure: bool
    precincts: tuple[str, ...]
    finder_url: str
    next_election: str
    holders: tuple[HolderHere, ...]
    more: str
    contact: ContactHere
    has_bounced: bool
    checked_on: str
    is_ageing: bool
    correct: str
    acts: ActsHere


@dataclass(frozen=True, slots=True)
class FunctionHere:
    """What is decided, and by whom."""

    words: str
    offices: tuple[OfficeHere, ...]


@dataclass(frozen=True, slots=True)
class WhoDecides:
    """The section of a place's page. `listed`: what the list of agencies says of the place."""

    functions: tuple[FunctionHere, ...]
    why: tuple[str, ...]
    listed: tuple[str, ...]
    meet: str
    correct: str


def gather_who_decides(law: LawAt, *, day: date) -> WhoDecides | None:
    """The offices of a place as of a day; None for one that is no more."""
    place = law.place
    if place.closed_on is not None:
        return None
    ground = read_ground(law, day=day)
    doors = offices_at(ground.facts.places[place.pk], ground.facts)
    return WhoDecides(
        functions=tuple(_functions(doors.all, law, ground)),
        why=tuple(sentences(doors.why)),
        listed=_listed(ground.facts.agencies_at(place.pk)),
        meet=f"{reverse('who:who')}?{urlencode({'place': f'geoid:{place.pk}'})}",
        correct=_correct(place=place.pk),
    )


def _functions(
    offices: Sequence[OfficeToMeet], law: LawAt, ground: Ground
) -> Iterable[FunctionHere]:
    shown = {each.key: _office(each, law, ground) for each in offices}
    for function in Function:
        doing = [each for each in offices if function in _told(each)]
        if doing:
            here = tuple(shown[each.key] for each in doing)
            yield FunctionHere(capfirst(function_words(function)), here)


def _told(office: OfficeToMeet) -> tuple[Function, ...]:
    """What an office is listed under: the state's legislature makes law, for the whole state."""
    if Function.STATE_LAW in office.functions:
        return (Function.STATE_LAW,)
    return office.functions


def _office(each: OfficeToMeet, law: LawAt, ground: Ground) -> OfficeHere:
    row = ground.offices.get(each.on_record.id) if each.on_record else None
    agency = ground.agencies.get(each.agency_id)
    holders = ground.holders.get(row.pk, ()) if row else ()
    is_many = len(holders) > MOST_HOLDERS
    reached = row if row is not None and _contact(row) else agency
    return OfficeHere(
        title=office_title(each),
        whose="" if each.place.geoid == law.place.pk else each.place.name,
        agency=each.agency.name if each.agency else "",
        is_unsure=each.to_be_confirmed,
        precincts=tuple(_precinct(choice.id, ground) for choice in each.choices),
        finder_url=each.finder_url,
        next_election=date_words(row.next_election) if row and row.next_election else "",
        holders=() if is_many else tuple(map(_holder, holders)),
        more=_count(len(holders)) if is_many else "",
        contact=_contact(reached) if reached else ContactHere(),
        has_bounced=bool(reached and reached.bounced_on),
        checked_on=_checked(row, holders),
        is_ageing=_has_aged(row, holders, ground.day),
        correct=correct_address(each),
        acts=acts_of(each, law.instruments.values(), day=ground.day),
    )


def _contact(row: Office | Agency) -> ContactHere:
    return ContactHere(**{name: getattr(row, name) for name in _CONTACT})


def _holder(official: Official) -> HolderHere:
    contact = ContactHere(official.phone, official.email, official.url)
    has_bounced = bool(official.bounced_on)
    if has_bounced:
        contact = ContactHere(official.phone, url=official.url)
    about = [_role(official), _ward(official.area), *_term(official)]
    return HolderHere(official.name, ", ".join(filter(None, about)), contact, has_bounced)


def _role(official: Official) -> str:
    return {"upper": _("upper house"), "lower": _("lower house")}.get(official.role, official.role)


def _ward(area: str) -> str:
    return _("district %(number)s") % {"number": area} if area.isdigit() else area


def _term(official: Official) -> Iterable[str]:
    if official.term_start:
        yield _("since %(day)s") % {"day": date_words(official.term_start)}
    if official.term_end:
        yield _("term ends %(day)s") % {"day": date_words(official.term_end)}


def _count(number: int) -> str:
    words = ngettext("%(number)s person on record", "%(number)s people on record", number)
    return words % {"number": number}


def _precinct(id_: str, ground: Ground) -> str:
    """A precinct with its commander and phone, in a line."""
    row = ground.offices[id_]
    names = [official.name for official in ground.holders.get(id_, ())]
    area = row.area if row.area != row.title else ""
    return ", ".join(filter(None, [row.title, area, *names, row.phone]))


def _checked(row: Office | None, holders: Sequence[Official]) -> str:
    """The oldest look at what is shown, as people read it; "" where nobody wrote a day down."""
    days = _days(row, holders)
    return date_words(min(days)) if days else ""


def _has_aged(row: Office | None, holders: Sequence[Official], day: date) -> bool:
    return any(is_ageing(each, day=day) for each in _days(row, holders))


def _days(row: Office | None, holders: Sequence[Official]) -> list[str]:
    looks = [holder.checked_on for holder in holders] or [row.checked_on if row else ""]
    return [each for each in looks if each]


def _listed(agencies: Sequence[AgencyFacts]) -> tuple[str, ...]:
    """What the list has of the agencies that serve the place, those last heard of first."""
    return tuple(map(_listed_words, agencies[:MOST_LISTED]))


def _listed_words(agency: AgencyFacts) -> str:
    parts = [agency.name]
    if agency.officers:
        words = ngettext("%(number)s officer", "%(number)s officers", agency.officers)
        parts.append(words % {"number": f"{agency.officers:,}"})
    if agency.checked_on:
        parts.append(_("as of %(day)s") % {"day": date_words(agency.checked_on)})
    return ", ".join(parts)


def _correct(**about: str) -> str:
    return f"{reverse('officials:correct')}?{urlencode(about)}"
