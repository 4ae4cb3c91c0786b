"""What somebody asks of the events, from the address: near what, when, about what.

A value that means nothing is left out and named in one sentence; the rest of the question still
counts. The list, the map and every feed read the same question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from freedomcities.events.cells import centre_of
from freedomcities.events.choices import Access, Issue, Kind, Language
from freedomcities.events.models import Event
from freedomcities.events.querysets import EventQuerySet
from freedomcities.groups.asked_place import Asked, read_place
from freedomcities.groups.models import Group
from freedomcities.lib.dates import parse_day
from freedomcities.places.choices import Kind as PlaceKind
from freedomcities.places.models import Place

MILES = (5, 10, 25, 50, 100)
DEFAULT_MILES = 25
_KM_PER_MILE = 1.609344
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be answered; empty texts and None filter nothing.

    `point` is the middle of a circle of `miles`, in degrees; `state` a postal code instead.
    `wrong`: a sentence for each value that meant nothing.
    """

    asked: Asked
    near: str = ""
    point: tuple[float, float] | None = None
    state: str = ""
    miles: int = DEFAULT_MILES
    first: date | None = None
    last: date | None = None
    issue: str = ""
    kind: str = ""
    language: str = ""
    access: str = ""
    group: Group | None = None
    wrong: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What it is near, or ""."""
        return self.asked.label or (_("your position") if self.near else "")

    def parameters(self, *, without: Iterable[str] = ()) -> dict[str, str]:
        """What the address says, without defaults and without what is named."""
        place = self.asked.place
        given = {
            "place": f"geoid:{place.pk}" if place else "",
            "near": self.near,
            "miles": str(self.miles) if self.miles != DEFAULT_MILES else "",
            "from": self.first.isoformat() if self.first else "",
            "until": self.last.isoformat() if self.last else "",
            "issue": self.issue,
            "kind": self.kind,
            "language": self.language,
            "access": self.access,
            "group": self.group.pk if self.group else "",
        }
        left_out = set(without)
        return {name: value for name, value in given.items() if value and name not in left_out}

    def as_asked(self) -> Question:
        """The same as the address of `parameters` asks it, without anything that was typed."""
        place = self.asked.place
        plain = Asked(text=f"geoid:{place.pk}", place=place, label=str(place)) if place else Asked()
        return replace(self, asked=plain, wrong=())

    def query(self, *, without: Iterable[str] = ()) -> str:
        """The parameters with their question mark, for behind an address; empty without any."""
        parameters = self.parameters(without=without)
        return f"?{urlencode(parameters)}" if parameters else ""


def read_question(parameters: Mapping[str, str]) -> Question:
    """The question in an address."""
    wrong: list[str] = []
    asked = read_place(parameters.get("place", ""), name="events:events")
    if asked.wrong:
        wrong.append(asked.wrong)
    near = "" if asked.text else _near(parameters, wrong)
    point, state = _where(asked, near)
    first, last = _day(parameters, "from", wrong), _day(parameters, "until", wrong)
    return Question(
        asked=asked,
        near=near,
        point=point,
        state=state,
        miles=int(_one_of(parameters, "miles", map(str, MILES), wrong) or DEFAULT_MILES),
        first=first,
        last=last,
        issue=_one_of(parameters, "issue", Issue.values, wrong),
        kind=_one_of(parameters, "kind", Kind.values, wrong),
        language=_one_of(parameters, "language", Language.values, wrong),
        access=_one_of(parameters, "access", Access.values, wrong),
        group=_group(parameters, wrong),
        wrong=tuple(wrong),
    )


def question_near(place: Place) -> Question:
    """The question for what is around a place, as its page asks it."""
    asked = Asked(text=str(place), place=place, label=str(place))
    point, state = _where(asked, "")
    return Question(asked=asked, point=point, state=state)


def found(question: Question, *, now: datetime) -> EventQuerySet:
    """The events that everybody may see and that a question asks for, the next first."""
    return _narrowed(Event.objects.visible_to(None).upcoming(now), question)


def found_for_calendars(question: Question, *, now: datetime) -> EventQuerySet:
    """The same, and those that were cancelled: calendars are told of them for a while."""
    return _narrowed(Event.objects.visible_to(None).for_calendars(now), question)


def _narrowed(events: EventQuerySet, question: Question) -> EventQuerySet:
    if question.point is not None:
        latitude, longitude = question.point
        events = events.within(latitude, longitude, km=question.miles * _KM_PER_MILE)
    elif question.state:
        events = events.in_state(question.state)
    if question.first is not None or question.last is not None:
        events = events.between(question.first or date.min, question.last or date.max)
    for column in ("issue", "kind"):
        if value := getattr(question, column):
            events = events.filter(**{column: value})
    if question.language:
        events = events.speaking(question.language)
    if question.access:
        events = events.with_access(question.access)
    if question.group is not None:
        events = events.by_group(question.group)
    return events


def _where(asked: Asked, near: str) -> tuple[tuple[float, float] | None, str]:
    """The middle of the circle, or the state; neither for the whole nation."""
    place = asked.place
    if place is None:
        latitude, _comma, longitude = near.partition(",")
        return ((float(latitude), float(longitude)) if near else None), ""
    if place.kind == PlaceKind.NATION:
        return None, ""
    if place.kind == PlaceKind.STATE:
        return None, place.state
    return (place.latitude, place.longitude), ""


def _near(parameters: Mapping[str, str], wrong: list[str]) -> str:
    """A position as the centre of its cell: the browser sends none that is finer, nor is kept."""
    given = parameters.get("near", "").strip()
    if not given:
        return ""
    try:
        latitude, longitude = (float(part) for part in given.split(","))
    except ValueError:
        latitude = longitude = float("nan")
    if not (-90 < latitude < 90 and -180 <= longitude <= 180):
        wrong.append(_("“%(value)s” is no position.") % {"value": given[:_SHOWN]})
        return ""
    return ",".join(str(each) for each in centre_of(latitude, longitude))


def _day(parameters: Mapping[str, str], name: str, wrong: list[str]) -> date | None:
    given = parameters.get(name, "").strip()
    try:
        return parse_day(given) if given else None
    except ValueError:
        wrong.append(_("“%(value)s” is no date.") % {"value": given[:_SHOWN]})
        return None


def _one_of(
    parameters: Mapping[str, str], name: str, known: Iterable[str], wrong: list[str]
) -> str:
    given = parameters.get(name, "").strip()
    if not given or given in set(known):
        return given
    sentences = {
        "miles": _("“%(value)s” is no distance here."),
        "issue": _("“%(value)s” is no issue here, so all are shown."),
        "kind": _("“%(value)s” is no kind of event, so all are shown."),
        "language": _("“%(value)s” is no language here, so all are shown."),
        "access": _("“%(value)s” is nothing that is asked of events, so all are shown."),
    }
    wrong.append(sentences[name] % {"value": given[:_SHOWN]})
    return ""


def _group(parameters: Mapping[str, str], wrong: list[str]) -> Group | None:
    given = parameters.get("group", "").strip()
    if not given:
        return None
    known = Group.objects.visible_to(None)
    group = known.filter(pk=given).first() if given.isalnum() else None
    if group is None:
        wrong.append(_("There is no such group, so all events are shown."))
    return group
