from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.events.choices import HostRole
from freedomcities.events.forgetting import forget_person
from freedomcities.events.hosting import (
    hand_over,
    invite_host,
    join_with_group,
    leave_hosting,
    leave_with_group,
    remove_host,
    use_host_invitation,
)
from freedomcities.events.models import Event, Host
from freedomcities.events.moderating import show_event
from freedomcities.events.news import EVENT
from freedomcities.events.operations import cancel_event, change_event
from freedomcities.events.refusals import AlreadyHost, LastHost, MayNot, NoteHoldsDetails
from freedomcities.events.shown import shown
from freedomcities.events.tests.makers import (
    OUTSIDER,
    make_draft,
    make_event,
    make_home_draft,
    make_host,
    snapshot,
)
from freedomcities.groups.choices import Role
from freedomcities.groups.refusals import NoSuchInvitation
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_moderator,
)
from freedomcities.moderation.acquaintance import note_known
from freedomcities.moderation.choices import Decision, Why
from freedomcities.moderation.models import Case
from freedomcities.moderation.operations import decide
from freedomcities.moderation.refusals import HoldsDetails

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return make_event(make_host())


def main_of(event: Event) -> Host:
    return event.hosts.select_related("person").get(role=HostRole.MAIN)


def make_cohost(event: Event, name: str = "second") -> Host:
    secret = invite_host(event.pk, actor=main_of(event).person, now=NOW)
    return use_host_invitation(secret, name=name, actor=make_host(name), now=NOW)


def test_a_link_lets_in_one_person_once(event: Event) -> None:
    secret = invite_host(event.pk, actor=main_of(event).person, now=NOW)
    second = use_host_invitation(secret, name="Second", actor=make_host("second"), now=NOW)
    assert second.role == HostRole.CO
    with pytest.raises(NoSuchInvitation):
        use_host_invitation(secret, name="Third", actor=make_host("third"), now=NOW)
    change_event(event.pk, make_draft(title="Ours"), actor=second.person, now=NOW)


def names_for_everybody(event: Event) -> tuple[str, ...]:
    return shown(Event.objects.get(pk=event.pk), (), now=NOW).hosts


def test_a_cohost_who_is_new_is_named_once_a_moderator_has_looked(event: Event) -> None:
    first = names_for_everybody(event)
    make_cohost(event, "Slurcanary")
    assert names_for_everybody(event) == first
    case = Case.objects.waiting().get(kind=EVENT)
    assert case.whys == [Why.UNKNOWN_PERSON.value]
    seen = show_event(event.pk)
    assert seen is not None
    assert "Slurcanary" in seen.texts[-1].text
    decide(case.pk, Decision.LEAVE, actor=make_moderator(), now=NOW)
    assert names_for_everybody(event) == (*first, "Slurcanary")


def test_a_cohost_who_is_known_is_named_at_once(event: Event) -> None:
    second = make_host("second")
    note_known(second)
    secret = invite_host(event.pk, actor=main_of(event).person, now=NOW)
    use_host_invitation(secret, name="Second", actor=second, now=NOW)
    assert "Second" in names_for_everybody(event)
    assert not Case.objects.waiting().exists()


def test_a_moderator_looks_at_the_address_and_the_reason_of_a_cohost_who_is_new(
    event: Event,
) -> None:
    second = make_cohost(event).person
    moderator = make_moderator()

    def close() -> None:
        for each in Case.objects.waiting():
            decide(each.pk, Decision.LEAVE, actor=moderator, now=NOW)

    close()
    change_event(event.pk, make_draft(address="Slurcanary 5"), actor=second, now=NOW)
    assert Case.objects.waiting().get(kind=EVENT).whys == [Why.UNKNOWN_PERSON.value]
    close()
    cancel_event(event.pk, because="Slurcanary", actor=second, now=NOW)
    assert Case.objects.waiting().get(kind=EVENT).whys == [Why.UNKNOWN_PERSON.value]
    seen = show_event(event.pk)
    assert seen is not None
    assert "Slurcanary" in [each.text for each in seen.texts]


def test_the_reason_of_an_end_holds_no_private_details(event: Event) -> None:
    before = snapshot()
    with pytest.raises(NoteHoldsDetails):
        cancel_event(event.pk, because="Call 734-555-0142.", actor=main_of(event).person, now=NOW)
    assert snapshot() == before


def test_whoever_leads_the_group_lets_nobody_in_who_sees_who_comes() -> None:
    lead = make_founder()
    group = make_group(lead)
    host = make_member(group, lead, role=Role.ORGANIZER).person
    event = make_event(host, make_home_draft(), group_id=group.pk)
    window = Client()
    sign_in(window, lead)
    before = snapshot()
    with pytest.raises(MayNot):
        invite_host(event.pk, actor=lead, now=NOW)
    assert window.get(f"/events/{event.pk}/hosts/new/").status_code == 404
    assert window.post(f"/events/{event.pk}/hosts/new/").status_code == 404
    assert "/hosts/new/" not in window.get(f"/events/{event.pk}/desk/").text
    assert snapshot() == before
    # But where nobody hosts it any more, the group goes on with it.
    forget_person(host, now=NOW)
    secret = invite_host(event.pk, actor=lead, now=NOW)
    assert use_host_invitation(secret, name="Lead", actor=lead, now=NOW)


