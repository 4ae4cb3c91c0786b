"""What came of an event: a few sentences by its hosts, which everybody reads on its page.

They go by the same rules as its other words: a moderator reads first what somebody new writes, and
what holds private details. Until then what was there stands.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freedomcities.accounts.models import Person
from freedomcities.events.addresses import page_at
from freedomcities.events.begun import check_has_begun
from freedomcities.events.choices import State
from freedomcities.events.locking import lock, lock_for, note
from freedomcities.events.models import LONGEST_RECAP, Event, EventRecap
from freedomcities.events.news import RECAP, RECAP_WORDS, tell_recap_declined
from freedomcities.events.permissions import Asker, hosts, is_moderator
from freedomcities.events.refusals import MayNot
from freedomcities.groups.locking import lock_person
from freedomcities.groups.texts import many_lines
from freedomcities.moderation.acquaintance import note_known, whys_for
from freedomcities.moderation.choices import Ground
from freedomcities.moderation.choices import State as CaseState
from freedomcities.moderation.kinds import ContentKind, Shown, TextShown
from freedomcities.moderation.kinds import register as register_kind
from freedomcities.moderation.operations import drop, hold, settle


def write_recap(event_id: str, text: str, *, actor: Person, now: datetime) -> EventRecap | None:
    """Say what came of an event, once it has begun; without a text, say nothing any more.

    What it returns waits for a moderator where it has a ``new_text``. Raises MayNot, IsCancelled,
    NotOnTheMap, HasNotBeen, TooLong.
    """
    said = many_lines(text, most=LONGEST_RECAP, required=False)
    with transaction.atomic():
        # Whoever is erased at the same moment leaves nothing behind that waits.
        lock_person(actor)
        event = lock_for(event_id, actor, hosts)
        check_has_begun(event, now=now)
        row = EventRecap.objects.filter(event=event).first()
        if not said:
            if row is not None:
                _take_away(row, actor=actor, now=now)
            return None
        row = row or EventRecap(event=event)
        was = row.text
        whys, details = ((), ()) if said == was else whys_for(actor, said)
        if whys:
            row.new_text, row.person = said, actor
            row.save()
            hold(RECAP_WORDS, event.pk, whys, details=details, actor=actor, now=now)
        else:
            _drop_new(row, actor=actor, now=now)
            row.text = said
            row.save()
        is_public = row.text != was
        note(event, "write-event-recap", actor=actor, now=now, is_public=is_public)
    return row


def accept_recap(event_id: str, *, actor: Person, now: datetime) -> EventRecap:
    """Show what came of an event; MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, _may_moderate)
        row = _waiting(event)
        row.text = row.new_text
        note(event, "accept-event-recap", actor=actor, now=now, is_public=True)
        settle(RECAP_WORDS, event.pk, CaseState.PUBLISHED, actor=actor, now=now)
        if row.person:
            note_known(row.person)
        row.new_text, row.person = "", None
        row.save()
    return row


def decline_recap(event_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Drop what waits, and tell its hosts why; what was there before stands. MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, _may_moderate)
        row = _waiting(event)
        note(event, "decline-event-recap", actor=actor, now=now)
        settle(RECAP_WORDS, event.pk, CaseState.DECLINED, actor=actor, now=now)
        _forget_new(row)
        tell_recap_declined(event, ground, now=now)


def take_down_recap(event_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Delete what everybody read, and what waits, and tell its hosts why. MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, _may_moderate)
        if not EventRecap.objects.filter(event=event).delete()[0]:
            raise MayNot
        note(
            event, "take-down-event-recap", actor=actor, now=now, is_public=True,
            detail={"ground": ground.value},
        )  # fmt: skip
        settle(RECAP, event.pk, CaseState.TAKEN_DOWN, actor=actor, now=now)
        drop(RECAP_WORDS, event.pk, actor=actor, now=now)
        tell_recap_declined(event, ground, now=now)


def forget_writer(person: Person, *, now: datetime) -> None:
    """Drop what somebody wrote and no moderator has read; within the transaction that erases."""
    mine = EventRecap.objects.filter(person=person)
    for event_id in sorted(mine.values_list("event_id", flat=True)):
        lock(event_id)
        # Read under the lock: a moderator may have let it in meanwhile.
        for row in mine.filter(event=event_id):
            _drop_new(row, actor=person, now=now)


def recap_of(event: Event) -> EventRecap | None:
    """What came of an event, and what of that waits."""
    return EventRecap.objects.filter(event=event).first()


def show_recap(event_id: str) -> Shown | None:
    """What everybody reads, as moderators see it."""
    row = EventRecap.objects.select_related("event").filter(event=event_id).first()
    if row is None or not row.text:
        return None
    return _shown(row, row.text, is_public=row.event.state == State.PUBLISHED)


def show_new_recap(event_id: str) -> Shown | None:
    """What waits, as moderators see it."""
    row = EventRecap.objects.select_related("event", "person").filter(event=event_id).first()
    if row is None or not row.new_text:
        return None
    return _shown(row, row.new_text, is_public=False)


def _shown(row: EventRecap, text: str, *, is_public: bool) -> Shown:
    return Shown(
        title=row.event.title,
        texts=(TextShown(_("What came of it"), text),),
        address=page_at(row.event_id),
        author=row.person,
        is_public=is_public,
    )


def register() -> None:
    """Let moderators decide on them; said once, when the site starts."""
    register_kind(
        ContentKind(
            name=RECAP,
            label=gettext_lazy("what came of an event"),
            show=show_recap,
            take_down=take_down_recap,
            lock=_keep_still,
        )
    )
    register_kind(
        ContentKind(
            name=RECAP_WORDS,
            label=gettext_lazy("new words on what came of an event"),
            show=show_new_recap,
            publish=accept_recap,
            decline=decline_recap,
            lock=_keep_still,
            takes_reports=False,
        )
    )


def _may_moderate(asker: Asker) -> bool:
    return is_moderator(asker.person)


def _waiting(event: Event) -> EventRecap:
    row = EventRecap.objects.select_related("person").filter(event=event).first()
    if row is None or not row.new_text:
        raise MayNot
    return row


def _drop_new(row: EventRecap, *, actor: Person, now: datetime) -> None:
    if row.new_text:
        drop(RECAP_WORDS, row.event_id, actor=actor, now=now)
        _forget_new(row)


def _forget_new(row: EventRecap) -> None:
    """Without what waited; and without a row where nothing else is there."""
    row.new_text, row.person = "", None
    if row.text:
        row.save()
    else:
        row.delete()


def _take_away(row: EventRecap, *, actor: Person, now: datetime) -> None:
    for kind in (RECAP, RECAP_WORDS):
        drop(kind, row.event_id, actor=actor, now=now)
    note(row.event, "write-event-recap", actor=actor, now=now, is_public=bool(row.text))
    row.delete()


def _keep_still(event_id: str) -> None:
    """What came of it changes under the lock of the event's row alone."""
    Event.objects.select_for_update().filter(pk=event_id).first()
