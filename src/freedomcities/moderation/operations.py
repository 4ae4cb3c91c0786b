"""Writes of moderation: what waits, and what is decided. Reports (`reporting`) and take-downs of
what is on the list (`taking_down`) have modules of their own.

A subject is locked before its case, always: its noun's operations lock it and then call `settle`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Refusal
from freedomcities.moderation.acquaintance import note_known
from freedomcities.moderation.choices import (
    GROUNDS,
    UNDECIDED,
    Decision,
    Ground,
    State,
    Why,
)
from freedomcities.moderation.deciding import check_ground, possible
from freedomcities.moderation.found import Detail
from freedomcities.moderation.kinds import ContentKind, Shown, digest_of, kind_of
from freedomcities.moderation.models import LONGEST_NOTE, Case, Report
from freedomcities.moderation.permissions import is_moderator
from freedomcities.moderation.refusals import (
    AlreadyDecided,
    CannotBe,
    ChangedSince,
    MayNot,
    NoteTooLong,
    NotOnesOwn,
)

_ENDS = {
    Decision.PUBLISH: State.PUBLISHED,
    Decision.DECLINE: State.DECLINED,
    Decision.LEAVE: State.LEFT,
    Decision.TAKE_DOWN: State.TAKEN_DOWN,
    Decision.ASK_READER: State.READING,
}


def hold(
    kind: str,
    subject: str,
    whys: Iterable[Why],
    *,
    details: Iterable[Detail] = (),
    actor: Person,
    now: datetime,
) -> Case:
    """Put a subject into the queue; one that waits there already waits for these reasons too."""
    with transaction.atomic():
        case = open_case(kind, subject, now=now)
        case.whys = _joined(Why, case.whys, whys)
        case.details = _joined(Detail, case.details, details)
        case.save(update_fields=["whys", "details"])
        note(case, "hold", actor=actor, now=now, detail={"whys": case.whys})
    return case


def open_case(kind: str, subject: str, *, now: datetime) -> Case:
    """The open case of a subject, locked; made where there is none."""
    fresh = Case(kind=kind, subject=subject, opened_on=now.date())
    Case.objects.bulk_create([fresh], ignore_conflicts=True)
    locked = Case.objects.select_for_update().about(kind, subject)
    found = locked.filter(state=State.OPEN).first()
    if found is None:
        # Decided between the two: this is another one.
        return open_case(kind, subject, now=now)
    return found


def settle(kind: str, subject: str, state: State, *, actor: Person, now: datetime) -> Case | None:
    """Close the case of a subject that its noun has decided on; None where nothing waited.

    Call it within the noun's operation, which has checked that `actor` may. Reports are dropped,
    and what readers of law were asked about it needs no answer any more.
    """
    locked = Case.objects.select_for_update().about(kind, subject).order_by("pk")
    cases = list(locked.filter(state__in=UNDECIDED))
    for case in cases:
        close(case, state, actor=actor, now=now)
    return cases[0] if cases else None


def close(case: Case, state: State, *, actor: Person, now: datetime) -> None:
    """End a case that is locked, within the operation that decides on it; its reports go."""
    case.state, case.decided_on, case.decided_by = state, now.date(), actor
    case.save(update_fields=["state", "decided_on", "decided_by"])
    Report.objects.filter(case=case).delete()
    note(case, "decide-case", actor=actor, now=now, detail={"state": state.value})


def drop(kind: str, subject: str, *, actor: Person, now: datetime) -> None:
    """What waited is no more, by its own people's doing."""
    settle(kind, subject, State.GONE, actor=actor, now=now)


