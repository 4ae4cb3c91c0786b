"""What people call an office, in the language of the page; pure but for the language."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.who_answers import OfficeToMeet
from freedomcities.officials.who_facts import PlaceRef, Words


def office_title(office: OfficeToMeet) -> str:
    """Its title: the one on record, else that of the tables, else the usual one of its kind."""
    if office.on_record is not None and office.on_record.title:
        return office.on_record.title
    if office.words is not None:
        return in_language(office.words).format(place=office.place.name)
    return _usual(office.kind, office.place) % {"place": office.place.name}


def in_language(words: Words) -> str:
    """A text of the tables in the language of the page."""
    return words.text(get_language() or "en")


def _usual(kind: OfficeKind, place: PlaceRef) -> str:
    if kind is OfficeKind.JAIL and place.kind == "state":
        return _("%(place)s prison department")
    titles = {
        OfficeKind.POLICE_CHIEF: _("Police chief of %(place)s"),
        OfficeKind.SHERIFF: _("%(place)s Sheriff"),
        OfficeKind.PRECINCT_COMMANDER: _("Commander of your police precinct in %(place)s"),
        OfficeKind.STATE_POLICE: _("State police of %(place)s"),
        OfficeKind.JAIL: _("Head of the %(place)s jail"),
        OfficeKind.MAYOR: _("Mayor of %(place)s"),
        OfficeKind.COUNCIL: _("Council of %(place)s"),
        OfficeKind.COUNTY_BOARD: _("Board of %(place)s"),
        OfficeKind.SCHOOL_BOARD: _("School board for %(place)s"),
        OfficeKind.LEGISLATURE: _("Legislature of %(place)s"),
        OfficeKind.GOVERNOR: _("Governor of %(place)s"),
        OfficeKind.ATTORNEY_GENERAL: _("Attorney general of %(place)s"),
    }
    return titles[kind]
