"""Posts that wait for a moderator, and those that somebody reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.channels.models import Channel, Delivery, Post, Thread
from freedomcities.channels.news import NOT_SHOWN, TAKEN
from freedomcities.channels.operations import change_post, delete_post
from freedomcities.channels.tests.makers import (
    make_channel,
    make_hook,
    make_region,
    make_reply,
    make_thread,
    snapshot,
)
from freedomcities.groups.models import Group
from freedomcities.groups.refusals import MayNot
from freedomcities.groups.tests.makers import make_founder, make_group, make_moderator
from freedomcities.moderation.choices import Complaint, Decision, Ground, State, Why
from freedomcities.moderation.models import Case
from freedomcities.moderation.operations import decide
from freedomcities.moderation.refusals import MayNot as MayNotModerate
from freedomcities.moderation.refusals import NothingThere
from freedomcities.moderation.reporting import report
from freedomcities.notices.models import News, Notice

pytestmark = pytest.mark.django_db

PRIVATE = "Call her at (734) 555-0123, she lives there."


@dataclass(frozen=True, slots=True)
class Talk:
    channel: Channel
    group: Group
    other: Group
    lead: Person
    neighbour: Person
    moderator: Person

    def window(self, person: Person) -> Client:
        client = Client()
        sign_in(client, person, strong=True)
        return client


@pytest.fixture
def talk() -> Talk:
    places = make_region()
    lead, neighbour = make_founder(), make_founder("neighbour")
    group = make_group(lead, places=[places["ann_arbor"]])
    other = make_group(neighbour, name="Other", my_name="Jay", places=[places["ypsilanti"]])
    channel = make_channel(places["washtenaw"], lead)
    make_hook(group, lead, channel)
    return Talk(channel, group, other, lead, neighbour, make_moderator())


def address(post: Post, rest: str = "") -> str:
    return f"/channels/{post.thread.channel_id}/{post.thread_id}/{rest}"


def the_case() -> Case:
    """That of the post; groups have theirs."""
    return Case.objects.get(kind="post")


def told() -> tuple[int, int, int]:
    """What is on its way to chats and to people, and how often the channel moved."""
    moves = Channel.objects.values_list("moves", flat=True).get()
    return Delivery.objects.count(), News.objects.count(), moves


def test_a_post_with_a_private_detail_waits_with_its_thread(talk: Talk) -> None:
    post = make_thread(talk.channel, talk.group, talk.lead, title="Hello", text=PRIVATE)
    case = the_case()
    assert (case.kind, case.subject, case.whys, case.details) == (
        "post", str(post.pk), [Why.PRIVATE_DETAILS], ["phone"],
    )  # fmt: skip
    assert told()[0] == told()[2] == 0
    own, others = talk.window(talk.lead), talk.window(talk.neighbour)
    assert "Only you see it until then" in own.get(address(post)).text
    assert others.get(address(post)).status_code == 404
    assert "Hello" not in others.get(f"/channels/{talk.channel.pk}/").text
    assert "Hello" in own.get(f"/channels/{talk.channel.pk}/").text
    assert "nobody has written yet" in others.get("/channels/").text
    with pytest.raises(MayNot):
        make_reply(post, talk.other, talk.neighbour)


def test_a_title_is_looked_at_as_well(talk: Talk) -> None:
    make_thread(talk.channel, talk.group, talk.lead, title="A-number 123-456-789", text="x")
    assert Thread.objects.get().is_held
    assert the_case().details == ["alien-number"]


def test_a_reply_that_waits_does_not_move_the_thread(talk: Talk) -> None:
    first = make_thread(talk.channel, talk.group, talk.lead)
    before = told()
    reply = make_reply(first, talk.other, talk.neighbour, text=PRIVATE)
    assert told() == before
    page = talk.window(talk.lead).get(address(first)).text
    assert "Textcanary" in page
    assert "734" not in page
    assert "734" in talk.window(talk.neighbour).get(address(first)).text
    assert not Thread.objects.get().is_held
    assert reply.number == 2


def test_once_published_everybody_sees_it_and_is_told(talk: Talk) -> None:
    post = make_thread(talk.channel, talk.group, talk.lead, title="Hello", text=PRIVATE)
    decide(the_case().pk, Decision.PUBLISH, actor=talk.moderator, now=NOW)
    post.refresh_from_db()
    assert (post.is_held, Thread.objects.get().is_held) == (False, False)
    assert the_case().state == State.PUBLISHED
    assert (told()[0], told()[2]) == (1, 1)
    assert "(734) 555-0123" in talk.window(talk.neighbour).get(address(post)).text


def test_declined_it_is_deleted(talk: Talk) -> None:
    make_thread(talk.channel, talk.group, talk.lead, text=PRIVATE)
    decide(
        the_case().pk, Decision.DECLINE, ground=Ground.PRIVATE,
        actor=talk.moderator, now=NOW,
    )  # fmt: skip
    assert (Post.objects.count(), Thread.objects.count()) == (0, 0)
    assert the_case().state == State.DECLINED
    (notice,) = Notice.objects.filter(news__kind=NOT_SHOWN).select_related("news")
    assert notice.person == talk.lead
    assert notice.news.context == {"channel": talk.channel.pk, "ground": "private"}


def test_a_change_that_adds_a_detail_waits_again(talk: Talk) -> None:
    post = make_thread(talk.channel, talk.group, talk.lead)
    assert Delivery.objects.count() == 1
    change_post(post.pk, text=PRIVATE, actor=talk.lead, now=NOW)
    assert Thread.objects.get().is_held
    assert Delivery.objects.count() == 0
    assert talk.window(talk.neighbour).get(address(post)).status_code == 404
    change_post(post.pk, text="Nothing of the kind", actor=talk.lead, now=NOW)
    assert Thread.objects.get().is_held, "a moderator looks at it all the same"


def test_deleting_ones_own_takes_it_from_the_queue(talk: Talk) -> None:
    post = make_thread(talk.channel, talk.group, talk.lead, text=PRIVATE)
    delete_post(post.pk, actor=talk.lead, now=NOW)
    assert the_case().state == State.GONE


@pytest.mark.parametrize("who", ["lead", "neighbour"])
def test_only_moderators_decide(talk: Talk, who: str) -> None:
    make_thread(talk.channel, talk.group, talk.lead, text=PRIVATE)
    before = snapshot()
    for decision in (Decision.PUBLISH, Decision.DECLINE):
        with pytest.raises(MayNotModerate):
            decide(
                the_case().pk, decision, ground=Ground.OTHER,
                actor=getattr(talk, who), now=NOW,
            )  # fmt: skip
    assert snapshot() == before
    assert the_case().state == State.OPEN


def test_a_post_is_reported_by_whoever_reads_it_and_taken_down(talk: Talk) -> None:
    post = make_thread(talk.channel, talk.group, talk.lead)
    window, form = talk.window(talk.neighbour), {"complaint": "harmful", "text": ""}
    assert 'href="' + address(post, "1/report/") in window.get(address(post)).text
    sent = window.post(address(post, "1/report/"), form)
    assert sent.status_code == 302
    case = the_case()
    assert (case.kind, case.whys, case.reporters) == ("post", [Why.REPORT], 1)
    decide(case.pk, Decision.TAKE_DOWN, ground=Ground.HARMFUL, actor=talk.moderator, now=NOW)
    assert not Post.objects.exists()
    (notice,) = Notice.objects.filter(news__kind=TAKEN).select_related("news")
    assert notice.person == talk.lead, "its author, and not whoever reported it"
    assert notice.news.context["ground"] == "harmful"


def test_nobody_is_told_of_the_post_of_somebody_who_left(talk: Talk) -> None:
    post = make_thread(talk.channel, talk.group, talk.lead)
    Post.objects.update(voice=None)
    report("post", str(post.pk), Complaint.HARMFUL, "", peer="p", now=NOW, is_seen=True)
    before = Notice.objects.count()
    decide(the_case().pk, Decision.TAKE_DOWN, ground=Ground.HARMFUL, actor=talk.moderator, now=NOW)
    assert not Post.objects.exists()
    assert Notice.objects.count() == before


def test_nobody_else_is_told_that_a_post_is_there(talk: Talk) -> None:
    post = make_thread(talk.channel, talk.group, talk.lead)
    outsider = make_founder("out")
    form: dict[str, Any] = {"complaint": "harmful", "text": ""}
    for client in (Client(), talk.window(outsider), talk.window(talk.moderator)):
        assert client.get(f"/report/?subject=post:{post.pk}").status_code == 404
        assert client.post(f"/report/?subject=post:{post.pk}", form).status_code == 404
    assert talk.window(outsider).post(address(post, "1/report/"), form).status_code == 404
    with pytest.raises(NothingThere):
        report("post", str(post.pk), Complaint.OTHER, "", peer="x", now=NOW)
    assert not Case.objects.filter(kind="post").exists()
    assert DBTaskResult.objects.exists(), "the post itself was told"
