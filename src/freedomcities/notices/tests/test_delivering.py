"""Letters of news: one for all that is due, once, and only to whom it still concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from freedomcities.accounts.delivering import deliver_due, message_of
from freedomcities.accounts.leaving import erase
from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import Letter, Person
from freedomcities.accounts.operations import change_details
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW
from freedomcities.notices import delivering
from freedomcities.notices.choices import Pace
from freedomcities.notices.delivering import send_due
from freedomcities.notices.forgetting import forget_person
from freedomcities.notices.kinds import NewsKind, register_news
from freedomcities.notices.models import Follow, Notice
from freedomcities.notices.operations import change_pace, unfollow, unfollow_all, wish
from freedomcities.notices.telling import tell, tell_people
from freedomcities.notices.tests.at_once import race
from freedomcities.notices.tests.makers import HOUR, NOON, A, B, make_follower, say, unseen

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def subjects(now: datetime = NOON) -> list[str]:
    """The subjects of the letters that are due now, which are queued by it."""
    run_jobs()
    known = set(Letter.objects.values_list("pk", flat=True))
    send_due(now=now)
    fresh = Letter.objects.exclude(pk__in=known).order_by("created_at", "pk")
    return [str(message_of(letter).subject) for letter in fresh]


def test_all_that_is_due_goes_into_one_letter_once() -> None:
    ann = make_follower("ann", A, B)
    say("It rained", A)
    say("It snowed", A, B)
    assert subjects() == ["2 pieces of news on what you follow"]
    assert not Notice.objects.exists()
    message = message_of(Letter.objects.get())
    assert message.to == ["ann@example.org"]
    body = str(message.body)
    assert body.index("It rained") < body.index("It snowed")
    assert "You get this because you follow Ann Arbor." in body
    assert subjects() == []
    assert ann.follows.count() == 2


def test_the_letter_leaves_by_a_job_and_can_be_stopped_in_one_click() -> None:
    make_follower()
    say()
    run_jobs()
    real = datetime.now(UTC)
    assert send_due(now=real) == 1
    run_jobs()
    (message,) = mail.outbox
    head = message.message()
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = str(head["List-Unsubscribe"])
    assert link.startswith("<http://127.0.0.1:8000/notices/stop/f")
    assert link.strip("<>") in str(message.body)


def test_digests_over_days() -> None:
    make_follower("ann", A, pace=Pace.DAILY)
    make_follower("bob", A, pace=Pace.WEEKLY)
    for day in range(3):
        say(f"first of {day}", at=NOON + day * DAY)
        say(f"second of {day}", at=NOON + day * DAY + HOUR)
    found = {}
    run_jobs()
    for hour in range(7 * 24):
        now = NOON + hour * HOUR
        sent = subjects(now)
        if sent:
            found[now.isoformat()] = sent
    two, six = "2 pieces of news on what you follow", "6 pieces of news on what you follow"
    assert found == {
        "2026-11-19T12:00:00+00:00": [two],
        "2026-11-20T12:00:00+00:00": [two],
        "2026-11-21T12:00:00+00:00": [two],
        "2026-11-23T12:00:00+00:00": [six],
    }


def test_killed_in_the_middle_nothing_is_lost_and_nothing_is_doubled() -> None:
    make_follower()
    make_follower("bob")
    say()
    run_jobs()
    done: list[int] = []

    def queue(*args: Any, **kwargs: Any) -> Any:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return write_letter(*args, **kwargs)

    with patch.object(delivering, "write_letter", queue), pytest.raises(KeyboardInterrupt):
        send_due(now=NOON)
    assert (Notice.objects.count(), Letter.objects.count()) == (2, 0)
    assert send_due(now=NOON) == 2
    assert (Notice.objects.count(), Letter.objects.count()) == (0, 2)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_each_letter_once() -> None:
    for number in range(6):
        make_follower(f"p{number}")
    say()
    run_jobs()
    with patch.object(delivering, "_PEOPLE_AT_ONCE", 2):
        found = race(*(lambda: send_due(now=NOON) for _ in range(2)))
    assert sum(int(str(each)) for each in found) == 6
    assert Letter.objects.count() == 6


def test_with_the_mail_server_down_for_an_hour_the_letter_leaves_once_after_it() -> None:
    make_follower()
    say()
    run_jobs()
    send_due(now=NOON)
    now, tries = NOON, []

    def refuse(_message: EmailMessage) -> int:
        tries.append(now)
        raise OSError

    with patch.object(EmailMessage, "send", refuse):
        while now < NOON + HOUR:
            deliver_due(now=now)
            now += timedelta(seconds=30)
    assert len(tries) > 3
    assert len(mail.outbox) == 0
    while now < NOON + 3 * HOUR:
        deliver_due(now=now)
        now += timedelta(seconds=30)
    assert len(mail.outbox) == 1
    assert not Letter.objects.exists()


def ended(person: Person) -> None:
    erase(person, now=NOW, before=lambda each: forget_person(each, now=NOW))


@pytest.mark.parametrize(
    "between",
    [
        lambda ann: unfollow(ann.follows.get().pk, actor=ann, now=NOON),
        lambda ann: unfollow_all(actor=ann, now=NOON),
        lambda ann: change_pace(ann.follows.get().pk, Pace.MUTED, actor=ann, now=NOON),
        lambda ann: unseen.add((str(ann.pk), "secret")),
        lambda ann: Follow.objects.filter(person=ann).delete(),
        lambda ann: Person.objects.filter(pk=ann.pk).update(is_active=False),
        ended,
    ],
)
def test_whom_it_does_not_concern_any_more_gets_nothing(
    between: Callable[[Person], object],
) -> None:
    ann, _bob = make_follower("ann", A), make_follower("bob", A)
    tell("whispered", subjects=[A], context={"title": "secret"}, now=NOON)
    run_jobs()
    between(ann)
    assert send_due(now=NOON) == 1
    assert message_of(Letter.objects.get()).to == ["bob@example.org"]
    assert not Notice.objects.exists()


def test_direct_news_is_not_sent_to_whoever_stopped_it_meanwhile() -> None:
    ann = make_follower()
    tell_people("happened", [ann], {"title": "x"}, NOON)
    wish(pace=Pace.DAILY, directly=False, actor=ann, now=NOON)
    assert subjects() == []
    assert not Notice.objects.exists()


def test_a_pace_that_changed_counts_for_what_waits() -> None:
    ann, bob = make_follower("ann", A, pace=Pace.WEEKLY), make_follower("bob", A)
    say()
    run_jobs()
    change_pace(ann.follows.get().pk, Pace.AT_ONCE, actor=ann, now=NOON)
    change_pace(bob.follows.get().pk, Pace.WEEKLY, actor=bob, now=NOON)
    assert send_due(now=NOON) == 1
    assert message_of(Letter.objects.get()).to == ["ann@example.org"]
    assert Notice.objects.get().due_at.isoformat() == "2026-11-23T12:00:00+00:00"
    assert send_due(now=NOON + 5 * DAY) == 1


def test_a_long_letter_is_bounded() -> None:
    make_follower()
    for number in range(53):
        say(f"number {number:02}", at=NOON + timedelta(seconds=number))
    assert subjects(NOON + HOUR) == ["53 pieces of news on what you follow"]
    body = str(message_of(Letter.objects.get()).body)
    assert body.count("number ") == 2 * 50
    assert "number 02" not in body
    assert "number 03" in body
    assert "And 3 more, which are left out here." in body


def test_a_fault_in_one_persons_news_keeps_nobody_elses_back() -> None:
    ann, bob = make_follower("ann"), make_follower("bob")

    def break_for_ann(person: Person, _news: object) -> bool:
        if person == ann:
            raise LookupError("canary")
        return True

    register_news(NewsKind("broken", "things/news/happened", may_see=break_for_ann))
    tell("broken", subjects=[A], context={"title": "x"}, now=NOON)
    run_jobs()
    with patch.object(delivering, "_log") as log:
        assert send_due(now=NOON) == 1
    assert "canary" not in str(log.mock_calls)
    assert Notice.objects.get().person == ann
    assert Notice.objects.get().due_at == NOON + HOUR
    assert message_of(Letter.objects.get()).to == [f"{'bob'}@example.org"]
    assert bob.follows.count() == 1


@pytest.mark.parametrize(
    "title",
    [
        "Fácil, ¿no? 火 😀",
        "<b>&amp; {{ x }} {% now %}",
        "a\r\nBcc: eve@example.org",
        "a\u2028b\x0bc\rd",
    ],
)
def test_whatever_a_title_holds_is_one_line_of_text(title: str) -> None:
    make_follower()
    say(title)
    (subject,) = subjects()
    assert subject == " ".join(title.partition("\n")[0].split())
    message = message_of(Letter.objects.get()).message()
    assert "Bcc" not in message
    assert "\n" not in subject


def test_the_letter_is_in_the_language_of_the_moment_when_it_is_written() -> None:
    ann = make_follower()
    say("Llueve")
    change_details(ann, name="", language="es", now=NOW)
    assert subjects() == ["Llueve"]
    message = message_of(Letter.objects.get())
    assert "Recibes esto porque sigues: Ann Arbor." in str(message.body)
    assert "Guardar & Llueve" in str(message.body)
    assert "/es/notices/stop/" in message.extra_headers["List-Unsubscribe"]


def test_news_of_a_kind_that_is_no_more_is_dropped() -> None:
    make_follower()
    register_news(NewsKind("gone", "things/news/happened"))
    tell("gone", subjects=[A], context={"title": "x"}, now=NOON)
    run_jobs()
    with patch("freedomcities.notices.kinds._news", {}):
        assert send_due(now=NOON) == 0
    assert not Notice.objects.exists()


def test_the_many_are_written_to_in_turns() -> None:
    for number in range(5):
        make_follower(f"p{number}")
    say()
    run_jobs()
    assert [send_due(now=NOON, most=2) for _turn in range(4)] == [2, 2, 1, 0]


def test_a_code_does_not_wait_behind_the_news() -> None:
    for number in range(3):
        make_follower(f"p{number}")
    say(at=datetime.now(UTC))
    run_jobs()
    send_due(now=datetime.now(UTC))
    code = {"code": "012345", "minutes": 15}
    write_letter(
        "accounts/letters/code", to="eve@example.org", language="en", context=code,
        now=datetime.now(UTC),
    )  # fmt: skip
    run_jobs()
    assert mail.outbox[0].to == ["eve@example.org"]
    assert len(mail.outbox) == 4
