"""Groups in the queue of moderators: new ones, new words of open ones, those that were reported."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.groups.choices import Joining, Role, State
from freedomcities.groups.forgetting import forget_person, held_on
from freedomcities.groups.joining import ask_to_join, invite, use_invitation
from freedomcities.groups.members import hand_over, rename_myself
from freedomcities.groups.models import Group, GroupChange
from freedomcities.groups.moderating import accept_change, decline_change, send_back
from freedomcities.groups.operations import change_group, close_group, decline_group, open_group
from freedomcities.groups.refusals import MayNot
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_moderator,
    make_waiting,
)
from freedomcities.groups.tests.test_operations import refuses
from freedomcities.moderation.acquaintance import is_known
from freedomcities.moderation.choices import Complaint, Decision, Ground
from freedomcities.moderation.models import Case
from freedomcities.moderation.operations import decide
from freedomcities.moderation.refusals import AlreadyDecided, HoldsDetails
from freedomcities.moderation.reporting import report

pytestmark = pytest.mark.django_db
HOME = "We meet at 4127 Quillfeather Terrace."


def cases() -> list[tuple[str, str]]:
    return list(Case.objects.order_by("opened_on", "kind", "state").values_list("kind", "state"))


def change(group: Group, person: Any, **overrides: Any) -> Group:
    words = {"name": group.name, "about": group.about, "joining": Joining.REQUEST, **overrides}
    return change_group(group.pk, **words, actor=person, now=NOW)


def test_a_new_group_waits_for_what_it_is_and_for_what_it_says() -> None:
    ann = make_founder()
    group = make_waiting(ann, about=HOME)
    case = Case.objects.get()
    assert (case.kind, case.subject) == ("group", group.pk)
    assert (case.whys, case.details) == (["unknown-person", "private-details"], ["address"])
    open_group(group.pk, actor=make_moderator(), now=NOW)
    assert is_known(ann)
    make_waiting(ann, name="Second")
    assert Case.objects.get(state="open").whys == ["every-one"]


def test_decided_in_the_queue_or_on_its_own_page_it_is_one_decision() -> None:
    ann, moderator = make_founder(), make_moderator()
    first, second, third = (make_waiting(ann, name=name) for name in "abc")
    by_subject = {case.subject: case for case in Case.objects.all()}
    decide(by_subject[first.pk].pk, Decision.PUBLISH, actor=moderator, now=NOW)
    first.refresh_from_db()
    assert first.state == State.OPEN
    refuses(MayNot, open_group, first.pk, actor=moderator)
    decline_group(second.pk, ground=Ground.OTHER, actor=moderator, now=NOW)
    refuses(AlreadyDecided, decide, by_subject[second.pk].pk, Decision.PUBLISH, actor=moderator)
    close_group(third.pk, actor=ann, now=NOW)
    states = {case.subject: case.state for case in Case.objects.all()}
    assert states == {first.pk: "published", second.pk: "declined", third.pk: "gone"}


def test_new_words_with_private_details_wait_and_the_old_ones_stand() -> None:
    ann = make_founder()
    group = make_group(ann)
    change(group, ann, about=HOME, joining=Joining.INVITATION)
    group.refresh_from_db()
    assert (group.about, group.joining) == ("We meet on Mondays.", "invitation")
    case = Case.objects.get(kind="group-change")
    assert (case.whys, case.details) == (["private-details"], ["address"])
    assert HOME not in Client().get(f"/groups/{group.pk}/").text
    decide(case.pk, Decision.PUBLISH, actor=make_moderator(), now=NOW)
    group.refresh_from_db()
    assert group.about == HOME
    assert not GroupChange.objects.exists()
    # A moderator has read it: saving the same again, or with other people let in, changes nothing.
    change(group, ann)
    assert not Case.objects.filter(state="open").exists()


def test_words_without_them_take_the_place_of_those_that_wait() -> None:
    ann = make_founder()
    group = make_group(ann)
    change(group, ann, about=HOME)
    change(group, ann, about="We meet at the library.")
    group.refresh_from_db()
    assert group.about == "We meet at the library."
    assert not GroupChange.objects.exists()
    assert Case.objects.get(kind="group-change").state == "gone"


def test_words_that_are_declined_are_deleted() -> None:
    ann, moderator = make_founder(), make_moderator()
    group = make_group(ann)
    change(group, ann, about=HOME)
    refuses(MayNot, accept_change, group.pk, actor=ann)
    refuses(MayNot, decline_change, group.pk, ground=Ground.OTHER, actor=ann)
    case = Case.objects.get(kind="group-change")
    decide(case.pk, Decision.DECLINE, ground=Ground.PRIVATE, actor=moderator, now=NOW)
    group.refresh_from_db()
    assert group.about == "We meet on Mondays."
    assert not GroupChange.objects.exists()
    refuses(MayNot, accept_change, group.pk, actor=moderator)


def test_the_words_of_a_lead_who_is_new_wait() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann)
    hand_over(group.pk, bob.pk, actor=ann, now=NOW)
    change(group, bob.person, about="New words")
    case = Case.objects.get(kind="group-change")
    assert case.whys == ["unknown-person"]
    decide(case.pk, Decision.PUBLISH, actor=make_moderator(), now=NOW)
    change(group, bob.person, about="Newer words")
    group.refresh_from_db()
    assert group.about == "Newer words"


def test_an_erased_author_takes_the_words_along() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_member(group, ann, role=Role.LEAD)
    change(group, ann, about=HOME)
    assert held_on(ann)["new_words_that_wait"] == [
        {"group": group.name, "name": group.name, "about": HOME}
    ]
    forget_person(ann, now=NOW)
    assert not GroupChange.objects.exists()
    assert Case.objects.get(kind="group-change").state == "gone"


def test_a_group_that_ends_waits_for_nothing() -> None:
    ann = make_founder()
    group = make_group(ann)
    change(group, ann, about=HOME)
    report("group", group.pk, Complaint.HARMFUL, "", peer="p", now=NOW)
    close_group(group.pk, actor=ann, now=NOW)
    assert not GroupChange.objects.exists()
    assert not Case.objects.filter(state="open").exists()


def test_a_reported_group_is_sent_back_and_opened_again() -> None:
    ann, moderator = make_founder(), make_moderator()
    group = make_group(ann)
    bob = make_member(group, ann).person
    case = report("group", group.pk, Complaint.HARMFUL, "", peer="p", now=NOW)
    refuses(MayNot, send_back, group.pk, ground=Ground.HARMFUL, actor=ann)
    decide(case.pk, Decision.TAKE_DOWN, ground=Ground.HARMFUL, actor=moderator, now=NOW)
    case.refresh_from_db()
    assert case.state == "taken-down"
    assert Client().get(f"/groups/{group.pk}/").status_code == 404
    inside = Client()
    sign_in(inside, bob)
    assert inside.get(f"/groups/{group.pk}/desk/").status_code == 200
    again = Case.objects.get(state="open")
    assert (again.kind, again.subject, again.whys) == ("group", group.pk, ["every-one"])
    change(group, ann, about="Mended")
    decide(again.pk, Decision.PUBLISH, actor=moderator, now=NOW)
    assert "Mended" in Client().get(f"/groups/{group.pk}/").text


def test_a_closed_group_that_is_taken_down_is_deleted() -> None:
    ann = make_founder()
    group = make_group(ann)
    close_group(group.pk, actor=ann, now=NOW)
    case = report("group", group.pk, Complaint.PRIVATE, "", peer="p", now=NOW)
    decide(case.pk, Decision.TAKE_DOWN, ground=Ground.PRIVATE, actor=make_moderator(), now=NOW)
    assert not Group.objects.exists()
    assert not Case.objects.filter(state="open").exists()


def test_a_group_that_waits_is_not_reported_and_says_no_way_to() -> None:
    ann = make_founder()
    waiting, group = make_waiting(ann, name="Waits"), make_group(ann)
    link = f'href="/report/?subject=group%3A{group.pk}"'
    assert link in Client().get(f"/groups/{group.pk}/").text
    assert Client().get(f"/report/?subject=group:{group.pk}").status_code == 200
    assert Client().get(f"/report/?subject=group:{waiting.pk}").status_code == 404
    inside = Client()
    sign_in(inside, ann)
    assert "/report/" not in inside.get(f"/groups/{waiting.pk}/").text


@pytest.mark.parametrize("name", ["734-555-0123", "ann@example.org"])
def test_nobody_goes_by_a_number_or_an_address(name: str) -> None:
    ann, bob = make_founder(), make_founder("bob")
    group = make_group(ann)
    secret = invite(group.pk, actor=ann, now=NOW)
    refuses(HoldsDetails, ask_to_join, group.pk, name=name, text="", actor=bob)
    refuses(HoldsDetails, use_invitation, secret, name=name, actor=bob)
    refuses(HoldsDetails, rename_myself, group.pk, name, actor=ann)
    client = Client()
    sign_in(client, ann)
    told = client.post(f"/groups/{group.pk}/name/", {"name": name})
    assert told.status_code == 422
    assert "Choose a name without a phone number, an email address" in told.text


def test_a_lead_sees_that_the_words_wait() -> None:
    ann = make_founder()
    group = make_group(ann)
    client = Client()
    sign_in(client, ann)
    address = f"/groups/{group.pk}/"
    words = {"name": group.name, "about": HOME, "joining": "request"}
    assert client.post(f"{address}change/", words).status_code == 302
    desk = client.get(f"{address}desk/").text
    assert "New words of the group wait for a moderator" in desk
    assert "A moderator reads the new words first" in desk
    assert HOME in client.get(f"{address}change/").text, "to go on from"
    assert HOME not in client.get(address).text
    other = Client()
    sign_in(other, make_member(group, ann).person)
    assert "New words" not in other.get(f"{address}desk/").text
