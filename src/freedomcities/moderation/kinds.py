"""What kinds of things are moderated: each noun above says so of its own, when the site starts.

Call `register` in `AppConfig.ready()`. The noun's functions do what was decided with its own
operations, and check again that whoever decides may.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise

from freedomcities.accounts.models import Person
from freedomcities.moderation.choices import Decision, Ground


@dataclass(frozen=True, slots=True)
class TextShown:
    """A text of a subject under its name, as its author wrote it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ImageShown:
    """A picture of a subject, with its address in each size and what it is said to show."""

    address: str
    sources: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What whoever decides should know of a subject: its place, its source, with its address."""

    label: str
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A subject as moderators see it. `address` is that of its page, "" without any.

    `author` is for the question whether they are known, and never shown; `by` is what may be
    said of them: a name among members, or nothing.
    """

    title: str
    texts: tuple[TextShown, ...] = ()
    images: tuple[ImageShown, ...] = ()
    facts: tuple[Fact, ...] = ()
    address: str = ""
    author: Person | None = None
    by: str = ""
    is_public: bool = True


def digest_of(shown: Shown | None) -> str:
    """What stands for the words of a subject: another one as soon as a sign of them changes."""
    if shown is None:
        return ""
    # Without the labels, which are of the language of whoever reads.
    words = json.dumps([each.text for each in shown.texts])
    return hashlib.sha256(words.encode()).hexdigest()


class Does(Protocol):
    """Does what was decided for the subject with this id."""

    def __call__(self, subject: str, /, *, actor: Person, now: datetime) -> object:
        """Raise a Refusal where it cannot be done."""


class DoesFor(Protocol):
    """The same, for a reason."""

    def __call__(self, subject: str, /, *, ground: Ground, actor: Person, now: datetime) -> object:
        """Raise a Refusal where it cannot be done."""


def on_any_ground(do: Does) -> DoesFor:
    """The operation of a noun that does the same whatever the ground is."""

    def done(subject: str, /, *, ground: Ground, actor: Person, now: datetime) -> object:  # noqa: ARG001
        return do(subject, actor=actor, now=now)

    return done


@dataclass(frozen=True, slots=True)
class Words:
    """What a decision is called for one kind, and what follows from it."""

    label: str | Promise
    lead: str | Promise


@dataclass(frozen=True, slots=True)
class ContentKind:
    """A kind of things: `name` stands in addresses, `label` is what people read.

    `show` gives None for what is not there. What waits is published or declined; what everybody
    sees is reported and taken down: by one moderator, or by two where it `is_on_the_list`,
    and then `put_back` is needed as well. What `is_law` can be handed to a reader of law.
    `words` stand where the usual ones would mislead.
    `lock` keeps a subject as it is until the transaction ends, and does nothing where it is gone.
    """

    name: str
    label: str | Promise
    show: Callable[[str], Shown | None]
    publish: Does | None = None
    decline: DoesFor | None = None
    take_down: DoesFor | None = None
    put_back: Does | None = None
    lock: Callable[[str], object] | None = None
    is_on_the_list: bool = False
    is_law: bool = False
    takes_reports: bool = True
    words: Mapping[Decision, Words] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.is_on_the_list and (self.take_down is None or self.put_back is None):
            raise ValueError(f"What is on the list is taken down and put back: {self.name}")


_KINDS: dict[str, ContentKind] = {}


def register(kind: ContentKind) -> None:
    """Say that things of this kind are moderated; a name is taken once."""
    if kind.name in _KINDS:
        raise ValueError(f"There is a kind {kind.name!r} already.")
    _KINDS[kind.name] = kind


def kind_of(name: str) -> ContentKind | None:
    """The kind of this name."""
    return _KINDS.get(name)


def all_kinds() -> list[ContentKind]:
    """Every kind, by name."""
    return [_KINDS[name] for name in sorted(_KINDS)]
