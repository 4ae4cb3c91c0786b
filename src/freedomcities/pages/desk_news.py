"""The word to moderators and to readers of law, once a day, on all that waits for them."""

from __future__ import annotations

from freedomcities.accounts.models import Person
from freedomcities.accounts.querysets import PersonQuerySet
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.moderation.permissions import is_moderator, is_reader
from freedomcities.notices.kinds import NewsKind, Queue, register_news, register_queue
from freedomcities.notices.models import News

WAITING, TO_READ = "things-waiting", "laws-to-read"


def register() -> None:
    """Let it be told; said once, when the site starts."""
    register_news(NewsKind(WAITING, "pages/news/things_waiting", may_see=_moderates))
    register_queue(Queue(WAITING, count=how_many_wait))
    register_news(NewsKind(TO_READ, "pages/news/laws_to_read", may_see=_reads))
    register_queue(Queue(TO_READ, count=how_many_to_read, people=_readers))


def how_many_wait() -> int:
    """Cases to decide on, and take-downs that want a second person."""
    return Case.objects.waiting().count() + TakeDown.objects.waiting().count()


def how_many_to_read() -> int:
    """What moderators ask readers of law."""
    return Case.objects.with_readers().count()


def _readers() -> PersonQuerySet:
    return Person.objects.get_queryset().readers()


def _moderates(person: Person, _news: News) -> bool:
    return is_moderator(person)


def _reads(person: Person, _news: News) -> bool:
    return is_reader(person)
