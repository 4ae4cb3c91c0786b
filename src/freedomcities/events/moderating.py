"""What moderators decide on events: new ones, new words, and those that were reported."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freedomcities.accounts.models import Person
from freedomcities.events.addresses import page_at
from freedomcities.events.choices import HostRole, State
from freedomcities.events.holding import WORDS, texts_of
from freedomcities.events.locking import lock_for, note
from freedomcities.events.models import Event, EventWords
from freedomcities.events.news import EVENT, tell_declined, tell_published, tell_words_declined
from freedomcities.events.operations import show, take_away
from freedomcities.events.permissions import may_answer_words, may_decide, may_take_down
from freedomcities.events.refusals import MayNot
from freedomcities.events.saving import save
from freedomcities.moderation.acquaintance import note_known
from freedomcities.moderation.choices import Ground, Why
from freedomcities.moderation.choices import State as CaseState
from freedomcities.moderation.kinds import ContentKind, Shown, TextShown
from freedomcities.moderation.kinds import register as register_kind
from freedomcities.moderation.models import Case
from freedomcities.moderation.operations import drop, hold, settle


def publish_event(event_id: str, *, actor: Person, now: datetime) -> Event:
    """Put an event that waited on the map, and what of its series was written with it; MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, may_decide)
        settle(EVENT, event.pk, CaseState.PUBLISHED, actor=actor, now=now)
        for each in (event, *_with(event)):
            show(each, actor=actor, now=now)
        tell_published(event, now=now)
        for host in event.hosts.filter(role=HostRole.MAIN).select_related("person"):
            note_known(host.person)
    return event


def decline_event(event_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Take away an event that waited, and what of its series was written with it; MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, may_decide)
        settle(EVENT, event.pk, CaseState.DECLINED, actor=actor, now=now)
        tell_declined(event, ground, now=now)
        for each in (event, *_with(event)):
            note(each, "decline-event", actor=actor, now=now)
            take_away(each, actor=actor, now=now)


def take_down(event_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Take an event from everybody's sight: it waits again, and its host can mend it. MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, may_take_down)
        note(
            event, "take-down-event", actor=actor, now=now, is_public=True,
            detail={"ground": ground.value},
        )  # fmt: skip
        settle(EVENT, event.pk, CaseState.TAKEN_DOWN, actor=actor, now=now)
        if event.state == State.CANCELLED or event.ends_at <= now:
            take_away(event, actor=actor, now=now)
            return
        event.state = State.WAITING
        event.save(update_fields=["state"])
        EventWords.objects.filter(event=event).delete()
        drop(WORDS, event.pk, actor=actor, now=now)
        hold(EVENT, event.pk, [Why.EVERY_ONE], actor=actor, now=now)


def accept_words(event_id: str, *, actor: Person, now: datetime) -> Event:
    """Show the new words of an event; MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, may_answer_words)
        words = _words(event)
        event.title, event.about, event.venue = texts_of(words)
        event.sequence += 1
        save(event, now=now)
        note(event, "accept-event-words", actor=actor, now=now, is_public=True)
        settle(WORDS, event.pk, CaseState.PUBLISHED, actor=actor, now=now)
        note_known(words.person)
        words.delete()
    return event


def decline_words(event_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Leave an event's words as they are; the new ones are deleted, its hosts told why. MayNot."""
    with transaction.atomic():
        event = lock_for(event_id, actor, may_answer_words)
        words = _words(event)
        note(event, "decline-event-words", actor=actor, now=now)
        settle(WORDS, event.pk, CaseState.DECLINED, actor=actor, now=now)
        words.delete()
        tell_words_declined(event, ground, now=now)


def show_event(event_id: str) -> Shown | None:
    """An event as moderators see it; without the address of a home, which is not theirs."""
    event = Event.objects.filter(pk=event_id).first()
    if event is None:
        return None
    hosts = list(event.hosts.select_related("person").order_by("-role", "pk"))
    texts = (
        *_texts(*texts_of(event)),
        TextShown(_("Address"), event.address),
        TextShown(_("Why it is cancelled"), event.cancelled_because),
    )
    names = TextShown(_("Hosts"), ", ".join(host.name for host in hosts))
    return Shown(
        title=event.title,
        texts=tuple(text for text in (*texts, names) if text.text),
        address=page_at(event.pk),
        author=hosts[0].person if hosts else None,
        is_public=event.state != State.WAITING,
    )


def show_words(event_id: str) -> Shown | None:
    """The new words of an event as moderators see them."""
    words = EventWords.objects.select_related("event", "person").filter(event=event_id).first()
    if words is None:
        return None
    return Shown(
        title=words.event.title,
        texts=tuple(text for text in _texts(*texts_of(words)) if text.text),
        address=page_at(words.event_id),
        author=words.person,
        is_public=False,
    )


def register() -> None:
    """Let moderators decide on events; said once, when the site starts."""
    for kind in _KINDS:
        register_kind(kind)


def _with(event: Event) -> list[Event]:
    """The others of its series that wait with it, locked: those without a case of their own."""
    if not event.series:
        return []
    waiting = Event.objects.select_for_update().waiting().filter(series=event.series)
    others = list(waiting.exclude(pk=event.pk).order_by("starts_at", "pk"))
    apart = Case.objects.waiting().filter(kind=EVENT, subject__in=[each.pk for each in others])
    own = set(apart.values_list("subject", flat=True))
    return [each for each in others if each.pk not in own]


def _words(event: Event) -> EventWords:
    found = EventWords.objects.filter(event=event).select_related("person").first()
    if found is None:
        raise MayNot
    return found


def _texts(title: str, about: str, venue: str) -> tuple[TextShown, ...]:
    return (
        TextShown(_("Title"), title),
        TextShown(_("What will happen"), about),
        TextShown(_("Name of the place"), venue),
    )


def _keep_still(event_id: str) -> None:
    """Its words, and those that wait, change under the lock of its row alone."""
    Event.objects.select_for_update().filter(pk=event_id).first()


_KINDS = (
    ContentKind(
        name=EVENT,
        label=gettext_lazy("event"),
        show=show_event,
        publish=publish_event,
        decline=decline_event,
        take_down=take_down,
        lock=_keep_still,
    ),
    ContentKind(
        name=WORDS,
        label=gettext_lazy("new words of an event"),
        show=show_words,
        publish=accept_words,
        decline=decline_words,
        lock=_keep_still,
        takes_reports=False,
    ),
)