def test_an_old_link_and_a_host_of_it(event: Event) -> None:
    host = main_of(event).person
    secret = invite_host(event.pk, actor=host, now=NOW)
    with pytest.raises(AlreadyHost):
        use_host_invitation(secret, name="Me", actor=host, now=NOW)
    with pytest.raises(HoldsDetails):
        use_host_invitation(secret, name="a@example.org", actor=make_host("x"), now=NOW)
    late = NOW + timedelta(days=15)
    with pytest.raises(NoSuchInvitation):
        use_host_invitation(secret, name="Late", actor=make_host("late"), now=late)
    use_host_invitation(secret, name="In time", actor=make_host("time"), now=NOW)


def test_handing_over_keeps_one_main_host(event: Event) -> None:
    first, second = main_of(event), make_cohost(event)
    with pytest.raises(MayNot):
        hand_over(event.pk, first.pk, actor=second.person, now=NOW)
    hand_over(event.pk, second.pk, actor=first.person, now=NOW)
    assert main_of(event).pk == second.pk
    assert event.hosts.count() == 2
    remove_host(event.pk, first.pk, actor=second.person, now=NOW)
    with pytest.raises(LastHost):
        leave_hosting(event.pk, actor=second.person, now=NOW)


def test_whoever_leaves_is_followed(event: Event) -> None:
    first, second = main_of(event), make_cohost(event)
    with pytest.raises(LastHost):
        remove_host(event.pk, first.pk, actor=first.person, now=NOW)
    leave_hosting(event.pk, actor=first.person, now=NOW)
    assert main_of(event).pk == second.pk
    with pytest.raises(MayNot):
        leave_hosting(event.pk, actor=first.person, now=NOW)


def test_groups_hold_it_together_and_it_appears_once(event: Event) -> None:
    host, lead = main_of(event).person, make_founder()
    mine = make_group(host, name="Mine")
    theirs = make_group(lead, name="Theirs")
    join_with_group(event.pk, mine.pk, actor=host, now=NOW)
    with pytest.raises(MayNot):
        join_with_group(event.pk, theirs.pk, actor=host, now=NOW)
    secret = invite_host(event.pk, actor=host, now=NOW)
    use_host_invitation(secret, name="Lead", actor=lead, now=NOW)
    join_with_group(event.pk, theirs.pk, actor=lead, now=NOW)
    assert Event.objects.visible_to(None).upcoming(NOW).count() == 1
    for group in (mine, theirs):
        assert list(Event.objects.by_group(group)) == [event]
    with pytest.raises(MayNot):
        leave_with_group(event.pk, mine.pk, actor=host, now=NOW)
    leave_with_group(event.pk, theirs.pk, actor=host, now=NOW)
    assert event.groups.get().group == mine


def test_the_pages_of_hosting(event: Event) -> None:
    host, outsider = main_of(event).person, make_host(OUTSIDER)
    ours, theirs = Client(), Client()
    sign_in(ours, host)
    sign_in(theirs, outsider)
    path = f"/events/{event.pk}/"
    before = snapshot()
    for rest in ("hosts/new/", "hosts/leave/", "groups/add/"):
        assert theirs.get(path + rest).status_code == 404
        assert theirs.post(path + rest).status_code == 404
        assert Client().get(path + rest).headers["Location"].startswith("/account/sign-in/")
        assert ours.get(path + rest).status_code == 200
    assert ours.post(f"{path}hosts/leave/").status_code == 422
    assert snapshot() == before
    shown = ours.post(f"{path}hosts/new/").text
    link = "/events/invitation/" + shown.split("/events/invitation/")[1].split("<")[0].split('"')[0]
    assert "You are asked to host" in Client().get(link).text
    assert theirs.get(link).status_code == 200
    assert theirs.post(link, {"name": ""}).status_code == 422
    assert theirs.post(link, {"name": "Two"}).headers["Location"] == f"{path}desk/"
    assert Client().get(link).status_code == 404
    second = event.hosts.get(name="Two")
    assert theirs.get(f"{path}hosts/{second.pk}/remove/").status_code == 404
    assert ours.get(f"{path}hosts/{second.pk}/hand-over/").status_code == 200
    assert ours.post(f"{path}hosts/{second.pk}/hand-over/").status_code == 302
    assert ours.get(f"{path}hosts/new/").status_code == 404
    assert theirs.get(f"{path}hosts/new/").status_code == 200
