"""All channels that somebody sees, the nearest first; those that nobody has looked at as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.blueprints.models import Rule
from freedomcities.channels.choices import Ring
from freedomcities.channels.models import Channel, Mute
from freedomcities.channels.seats import Seat
from freedomcities.places.models import Place

NEW = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """A channel in the list. `moved`: threads that somebody wrote in within a week."""

    name: str
    address: str
    key: str
    """What it goes by in a form: a place's code, or a rule's number after a colon."""
    last_on: date | None = None
    moved: int = 0
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The channels of one ring."""

    ring: Ring
    title: str
    lines: Sequence[Line]

    @property
    def is_folded(self) -> bool:
        """Whether there are so many that they are shown only on demand."""
        return self.ring == Ring.RULE

    @property
    def has_news(self) -> bool:
        """Whether somebody wrote in one of them within a week."""
        return any(line.moved for line in self.lines)


def parts_for(seats: Sequence[Seat], person: Person, *, today: date) -> list[Part]:
    """The list, by rings; within a ring those with news first, then by name."""
    seen = Channel.objects.seen_from(seats).with_names().with_news(today - NEW)
    rows = {_key(channel): channel for channel in seen}
    muted = set(Mute.objects.filter(person=person).values_list("channel_id", flat=True))
    rings = nearest_rings(seats)
    by_ring: dict[Ring, list[Line]] = {ring: [] for ring in Ring}
    for place in Place.objects.filter(pk__in=rings):
        line = _line(str(place), place.pk, rows, muted, _place_address(place))
        by_ring[rings[place.pk]].append(line)
    language = get_language() or "en"
    rules = Rule.objects.current().filter(blueprint__retired_on=None).select_related("blueprint")
    for rule in rules:
        name = f"{rule.blueprint.text(language)['title']}, {rule.label(language)}"
        by_ring[Ring.RULE].append(_line(name, f"rule:{rule.pk}", rows, muted, _rule_address(rule)))
    for ring in (Ring.OWN, Ring.COUNTY, Ring.NEIGHBOUR, Ring.STATE):
        by_ring[ring].sort(key=lambda line: (not line.moved, line.name))
    titles = _titles()
    return [Part(ring, titles[ring], lines) for ring, lines in by_ring.items() if lines]


def nearest_rings(seats: Iterable[Seat]) -> dict[str, Ring]:
    """For each place that one of the seats sees the nearest ring."""
    rings: dict[str, Ring] = {}
    for seat in seats:
        for code, ring in seat.rings.items():
            rings[code] = min(ring, rings.get(code, ring))
    return rings


def _titles() -> dict[Ring, str]:
    return {
        Ring.OWN: _("Where your groups work"),
        Ring.COUNTY: _("The county around"),
        Ring.NEIGHBOUR: _("Neighbors"),
        Ring.STATE: _("The whole state"),
        Ring.RULE: _("By rule"),
    }


def _key(channel: Channel) -> str:
    return channel.place_id or f"rule:{channel.rule_id}"


def _line(name: str, key: str, rows: dict[str, Channel], muted: set[str], unopened: str) -> Line:
    channel = rows.get(key)
    if channel is None:
        return Line(name, unopened, key)
    return Line(
        name,
        reverse("channels:channel", args=[channel.pk]),
        key,
        last_on=channel.last_on,  # type: ignore[attr-defined]
        moved=channel.moved,  # type: ignore[attr-defined]
        is_muted=channel.pk in muted,
    )


def _place_address(place: Place) -> str:
    return reverse("channels:place", args=[place.pk])


def _rule_address(rule: Rule) -> str:
    return reverse("channels:rule", args=[rule.blueprint_id, rule.number])
