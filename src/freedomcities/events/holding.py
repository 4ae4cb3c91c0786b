"""What of an event waits for a moderator: one by somebody new, words that must be read first."""

from __future__ import annotations

from datetime import datetime

from freedomcities.accounts.models import Person
from freedomcities.events.choices import State, Where
from freedomcities.events.models import Event, EventWords
from freedomcities.events.news import EVENT
from freedomcities.moderation.acquaintance import whys_for
from freedomcities.moderation.choices import Why
from freedomcities.moderation.operations import drop, hold

WORDS = "event-words"


def texts_of(event: Event | EventWords) -> tuple[str, str, str]:
    """What people wrote of it, as moderators read it; an address is one by intent."""
    return event.title, event.about, event.venue


def hold_new(event: Event, *names: str, actor: Person, now: datetime) -> bool:
    """Let a new event wait where it must; whether it does. `names`: what its host is called."""
    whys, details = whys_for(actor, *texts_of(event), *names)
    if whys:
        hold(EVENT, event.pk, whys, details=details, actor=actor, now=now)
    return bool(whys)


def hold_words(event: Event, was: tuple[str, str, str], *, actor: Person, now: datetime) -> bool:
    """Let new words of a published event wait where they must; whether they do.

    `was` is what it said before. One that is not on the map yet is read as a whole.
    """
    new = texts_of(event)
    whys, details = ((), ()) if new == was else whys_for(actor, *new)
    if event.state == State.WAITING:
        if new != was:
            hold(EVENT, event.pk, whys, details=details, actor=actor, now=now)
        return False
    if not whys:
        if EventWords.objects.filter(event=event).delete()[0]:
            drop(WORDS, event.pk, actor=actor, now=now)
        return False
    title, about, venue = new
    EventWords.objects.update_or_create(
        event=event,
        defaults={"person": actor, "title": title, "about": about, "venue": venue},
    )
    event.title, event.about, event.venue = was
    if event.where != Where.VENUE:
        # It is there no more, whatever its words are.
        event.venue = ""
    hold(WORDS, event.pk, whys, details=details, actor=actor, now=now)
    return True


def look_at(event: Event, *texts: str, actor: Person, now: datetime) -> None:
    """Let a moderator look at what somebody new wrote of an event that everybody sees.

    For what cannot wait: what a co-host is called (not shown until then), an address, why it will
    not be.
    """
    whys, _details = whys_for(actor, *texts)
    if Why.UNKNOWN_PERSON in whys and event.state != State.WAITING:
        hold(EVENT, event.pk, [Why.UNKNOWN_PERSON], actor=actor, now=now)


def waiting_words(event: Event) -> EventWords | None:
    """The new words that a moderator has yet to read; for whoever hosts it."""
    return EventWords.objects.filter(event=event).first()
