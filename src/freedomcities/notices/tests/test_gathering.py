"""What goes into the letter of now, without a database."""

from __future__ import annotations

from uuid import UUID

from freedomcities.notices.choices import Pace
from freedomcities.notices.gathering import Followed, Waiting, sort_out
from freedomcities.notices.tests.makers import HOUR, NOON, A, B, C


def followed(number: int, subject: tuple[str, str], pace: Pace = Pace.AT_ONCE) -> Followed:
    return Followed(UUID(int=number), subject, pace)


def test_what_nobody_follows_any_more_is_told_no_more() -> None:
    waiting = [Waiting(1, NOON, (A,)), Waiting(2, NOON, (B, C))]
    found = sort_out(waiting, [followed(1, C)], wants_direct=True, now=NOON)
    assert [each.notice for each in found.now] == [2]
    assert found.later == ()


def test_muted_follows_are_no_reason() -> None:
    follows = [followed(1, A, Pace.MUTED), followed(2, B, Pace.WEEKLY)]
    waiting = [Waiting(1, NOON, (A,)), Waiting(2, NOON, (A, B))]
    found = sort_out(waiting, follows, wants_direct=True, now=NOON)
    assert found.now == ()
    ((later, due),) = found.later
    assert (later.notice, due.isoformat()) == (2, "2026-11-23T07:00:00-05:00")


def test_direct_news_counts_while_it_is_wanted() -> None:
    waiting = [Waiting(1, NOON, ())]
    assert sort_out(waiting, [], wants_direct=True, now=NOON).now == tuple(waiting)
    assert sort_out(waiting, [], wants_direct=False, now=NOON).now == ()


def test_entries_come_as_they_happened() -> None:
    waiting = [Waiting(1, NOON, (A,)), Waiting(2, NOON - HOUR, (A,)), Waiting(3, NOON, (A,))]
    found = sort_out(waiting, [followed(1, A)], wants_direct=True, now=NOON)
    assert [each.notice for each in found.now] == [2, 1, 3]


def test_the_reason_is_what_every_entry_is_there_for() -> None:
    a, b = followed(1, A), followed(2, B)
    both, one = Waiting(1, NOON, (A, B)), Waiting(2, NOON, (B,))
    direct = Waiting(3, NOON, ())
    assert sort_out([both, one], [a, b], wants_direct=True, now=NOON).why == (b,)
    assert sort_out([both], [a, b], wants_direct=True, now=NOON).why == (a, b)
    assert sort_out([one, direct], [a, b], wants_direct=True, now=NOON).why == ()
