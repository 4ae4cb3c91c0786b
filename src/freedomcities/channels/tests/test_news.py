"""What is told of channels: to whoever sits near them, once a day, and to nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from freedomcities.accounts.delivering import message_of
from freedomcities.accounts.models import Letter, Person
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW
from freedomcities.blueprints.tests.makers import make_rule
from freedomcities.channels.listening import enter_all
from freedomcities.channels.models import Channel, Listener
from freedomcities.channels.news import CHANNEL
from freedomcities.channels.opening import open_rule
from freedomcities.channels.operations import delete_post, mute
from freedomcities.channels.tests.makers import make_channel, make_region, make_reply, make_thread
from freedomcities.groups.choices import Role
from freedomcities.groups.members import change_role
from freedomcities.groups.models import Group
from freedomcities.groups.tests.makers import make_founder, make_group, make_member, own
from freedomcities.notices.choices import Pace
from freedomcities.notices.delivering import send_due
from freedomcities.notices.models import Follow, Notice
from freedomcities.notices.operations import follow, unfollow
from freedomcities.notices.refusals import NothingToFollow
from freedomcities.notices.stop_links import Scope, StopLink
from freedomcities.notices.stopping import look_up
from freedomcities.notices.tests.entries import entry_text
from freedomcities.places.models import Place

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden"


class Site:
    """Two groups in one county, with an organizer and a member; one over the border; one far."""

    def __init__(self) -> None:
        self.places = make_region()
        self.ann, self.bob = make_founder("ann"), make_founder("bob")
        self.far = make_founder("far")
        self.group: Group = make_group(self.ann, places=[self.places["ann_arbor"]])
        self.other: Group = make_group(self.bob, name="Other", places=[self.places["ypsilanti"]])
        make_group(self.far, name="Far", places=[self.places["toledo"]])
        make_group(make_founder("dee"), name="Detroit", places=[self.places["detroit"]])
        make_member(self.other, self.bob, "orga", Role.ORGANIZER)
        make_member(self.other, self.bob, "member")
        self.channel: Channel = make_channel(self.places["washtenaw"], self.ann)
        run_jobs()


@pytest.fixture
def site() -> Site:
    return Site()


def followers(channel: Channel) -> set[str]:
    rows = Follow.objects.filter(subject_kind=CHANNEL, subject_id=channel.pk)
    people = {row.person_id for row in rows}
    return set(
        Listener.objects.filter(channel=channel, membership__person__in=people).values_list(
            "membership__name", flat=True
        )
    )


def told() -> dict[str, str]:
    """By address the words of all letters of the next days that are about channels."""
    run_jobs()
    Notice.objects.update(due_at=NOW)
    known = set(Letter.objects.values_list("pk", flat=True))
    send_due(now=datetime.now(UTC) + timedelta(days=8))
    messages = [message_of(each) for each in Letter.objects.exclude(pk__in=known)]
    return {
        message.to[0].partition("@")[0]: str(message.body)
        for message in messages
        if " wrote in " in str(message.body) + str(message.subject)
    }


def test_whoever_sits_near_follows_it_daily_from_its_first_day(site: Site) -> None:
    # Detroit lies in a county beside: its group sees the channel, and the far one does not.
    assert followers(site.channel) == {"leadcanary", "orga"}
    rows = Follow.objects.filter(subject_kind=CHANNEL)
    assert {row.person for row in rows.select_related("person")} == {
        site.ann, site.bob, Person.objects.get(memberships__name="orga"),
        Person.objects.get(memberships__group__name="Detroit"),
    }  # fmt: skip
    assert set(rows.values_list("pace", flat=True)) == {Pace.DAILY}


def test_a_post_is_told_to_them_and_not_to_whoever_wrote_it(site: Site) -> None:
    make_thread(site.channel, site.group, site.ann, text="Textcanary")
    found = told()
    assert set(found) == {"bob", "orga", "dee"}
    assert "Textcanary" not in str(found)
    assert "leadcanary" not in str(found)
    assert told() == {}


def test_each_who_writes_in_a_thread_is_told_of_once_a_day(site: Site) -> None:
    first = make_thread(site.channel, site.group, site.ann)
    for _ in range(3):
        make_reply(first, site.group, site.ann)
        make_reply(first, site.other, site.bob)
    found = told()
    assert found["dee"].count("wrote in") == 2
    assert found["ann"].count("wrote in") == 1
    assert found["bob"].count("wrote in") == 1
    make_reply(first, site.group, site.ann, now=NOW + timedelta(days=1))
    assert "dee" in told()


@pytest.mark.parametrize("end", ["demoted", "muted", "stopped", "deleted"])
def test_who_hears_no_more(site: Site, end: str) -> None:
    first = make_thread(site.channel, site.group, site.ann)
    if end == "demoted":
        member = own(site.other, Person.objects.get(memberships__name="orga"))
        change_role(site.other.pk, member.pk, Role.MEMBER, actor=site.bob, now=NOW)
        gone = {"orga"}
    elif end == "muted":
        mute(site.channel.pk, actor=site.bob, now=NOW)
        gone = {"bob"}
    elif end == "stopped":
        _stop(site.bob)
        gone = {"bob"}
    else:
        delete_post(first.pk, actor=site.ann, now=NOW)
        gone = {"bob", "orga", "dee"}
    assert set(told()) == {"bob", "orga", "dee"} - gone


def _stop(person: Person) -> None:
    row = Follow.objects.get(person=person, subject_kind=CHANNEL)
    unfollow(row.pk, actor=person, now=NOW)


def test_whoever_stopped_is_not_entered_again(site: Site) -> None:
    _stop(site.bob)
    assert enter_all(site.channel.pk) == 0
    make_thread(site.channel, site.other, site.bob)
    run_jobs()
    assert not Follow.objects.filter(person=site.bob, subject_kind=CHANNEL).exists()


def test_whoever_comes_later_is_entered_with_the_next_day_of_writing(site: Site) -> None:
    zoe = make_founder("zoe")
    make_group(zoe, name="New", places=[site.places["wayne"]])
    make_thread(site.channel, site.group, site.ann)
    run_jobs()
    assert not Follow.objects.filter(person=zoe, subject_kind=CHANNEL).exists()
    make_thread(site.channel, site.group, site.ann, now=NOW + timedelta(days=1))
    run_jobs()
    assert Follow.objects.filter(person=zoe, subject_kind=CHANNEL).exists()


def test_the_channel_of_a_state_is_for_all_groups_in_it(site: Site) -> None:
    channel = make_channel(site.places["michigan"], site.ann)
    run_jobs()
    assert Listener.objects.filter(channel=channel).count() == 4


def test_the_channel_of_a_rule_is_followed_by_whoever_writes_there(site: Site) -> None:
    channel = open_rule(make_rule(), actor=site.ann, now=NOW)
    run_jobs()
    assert followers(channel) == set()
    make_thread(channel, site.group, site.ann)
    run_jobs()
    follows = Follow.objects.filter(subject_kind=CHANNEL, subject_id=channel.pk)
    assert [row.person for row in follows] == [site.ann]


def test_only_those_who_see_it_may_follow_it(site: Site) -> None:
    for person in (site.far, make_founder("out")):
        with pytest.raises(NothingToFollow):
            follow(CHANNEL, site.channel.pk, pace=Pace.DAILY, actor=person, now=NOW)
    follow(CHANNEL, site.channel.pk, pace=Pace.WEEKLY, actor=site.bob, now=NOW)
    assert Follow.objects.get(person=site.bob, subject_kind=CHANNEL).pace == Pace.WEEKLY


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_of_the_news(language: str) -> None:
    places = make_region()
    Channel.objects.create(pk="bcdfghjkmnpq", place=Place.objects.get(pk="26161"))
    assert places
    context = {
        "channel": "bcdfghjkmnpq", "thread": "rstvwxz23456", "title": "Who comes?",
        "group": "Ypsilanti Welcomes",
    }  # fmt: skip
    golden = GOLDEN / f"post.{language}.txt"
    assert entry_text("channel-post", context, language) == golden.read_text(encoding="utf-8")


def test_the_link_of_a_letter_says_of_a_channel_no_more_than_that_it_is_one() -> None:
    site = Site()
    follow("channel", site.channel.pk, pace=Pace.DAILY, actor=site.ann, now=NOW)
    row = Follow.objects.get(person=site.ann, subject_kind="channel")
    assert look_up(StopLink(Scope.FOLLOW, row.pk)).title == "a channel"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", ["post-not-shown", "post-taken-down"])
def test_what_the_author_of_a_deleted_post_is_told(kind: str, language: str) -> None:
    make_region()
    Channel.objects.create(pk="bcdfghjkmnpq", place=Place.objects.get(pk="26161"))
    golden = GOLDEN / f"{kind}.{language}.txt"
    said = entry_text(kind, {"channel": "bcdfghjkmnpq", "ground": "private"}, language)
    assert said == golden.read_text(encoding="utf-8")
