"""Seats given and given back, under the lock of the event's row: the rules are those of `seats`.

The event keeps the counts of its seats, so that nobody counts half a million sign-ups. Whoever
calls these saves the event; what visitors are told of the seats decides whether pages change.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from freedomcities.accounts.models import Person
from freedomcities.events.choices import Answer, State, Where, Writes
from freedomcities.events.locking import note
from freedomcities.events.mailings import start_mailing
from freedomcities.events.models import Event, SignUp
from freedomcities.events.seats import Room, has_seat, move_up, room
from freedomcities.groups.member_counts import rounded
from freedomcities.lib.prepared import update

COUNTS = ("taken", "waiting", "last_number")

Seen = tuple[Room, bool, int]


def seen_of(event: Event) -> Seen:
    """All that visitors can tell of the seats: see `shown.coming_of`."""
    return room(event.seats, event.taken), event.taken > 0, rounded(event.taken)


def answer_to(event: Event) -> Answer:
    """What somebody gets who may come: a seat, or a place on the waiting list."""
    return Answer.COMES if has_seat(event.seats, event.taken, event.waiting) else Answer.WAITS


def count_in(event: Event, answer: str) -> None:
    """Somebody has this answer now."""
    event.taken += answer == Answer.COMES
    event.waiting += answer == Answer.WAITS


def count_out(event: Event, answer: str) -> None:
    """Somebody had this answer, and has it no more."""
    event.taken -= answer == Answer.COMES
    event.waiting -= answer == Answer.WAITS


def fill_seats(event: Event, *, now: datetime) -> None:
    """Let those who waited longest have what seats are free, and tell them.

    Of an event that is not on the map nobody gets a seat; see `operations.show`.
    """
    if not event.waiting or event.state != State.PUBLISHED or event.ends_at <= now:
        return
    waiting = list(event.sign_ups.waiting().values_list("number", flat=True))
    moved = move_up(event.seats, event.taken, waiting)
    if not moved:
        return
    rows = event.sign_ups.waiting().filter(number__lte=moved[-1])
    rows.update(answer=Answer.COMES, answered_on=day_of(now))
    event.taken += len(moved)
    event.waiting -= len(moved)
    start_mailing(event, Writes.MOVED_UP, numbers=moved, now=now)


def seat_anew(event: Event, *, was_home: bool, now: datetime) -> None:
    """Its host wrote it anew: more seats, or another way of letting people in.

    At a home nobody comes whom its host has not approved, whatever it was before. Where nobody
    needs to be approved any more, those who asked come in the order in which they did.
    """
    if event.where == Where.HOME and not was_home:
        rows = event.sign_ups.filter(answer__in=[Answer.COMES, Answer.WAITS])
        rows.update(answer=Answer.ASKS, answered_on=day_of(now))
        event.roles.filter(taken_by__isnull=False).delete()
        event.taken = event.waiting = 0
    if not event.by_approval:
        asking = event.sign_ups.filter(answer=Answer.ASKS)
        event.waiting += asking.update(answer=Answer.WAITS, answered_on=day_of(now))
    fill_seats(event, now=now)


def take_out(event: Event, row: SignUp, *, now: datetime) -> None:
    """Delete a sign-up of a locked event, and let the next one have the seat."""
    count_out(event, row.answer)
    row.delete()
    fill_seats(event, now=now)


def keep(event: Event, action: str, was: Seen, *, actor: Person, now: datetime) -> None:
    """Save the counts, and note what was done: by its day, and without a name.

    Pages are made anew only where visitors see something else of the seats.
    """
    update(event, COUNTS)
    is_seen = seen_of(event) != was and event.state == State.PUBLISHED
    note(event, action, actor=actor, now=start_of_day(now), is_public=is_seen)


def start_of_day(now: datetime) -> datetime:
    """The day on which a guest did something, as the log keeps it: nothing finer."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def day_of(now: datetime) -> date:
    """The day on which somebody answered; nothing finer is kept."""
    return now.astimezone(UTC).date()
