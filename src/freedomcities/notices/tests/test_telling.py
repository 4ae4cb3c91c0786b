"""What happened reaches each follower once, whatever breaks off in between."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW, make_ann, make_worker
from freedomcities.notices import telling
from freedomcities.notices.choices import Pace
from freedomcities.notices.kinds import NewsKind, Queue, register_news, register_queue
from freedomcities.notices.models import News, Notice
from freedomcities.notices.operations import follow, wish
from freedomcities.notices.telling import (
    KEYS_LAST,
    forget_news,
    hand_out,
    hand_out_rest,
    tell,
    tell_moderators,
    tell_people,
)
from freedomcities.notices.tests.at_once import race
from freedomcities.notices.tests.makers import HOUR, NOON, A, B, C, make_follower, say

pytestmark = pytest.mark.django_db


def due() -> dict[str, str]:
    rows = Notice.objects.order_by("pk").values_list("person_id", "due_at")
    return {str(person): when.isoformat() for person, when in rows}


def test_somebody_who_follows_three_of_it_is_told_once_and_soonest() -> None:
    ann = make_follower("ann", A, pace=Pace.WEEKLY)
    follow(*B, pace=Pace.DAILY, actor=ann, now=NOW)
    follow(*C, pace=Pace.MUTED, actor=ann, now=NOW)
    bob = make_follower("bob", C, pace=Pace.WEEKLY)
    say("It rained", A, B, C)
    run_jobs()
    assert due() == {
        str(ann.pk): "2026-11-19T12:00:00+00:00",
        str(bob.pk): "2026-11-23T12:00:00+00:00",
    }
    assert News.objects.get().handed_out


def test_nothing_is_kept_where_nobody_wants_to_hear() -> None:
    make_follower("ann", A, pace=Pace.MUTED)
    make_follower("bob", B)
    say()
    assert (News.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_a_write_that_fails_tells_nothing() -> None:
    make_follower()
    with transaction.atomic():
        say()
        transaction.set_rollback(True)
    run_jobs()
    assert (News.objects.count(), Notice.objects.count()) == (0, 0)


def test_what_nobody_knows_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="No kind of news"):
        tell("nonsense", subjects=[A], context={}, now=NOON)


def test_whoever_did_it_knows_already() -> None:
    ann, bob = make_follower("ann"), make_follower("bob")
    tell("happened", subjects=[A], context={"title": "x"}, now=NOON, but_not=ann)
    run_jobs()
    assert set(due()) == {str(bob.pk)}
    news = News.objects.get()
    assert news.reached is None


def test_under_one_key_it_is_told_once_within_a_month() -> None:
    make_follower()
    for title in ("first", "second"):
        tell("happened", subjects=[A], context={"title": title}, now=NOON, key="k")
    tell("whispered", subjects=[A], context={"title": "third"}, now=NOON, key="k")
    run_jobs()
    told = {notice.news.context["title"] for notice in Notice.objects.select_related("news")}
    assert told == {"first", "third"}


def test_what_was_told_lies_sealed() -> None:
    make_follower()
    say("canarytitle")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_news")
        assert "canarytitle" not in str([bytes(x) if isinstance(x, memoryview) else x
                                         for row in cursor.fetchall() for x in row])  # fmt: skip
    assert News.objects.get().context == {"title": "canarytitle"}


def killed_after(batches: int) -> Any:
    """The job is killed while it writes the batch after these."""
    write, done = Notice.objects.bulk_create, list[int]()

    def bulk_create(*args: Any, **kwargs: Any) -> Any:
        if len(done) == batches:
            raise KeyboardInterrupt
        done.append(1)
        return write(*args, **kwargs)

    return patch.object(Notice.objects, "bulk_create", bulk_create)


def test_a_job_that_is_killed_in_the_middle_goes_on_and_nobody_is_told_twice() -> None:
    people = {str(make_follower(f"p{number}").pk) for number in range(7)}
    say()
    news = News.objects.get()
    with patch.object(telling, "BATCH", 2):
        with killed_after(2), pytest.raises(KeyboardInterrupt):
            hand_out(news.pk)
        first = set(due())
        assert len(first) == 4
        # Their letters left before the job was taken up again.
        Notice.objects.all().delete()
        assert hand_out_rest(now=NOON + timedelta(seconds=59)) == 0
        assert hand_out_rest(now=NOON + timedelta(seconds=60)) == 1
    assert set(due()) == people - first
    assert hand_out_rest(now=NOON + HOUR) == 0
    run_jobs()
    assert set(due()) == people - first, "the job itself finds nothing left"


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_hand_it_out_once() -> None:
    for number in range(9):
        make_follower(f"p{number}")
    say()
    news = News.objects.get()
    with patch.object(telling, "BATCH", 2):
        found = race(*(lambda: hand_out(news.pk) for _ in range(2)))
    assert sum(int(str(each)) for each in found) == 9
    assert Notice.objects.count() == 9


def test_certain_people_are_told_at_once_unless_they_want_no_such_letters() -> None:
    ann, bob, eve = make_ann(), make_ann("bob@example.org"), make_ann("eve@example.org")
    wish(pace=Pace.DAILY, directly=False, actor=bob, now=NOW)
    Person.objects.filter(pk=eve.pk).update(is_active=False)
    eve.refresh_from_db()
    people = [ann, ann, bob, eve, system_actor()]
    tell_people("happened", people, {"title": "x"}, NOON)
    assert due() == {str(ann.pk): NOON.isoformat()}
    tell_people("happened", [bob], {"title": "x"}, NOON)
    assert News.objects.count() == 1


def test_moderators_hear_once_a_day_what_waits() -> None:
    number = [3]
    register_news(NewsKind("waits", "things/news/happened"))
    register_queue(Queue("waits", count=lambda: number[0]))
    moderator, _secret = make_worker(Role.MODERATOR)
    make_worker(Role.READER, address="reader@example.org")
    tell_moderators(now=NOON - 6 * HOUR)
    assert due() == {}, "it is six in the morning"
    for _look in range(2):
        tell_moderators(now=NOON)
    assert due() == {str(moderator.pk): NOON.isoformat()}
    assert News.objects.get().context == {"number": 3}
    number[0] = 0
    tell_moderators(now=NOON + timedelta(days=1))
    assert News.objects.count() == 1


def test_what_everybody_heard_of_goes_and_keys_stay_a_month() -> None:
    make_follower()
    say("unkeyed")
    tell("happened", subjects=[A], context={"title": "keyed"}, now=NOON, key="k")
    assert forget_news(now=NOON) == 0, "it is not handed out yet"
    run_jobs()
    assert forget_news(now=NOON) == 0, "somebody is still to be told"
    Notice.objects.all().delete()
    assert forget_news(now=NOON) == 1
    assert News.objects.get().key == "k"
    assert forget_news(now=NOON + KEYS_LAST) == 1
