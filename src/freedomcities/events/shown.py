"""Events as pages, letters and feeds show them: in the language and the event's own clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils.dateformat import format as date_text
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from freedomcities.events.addresses import page_at, yes_at
from freedomcities.events.choices import Access, Kind, Language, State, What, Where
from freedomcities.events.clock import Span, last_day, local
from freedomcities.events.drafts import codes_in, place_words
from freedomcities.events.models import Event
from freedomcities.events.page_reads import Inviting, earlier_of, group_names, hosts_of
from freedomcities.events.rows import Row
from freedomcities.events.seats import Room, room
from freedomcities.groups.member_counts import count_words
from freedomcities.places.addresses import address_of

_KEPT = 4_096
_ROOM = {
    Room.OPEN: gettext_lazy("There are seats."),
    Room.NEARLY_FULL: gettext_lazy("It is nearly full."),
    Room.WAITING_LIST: gettext_lazy("It is full, with a waiting list."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """An event in a list or a letter; nothing that its page hides.

    `day` and `hours` are words in its own clock, `starts_at` is for machines (ISO, with offset).
    """

    id: str
    title: str
    address: str
    kind: str
    day: str
    hours: str
    starts_at: str
    where: str
    groups: tuple[str, ...] = ()
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event in words: “Tuesday, December 1, 2026” and “6:30 to 8 p.m. EST”."""

    day: str
    hours: str


def lines_of(events: Iterable[Event | Row], *, groups: bool = True) -> list[Line]:
    """Events as a list shows them (fetched `with_places`, or rows); their groups in one query.

    Where there is no room for `groups`, they are not asked for.
    """
    listed = list(events)
    names = group_names([event.id for event in listed]) if groups else {}
    return [line_of(event, names.get(event.id, ())) for event in listed]


def line_of(event: Event | Row, groups: Sequence[str] | None = None) -> Line:
    """An event as a list shows it; the names of its groups are looked up where not given."""
    named = group_names([event.id]).get(event.id, ()) if groups is None else groups
    when = when_of(event)
    return Line(
        id=event.id,
        title=event.title,
        address=page_at(event.id),
        kind=str(Kind(event.kind).label),
        day=when.day,
        hours=when.hours,
        starts_at=local(event.starts_at, event.time_zone).isoformat(),
        where=where_words(event),
        groups=tuple(named),
        is_cancelled=event.state == State.CANCELLED,
    )


def when_of(event: Event | Row) -> When:
    """When it is, in words."""
    return when_words(event.starts_at, event.ends_at, event.time_zone)


def when_words(starts_at: datetime, ends_at: datetime, zone: str) -> When:
    """A time in words, in the language that is active; kept, since formatting is slow."""
    return _when(starts_at, ends_at, zone, get_language() or "en")


@lru_cache(maxsize=_KEPT)
def _when(starts_at: datetime, ends_at: datetime, zone: str, _language: str) -> When:
    begins, ends = local(starts_at, zone), local(ends_at, zone)
    # Translators: the parts of a date, as Django's “date” filter writes them.
    day, hour = _("l, F j, Y"), _("g:i a")
    words = {"begin": date_text(begins, hour), "end": date_text(ends, hour), "zone": ends.tzname()}
    if last_day(Span(starts_at, ends_at, zone)) == begins.date():
        return When(date_text(begins, day), _("%(begin)s to %(end)s (%(zone)s)") % words)
    words["day"] = date_text(ends, day)
    return When(date_text(begins, day), _("%(begin)s to %(day)s, %(end)s (%(zone)s)") % words)


def where_words(event: Event | Row) -> str:
    """Where it is, as everybody may read it."""
    if event.where == Where.ONLINE:
        return _("online, from %(place)s") % {"place": event.place}
    if event.where == Where.HOME:
        return _("a private home in or near %(place)s") % {"place": event.place}
    if event.where == Where.AREA:
        return _("in and around %(place)s") % {"place": event.place}
    return place_words(event)


@dataclass(frozen=True, slots=True)
class EventShown:
    """An event as its own page shows it."""

    line: Line
    about: str
    issue: str
    place: str
    place_address: str
    yes_address: str
    languages: tuple[str, ...]
    access: tuple[str, ...]
    hosts: tuple[str, ...]
    changes: tuple[str, ...]
    cancelled_because: str
    is_waiting: bool
    is_over: bool

    @property
    def is_ahead(self) -> bool:
        """Whether people can still come."""
        return not (self.is_waiting or self.is_over or self.line.is_cancelled)


def shown(event: Event, groups: Sequence[Inviting], *, now: datetime) -> EventShown:
    """All that everybody may know of an event and the `groups` that hold it."""
    return EventShown(
        line=line_of(event, [group.name for group in groups]),
        about=event.about,
        issue=event.get_issue_display(),
        place=str(event.place),
        place_address=address_of(event.place),
        yes_address=yes_at(event.pk),
        languages=tuple(str(Language(code).label) for code in codes_in(event.languages)),
        access=tuple(str(Access(code).label) for code in codes_in(event.access)),
        hosts=tuple(hosts_of(event)),
        changes=tuple(changes_of(event)),
        cancelled_because=event.cancelled_because,
        is_waiting=event.state == State.WAITING,
        is_over=event.ends_at <= now,
    )


@dataclass(frozen=True, slots=True)
class Coming:
    """What visitors are told of the seats, and of how many come: nothing that gives one away."""

    people: str
    room: str
    lead: str
    button: str


def coming_of(event: Event) -> Coming:
    """What is said where somebody can say yes; see `seating.seen_of`, by which pages are made."""
    free = room(event.seats, event.taken)
    is_full = free == Room.WAITING_LIST
    if event.by_approval:
        lead, button = _("The host decides who comes, and answers you."), _("Ask to come")
    elif is_full:
        lead = _("All seats are taken. Who waits longest gets the next one that is free.")
        button = _("Join the waiting list")
    else:
        lead, button = _("You need no account, and no email address."), _("Say yes")
    return Coming(count_words(event.taken), str(_ROOM[free]) if event.seats else "", lead, button)


def changes_of(event: Event) -> list[str]:
    """What its time and place were before, the latest first, each a sentence."""
    return [before_words(what, before, event) for what, before in earlier_of(event)]


def before_words(what: str, before: str, event: Event) -> str:
    """What the time or the place of an event was before, as a sentence."""
    if what == What.TIME:
        starts_at, ends_at = map(datetime.fromisoformat, before.split("/"))
        when = when_words(starts_at, ends_at, event.time_zone)
        words = {"day": when.day, "hours": when.hours}
        return _("The time was changed. Before, it was %(day)s, %(hours)s.") % words
    return _("The place was changed. Before, it was %(place)s.") % {"place": before}