def decide(
    case_id: UUID,
    decision: Decision,
    *,
    ground: Ground | None = None,
    text: str = "",
    seen: str | None = None,
    actor: Person,
    now: datetime,
) -> Case:
    """Do what a moderator decided, and close the case; `text` is for other moderators.

    `seen` is the digest of the words that were read; None only where they were read just now.
    What is not there any more closes as gone. Raises MayNot, AlreadyDecided where somebody else
    was faster, ChangedSince, CannotBe, NotOnesOwn where they would publish what they wrote
    themselves, SayWhy, NoteTooLong, and what the noun itself refuses.
    """
    said = text.strip()
    if len(said) > LONGEST_NOTE:
        raise NoteTooLong(LONGEST_NOTE)
    with transaction.atomic():
        case = _for_moderator(case_id, actor)
        kind = kind_of(case.kind)
        if kind and kind.lock:
            kind.lock(case.subject)
            # Whoever had it locked until now may have decided.
            case = _for_moderator(case_id, actor)
        shown = kind.show(case.subject) if kind else None
        if kind is None or shown is None:
            state = State.GONE
        elif seen is not None and seen != digest_of(shown):
            raise ChangedSince
        else:
            state = _done(case, kind, shown, decision, ground, actor=actor, now=now)
        # Most nouns have closed it themselves by now.
        found = Case.objects.select_for_update().get(pk=case.pk)
        if found.state == case.state:
            _go_on(found, state, actor=actor, now=now)
        elif found.decided_by_id != actor.pk or found.state != state:
            raise AlreadyDecided
        found.note = said
        found.ground = ground.value if ground and decision in GROUNDS else ""
        found.save(update_fields=["note", "ground"])
    return found


def _go_on(case: Case, state: State, *, actor: Person, now: datetime) -> None:
    """Close a case, or hand it to readers of law with what people reported."""
    if state is not State.READING:
        close(case, state, actor=actor, now=now)
        return
    case.state = state
    case.save(update_fields=["state"])
    note(case, "ask-reader", actor=actor, now=now, detail={})


def _for_moderator(case_id: UUID, actor: Person) -> Case:
    """An undecided case as it is now, for somebody who moderates now; MayNot, AlreadyDecided."""
    person = Person.objects.filter(pk=actor.pk).first()
    case = Case.objects.filter(pk=case_id).first()
    if person is None or not is_moderator(person) or case is None:
        raise MayNot
    if case.state not in UNDECIDED:
        raise AlreadyDecided
    return case


def _done(
    case: Case,
    kind: ContentKind,
    shown: Shown,
    decision: Decision,
    ground: Ground | None,
    *,
    actor: Person,
    now: datetime,
) -> State:
    if decision not in possible(kind, shown, State(case.state)):
        raise CannotBe
    if decision is Decision.PUBLISH and shown.author == actor:
        raise NotOnesOwn
    check_ground(decision, ground)
    try:
        with transaction.atomic():
            _act(kind, case.subject, decision, ground, actor=actor, now=now)
            if decision is Decision.PUBLISH and shown.author is not None:
                note_known(shown.author)
    except Refusal:
        # Whoever was faster has left nothing to be done: that is what is told.
        if Case.objects.filter(pk=case.pk, state=case.state).exists():
            raise
        raise AlreadyDecided from None
    return _ENDS[decision]


def _act(
    kind: ContentKind,
    subject: str,
    decision: Decision,
    ground: Ground | None,
    *,
    actor: Person,
    now: datetime,
) -> None:
    if decision is Decision.PUBLISH and kind.publish:
        kind.publish(subject, actor=actor, now=now)
    elif decision is Decision.DECLINE and kind.decline and ground:
        kind.decline(subject, ground=ground, actor=actor, now=now)
    elif decision is Decision.TAKE_DOWN and kind.take_down and ground:
        kind.take_down(subject, ground=ground, actor=actor, now=now)


def _joined(order: type[Why] | type[Detail], held: Iterable[str], more: Iterable[str]) -> list[str]:
    """Each once, in the order of their list."""
    named = {*held, *(str(each) for each in more)}
    return [each.value for each in order if each.value in named]


def note(
    case: Case,
    action: str,
    *,
    actor: Person,
    now: datetime,
    detail: dict[str, object],
) -> None:
    """The entry in the log; what people do among themselves, so that it keeps the day alone."""
    subject = f"{case.kind} {case.subject}"
    record(actor=actor, now=now, action=action, subject=subject, detail=detail, is_public=False)
