"""Roles are handed out once, by hosts, and their names are for hosts alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.audit.models import AuditEntry
from freedomcities.events.choices import Kind
from freedomcities.events.forgetting import ROLES_LAST, forget_person, held_on, old_roles
from freedomcities.events.handing_out import hand_out_role, take_back_role
from freedomcities.events.hosting import invite_host, remove_host, use_host_invitation
from freedomcities.events.kit_shown import open_roles, role_words, roles_for_hosts
from freedomcities.events.models import Event, EventRole
from freedomcities.events.operations import cancel_event, change_event
from freedomcities.events.refusals import AlreadyHandedOut, IsOver, MayNot
from freedomcities.events.tests.makers import (
    HOST,
    OUTSIDER,
    make_draft,
    make_event,
    make_host,
    make_series,
    snapshot,
)
from freedomcities.groups.choices import Role
from freedomcities.groups.refusals import NothingWritten, TooLong
from freedomcities.groups.tests.makers import make_founder, make_group, make_member
from freedomcities.moderation.refusals import HoldsDetails

NAME = "volunteercanary"


def refuses(kind: type[Exception], event: Event, key: str, **given: Any) -> None:
    before = snapshot()
    values = {"actor": main_of(event), "now": NOW, **given}
    with pytest.raises(kind):
        hand_out_role(event.pk, key, **values)
    assert snapshot() == before


def main_of(event: Event) -> Person:
    return event.hosts.get(role="main").person


def who_has(event: Event) -> dict[str, str]:
    return {
        each.key: each.who for each in roles_for_hosts(event, with_guests=True) if not each.is_open
    }


@pytest.mark.django_db
def test_a_role_goes_to_a_name_or_to_the_host() -> None:
    event = make_event(make_host())
    hand_out_role(event.pk, "door", name=f" {NAME} ", actor=main_of(event), now=NOW)
    hand_out_role(event.pk, "host", actor=main_of(event), now=NOW)
    assert who_has(event) == {"door": NAME, "host": HOST}
    row = EventRole.objects.get(key="door")
    assert NAME.encode() not in bytes(row.name_sealed)
    assert row.host is None
    entry = AuditEntry.objects.filter(action="hand-out-role").order_by("pk")[0]
    assert (entry.subject, entry.detail) == (f"event {event.pk}", {"role": "door"})
    take_back_role(event.pk, "door", actor=main_of(event), now=NOW)
    assert who_has(event) == {"host": HOST}


@pytest.mark.django_db
def test_what_cannot_be_handed_out() -> None:
    event = make_event(make_host())
    refuses(MayNot, event, "juggler", name=NAME)
    refuses(MayNot, event, "marshal", name=NAME)
    refuses(MayNot, event, "door", name=NAME, actor=make_host(OUTSIDER))
    refuses(TooLong, event, "door", name="x" * 61)
    refuses(HoldsDetails, event, "door", name="Call 734-555-0123")
    refuses(IsOver, event, "door", name=NAME, now=event.ends_at)
    hand_out_role(event.pk, "door", name=NAME, actor=main_of(event), now=NOW)
    refuses(AlreadyHandedOut, event, "door", name="Another")
    cancel_event(event.pk, because="Snow", actor=main_of(event), now=NOW)
    refuses(IsOver, event, "time", name=NAME)


@pytest.mark.django_db
def test_whoever_leads_the_group_hands_out_but_does_not_host() -> None:
    lead, host = make_founder(), make_host()
    group = make_group(lead)
    other = make_member(group, lead, "organizer", Role.ORGANIZER)
    event = make_event(other.person, group_id=group.pk)
    refuses(NothingWritten, event, "door", actor=lead)
    refuses(MayNot, event, "door", name=NAME, actor=host)
    hand_out_role(event.pk, "door", name=NAME, actor=lead, now=NOW)
    assert who_has(event) == {"door": NAME}


@pytest.mark.django_db
def test_what_nobody_has_is_not_taken_back() -> None:
    event = make_event(make_host())
    hand_out_role(event.pk, "door", name=NAME, actor=main_of(event), now=NOW)
    before = snapshot()
    for key, actor in (("time", main_of(event)), ("door", make_host(OUTSIDER))):
        with pytest.raises(MayNot):
            take_back_role(event.pk, key, actor=actor, now=NOW)
    assert snapshot() == before


@pytest.mark.django_db
def test_everybody_is_told_what_is_open_and_nobody_who_has_what() -> None:
    event = make_event(make_host())
    hand_out_role(event.pk, "door", name=NAME, actor=main_of(event), now=NOW)
    keys = {each.key for each in open_roles(event)}
    assert keys == {
        *("time", "notes", "room", "childcare", "interpreter", "follow-up", "next-host")
    }
    assert {each.who for each in open_roles(event)} == {""}


@pytest.mark.django_db
def test_of_what_waits_nothing_is_looked_for() -> None:
    assert open_roles(make_series(make_host())[0]) == []


@pytest.mark.django_db
def test_a_role_is_not_lost_from_sight_when_the_event_becomes_another_kind() -> None:
    event = make_event(make_host())
    hand_out_role(event.pk, "room", name=NAME, actor=main_of(event), now=NOW)
    event = change_event(event.pk, make_draft(kind=Kind.RALLY), actor=main_of(event), now=NOW)
    assert who_has(event) == {"room": NAME}
    assert role_words(event, "marshal") is not None
    assert role_words(event, "childcare") is None


@pytest.mark.django_db
def test_the_role_of_a_host_who_goes_is_open_again() -> None:
    event = make_event(make_host())
    second = make_host("second")
    secret = invite_host(event.pk, actor=main_of(event), now=NOW)
    host = use_host_invitation(secret, name="Second", actor=second, now=NOW)
    hand_out_role(event.pk, "notes", actor=second, now=NOW)
    assert who_has(event) == {"notes": "Second"}
    assert held_on(second)["hosted"][0]["has"] == ["notes"]  # type: ignore[index]
    remove_host(event.pk, host.pk, actor=main_of(event), now=NOW)
    assert who_has(event) == {}


@pytest.mark.django_db
def test_the_role_of_somebody_who_leaves_the_site_goes_with_them() -> None:
    group_lead = make_founder()
    event = make_event(group_lead, group_id=make_group(group_lead).pk)
    hand_out_role(event.pk, "notes", actor=group_lead, now=NOW)
    hand_out_role(event.pk, "door", name=NAME, actor=group_lead, now=NOW)
    forget_person(group_lead, now=NOW)
    assert who_has(event) == {"door": NAME}


@pytest.mark.django_db
def test_names_are_kept_for_thirty_days_after_the_event() -> None:
    event = make_event(make_host())
    hand_out_role(event.pk, "door", name=NAME, actor=main_of(event), now=NOW)
    last = event.ends_at + ROLES_LAST
    assert list(old_roles(last)) == []
    assert old_roles(last + timedelta(seconds=1)).get().key == "door"


@pytest.mark.django_db(transaction=True)
def test_two_who_hand_out_the_same_role_at_once_are_one() -> None:
    lead = make_founder()
    event = make_event(lead, group_id=make_group(lead).pk)
    refused = race(
        lambda: hand_out_role(event.pk, "door", name="One", actor=lead, now=NOW),
        lambda: hand_out_role(event.pk, "door", name="Two", actor=lead, now=NOW),
    )
    assert sorted(map(str, refused)) == sorted(map(str, [None, AlreadyHandedOut]))
    assert EventRole.objects.count() == 1
