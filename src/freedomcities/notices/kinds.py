"""What can be followed, and what is told: each noun above adds its own when the site starts.

Nothing here knows them. A noun calls `register_subject`, `register_news` and `register_queue` from
its `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.functional import Promise

if TYPE_CHECKING:
    from freedomcities.accounts.models import Person
    from freedomcities.notices.models import News

Context = Mapping[str, Any]
Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is followed, in the language that is active: its title and its page.

    ``id``: the one that it goes by, where it was asked for by another.
    """

    title: str
    address: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of what can be followed.

    ``find`` gives the subject of an id, and ``find_all`` those of several in few queries.
    ``tells`` is a sentence on what comes. ``may_follow``: who may; None for everybody.
    ``public_title``: what may be said of it to nobody in particular, such as whoever holds the
    link of a letter; None where that is its title. It is "" for what is not there. ``pace``: how
    soon whoever follows it wants to know, unless they choose otherwise; "": as they like it.
    """

    name: str
    find: Callable[[str], Subject | None]
    find_all: Callable[[Collection[str]], Mapping[str, Subject]] | None = None
    tells: str | Promise = ""
    may_follow: Callable[[Person, str], bool] | None = None
    public_title: Callable[[str], str] | None = None
    pace: str = ""

    def found(self, ids: Collection[str]) -> Mapping[str, Subject]:
        """The subjects of these ids that are there."""
        if self.find_all is not None:
            return self.find_all(ids)
        return {id_: subject for id_ in ids if (subject := self.find(id_)) is not None}


@dataclass(frozen=True, slots=True)
class NewsKind:
    """A kind of news.

    ``template`` (its path without ``.txt``) says it in text: a title line, a sentence or two, a
    link. It gets what was told, or what ``words`` makes of it in the language of the letter.
    ``may_see`` is asked when the letter is written; None for what everybody may see.
    """

    name: str
    template: str
    may_see: Callable[[Person, News], bool] | None = None
    words: Callable[[Context], Context] | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """Something that waits for those who work here; ``news`` is the kind that tells how much.

    ``people``: for whom it waits; None for moderators.
    """

    news: str
    count: Callable[[], int]
    people: Callable[[], Iterable[Person]] | None = None


_subjects: dict[str, SubjectKind] = {}
_news: dict[str, NewsKind] = {}
_queues: dict[str, Queue] = {}


def register_subject(kind: SubjectKind) -> None:
    """Let people follow a kind of subject."""
    _register(_subjects, kind.name, kind)


def register_news(kind: NewsKind) -> None:
    """Let a kind of news be told."""
    _register(_news, kind.name, kind)


def register_queue(queue: Queue) -> None:
    """Tell its people once a day where something waits; the news gets ``number``."""
    _register(_queues, queue.news, queue)


def subject_kind(name: str) -> SubjectKind | None:
    """The kind of subject of this name."""
    return _subjects.get(name)


def news_kind(name: str) -> NewsKind | None:
    """The kind of news of this name."""
    return _news.get(name)


def queues() -> list[Queue]:
    """Everything that may wait for those who work here."""
    return list(_queues.values())


def _register(known: dict[str, Known], name: str, kind: Known) -> None:
    if known.setdefault(name, kind) != kind:
        raise ValueError(f"Two kinds of notices are called “{name}”.")
