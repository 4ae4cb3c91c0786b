from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection

from freedomcities.accounts.tests.makers import NOW
from freedomcities.events.choices import Access, Language
from freedomcities.events.models import Event
from freedomcities.events.operations import cancel_event
from freedomcities.events.question import Question, found, read_question
from freedomcities.events.tests.makers import day_after, make_draft, make_event, make_host
from freedomcities.groups.tests.makers import can_be_found, some_place
from freedomcities.places.tests.makers import make_place

pytestmark = pytest.mark.django_db


def _asked(**parameters: str) -> Question:
    return read_question(parameters)


def _titles(**parameters: str) -> list[str]:
    return [event.title for event in found(_asked(**parameters), now=NOW)]


def test_near_a_place_means_within_so_many_miles() -> None:
    host = make_host()
    here = can_be_found(some_place())
    make_event(host, make_draft(title="Here"))
    # Ten miles are 0.145 degrees of latitude: one just within, one just outside.
    for days, title, north in ((15, "Within", 0.1445), (16, "Outside", 0.146)):
        there = make_place(f"26{days}000", title, latitude=here.latitude + north)
        make_event(host, make_draft(title=title, place=there, day=day_after(days)))
    assert _titles(place="Ann Arbor, MI", miles="10") == ["Here", "Within"]
    assert _titles(place="Ann Arbor, MI", miles="25") == ["Here", "Within", "Outside"]
    assert _titles() == ["Here", "Within", "Outside"]


def test_a_position_counts_by_its_cell_alone() -> None:
    asked = _asked(near="42.2812,-83.7485")
    assert asked.near == "42.275,-83.725"
    assert asked.point == (42.275, -83.725)
    assert asked.query() == "?near=42.275%2C-83.725"


def test_filters_narrow_and_nonsense_is_named() -> None:
    host = make_host()
    make_event(
        host,
        make_draft(title="Spanish", languages=[Language.SPANISH], access=[Access.CHILDCARE]),
    )
    make_event(host, make_draft(title="English", day=day_after(15)))
    assert _titles(language="es") == ["Spanish"]
    assert _titles(access="childcare") == ["Spanish"]
    assert _titles(issue="budgets") == []
    assert _titles(kind="first-gathering") == ["Spanish", "English"]
    for name in ("miles", "issue", "kind", "language", "access", "from", "near", "group", "place"):
        asked = _asked(**{name: "zzqqxx"})
        assert len(asked.wrong) == 1, name


def test_days_are_of_the_clock_of_the_place() -> None:
    make_event(make_host(), make_draft(begin=time(23), end=time(23, 30)))
    day = day_after(14).isoformat()
    assert len(_titles(**{"from": day, "until": day})) == 1
    later = day_after(15).isoformat()
    assert _titles(**{"from": later}) == []


def test_what_goes_on_is_still_shown_and_what_is_over_is_not() -> None:
    event = make_event(make_host())
    during = event.starts_at + timedelta(minutes=1)
    assert Event.objects.upcoming(during).count() == 1
    assert Event.objects.upcoming(event.ends_at).count() == 0


def test_a_cancelled_one_is_still_found() -> None:
    host = make_host()
    event = make_event(host)
    cancel_event(event.pk, because="Snow.", actor=host, now=NOW)
    assert _titles() == ["First gathering"]


def test_a_near_me_question_walks_its_index() -> None:
    asked = _asked(near="42.275,-83.725")
    events = found(asked, now=NOW)[:30]
    if connection.vendor == "sqlite":
        assert "events_cell_time" in events.explain()
    assert list(events) == []


def test_days_are_those_of_the_place_wherever_its_clock_stands() -> None:
    host = make_host()
    west = make_place("1571550", "Honolulu", state="HI", time_zone="Pacific/Honolulu")
    east = make_place("6699999", "Hagatna", state="GU", time_zone="Pacific/Guam")
    day = day_after(20)
    make_event(host, make_draft(title="Late", place=west, day=day, begin=time(23), end=time(0)))
    make_event(host, make_draft(title="Early", place=east, day=day, begin=time(0), end=time(1)))
    (late, early) = (Event.objects.get(title=title).starts_at.date() for title in ("Late", "Early"))
    assert (late, early) == (day + timedelta(days=1), day - timedelta(days=1))
    one = {"from": day.isoformat(), "until": day.isoformat()}
    assert _titles(**one) == ["Early", "Late"]
    assert _titles(**{"from": day_after(19).isoformat(), "until": day_after(19).isoformat()}) == []
    assert _titles(**{"from": day_after(21).isoformat()}) == []
    assert _titles(until=day_after(19).isoformat()) == []
    assert _titles(**{"from": "0001-01-01", "until": "9999-12-31"}) == ["Early", "Late"]
    assert _titles(**{"from": "0001-01-02", "until": "9999-12-30"}) == ["Early", "Late"]
