"""Handing news on: once, retried with growing waits, switched off, through the door alone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import transaction

from freedomcities.accounts.delivering import message_of
from freedomcities.accounts.models import Letter, Person
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.channels.choices import Form
from freedomcities.channels.delivering import CLAIM, MOST_FAILURES, deliver, deliver_due
from freedomcities.channels.hook_calls import signature
from freedomcities.channels.hooks import Wanted, set_hook, try_hook
from freedomcities.channels.models import Channel, Delivery, Hook, Post
from freedomcities.channels.operations import change_post, delete_post
from freedomcities.channels.tests.makers import (
    HOOK_ADDRESS,
    make_channel,
    make_hook,
    make_matrix_hook,
    make_region,
    make_reply,
    make_thread,
)
from freedomcities.groups.choices import Role
from freedomcities.groups.models import Group
from freedomcities.groups.operations import close_group
from freedomcities.groups.tests.makers import make_founder, make_group, make_member
from freedomcities.lib import door
from freedomcities.lib.door import Answer
from freedomcities.lib.door_refusals import NotPublic, TooSlow
from freedomcities.lib.tests.other_side import other_side, page

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden"


class Site:
    """Two groups in one county; the second has a chat."""

    def __init__(self) -> None:
        self.places = make_region()
        self.ann, self.bob = make_founder(), make_founder("bob")
        self.group = make_group(self.ann, places=[self.places["ann_arbor"]])
        self.other: Group = make_group(
            self.bob, name="Chatters", my_name="Bob", places=[self.places["ypsilanti"]]
        )
        self.channel: Channel = make_channel(self.places["washtenaw"], self.ann)

    def post(self, **more: Any) -> Post:
        return make_thread(self.channel, self.group, self.ann, **more)


class Chat:
    """Stands for the door: what came to it, and what it answers next."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.answers: list[Answer | Exception] = []
        self.before: Callable[[], object] = lambda: None

    def __call__(self, address: str, body: bytes, **more: Any) -> Answer:
        self.calls.append({"address": address, "body": json.loads(body), "raw": body, **more})
        self.before()
        answer = self.answers.pop(0) if self.answers else Answer(address, 200)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def chat() -> Iterator[Chat]:
    standing = Chat()
    with patch.object(door, "send", standing):
        yield standing


def test_a_post_is_told_once_with_a_link_and_without_its_text(site: Site, chat: Chat) -> None:
    hook = make_hook(site.other, site.bob, site.channel)
    post = site.post()
    assert chat.calls == []
    run_jobs()
    run_jobs()
    assert deliver_due(now=NOW + timedelta(days=1)) == 0
    (call,) = chat.calls
    assert (call["method"], call["address"]) == ("POST", HOOK_ADDRESS)
    assert call["body"] == {
        "text": "New in Washtenaw County, MI: “Titlecanary”, by Neighbors of Ann Arbor\n"
        f"http://127.0.0.1:8000/channels/{site.channel.pk}/{post.thread_id}/#p1"
    }
    assert post.voice is not None
    assert post.voice.name not in str(call)
    assert "Textcanary" not in str(call)
    hook.refresh_from_db()
    # A job looks at the clock: the day may have turned since the tests began.
    assert hook.last_sent_on == hook.tried_on
    assert hook.tried_on in {NOW.date(), datetime.now(UTC).date()}
    assert (hook.failures, hook.trouble) == (0, "")
    assert not Delivery.objects.exists()


def test_the_text_goes_where_a_lead_wants_it(site: Site, chat: Chat) -> None:
    make_hook(site.other, site.bob, site.channel, with_text=True, language="es")
    site.post(text="One & two")
    run_jobs()
    said = chat.calls[0]["body"]["text"].split("\n")
    assert said[1] == "One &amp; two"
    assert said[2].startswith("http://127.0.0.1:8000/es/channels/")


def test_it_is_signed_with_the_secret_that_was_shown(site: Site, chat: Chat) -> None:
    wanted = Wanted(form=Form.SLACK, address=HOOK_ADDRESS)
    _hook, secret = set_hook(site.other.pk, wanted, [site.channel], actor=site.bob, now=NOW)
    site.post()
    run_jobs()
    headers, raw = chat.calls[0]["headers"], chat.calls[0]["raw"]
    expected = signature(secret, int(headers["X-FreedomCities-Timestamp"]), raw)
    assert headers["X-FreedomCities-Signature"] == f"v1={expected}"


def test_every_chat_of_every_group_is_told_for_itself(site: Site, chat: Chat) -> None:
    make_hook(site.other, site.bob, site.channel)
    make_matrix_hook(site.group, site.ann, site.channel)
    elsewhere = make_channel(site.places["michigan"], site.bob)
    make_hook(site.other, site.bob, elsewhere)
    site.post()
    run_jobs()
    assert sorted(call["method"] for call in chat.calls) == ["POST", "PUT"]
    (matrix,) = [call for call in chat.calls if call["method"] == "PUT"]
    assert matrix["headers"]["Authorization"] == "Bearer tokencanary"
    assert "/rooms/%21abc%3Aexample.org/send/m.room.message/" in matrix["address"]
    assert matrix["address"].endswith(matrix["headers"]["X-FreedomCities-Delivery"])


