"""The answer of whom to meet as programs get it: the command's ``--json`` and the API."""

from __future__ import annotations

from freedomcities.officials.reasons import sentences
from freedomcities.officials.titles import office_title
from freedomcities.officials.who import AskedShown, WhoAnswer
from freedomcities.officials.who_answers import OfficeToMeet
from freedomcities.officials.who_facts import OfficeFacts, PlaceRef

Payload = dict[str, object]


def who_payload(found: WhoAnswer) -> Payload:
    """One object of plain values; titles and reasons in the language of the page."""
    answer = found.answer
    return {
        "asked": [_asked(each) for each in found.asked],
        "meet_at": _place(answer.meet_at) if answer.meet_at else None,
        "candidates": [_place(place) for place in answer.candidates],
        "offices": [_office(office) for office in answer.offices],
        "also": [_office(office) for office in answer.also],
        "why": sentences(answer.why),
        "own": [
            {"place": _place(doors.place), "offices": [_office(office) for office in doors.all]}
            for doors in answer.own
        ],
    }


def _asked(asked: AskedShown) -> Payload:
    return {
        "query": asked.query,
        **_place(asked.place),
        "zip_code": asked.zip_code,
        "via": asked.via,
        "others": [_place(place) for place in asked.others],
        "confirm": not asked.is_plain,
    }


def _place(place: PlaceRef) -> Payload:
    return dict(place._asdict())


def _office(office: OfficeToMeet) -> Payload:
    return {
        "kind": office.kind.value,
        "title": office_title(office),
        "place": office.place.geoid,
        "agency": office.agency.name if office.agency else "",
        "ori": office.ori,
        "agency_id": office.agency_id,
        "functions": [each.value for each in office.functions],
        "to_be_confirmed": office.to_be_confirmed,
        "unsure": [each.value for each in office.unsure],
        "finder_url": office.finder_url,
        "choices": [_choice(each) for each in office.choices],
    }


def _choice(office: OfficeFacts) -> Payload:
    return {
        "id": office.id,
        "title": office.title,
        "area": office.area,
        "finder_url": office.finder_url,
    }
