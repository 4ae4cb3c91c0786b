"""What people call an office, in the language of the page; pure but for the language."""

from __future__ import annotations

from django.utils.translation import get_language, gettext_noop
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
    return _(_USUAL[kind])


_USUAL: dict[OfficeKind, str] = {
    OfficeKind.POLICE_CHIEF: gettext_noop("Police chief of %(place)s"),
    OfficeKind.SHERIFF: gettext_noop("%(place)s Sheriff"),
    OfficeKind.PRECINCT_COMMANDER: gettext_noop("Commander of your police precinct in %(place)s"),
    OfficeKind.STATE_POLICE: gettext_noop("State police of %(place)s"),
    OfficeKind.JAIL: gettext_noop("Head of the %(place)s jail"),
    OfficeKind.MAYOR: gettext_noop("Mayor of %(place)s"),
    OfficeKind.COUNCIL: gettext_noop("Council of %(place)s"),
    OfficeKind.COUNTY_BOARD: gettext_noop("Board of %(place)s"),
    OfficeKind.SCHOOL_BOARD: gettext_noop("School board for %(place)s"),
    OfficeKind.LEGISLATURE: gettext_noop("Legislature of %(place)s"),
    OfficeKind.GOVERNOR: gettext_noop("Governor of %(place)s"),
    OfficeKind.ATTORNEY_GENERAL: gettext_noop("Attorney general of %(place)s"),
}
