from __future__ import annotations

from freedomcities.events.seats import Room, has_seat, move_up, room


def test_nobody_overtakes_those_who_wait() -> None:
    assert has_seat(10, 9, 0)
    assert not has_seat(10, 10, 0)
    assert not has_seat(10, 9, 1)
    assert has_seat(None, 5_000, 0)


def test_the_longest_waiting_move_up_first_and_only_into_free_seats() -> None:
    assert move_up(10, 8, ["ann", "ben", "cem"]) == ["ann", "ben"]
    assert move_up(10, 10, ["ann"]) == []
    assert move_up(10, 12, ["ann"]) == []
    assert move_up(None, 12, ["ann"]) == ["ann"]


def test_visitors_are_told_no_number() -> None:
    assert room(None, 1_000) is Room.OPEN
    assert room(10, 7) is Room.OPEN
    assert room(10, 8) is Room.NEARLY_FULL
    assert room(10, 10) is Room.WAITING_LIST
    assert room(1, 0) is Room.OPEN
