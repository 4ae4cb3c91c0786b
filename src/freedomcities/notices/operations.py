"""What people follow: beginning, changing how often, stopping.

The links of letters are in `stopping`, telling people in `telling`.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.notices.choices import Pace
from freedomcities.notices.kinds import Subject, subject_kind
from freedomcities.notices.models import LONGEST_ID, Follow, Notice, Wishes
from freedomcities.notices.refusals import NothingToFollow, TooManyFollows

MOST_FOLLOWS = 1_000


def find_subject(kind: str, id_: str, *, person: Person) -> Subject:
    """What somebody may follow, with the id that it goes by; NothingToFollow."""
    known = subject_kind(kind)
    if known is None or not id_ or len(id_) > LONGEST_ID or "\0" in id_:
        raise NothingToFollow
    found = known.find(id_)
    if found is None or not (known.may_follow is None or known.may_follow(person, id_)):
        raise NothingToFollow
    return Subject(found.title, found.address, found.id or id_)


def follow(kind: str, id_: str, *, pace: Pace, actor: Person, now: datetime) -> Follow:
    """Tell somebody of a subject from now on; of one that they follow, this often.

    Raises NothingToFollow, TooManyFollows.
    """
    subject = find_subject(kind, id_, person=actor)
    with transaction.atomic():
        lock(actor)
        known = Follow.objects.filter(person=actor, subject_kind=kind, subject_id=subject.id)
        found = known.first()
        if found is not None:
            return change_pace(found.pk, pace, actor=actor, now=now) or found
        _check_room(actor)
        made = Follow.objects.create(
            person=actor, subject_kind=kind, subject_id=subject.id, pace=pace
        )
        note(actor, "follow", now=now)
    return made


def follow_own(person: Person, kind: str, id_: str) -> None:
    """Follow what somebody belongs to, at their pace; within the operation that they join by.

    Nothing changes where they follow it already, or follow as much as one person can. Their own
    row is not locked: whoever joins holds the lock of what they join.
    """
    if Follow.objects.filter(person=person).count() < MOST_FOLLOWS:
        pace = wishes_of(person).pace
        made = Follow(person=person, subject_kind=kind, subject_id=id_, pace=pace)
        Follow.objects.bulk_create([made], ignore_conflicts=True)


def unfollow_own(person: Person, kind: str, id_: str, *, now: datetime) -> None:
    """Follow it no more; within the operation that they leave by."""
    gone = Follow.objects.filter(person=person, subject_kind=kind, subject_id=id_).delete()[0]
    if gone:
        look_again(person, now=now)


def forget_subject(kind: str, id_: str) -> None:
    """Nobody follows what is deleted; within the operation that deletes it."""
    Follow.objects.filter(subject_kind=kind, subject_id=id_).delete()


def change_pace(follow_id: UUID, pace: Pace, *, actor: Person, now: datetime) -> Follow | None:
    """Be told of one thing this often; None where it is not among what they follow."""
    with transaction.atomic():
        lock(actor)
        found = Follow.objects.filter(person=actor, pk=follow_id).first()
        if found is None or (found.pace == pace and not found.stopped_from):
            return found
        found.pace, found.stopped_from = pace, ""
        found.save(update_fields=["pace", "stopped_from"])
        look_again(actor, now=now)
        note(actor, "change-pace", now=now)
    return found


def unfollow(follow_id: UUID, *, actor: Person, now: datetime) -> bool:
    """Stop following one thing; whether it was among what they follow."""
    with transaction.atomic():
        lock(actor)
        gone = Follow.objects.filter(person=actor, pk=follow_id).delete()[0]
        if gone:
            look_again(actor, now=now)
            note(actor, "unfollow", now=now)
    return bool(gone)


def unfollow_all(*, actor: Person, now: datetime) -> None:
    """Stop every letter: all that they follow, and those on their own affairs."""
    with transaction.atomic():
        lock(actor)
        Follow.objects.filter(person=actor).delete()
        Notice.objects.filter(person=actor).delete()
        Wishes.objects.update_or_create(
            person=actor, defaults={"directly": False, "stopped": False}
        )
        note(actor, "unfollow-all", now=now)


def wish(*, pace: Pace, directly: bool, actor: Person, now: datetime) -> Wishes:
    """The pace of what somebody follows from now on, and whether they hear of their own affairs."""
    with transaction.atomic():
        lock(actor)
        wishes, _made = Wishes.objects.update_or_create(
            person=actor, defaults={"pace": pace, "directly": directly, "stopped": False}
        )
        look_again(actor, now=now)
        note(actor, "change-notices", now=now)
    return wishes


def wishes_of(person: Person) -> Wishes:
    """How somebody wants to be told; unsaved where they never said."""
    return Wishes.objects.filter(person=person).first() or Wishes(person=person)


def lock(person: Person) -> None:
    """So that two windows at once are counted one by one, and a letter is written or stopped."""
    people = Person.objects.get_queryset().select_for_update(no_key=True)
    if people.filter(pk=person.pk, is_active=True, is_system=False).first() is None:
        raise NothingToFollow


def _check_room(person: Person) -> None:
    if Follow.objects.filter(person=person).count() >= MOST_FOLLOWS:
        raise TooManyFollows(MOST_FOLLOWS)


def look_again(person: Person, *, now: datetime) -> None:
    """What waits is looked at again: it is told sooner, later or not at all."""
    Notice.objects.filter(person=person).update(due_at=now)


def note(person: Person, action: str, *, now: datetime) -> None:
    """The entry in the log, which does not say what it is that they follow."""
    record(actor=person, now=now, action=action, subject="notices", is_public=False)
