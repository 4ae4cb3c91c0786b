"""What is told of groups, to whom, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.delivering import message_of
from freedomcities.accounts.models import Letter, Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.groups.choices import Joining, Role
from freedomcities.groups.forgetting import forget_person
from freedomcities.groups.joining import (
    accept_request,
    ask_to_join,
    decline_request,
    invite,
    use_invitation,
)
from freedomcities.groups.members import change_role, leave, remove_member
from freedomcities.groups.models import Group, JoinRequest
from freedomcities.groups.news import GROUP, WORDS_DECLINED
from freedomcities.groups.operations import (
    add_place,
    change_group,
    close_group,
    decline_group,
    open_group,
)
from freedomcities.groups.refusals import MayNot
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_moderator,
    make_waiting,
    own,
    some_place,
)
from freedomcities.moderation.choices import Decision, Ground
from freedomcities.moderation.models import Case
from freedomcities.moderation.operations import decide
from freedomcities.notices.choices import Pace
from freedomcities.notices.delivering import send_due
from freedomcities.notices.models import Follow, News, Notice
from freedomcities.notices.operations import follow
from freedomcities.notices.refusals import NothingToFollow
from freedomcities.notices.tests.entries import entry_text
from freedomcities.places.models import Place
from freedomcities.places.tests.makers import make_containment, make_place

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "news"
CONTEXT: dict[str, Any] = {
    "group": "bcdfghjkmnpq", "name": "Neighbors of Ann Arbor", "place": "Ann Arbor, MI",
}  # fmt: skip
KINDS: dict[str, dict[str, Any]] = {
    **dict.fromkeys(
        (
            *("group-opened", "group-changed", "group-closed", "group-is-open", "group-declined"),
            *("join-asked", "join-accepted", "join-declined"),
        ),
        CONTEXT,
    ),
    "group-words-declined": {**CONTEXT, "ground": "private"},
}


def told() -> dict[str, list[str]]:
    """The subjects of all letters of the next days, by address, whatever the pace."""
    run_jobs()
    Notice.objects.update(due_at=NOW)
    known = set(Letter.objects.values_list("pk", flat=True))
    send_due(now=datetime.now(UTC) + timedelta(days=8))
    found: dict[str, list[str]] = {}
    for letter in Letter.objects.exclude(pk__in=known):
        message = message_of(letter)
        found.setdefault(message.to[0].partition("@")[0], []).append(str(message.subject))
    return found


def at_once(person: Person, kind: str, id_: str) -> None:
    follow(kind, id_, pace=Pace.AT_ONCE, actor=person, now=NOW)


def who_follows(group: Group) -> set[Person]:
    rows = Follow.objects.filter(subject_kind=GROUP, subject_id=group.pk)
    return {row.person for row in rows.select_related("person")}


@pytest.fixture
def county() -> Place:
    found = make_place("26161", "Washtenaw County")
    make_containment(some_place(), found)
    make_containment(make_place("2689140", "Ypsilanti"), found)
    return found


def test_members_follow_their_group_from_the_day_they_join_until_they_leave() -> None:
    ann = make_founder()
    group = make_group(ann)
    bob = make_member(group, ann, "bob").person
    eve = make_founder("eve")
    use_invitation(invite(group.pk, actor=ann, now=NOW), name="Eve", actor=eve, now=NOW)
    zoe = make_member(group, ann, "zoe")
    assert who_follows(group) == {ann, bob, eve, zoe.person}
    assert set(Follow.objects.values_list("pace", flat=True)) == {Pace.DAILY}
    leave(group.pk, actor=bob, now=NOW)
    remove_member(group.pk, zoe.pk, actor=ann, now=NOW)
    forget_person(eve, now=NOW)
    assert who_follows(group) == {ann}


def test_a_group_that_opens_is_told_near_it(county: Place) -> None:
    group = make_waiting(make_founder())
    town, beside, around, state = (make_founder(name) for name in ("at", "beside", "in", "state"))
    at_once(town, "place", "2603000")
    at_once(town, "place", county.pk)
    at_once(beside, "place", "2689140")
    at_once(around, "place", county.pk)
    make_place("26", "Michigan")
    at_once(state, "place", "26")
    assert told() == {}
    open_group(group.pk, actor=system_actor(), now=NOW)
    sentence = "A group has begun near Ann Arbor, MI: Neighbors of Ann Arbor"
    assert told() == {
        "at": [sentence],
        "in": [sentence],
        "leadcanary": ["Your group Neighbors of Ann Arbor is open"],
    }


def test_a_group_of_a_county_is_told_in_its_towns(county: Place) -> None:
    group = make_waiting(make_founder(), places=[county])
    at_once(make_founder("beside"), "place", "2689140")
    open_group(group.pk, actor=system_actor(), now=NOW)
    assert set(told()) == {"leadcanary", "beside"}


def test_a_group_that_is_declined_is_told_to_who_started_it() -> None:
    group = make_waiting(make_founder())
    decline_group(group.pk, actor=system_actor(), now=NOW)
    assert not Follow.objects.exists()
    assert told() == {"leadcanary": ["Your group Neighbors of Ann Arbor was not opened"]}


def test_changes_are_told_once_a_day_to_all_but_who_made_them() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_member(group, ann, "bob")
    told()
    for name in ("New name", "Newer name"):
        change_group(
            group.pk, name=name, about="x", joining=Joining.REQUEST, actor=ann, now=NOW
        )  # fmt: skip
    county = make_place("26161", "Washtenaw County")
    make_containment(Place.objects.get(pk="2603000"), county)
    add_place(group.pk, county, actor=ann, now=NOW)
    assert told() == {"bob": ["New name has changed what it says of itself"]}


def test_a_group_that_waits_tells_nobody_of_its_changes() -> None:
    ann = make_founder()
    group = make_waiting(ann)
    outsider = make_founder("outsider")
    with pytest.raises(NothingToFollow):
        at_once(outsider, GROUP, group.pk)
    change_group(group.pk, name="x", about="x", joining=Joining.REQUEST, actor=ann, now=NOW)
    close_group(group.pk, actor=ann, now=NOW)
    assert (News.objects.count(), Follow.objects.count()) == (0, 0)


def test_a_group_that_closes_is_told_to_members_and_followers() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_member(group, ann, "bob")
    at_once(make_founder("fan"), GROUP, group.pk)
    told()
    close_group(group.pk, actor=ann, now=NOW)
    sentence = ["Neighbors of Ann Arbor is closed"]
    assert told() == {"bob": sentence, "fan": sentence}


def asked_by(name: str, group: Group) -> JoinRequest:
    return ask_to_join(group.pk, name=f"{name}canary", text="textcanary",
                       actor=make_founder(name), now=NOW)  # fmt: skip


def test_whoever_lets_people_in_hears_that_somebody_asks_and_not_who() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_member(group, ann, "organizer", Role.ORGANIZER)
    make_member(group, ann, "member")
    told()
    asked_by("bob", group)
    sentence = ["Somebody wants to join Neighbors of Ann Arbor"]
    assert told() == {"leadcanary": sentence, "organizer": sentence}
    for letter in Letter.objects.all():
        assert "canary" not in str(message_of(letter).body)


@dataclass(frozen=True)
class Desk:
    """A group with two leads, whom somebody has asked."""

    group: Group
    ann: Person
    second: Person


@pytest.mark.parametrize(
    "between",
    [
        lambda at: decline_request(at.group.pk, at.group.requests.get().pk, actor=at.ann, now=NOW),
        lambda at: change_role(
            at.group.pk, own(at.group, at.second).pk, Role.MEMBER, actor=at.ann, now=NOW
        ),
        lambda at: leave(at.group.pk, actor=at.second, now=NOW),
        lambda at: forget_person(at.second, now=NOW),
        lambda at: close_group(at.group.pk, actor=at.ann, now=NOW),
    ],
)
def test_nobody_hears_of_a_request_that_is_not_theirs_any_more(
    between: Callable[[Desk], object],
) -> None:
    ann = make_founder()
    group = make_group(ann)
    second = make_member(group, ann, "second", Role.LEAD).person
    told()
    asked_by("bob", group)
    between(Desk(group, ann, second))
    sentence = "Somebody wants to join Neighbors of Ann Arbor"
    assert sentence not in told().get("second", [])


def test_whoever_asked_hears_how_it_was_decided() -> None:
    ann = make_founder()
    group = make_group(ann)
    told()
    accept_request(group.pk, asked_by("bob", group).pk, actor=ann, now=NOW)
    decline_request(group.pk, asked_by("eve", group).pk, actor=ann, now=NOW)
    assert told() == {
        "bob": ["You belong to Neighbors of Ann Arbor now"],
        "eve": ["Neighbors of Ann Arbor has not let you in"],
    }


def test_a_refused_decision_tells_nobody() -> None:
    ann = make_founder()
    group = make_group(ann)
    member = make_member(group, ann, "member").person
    asked = asked_by("bob", group)
    told()
    with pytest.raises(MayNot):
        accept_request(group.pk, asked.pk, actor=member, now=NOW)
    assert told() == {}


def test_whoever_wrote_words_that_are_declined_is_told_why() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_member(group, ann, "bob")
    change_group(
        group.pk, name=group.name, about="Call 734-555-0123", joining=Joining.REQUEST,
        actor=ann, now=NOW,
    )  # fmt: skip
    told()
    case = Case.objects.get(kind="group-change")
    moderator = make_moderator()
    decide(case.pk, Decision.DECLINE, ground=Ground.PRIVATE, actor=moderator, now=NOW)
    (notice,) = Notice.objects.select_related("news")
    assert (notice.person, notice.news.kind) == (ann, WORDS_DECLINED)
    assert notice.news.context["ground"] == "private"
    assert "734" not in str(notice.news.context)
    (letters,) = told().values()
    assert letters == [f"The new words of your group {group.name} are not shown"]


def test_the_pages_lead_to_the_form() -> None:
    ann = make_founder()
    group, waiting = make_group(ann), make_waiting(ann, name="Waiting")
    link = f"/follow/?subject=group:{group.pk}"
    client = Client()
    assert f'href="{link}"' in client.get(f"/groups/{group.pk}/").content.decode()
    sign_in(client, ann)
    assert f'href="{link}"' in client.get(f"/groups/{group.pk}/desk/").content.decode()
    page = client.get(link).content.decode()
    assert "Follow Neighbors of Ann Arbor" in page
    assert "Stop following" in page
    outsider = Client()
    sign_in(outsider, make_founder("outsider"))
    hidden = f"/follow/?subject=group:{waiting.pk}"
    assert (client.get(hidden).status_code, outsider.get(hidden).status_code) == (200, 404)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_the_news(kind: str, language: str) -> None:
    golden = GOLDEN / f"{kind}.{language}.txt"
    assert entry_text(kind, KINDS[kind], language) == golden.read_text(encoding="utf-8")


def test_all_news_has_its_words_written_down() -> None:
    templates = Path(__file__).parents[1] / "templates" / "groups" / "news"
    assert {path.stem.replace("_", "-") for path in templates.iterdir()} == set(KINDS)
