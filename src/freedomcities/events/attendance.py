"""Who was there: counted from paper, marked on the list, added with their consent; and thanked.

All of it is for the hosts, from the hour at which an event begins until its names are deleted.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from freedomcities.accounts.models import Person
from freedomcities.events.begun import check_has_begun, has_begun
from freedomcities.events.choices import Answer, Writes
from freedomcities.events.locking import lock_for, note
from freedomcities.events.mailings import start_mailing
from freedomcities.events.models import Event, SignUp
from freedomcities.events.permissions import sees_people
from freedomcities.events.querysets import GUESTS_LAST
from freedomcities.events.refusals import (
    AlreadyThanked,
    FewerThanMarked,
    HasNotBeen,
    NamesAreGone,
    NeedsConsent,
    TooManyPeople,
)
from freedomcities.events.seating import day_of
from freedomcities.events.sign_ups import (
    digest_of,
    id_of,
    read_guest,
    secret_of,
    write_guest,
)
from freedomcities.groups.member_counts import rounded

MOST_PEOPLE = 100_000
MOST_WALK_INS = 500

LISTED = (Answer.COMES, Answer.WAITS)
"""Who is on the list to tick: somebody who waited for a seat may have come as well."""

_WERE_THERE = Q(answer=Answer.WALKED_IN) | Q(answer__in=LISTED, attended=True)


def count_people(
    event_id: str,
    attended: int | None,
    *,
    listed: Collection[int] = (),
    present: Collection[int] = (),
    actor: Person,
    now: datetime,
) -> Event:
    """Keep how many were there in all, and who of the list was.

    `attended` counts the lines of the sign-in sheet; None: as many as are marked. `listed` are the
    numbers of the sign-ups that its host looked at, `present` those of them who were there. Raises
    MayNot, IsCancelled, NotOnTheMap, HasNotBeen, NamesAreGone, TooManyPeople, FewerThanMarked.
    """
    if attended is not None and not 0 <= attended <= MOST_PEOPLE:
        raise TooManyPeople(MOST_PEOPLE)
    with transaction.atomic():
        event = lock_for(event_id, actor, sees_people)
        _check_counting(event, now=now)
        looked_at = event.sign_ups.filter(answer__in=LISTED, number__in=listed)
        looked_at.filter(number__in=present).update(attended=True)
        looked_at.exclude(number__in=present).update(attended=False)
        marked = _marked(event)
        if attended is not None and attended < marked:
            raise FewerThanMarked(marked)
        _keep(event, marked if attended is None else attended, actor=actor, now=now)
    return event


def add_walk_in(
    event_id: str,
    *,
    once: UUID,
    name: str,
    email: str = "",
    has_agreed: bool,
    language: str,
    actor: Person,
    now: datetime,
) -> SignUp:
    """Put somebody on the list who came without a yes, and has agreed to be on it.

    They take no seat, and are written to once, with thanks. A form that is sent twice counts once,
    by its number `once`. Raises what `sign_ups.read_guest` does, NeedsConsent, MayNot,
    IsCancelled, NotOnTheMap, HasNotBeen, NamesAreGone, TooManyPeople.
    """
    guest = read_guest(name, email=email)
    if not has_agreed:
        raise NeedsConsent
    row_id = id_of(event_id, once, guest.name, by_host=True)
    with transaction.atomic():
        event = lock_for(event_id, actor, sees_people)
        _check_counting(event, now=now)
        known = event.sign_ups.filter(pk=row_id).first()
        if known is not None:
            return known
        if event.sign_ups.filter(answer=Answer.WALKED_IN).count() >= MOST_WALK_INS:
            raise TooManyPeople(MOST_WALK_INS)
        event.last_number += 1
        row = SignUp(
            id=row_id,
            event=event,
            answer=Answer.WALKED_IN,
            number=event.last_number,
            language=language,
            secret_digest=digest_of(secret_of(row_id)),
            answered_on=day_of(now),
            attended=True,
        )
        write_guest(row, guest)
        row.save(force_insert=True)
        _keep(event, max(event.attended or 0, _marked(event)), actor=actor, now=now)
    return row


def thank_everyone(event_id: str, *, actor: Person, now: datetime) -> None:
    """Write once to all who were there and left an address; not to those marked as absent.

    Raises MayNot, IsCancelled, NotOnTheMap, HasNotBeen, NamesAreGone, AlreadyThanked.
    """
    with transaction.atomic():
        event = lock_for(event_id, actor, sees_people)
        _check_counting(event, now=now)
        if event.ends_at > now:
            raise HasNotBeen
        if event.thanked_on is not None:
            raise AlreadyThanked
        event.thanked_on = day_of(now)
        event.save(update_fields=["thanked_on"])
        start_mailing(event, Writes.THANKS, now=now)
        note(event, "thank-everyone", actor=actor, now=now)


def is_counting(event: Event, *, now: datetime) -> bool:
    """Whether its hosts count, mark and thank now."""
    return has_begun(event, now=now) and event.ends_at > now - GUESTS_LAST


def _check_counting(event: Event, *, now: datetime) -> None:
    """IsCancelled, NotOnTheMap, HasNotBeen, NamesAreGone where nobody is counted."""
    check_has_begun(event, now=now)
    if event.ends_at <= now - GUESTS_LAST:
        raise NamesAreGone


def _marked(event: Event) -> int:
    return event.sign_ups.filter(_WERE_THERE).count()


def _keep(event: Event, attended: int, *, actor: Person, now: datetime) -> None:
    """Save the number; pages are made anew only where they say another one."""
    was = _said(event)
    # Nobody marked, and no number written: nobody has counted.
    event.attended = attended or None
    event.save(update_fields=["attended", "last_number"])
    is_seen = _said(event) != was
    note(event, "count-people", actor=actor, now=now, is_public=is_seen)


def _said(event: Event) -> tuple[bool, int]:
    """All that everybody can tell of the number."""
    number = event.attended or 0
    return number > 0, rounded(number)
