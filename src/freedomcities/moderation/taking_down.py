"""Two people take something off the list: one asks, another confirms, and both moderate then.

Putting it back takes two as well. Nobody confirms what they asked for themselves, in whichever
window; whoever lost the role in between counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.moderation.choices import AskState, Direction, Ground, State
from freedomcities.moderation.deciding import check_ground
from freedomcities.moderation.kinds import ContentKind, digest_of, kind_of
from freedomcities.moderation.models import LONGEST_NOTE, TakeDown
from freedomcities.moderation.operations import settle
from freedomcities.moderation.permissions import counts_for_two
from freedomcities.moderation.refusals import (
    AlreadyDecided,
    AskedAlready,
    AskerGone,
    CannotBe,
    ChangedSince,
    MayNot,
    NoteTooLong,
    NotOneself,
)


def ask(
    kind: str,
    subject: str,
    direction: Direction,
    *,
    ground: Ground,
    text: str = "",
    actor: Person,
    now: datetime,
) -> TakeDown:
    """Ask that something be taken off the list, or put back; nothing happens to it yet.

    Raises MayNot, CannotBe where there is nothing to take down or put back, SayWhy where the
    ground is none for it, AskedAlready, NoteTooLong.
    """
    said = text.strip()
    if len(said) > LONGEST_NOTE:
        raise NoteTooLong(LONGEST_NOTE)
    with transaction.atomic():
        _lock_people([actor.pk])
        asker = Person.objects.get(pk=actor.pk)
        if not counts_for_two(asker):
            raise MayNot
        _check_can(kind, subject, direction)
        check_ground(direction, ground)
        asked = TakeDown(
            kind=kind, subject=subject, direction=direction, ground=ground, note=said,
            asked_by=asker, asked_on=now.date(),
        )  # fmt: skip
        TakeDown.objects.bulk_create([asked], ignore_conflicts=True)
        if not TakeDown.objects.filter(pk=asked.pk).exists():
            raise AskedAlready
        _note(asked, f"ask-to-{direction}", actor=asker, now=now)
    return asked


def confirm(
    take_down_id: UUID, *, seen: str | None = None, actor: Person, now: datetime
) -> TakeDown:
    """Do what another moderator asked for; everybody finds it in the list of decisions.

    `seen` is the digest of the words that were read, as in `operations.decide`.
    Raises MayNot, AlreadyDecided, NotOneself, AskerGone, CannotBe, ChangedSince.
    """
    with transaction.atomic():
        asked, second = _answered_by(take_down_id, actor)
        if asked.asked_by_id == second.pk:
            raise NotOneself
        asker = Person.objects.filter(pk__in=_asker(asked)).first()
        if asker is None or not counts_for_two(asker):
            raise AskerGone
        kind = _check_can(asked.kind, asked.subject, Direction(asked.direction))
        if seen is not None and seen != digest_of(kind.show(asked.subject)):
            raise ChangedSince
        _do(kind, asked, actor=second, now=now)
        asked.state, asked.answered_by, asked.done_on = AskState.DONE, second, now.date()
        asked.save(update_fields=["state", "answered_by", "done_on"])
        if asked.direction == Direction.TAKE_DOWN:
            settle(asked.kind, asked.subject, State.TAKEN_DOWN, actor=second, now=now)
        detail = {"ground": asked.ground}
        _note(asked, asked.direction, actor=second, now=now, detail=detail, is_public=True)
    return asked


def refuse(take_down_id: UUID, *, actor: Person, now: datetime) -> TakeDown:
    """Leave it as it is; whoever asked may do so too. MayNot, AlreadyDecided."""
    with transaction.atomic():
        asked, second = _answered_by(take_down_id, actor)
        asked.state, asked.answered_by = AskState.REFUSED, second
        asked.save(update_fields=["state", "answered_by"])
        _note(asked, f"refuse-to-{asked.direction}", actor=second, now=now)
    return asked


def check_two(kind: str, subject: str, direction: Direction, *, actor: Person) -> None:
    """MayNot, unless `actor` moderates and somebody else who does has asked for this.

    For the noun's own operation, so that nobody does alone what takes two.
    """
    asked = TakeDown.objects.about(kind, subject).waiting().filter(direction=direction).first()
    people = Person.objects.in_bulk([actor.pk, *_asker(asked)])
    if len(people) < 2 or not all(map(counts_for_two, people.values())):
        raise MayNot


def _answered_by(take_down_id: UUID, actor: Person) -> tuple[TakeDown, Person]:
    """What was asked, and who answers, both as they are now and locked; MayNot, AlreadyDecided."""
    known = TakeDown.objects.filter(pk=take_down_id).first()
    # People first, as when somebody leaves: two who wait for each other would wait for ever.
    _lock_people([actor.pk, *_asker(known)])
    asked = TakeDown.objects.select_for_update().filter(pk=take_down_id).first()
    second = Person.objects.get(pk=actor.pk)
    if asked is None or not counts_for_two(second):
        raise MayNot
    if asked.state != AskState.OPEN:
        raise AlreadyDecided
    return asked, second


def _asker(asked: TakeDown | None) -> list[UUID]:
    return [asked.asked_by_id] if asked and asked.asked_by_id else []


def _lock_people(ids: Iterable[UUID]) -> None:
    """In one order; until the transaction ends nobody's roles change."""
    rows = Person.objects.get_queryset().select_for_update(no_key=True)
    list(rows.filter(pk__in=list(ids)).order_by("pk"))


def _check_can(name: str, subject: str, direction: Direction) -> ContentKind:
    kind = kind_of(name)
    if kind is None or not kind.is_on_the_list:
        raise CannotBe
    shown = kind.show(subject)
    if shown is None or shown.is_public != (direction is Direction.TAKE_DOWN):
        raise CannotBe
    return kind


def _do(kind: ContentKind, asked: TakeDown, *, actor: Person, now: datetime) -> None:
    if asked.direction == Direction.TAKE_DOWN and kind.take_down:
        kind.take_down(asked.subject, ground=Ground(asked.ground), actor=actor, now=now)
    elif kind.put_back:
        kind.put_back(asked.subject, actor=actor, now=now)


def _note(
    asked: TakeDown,
    action: str,
    *,
    actor: Person,
    now: datetime,
    detail: Mapping[str, object] | None = None,
    is_public: bool = False,
) -> None:
    subject = f"{asked.kind} {asked.subject}"
    record(actor=actor, now=now, action=action, subject=subject, detail=detail, is_public=is_public)
