"""Starting, opening, changing, placing, relating and closing groups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.groups.choices import Joining, Role, State
from freedomcities.groups.joining import ask_to_join, invite
from freedomcities.groups.models import Group, Invitation, JoinRequest, Membership
from freedomcities.groups.operations import (
    MOST_PLACES,
    MOST_WAITING,
    add_place,
    change_group,
    close_group,
    decline_group,
    found_group,
    open_group,
    remove_place,
    set_parent,
)
from freedomcities.groups.refusals import (
    MayNot,
    NoPlace,
    NoSuchParent,
    NothingWritten,
    TooFar,
    TooLong,
    TooManyPlaces,
    TooManyWaiting,
)
from freedomcities.groups.tests.makers import (
    LEAD,
    make_founder,
    make_group,
    make_member,
    make_moderator,
    make_waiting,
    own,
    snapshot,
    some_place,
)
from freedomcities.lib.errors import Refusal
from freedomcities.moderation.choices import Ground
from freedomcities.places.tests.makers import make_containment, make_place

pytestmark = pytest.mark.django_db


def refuses(kind: type[Refusal], do: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    """The refusal is of this kind, and neither groups nor the log have changed."""
    before = snapshot(), AuditEntry.objects.count()
    with pytest.raises(kind):
        do(*args, **kwargs, now=NOW)
    assert (snapshot(), AuditEntry.objects.count()) == before


def last_action() -> tuple[str, str]:
    entry = AuditEntry.objects.order_by("-sequence")[0]
    return entry.action, entry.subject


def test_whoever_founds_a_group_leads_it_and_it_waits() -> None:
    ann, version = make_founder(), site_version()
    county = make_place("26161", "Washtenaw County")
    group = make_waiting(ann, places=[some_place(), county, some_place()])
    assert (len(group.pk), group.state, group.made_on) == (12, State.WAITING, NOW.date())
    assert list(group.places.order_by("pk").values_list("place_id", "main")) == [
        ("2603000", True),
        ("26161", False),
    ]
    me = own(group, ann)
    assert (me.role, me.name, me.joined_in.weekday()) == (Role.LEAD, LEAD, 0)
    assert last_action() == ("found-group", f"group {group.pk}")
    assert site_version() == version, "nobody sees it yet"


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"name": " "}, NothingWritten),
        ({"name": "x" * 81}, TooLong),
        ({"about": ""}, NothingWritten),
        ({"about": "x" * 2_001}, TooLong),
        ({"my_name": ""}, NothingWritten),
        ({"my_name": "x" * 61}, TooLong),
        ({"places": []}, NoPlace),
    ],
)
def test_a_group_that_cannot_be_founded(changed: dict[str, Any], kind: type[Refusal]) -> None:
    ann = make_founder()
    values = {
        "name": "N", "about": "A", "my_name": "Ann", "places": [some_place()],
        "joining": Joining.REQUEST, **changed,
    }  # fmt: skip
    refuses(kind, found_group, **values, actor=ann)


def test_a_group_at_too_many_places_and_too_many_groups() -> None:
    ann = make_founder()
    many = [make_place(f"26{number:05}") for number in range(MOST_PLACES + 1)]
    values: dict[str, Any] = {
        "name": "N", "about": "A", "my_name": "Ann", "joining": Joining.REQUEST,
    }  # fmt: skip
    refuses(TooManyPlaces, found_group, **values, places=many, actor=ann)
    refuses(MayNot, found_group, **values, places=many[:1], actor=system_actor())
    for _ in range(MOST_WAITING):
        make_waiting(ann)
    refuses(TooManyWaiting, found_group, **values, places=many[:1], actor=ann)


def test_an_erased_person_founds_nothing() -> None:
    ann = make_founder()
    Person.objects.filter(pk=ann.pk).update(is_active=False)
    refuses(
        MayNot, found_group, name="N", about="A", my_name="Ann", joining=Joining.REQUEST,
        places=[some_place()], actor=ann,
    )  # fmt: skip


def test_a_moderator_opens_a_group_once() -> None:
    ann, moderator = make_founder(), make_moderator()
    group, version = make_waiting(ann), site_version()
    refuses(MayNot, open_group, group.pk, actor=ann)
    assert open_group(group.pk, actor=moderator, now=NOW).state == State.OPEN
    assert site_version() == version + 1
    refuses(MayNot, open_group, group.pk, actor=moderator)
    refuses(MayNot, decline_group, group.pk, ground=Ground.OTHER, actor=moderator)
    refuses(MayNot, open_group, "bcdfghjkmnpq", actor=moderator)


def test_a_role_that_was_taken_away_counts_for_nothing() -> None:
    group, moderator = make_waiting(make_founder()), make_moderator()
    Person.objects.filter(pk=moderator.pk).update(is_moderator=False)
    assert moderator.is_moderator, "as the window still thinks"
    refuses(MayNot, open_group, group.pk, actor=moderator)


def test_a_declined_group_is_gone() -> None:
    ann = make_founder()
    group = make_waiting(ann)
    refuses(MayNot, decline_group, group.pk, ground=Ground.OTHER, actor=ann)
    decline_group(group.pk, ground=Ground.OTHER, actor=make_moderator(), now=NOW)
    assert not Group.objects.exists()
    assert not Membership.objects.exists()
    assert last_action() == ("decline-group", f"group {group.pk}")


def test_a_lead_changes_the_group_and_nobody_else() -> None:
    ann = make_founder()
    group = make_group(ann)
    version = site_version()
    words = {"name": "  New   name ", "about": "New", "joining": Joining.INVITATION}
    changed = change_group(group.pk, **words, actor=ann, now=NOW)  # type: ignore[arg-type]
    assert (changed.name, changed.about, changed.joining) == ("New name", "New", "invitation")
    assert site_version() == version + 1
    refuses(NothingWritten, change_group, group.pk, **{**words, "name": ""}, actor=ann)
    refuses(MayNot, change_group, group.pk, **words, actor=make_founder("bob"))
    refuses(MayNot, change_group, group.pk, **words, actor=make_moderator())


@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.MEMBER])
def test_what_only_a_lead_may(role: Role) -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann, role=role).person
    place = make_place("26161", "Washtenaw County")
    words = {"name": "N", "about": "A", "joining": Joining.REQUEST}
    refuses(MayNot, change_group, group.pk, **words, actor=bob)
    refuses(MayNot, add_place, group.pk, place, actor=bob)
    refuses(MayNot, remove_place, group.pk, some_place(), actor=bob)
    refuses(MayNot, set_parent, group.pk, None, actor=bob)
    refuses(MayNot, close_group, group.pk, actor=bob)


def test_places_come_and_go_but_for_the_last() -> None:
    ann = make_founder()
    group = make_group(ann)
    county = make_place("26161", "Washtenaw County")
    make_containment(some_place(), county)
    add_place(group.pk, county, actor=ann, now=NOW)
    add_place(group.pk, county, actor=ann, now=NOW)
    assert group.places.count() == 2
    remove_place(group.pk, some_place(), actor=ann, now=NOW)
    assert list(group.places.values_list("place_id", "main")) == [("26161", True)]
    refuses(NoPlace, remove_place, group.pk, county, actor=ann)
    remove_place(group.pk, some_place(), actor=ann, now=NOW)
    for number in range(MOST_PLACES - 1):
        town = make_place(f"26{number:05}")
        make_containment(town, county)
        add_place(group.pk, town, actor=ann, now=NOW)
    refuses(TooManyPlaces, add_place, group.pk, some_place(), actor=ann)


def test_a_group_does_not_reach_into_another_region() -> None:
    ann = make_founder()
    group = make_group(ann)
    far = make_place("4805000", "Austin", state="TX", latitude=30.27, longitude=-97.74)
    refuses(TooFar, add_place, group.pk, far, actor=ann)
    # A moderator reads a new group with all its places.
    waiting = make_waiting(ann, name="New")
    add_place(waiting.pk, far, actor=ann, now=NOW)
    assert waiting.places.count() == 2


def test_another_code_of_a_government_is_that_government() -> None:
    ann = make_founder()
    group = make_group(ann)
    other = make_place("26999", "Ann Arbor County", same_as=some_place())
    add_place(group.pk, other, actor=ann, now=NOW)
    assert list(group.places.values_list("place_id", flat=True)) == ["2603000"]


def test_a_parent_is_set_by_a_lead_of_both() -> None:
    ann, bob = make_founder(), make_founder("bob")
    group, above = make_group(ann), make_group(ann, name="Above")
    others, closed = make_group(bob, name="Bob's"), make_group(ann, name="Closed")
    close_group(closed.pk, actor=ann, now=NOW)
    assert set_parent(group.pk, above.pk, actor=ann, now=NOW).parent == above
    refuses(NoSuchParent, set_parent, group.pk, others.pk, actor=ann)
    refuses(NoSuchParent, set_parent, group.pk, closed.pk, actor=ann)
    refuses(MayNot, set_parent, group.pk, "bcdfghjkmnpq", actor=ann)
    refuses(MayNot, set_parent, others.pk, group.pk, actor=ann)
    assert set_parent(group.pk, None, actor=ann, now=NOW).parent is None


def test_no_group_is_a_part_of_itself() -> None:
    ann = make_founder()
    first, second, third = (make_group(ann, name=name) for name in "abc")
    set_parent(first.pk, second.pk, actor=ann, now=NOW)
    set_parent(second.pk, third.pk, actor=ann, now=NOW)
    for other in (first, second, third):
        if other != second:
            refuses(NoSuchParent, set_parent, third.pk, other.pk, actor=ann)
    refuses(NoSuchParent, set_parent, first.pk, first.pk, actor=ann)


def test_a_closed_group_keeps_its_page_and_nothing_that_waits() -> None:
    ann = make_founder()
    group = make_group(ann)
    ask_to_join(group.pk, name="Bob", text="", actor=make_founder("bob"), now=NOW)
    invite(group.pk, actor=ann, now=NOW)
    version = site_version()
    close_group(group.pk, actor=ann, now=NOW)
    group.refresh_from_db()
    assert (group.state, group.closed_on) == (State.CLOSED, NOW.date())
    assert not JoinRequest.objects.exists()
    assert not Invitation.objects.exists()
    assert site_version() == version + 1
    words = {"name": "N", "about": "A", "joining": Joining.REQUEST}
    refuses(MayNot, close_group, group.pk, actor=ann)
    refuses(MayNot, change_group, group.pk, **words, actor=ann)
    refuses(MayNot, invite, group.pk, actor=ann)


def test_closing_a_group_that_waits_shows_it_to_nobody() -> None:
    ann = make_founder()
    group = make_waiting(ann)
    close_group(group.pk, actor=ann, now=NOW)
    assert not Group.objects.exists()
    assert last_action() == ("close-group", f"group {group.pk}")


def test_the_log_keeps_no_name_and_no_time_finer_than_the_day() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_member(group, ann)
    close_group(group.pk, actor=ann, now=NOW)
    entries = AuditEntry.objects.filter(subject=f"group {group.pk}")
    assert {entry.action for entry in entries} >= {"found-group", "accept-request"}
    # Who wanted to belong where is in no log.
    assert AuditEntry.objects.get(action="ask-to-join").subject == "group"
    for entry in entries:
        assert "canary" not in str(entry.detail)
        if entry.action not in {"open-group", "close-group"}:
            assert timezone.localtime(entry.at).time().isoformat() == "00:00:00", entry.action
