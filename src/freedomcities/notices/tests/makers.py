"""Things to follow, and people who do, for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.notices.choices import Pace
from freedomcities.notices.kinds import (
    NewsKind,
    Subject,
    SubjectKind,
    register_news,
    register_subject,
)
from freedomcities.notices.models import Follow, News, Notice, Wishes
from freedomcities.notices.operations import follow
from freedomcities.notices.telling import tell

# A Wednesday, at noon in the zone of the letters.
NOON = datetime(2026, 11, 18, 17, tzinfo=UTC)
HOUR = timedelta(hours=1)
A, B, C = ("thing", "a"), ("thing", "b"), ("thing", "c")
_TITLES = {"a": "Ann Arbor", "b": "Überlingen & Söhne", "c": "Cádiz"}
unseen: set[tuple[str, str]] = set()


def register_things() -> None:
    """Three things that everybody may follow, a secret one, and two kinds of news."""
    unseen.clear()
    register_subject(SubjectKind("thing", find=find_thing, tells="We write when it changes."))
    secret = SubjectKind("secret", find=find_thing, may_follow=lambda _person, _id: False)
    register_subject(secret)
    register_news(NewsKind("happened", "things/news/happened"))
    register_news(NewsKind("whispered", "things/news/happened", may_see=may_see))


def find_thing(id_: str) -> Subject | None:
    """A thing by its id, or in capitals."""
    title = _TITLES.get(id_.lower())
    return Subject(title, f"/things/{id_.lower()}/", id_.lower()) if title else None


def may_see(person: Person, news: News) -> bool:
    """Whether somebody may see it: see `unseen`."""
    return (str(person.pk), news.context["title"]) not in unseen


def make_follower(name: str = "ann", *things: tuple[str, str], pace: Pace = Pace.AT_ONCE) -> Person:
    """Somebody who follows these, or the first."""
    person = make_ann(f"{name}@example.org", name=name)
    for kind, id_ in things or (A,):
        follow(kind, id_, pace=pace, actor=person, now=NOW)
    return person


def say(title: str = "It rained", *things: tuple[str, str], at: datetime = NOON) -> None:
    """Tell the followers of these things, or of the first."""
    tell("happened", subjects=things or [A], context={"title": title}, now=at)


def snapshot() -> list[object]:
    """All that notices hold, to see that nothing changed."""
    tables = (Follow, Wishes, News, Notice)
    return [list(table.objects.order_by("pk").values()) for table in tables]
