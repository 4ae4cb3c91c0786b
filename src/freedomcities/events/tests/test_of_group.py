"""A group's page and desk show its events, and the desk leads to a new one for the group."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import sign_in
from freedomcities.events.hosting import join_with_group
from freedomcities.events.models import Event
from freedomcities.events.tests.makers import make_draft, make_event, make_series
from freedomcities.groups.beside import Beside, register
from freedomcities.groups.choices import Joining, Role
from freedomcities.groups.models import Group
from freedomcities.groups.moderating import send_back
from freedomcities.groups.operations import change_group
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_moderator,
    make_waiting,
)
from freedomcities.moderation.choices import Ground

pytestmark = pytest.mark.django_db
PLAN = "Put an event on the map for this group"


def soon(lead: Person, group: Group | None, days: int = 5, title: str = "Ours") -> Event:
    now = datetime.now(UTC)
    draft = make_draft(title=title, day=(now + timedelta(days=days)).date())
    return make_event(lead, draft, group_id=group.pk if group else "", now=now)


def page(path: str, person: Person | None = None) -> str:
    client = Client()
    if person is not None:
        sign_in(client, person)
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text


def test_the_next_three_of_a_group_stand_on_its_page_and_its_desk() -> None:
    lead = make_founder()
    group, other = make_group(lead), make_group(lead, name="Others")
    for days, title in ((9, "The fourth"), (7, "The third"), (3, "The first"), (5, "The second")):
        soon(lead, group, days, title)
    soon(lead, other, 2, "Of others")
    soon(lead, None, 2, "Of nobody")
    for text in (page(f"/groups/{group.pk}/"), page(f"/groups/{group.pk}/desk/", lead)):
        at = [text.find(title) for title in ("The first", "The second", "The third")]
        assert -1 not in at
        assert at == sorted(at)
        for title in ("The fourth", "Of others", "Of nobody"):
            assert title not in text
        assert f'<a href="/events/?group={group.pk}">All events of the group</a>' in text


def test_nobody_reads_of_a_group_that_was_sent_back_beside_its_events() -> None:
    lead = make_founder()
    group, other = make_group(lead), make_group(lead, name="Others of the valley")
    event = soon(lead, group)
    join_with_group(event.pk, other.pk, actor=lead, now=datetime.now(UTC))
    addresses = (
        *("/events/", f"/events/{event.pk}/", f"/events/{event.pk}/embed/", "/events/embed/"),
        *("/events.geojson", "/events.csv", f"/events/{event.pk}.geojson"),
    )
    before = {path: page(path) for path in addresses}
    assert sum(group.name in text for text in before.values()) >= 5
    send_back(group.pk, ground=Ground.HARMFUL, actor=make_moderator(), now=datetime.now(UTC))
    change_group(
        group.pk,
        name="Slurcanary",
        about=group.about,
        joining=Joining(group.joining),
        actor=lead,
        now=datetime.now(UTC),
    )
    for path, text in before.items():
        after = page(path)
        for hidden in ("Slurcanary", group.name, f"/groups/{group.pk}/"):
            assert hidden not in after
        assert (other.name in after) == (other.name in text)


@pytest.mark.parametrize(
    ("language", "words"), [("", "Events of Ann Arbor Neighbors"), ("/es", "Eventos de Ann Arbor")]
)
def test_the_list_and_the_calendar_of_a_group_have_its_name(language: str, words: str) -> None:
    lead = make_founder()
    group = make_group(lead, name="Ann Arbor Neighbors")
    soon(lead, group, 3, "The first")
    text = page(f"{language}/events/?group={group.pk}")
    assert text.count(words) >= 2
    assert "All events to come" not in text
    code = language.strip("/") or "en"
    assert f"NAME:{words}" in page(f"/groups/{group.pk}.ics?lang={code}")


def test_a_group_without_events_shows_visitors_no_empty_section() -> None:
    lead = make_founder()
    group = make_group(lead)
    now = datetime.now(UTC)
    held = "Call 734-555-0123"
    draft = make_draft(title="Unread", about=held, day=(now + timedelta(days=4)).date())
    make_series(lead, draft, group_id=group.pk, now=now)
    text = page(f"/groups/{group.pk}/")
    assert "Events of the group" not in text
    assert "Unread" not in text


def test_who_lets_people_in_is_led_to_a_new_event_for_the_group() -> None:
    lead = make_founder()
    group = make_group(lead)
    member = make_member(group, lead)
    organizer = make_member(group, lead, "organizer", Role.ORGANIZER)
    link = f'<a href="/events/new/?group={group.pk}">{PLAN}</a>'
    assert link in page(f"/groups/{group.pk}/desk/", lead)
    assert link in page(f"/groups/{group.pk}/desk/", organizer.person)
    assert PLAN not in page(f"/groups/{group.pk}/desk/", member.person)
    assert PLAN not in page(f"/groups/{group.pk}/", lead)


def test_a_group_that_waits_cannot_plan_yet() -> None:
    lead = make_founder()
    group = make_waiting(lead)
    assert PLAN not in page(f"/groups/{group.pk}/desk/", lead)


def test_a_new_event_for_a_group_begins_at_its_place_with_the_group_chosen() -> None:
    lead = make_founder()
    group = make_group(lead)
    before = page(f"/events/new/?group={group.pk}")
    form = f"/events/new/here/?place=geoid%3A2603000&amp;group={group.pk}"
    assert f'href="{form}"' in before
    assert f'<input type="hidden" name="group" value="{group.pk}">' in before
    text = page(form.replace("&amp;", "&"), lead)
    assert f'<option value="{group.pk}" selected>' in text


def test_another_ones_group_is_not_chosen() -> None:
    group = make_group(make_founder())
    text = page(f"/events/new/here/?place=geoid:2603000&group={group.pk}", make_founder("other"))
    assert f'value="{group.pk}"' not in text


@pytest.mark.parametrize("query", ["?group=nothing", "?group=", "?group=%00"])
def test_a_group_that_is_none_is_left_out(query: str) -> None:
    text = page(f"/events/new/{query}")
    assert "What an event must be" in text
    assert 'name="group"' not in text


def test_a_section_beside_groups_is_registered_once() -> None:
    with pytest.raises(ValueError, match="of_group"):
        register(Beside("events/of_group.html", lambda _group, _now: []))


@pytest.mark.parametrize("group", ["nothing", "%00"])
def test_the_list_says_that_a_group_is_none(group: str) -> None:
    answer = Client().get(f"/events/?group={group}")
    assert answer.status_code == 400
    assert "There is no such group, so all events are shown." in answer.text