def test_a_write_that_fails_tells_nobody(site: Site, chat: Chat) -> None:
    make_hook(site.other, site.bob, site.channel)
    with transaction.atomic():
        site.post()
        transaction.set_rollback(True)
    run_jobs()
    assert (chat.calls, Delivery.objects.count()) == ([], 0)


def test_a_job_that_was_killed_in_between_goes_by_the_same_key(site: Site, chat: Chat) -> None:
    make_matrix_hook(site.other, site.bob, site.channel)
    site.post()
    delivery = Delivery.objects.get()

    class Killed(BaseException):
        """Nothing catches it, as nothing catches the end of a process."""

    def killed() -> None:
        raise Killed

    chat.before = killed
    with pytest.raises(Killed):
        deliver(delivery.pk, now=NOW)
    chat.before = lambda: None
    assert not deliver(delivery.pk, now=NOW + CLAIM - timedelta(seconds=1))
    assert deliver_due(now=NOW + CLAIM) == 1
    assert deliver_due(now=NOW + 2 * CLAIM) == 0
    first, second = chat.calls
    assert first["address"] == second["address"]
    assert first["body"] == second["body"]
    assert not Delivery.objects.exists()


def test_two_jobs_at_once_tell_it_once(site: Site, chat: Chat) -> None:
    make_hook(site.other, site.bob, site.channel)
    site.post()
    delivery = Delivery.objects.get()
    sent: list[bool] = []
    chat.before = lambda: sent.append(deliver(delivery.pk, now=NOW))
    assert deliver(delivery.pk, now=NOW)
    assert (sent, len(chat.calls)) == ([False], 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_it_once(chat: Chat) -> None:
    site = Site()
    make_hook(site.other, site.bob, site.channel)
    site.post()
    delivery = Delivery.objects.get()
    chat.before = lambda: time.sleep(0.3)
    refused = race(*[lambda: deliver(delivery.pk, now=NOW)] * 3)
    assert (refused, len(chat.calls)) == ([None] * 3, 1)
    assert not Delivery.objects.exists()


def test_a_chat_that_is_down_is_left_alone_for_longer_each_time(site: Site, chat: Chat) -> None:
    hook = make_hook(site.other, site.bob, site.channel)
    first, second = site.post(), site.post(title="Second")
    waits: list[int] = []
    now = NOW
    for _ in range(MOST_FAILURES - 1):
        chat.answers = [TooSlow()]
        assert deliver_due(now=now) == 0
        hook.refresh_from_db()
        assert (hook.trouble, hook.is_on) == ("slow", True)
        assert (hook.last_sent_on, hook.tried_on) == (None, now.date())
        assert hook.wait_until is not None
        # One try at a time: the second post waits for the hook as well.
        assert len(chat.calls) == len(waits) + 1
        assert deliver_due(now=hook.wait_until - timedelta(seconds=1)) == 0
        waits.append(int((hook.wait_until - now).total_seconds() // 60))
        now = hook.wait_until
    assert waits == [1, 3, 9, 27, 81, 243, 360, 360, 360]
    assert deliver_due(now=now) == 2
    hook.refresh_from_db()
    assert (hook.failures, hook.trouble, hook.wait_until) == (0, "", None)
    told = [call["body"]["text"].split("“")[1].split("”")[0] for call in chat.calls[-2:]]
    assert told == [first.thread.title, second.thread.title]
    assert not Letter.objects.exists()


def fail_until_off(site: Site, chat: Chat, hook: Hook) -> datetime:
    now = NOW
    for _ in range(MOST_FAILURES):
        chat.answers = [Answer("", 503)]
        deliver_due(now=now)
        hook.refresh_from_db()
        now = hook.wait_until or now
    return now


def test_in_the_end_it_is_switched_off_and_the_leads_are_told(site: Site, chat: Chat) -> None:
    hook = make_hook(site.other, site.bob, site.channel)
    make_member(site.other, site.bob, "second", Role.LEAD)
    make_member(site.other, site.bob, "orga", Role.ORGANIZER)
    site.post()
    run_jobs()
    chat.calls.clear()
    site.post()
    fail_until_off(site, chat, hook)
    assert (hook.is_on, hook.trouble, Delivery.objects.count()) == (False, "status 503", 0)
    assert sorted(unseal(letter, "to_sealed") for letter in Letter.objects.all()) == [
        "bob@example.org",
        "second@example.org",
    ]
    before = len(chat.calls)
    site.post()
    run_jobs()
    assert (len(chat.calls), Delivery.objects.count()) == (before, 0)
    try_hook(site.other.pk, hook.pk, actor=site.bob, now=NOW)
    run_jobs()
    site.post()
    run_jobs()
    assert len(chat.calls) == before + 2


def test_a_chat_that_says_it_is_gone_is_not_asked_again(site: Site, chat: Chat) -> None:
    hook = make_hook(site.other, site.bob, site.channel)
    site.post()
    chat.answers = [Answer("", 410)]
    assert deliver_due(now=NOW) == 0
    hook.refresh_from_db()
    assert (hook.is_on, hook.trouble) == (False, "status 410")
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "trouble", "seconds"),
    [
        (Answer("", 429, retry_after=900), "status 429", 900),
        (Answer("", 429, retry_after=5), "status 429", 60),
        (Answer("", 503, retry_after=999_999), "status 503", 6 * 60 * 60),
        (Answer("", 302), "status 302", 60),
        (Answer("", 404), "status 404", 60),
        (NotPublic(), "not-public", 60),
    ],
)
def test_what_a_chat_answers(
    site: Site, chat: Chat, answer: Any, trouble: str, seconds: int
) -> None:
    hook = make_hook(site.other, site.bob, site.channel)
    site.post()
    chat.answers = [answer]
    assert deliver_due(now=NOW) == 0
    hook.refresh_from_db()
    assert (hook.trouble, hook.wait_until) == (trouble, NOW + timedelta(seconds=seconds))


@pytest.mark.parametrize("end", ["deleted", "closed", "moved away", "removed"])
def test_what_is_over_before_it_goes_is_not_told(site: Site, chat: Chat, end: str) -> None:
    hook = make_hook(site.other, site.bob, site.channel)
    post = site.post()
    if end == "deleted":
        delete_post(post.pk, actor=site.ann, now=NOW)
    elif end == "closed":
        close_group(site.other.pk, actor=site.bob, now=NOW)
    elif end == "moved away":
        site.other.places.update(place=site.places["toledo"])
    else:
        hook.delete()
    run_jobs()
    assert deliver_due(now=NOW + timedelta(days=1)) == 0
    assert (chat.calls, Delivery.objects.count()) == ([], 0)


def test_a_post_that_was_changed_goes_as_it_stands(site: Site, chat: Chat) -> None:
    make_hook(site.other, site.bob, site.channel, with_text=True)
    post = site.post()
    change_post(post.pk, text="Better", title="Other", actor=site.ann, now=NOW)
    run_jobs()
    assert "Better" in chat.calls[0]["body"]["text"]
    assert "canary" not in chat.calls[0]["body"]["text"]


def test_a_test_says_that_it_is_one_and_is_not_tried_again(site: Site, chat: Chat) -> None:
    hook = make_hook(site.other, site.bob, site.channel)
    try_hook(site.other.pk, hook.pk, actor=site.bob, now=NOW)
    run_jobs()
    assert chat.calls[0]["body"] == {
        "text": "A test from Freedom Cities: news of your channels arrive here.\n"
        "http://127.0.0.1:8000/channels/"
    }
    chat.answers = [Answer("", 404)]
    try_hook(site.other.pk, hook.pk, actor=site.bob, now=NOW)
    run_jobs()
    hook.refresh_from_db()
    assert (hook.trouble, hook.failures, hook.is_on) == ("status 404", 0, True)
    assert not Delivery.objects.exists()


def test_a_link_leads_to_the_page_of_the_post(site: Site, chat: Chat) -> None:
    make_hook(site.other, site.bob, site.channel)
    first = site.post()
    first.thread.numbers = 50
    first.thread.save()
    make_reply(first, site.group, site.ann)
    run_jobs()
    assert chat.calls[-1]["body"]["text"].endswith(f"{first.thread_id}/?page=2#p51")


def test_through_the_door_to_a_chat_on_this_machine(site: Site, settings: Any) -> None:
    settings.FETCH_TEST_HOSTS = frozenset({"127.0.0.1"})
    with other_side(page(b"ok", kind="text/plain")) as side:
        make_hook(site.other, site.bob, site.channel, address=side.address("/hooks/x"))
        site.post()
        run_jobs()
    head, _, body = side.heard[0].partition("\r\n\r\n")
    assert head.startswith("POST /hooks/x HTTP/1.1\r\n")
    assert "\r\nX-FreedomCities-Signature: v1=" in head
    assert json.loads(body)["text"].startswith("New in Washtenaw County")
    settings.FETCH_TEST_HOSTS = frozenset()
    site.post()
    run_jobs()
    assert (len(side.heard), Hook.objects.get().trouble) == (1, "not-public")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_of_the_letter(site: Site, chat: Chat, language: str) -> None:
    Person.objects.filter(pk=site.bob.pk).update(language=language)
    make_hook(site.other, site.bob, site.channel)
    site.post()
    chat.answers = [Answer("", 410)]
    deliver_due(now=NOW)
    message = message_of(Letter.objects.get())
    said = f"{message.subject}\n\n{message.body}".replace(site.other.pk, "bcdfghjkmnpq")
    golden = GOLDEN / f"hook_off.{language}.txt"
    assert said == golden.read_text(encoding="utf-8")
