"""What people call an office on record, in the language of the page."""

from __future__ import annotations

from freedomcities.officials.choices import OfficeKind
from freedomcities.officials.models import Office
from freedomcities.officials.titles import office_title
from freedomcities.officials.who_answers import OfficeToMeet
from freedomcities.officials.who_facts import OfficeFacts, PlaceRef


def row_title(office: Office) -> str:
    """Its own title with the place, else the usual one of its kind. The place is at hand."""
    place = PlaceRef(office.place.geoid, office.place.name, office.place.kind, office.place.state)
    kind = OfficeKind(office.kind)
    if office.title:
        return f"{office.title}, {office.place.name}"
    facts = OfficeFacts(office.pk, kind, place.geoid, office.title)
    return office_title(OfficeToMeet(kind, place, (), on_record=facts))
