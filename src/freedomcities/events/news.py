"""What is told of events: to who follows a place or a group, and to those whom it is about.

No news holds a name, and none the address of a home.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freedomcities.accounts.models import Person
from freedomcities.events.addresses import page_at
from freedomcities.events.models import Event
from freedomcities.events.shown import before_words, line_of
from freedomcities.groups.news import GROUP
from freedomcities.moderation.choices import Ground
from freedomcities.notices.choices import Pace
from freedomcities.notices.kinds import (
    Context,
    NewsKind,
    Subject,
    SubjectKind,
    register_news,
    register_subject,
)
from freedomcities.notices.models import News
from freedomcities.notices.telling import tell, tell_people
from freedomcities.places.followed import PLACE, codes_around

EVENT = "event"
ON_THE_MAP, CHANGED, CANCELLED = "event-on-the-map", "event-changed", "event-cancelled"
IS_ON_THE_MAP, DECLINED = "event-is-on-the-map", "event-declined"
WORDS_DECLINED, RECAP_DECLINED = "event-words-declined", "event-recap-declined"
RECAP, RECAP_WORDS = "event-recap", "event-recap-words"
PHOTO_DECLINED = "event-photo-declined"


def register() -> None:
    """Let people follow events, and let these be told; said once, when the site starts."""
    register_subject(
        SubjectKind(
            name=EVENT,
            find=find,
            find_all=find_all,
            # A morning later, it may be over.
            pace=Pace.AT_ONCE.value,
            public_title=_public_title,
            tells=_("We write when its time or place changes, and when it is cancelled."),
            may_follow=lambda person, id_: (
                Event.objects.visible_to(person, with_roles=False).filter(pk=id_).exists()
            ),
        )
    )
    for name, template in (
        (ON_THE_MAP, "on_the_map"),
        (CHANGED, "changed"),
        (CANCELLED, "cancelled"),
        (IS_ON_THE_MAP, "is_on_the_map"),
    ):
        path = f"events/news/{template}"
        register_news(NewsKind(name, path, may_see=_sees_event, words=_words))
    register_news(NewsKind(DECLINED, "events/news/declined", words=_declined_words))
    for name, template in (
        (WORDS_DECLINED, "words_declined"),
        (RECAP_DECLINED, "recap_declined"),
        (PHOTO_DECLINED, "photo_declined"),
    ):
        path = f"events/news/{template}"
        register_news(NewsKind(name, path, may_see=_sees_event, words=_declined_words))


def find(event_id: str) -> Subject | None:
    """The event of an id."""
    return find_all([event_id]).get(event_id)


def find_all(ids: Collection[str]) -> Mapping[str, Subject]:
    """The events of these ids, in one query."""
    found = Event.objects.filter(pk__in=ids)
    return {each.pk: Subject(each.title, page_at(each.pk)) for each in found}


def _public_title(event_id: str) -> str:
    """What it is called, where everybody sees it; "" where it is there no more."""
    titles = Event.objects.visible_to(None).filter(pk=event_id).values_list("title", flat=True)
    if title := titles.first():
        return title
    return gettext("an event") if Event.objects.filter(pk=event_id).exists() else ""


def tell_on_the_map(event: Event, *, actor: Person, now: datetime) -> None:
    """Everybody sees it: those who follow its groups, its place, or what lies around that."""
    subjects = [(PLACE, code) for code in codes_around([event.place])]
    subjects += [(GROUP, row.group_id) for row in event.groups.order_by("pk")]
    tell(
        ON_THE_MAP,
        subjects=subjects,
        context={"event": event.pk},
        now=now,
        but_not=actor,
        # Once for a series, and once for an event that was taken down and is back.
        key=f"{ON_THE_MAP} {event.series or event.pk}",
    )


def tell_changed(event: Event, before: Mapping[str, str], *, actor: Person, now: datetime) -> None:
    """Its time or place is another: those who follow it, with what it was `before`."""
    context = {"event": event.pk, "before": dict(before)}
    tell(CHANGED, subjects=[(EVENT, event.pk)], context=context, now=now, but_not=actor)


def tell_cancelled(event: Event, *, actor: Person, now: datetime) -> None:
    """It will not be: those who follow it."""
    subjects = [(EVENT, event.pk)]
    tell(CANCELLED, subjects=subjects, context={"event": event.pk}, now=now, but_not=actor)


def tell_published(event: Event, *, now: datetime) -> None:
    """A moderator has put it on the map: its hosts."""
    tell_people(IS_ON_THE_MAP, _hosts(event), {"event": event.pk}, now)


def tell_declined(event: Event, ground: Ground, *, now: datetime) -> None:
    """A moderator has not put it on the map; called before it is deleted."""
    context = {"title": event.title, "ground": ground.value}
    tell_people(DECLINED, _hosts(event), context, now)


def tell_words_declined(event: Event, ground: Ground, *, now: datetime) -> None:
    """A moderator has not let its new words in, and why: its hosts."""
    context = {"event": event.pk, "title": event.title, "ground": ground.value}
    tell_people(WORDS_DECLINED, _hosts(event), context, now)


def tell_recap_declined(event: Event, ground: Ground, *, now: datetime) -> None:
    """A moderator does not show what came of it, and why: its hosts."""
    context = {"event": event.pk, "title": event.title, "ground": ground.value}
    tell_people(RECAP_DECLINED, _hosts(event), context, now)


def tell_photo_declined(event: Event, ground: Ground, *, now: datetime) -> None:
    """A moderator has not let a photo in, or has taken it down, and why: its hosts."""
    context = {"event": event.pk, "title": event.title, "ground": ground.value}
    tell_people(PHOTO_DECLINED, _hosts(event), context, now)


def _words(told: Context) -> Context:
    """What a letter says: as it is when the letter is written, in the event's own clock."""
    rows = Event.objects.select_related("place")
    event = rows.filter(pk=told["event"]).first()
    if event is None:
        return told
    before = [before_words(what, text, event) for what, text in told.get("before", {}).items()]
    because = event.cancelled_because
    return {**told, "line": line_of(event), "before_words": before, "because": because}


def _declined_words(told: Context) -> Context:
    return {**told, "ground": Ground(told["ground"]).label}


def _hosts(event: Event) -> list[Person]:
    rows = event.hosts.select_related("person").order_by("pk")
    return [row.person for row in rows]


def _sees_event(person: Person, news: News) -> bool:
    seen = Event.objects.visible_to(person, with_roles=False)
    return seen.filter(pk=news.context["event"]).exists()
