"""The kit of an event as its pages show it: in the language, and by the event's own clock."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.dateformat import format as date_text
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freedomcities.accounts.seals import unseal
from freedomcities.events.agenda import begins_at, spread
from freedomcities.events.asking import page_address
from freedomcities.events.choices import State
from freedomcities.events.kit_shapes import FALLBACK, Kit, Opens, Role, said
from freedomcities.events.kits import every_role, kit_for
from freedomcities.events.models import Event, EventRole, SignUp
from freedomcities.events.page_reads import taken_roles
from freedomcities.events.planning import WEEKS
from freedomcities.events.shown import when_of, where_words
from freedomcities.groups.asked_place import address_for
from freedomcities.places.addresses import address_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A point of the agenda: `clock` is when it begins, `minutes` how long it lasts."""

    clock: str
    minutes: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class RoleShown:
    """A role; `who` has it, "" where it is open. Hosts alone are shown who."""

    key: str
    name: str
    text: str
    is_open: bool = True
    who: str = ""


@dataclass(frozen=True, slots=True)
class ToDoShown:
    """Something to do before everybody leaves, and the page where it is done."""

    name: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class KitShown:
    """A kit without its roles."""

    agenda: tuple[Entry, ...]
    to_do: tuple[ToDoShown, ...]
    invitation: str
    bring: tuple[str, ...]
    well: tuple[str, ...]


def kit_shown(event: Event) -> KitShown:
    """The kit of an event, its minutes fitted into its hours."""
    kit, language = _kit(event), _language()
    texts = said(kit.texts, language)
    when = when_of(event)
    blanks = {
        "title": event.title,
        "day": when.day,
        "hours": when.hours,
        "where": where_words(event),
        "address": whole_address(event),
    }
    return KitShown(
        agenda=tuple(_agenda(kit, event, language)),
        to_do=tuple(
            ToDoShown(words.name, words.text, _opened(each.opens, event))
            for each in kit.to_do
            for words in [said(each.words, language)]
        ),
        invitation=texts.invitation.format_map(blanks),
        bring=texts.bring,
        well=texts.well,
    )


def roles_for_hosts(event: Event, *, with_guests: bool) -> list[RoleShown]:
    """The roles of its kit and who has each; for the eyes of its hosts.

    Whoever leads its group and does not host it is not told who comes: without `with_guests`
    those who took a role on are not named.
    """
    rows = {row.key: row for row in event.roles.select_related("host", "taken_by")}
    known, kit, language = every_role(), _kit(event), _language()
    # A role that was handed out before the event became another kind is not lost from sight.
    left = [known[key] for key in sorted(rows) if key in known and known[key] not in kit.roles]
    shown = []
    for role in (*kit.roles, *left):
        row = rows.get(role.key)
        who = ""
        if row is not None:
            who = _who_has(row, with_guests=with_guests)
        words = said(role.words, language)
        shown.append(RoleShown(role.key, words.name, words.text, row is None, who))
    return shown


def open_roles(event: Event) -> list[RoleShown]:
    """The roles for which somebody is still looked for, as everybody may know; without names."""
    if event.state != State.PUBLISHED:
        return []
    taken = taken_roles(event)
    sought = [each for each in _kit(event).roles if not each.is_host and each.key not in taken]
    return [_open(role, _language()) for role in sought]


def roles_of_guest(row: SignUp) -> list[RoleShown]:
    """The roles that somebody who comes took on; in the order of the kit."""
    own = set(row.roles.values_list("key", flat=True))
    return [_open(role, _language()) for role in _kit(row.event).roles if role.key in own]


def role_words(event: Event, key: str, *, with_guests: bool = False) -> RoleShown | None:
    """A role of the event's kit, or one that somebody has there."""
    roles = roles_for_hosts(event, with_guests=with_guests)
    return next((each for each in roles if each.key == key), None)


def whole_address(event: Event) -> str:
    """The address of the event's page, as it is printed and sent."""
    return f"{settings.PUBLIC_URL}{page_address(event)}"


def _who_has(row: EventRole, *, with_guests: bool) -> str:
    if row.taken_by is None:
        return row.host.name if row.host else unseal(row, "name_sealed")
    return unseal(row.taken_by, "name_sealed") if with_guests else _("somebody who comes")


def _open(role: Role, language: str) -> RoleShown:
    words = said(role.words, language)
    return RoleShown(role.key, words.name, words.text)


def _agenda(kit: Kit, event: Event, language: str) -> list[Entry]:
    whole = int((event.ends_at - event.starts_at).total_seconds()) // 60
    minutes = spread(kit.minutes, stretches=kit.stretches, whole=whole)
    begins = begins_at(minutes, event.starts_at, event.time_zone)
    return [
        Entry(date_text(at, _("g:i a")), lasts, words.name, words.text)
        for at, lasts, point in zip(begins, minutes, kit.points, strict=True)
        for words in [said(point.words, language)]
        if lasts
    ]


def _opened(opens: Opens, event: Event) -> str:
    place = event.place
    if opens == Opens.PLACE:
        return address_of(place)
    if opens == Opens.GROUPS:
        return address_for(place, "groups:groups")
    if opens == Opens.WHO:
        return address_for(place, "who:who")
    # The form is filled in already: see `planning`.
    return f"{reverse('events:new_here')}?{urlencode({'like': event.pk, 'weeks': WEEKS[0]})}"


def _kit(event: Event) -> Kit:
    return kit_for(event.kind, event.issue)


def _language() -> str:
    return get_language() or FALLBACK
