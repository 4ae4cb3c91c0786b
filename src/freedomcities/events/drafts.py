"""What a host writes of an event, made fit to be kept; and what of it is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast

from freedomcities.accounts.seals import seal, unseal
from freedomcities.events.cells import CELL, WIDE, centre_of
from freedomcities.events.choices import Access, Issue, Kind, Language, Where
from freedomcities.events.clock import Span, check_span, local, read_span
from freedomcities.events.models import (
    LONGEST_ABOUT,
    LONGEST_ADDRESS,
    LONGEST_TITLE,
    LONGEST_VENUE,
    Event,
)
from freedomcities.events.refusals import (
    BadSeats,
    NeedsAddress,
    NeedsLanguage,
    NeedsLink,
    PlaceClosed,
    ZipElsewhere,
)
from freedomcities.events.rows import Row
from freedomcities.groups.texts import many_lines, one_line
from freedomcities.places.choices import Kind as PlaceKind
from freedomcities.places.models import Place, ZipCode

MOST_SEATS = 50_000
LONGEST_LINK = 500
_LINK = re.compile(r"https://[^\s/]+\.[^\s]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as its host writes it. `day`, `begin` and `end` are of the clock of the place.

    `address` is that of a public place or, where it is at a home, the home's; `link` is how
    people join online. `seats` None: for everybody who comes.
    """

    title: str
    about: str
    kind: Kind
    issue: Issue
    day: date
    begin: time
    end: time
    where: Where
    place: Place
    zip_code: str = ""
    venue: str = ""
    address: str = ""
    link: str = ""
    languages: Sequence[Language] = (Language.ENGLISH,)
    access: Sequence[Access] = ()
    seats: int | None = None
    by_approval: bool = False


def fill(event: Event, draft: Draft, *, now: datetime) -> None:
    """Give an event what its host wrote; nothing is saved. Raises what the texts, the clock and
    the place refuse: see `refusals`.

    A time that is left as it was may lie in the past.
    """
    place = _government(draft.place)
    span = _span(event, draft, place.time_zone, now=now)
    event.title = one_line(draft.title, most=LONGEST_TITLE)
    event.about = many_lines(draft.about, most=LONGEST_ABOUT)
    event.kind, event.issue = draft.kind, draft.issue
    event.starts_at, event.ends_at = span.starts_at, span.ends_at
    event.time_zone, event.day = span.zone, local(span.starts_at, span.zone).date()
    _fill_where(event, draft, place)
    event.languages = _list(draft.languages) if draft.languages else ""
    if not event.languages:
        raise NeedsLanguage
    event.access = _list(draft.access)
    event.seats = _seats(draft.seats)
    event.by_approval = draft.by_approval or draft.where == Where.HOME


def draft_of(event: Event) -> Draft:
    """What its host wrote, as it stands now; for the form of whoever hosts it."""
    begins, ends = (local(each, event.time_zone) for each in (event.starts_at, event.ends_at))
    return Draft(
        title=event.title,
        about=event.about,
        kind=Kind(event.kind),
        issue=Issue(event.issue),
        day=begins.date(),
        begin=begins.time(),
        end=ends.time(),
        where=Where(event.where),
        place=event.place,
        zip_code=event.zip_code,
        venue=event.venue,
        address=event.address or unseal(event, "home_sealed"),
        link=unseal(event, "link_sealed"),
        languages=[Language(code) for code in codes_in(event.languages)],
        access=[Access(code) for code in codes_in(event.access)],
        seats=event.seats,
        by_approval=event.by_approval,
    )


def codes_in(text: str) -> list[str]:
    """The codes that a list of an event holds."""
    return [code for code in text.split(",") if code]


def _government(place: Place) -> Place:
    """The place of today; PlaceClosed for one that was closed, and for the nation."""
    found = place.same_as or place
    if found.closed_on or found.kind == PlaceKind.NATION:
        raise PlaceClosed
    return found


def _span(event: Event, draft: Draft, zone: str, *, now: datetime) -> Span:
    if not event._state.adding and event.time_zone == zone:  # noqa: SLF001 a row that is there
        was = draft_of(event)
        if (was.day, was.begin, was.end) == (draft.day, draft.begin, draft.end):
            return Span(event.starts_at, event.ends_at, zone)
    span = read_span(draft.day, draft.begin, draft.end, zone, now=now)
    check_span(span.starts_at, span.ends_at, now=now)
    return span


def _fill_where(event: Event, draft: Draft, place: Place) -> None:
    address = one_line(draft.address, most=LONGEST_ADDRESS, required=False)
    is_public, is_home = draft.where == Where.VENUE, draft.where == Where.HOME
    if (is_public or is_home) and not address:
        raise NeedsAddress
    # The ZIP code of a home is kept nowhere, and so a form that comes back has none.
    stays = (
        is_home and not draft.zip_code and (event.where, event.place_id) == (Where.HOME, place.pk)
    )
    event.where, event.place, event.state_code = draft.where, place, place.state
    event.zip_code = draft.zip_code if is_public or draft.where == Where.AREA else ""
    event.venue = one_line(draft.venue, most=LONGEST_VENUE, required=False) if is_public else ""
    event.address = address if is_public else ""
    event.home_sealed = seal(event, "home_sealed", address if is_home else "")
    event.link_sealed = seal(event, "link_sealed", _link(draft))
    if not stays:
        latitude, longitude = _point(draft.zip_code, place)
        point = centre_of(latitude, longitude) if is_home else (latitude, longitude)
        event.latitude, event.longitude = point
    event.cell = CELL.cell_of(event.latitude, event.longitude)
    event.wide_cell = WIDE.cell_of(event.latitude, event.longitude)


def _link(draft: Draft) -> str:
    if draft.where != Where.ONLINE:
        return ""
    link = draft.link.strip()
    if len(link) > LONGEST_LINK or not _LINK.fullmatch(link) or not link.isprintable():
        raise NeedsLink
    return link


def _point(zip_code: str, place: Place) -> tuple[float, float]:
    """Where it is drawn: at its ZIP code, which touches the place, else at the place."""
    if not zip_code:
        return place.latitude, place.longitude
    found = ZipCode.objects.filter(pk=zip_code, coverage__place=place).first()
    if found is None:
        raise ZipElsewhere(zip_code, str(place))
    return found.latitude, found.longitude


def _list(codes: Sequence[str]) -> str:
    held = [str(code) for code in dict.fromkeys(codes)]
    return f",{','.join(held)}," if held else ""


def _seats(seats: int | None) -> int | None:
    if seats is not None and not 1 <= seats <= MOST_SEATS:
        raise BadSeats(MOST_SEATS)
    return seats


def place_words(event: Event | Row) -> str:
    """Where it is, as everybody may read it; never the address of a home."""
    parts = cast("tuple[str, ...]", (event.venue, event.address, str(event.place)))
    return ", ".join(part for part in parts if part)
