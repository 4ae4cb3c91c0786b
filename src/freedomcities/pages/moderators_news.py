"""The word to moderators, once a day, on all that waits for them."""

from __future__ import annotations

from freedomcities.accounts.models import Person
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.moderation.permissions import is_moderator
from freedomcities.notices.kinds import NewsKind, Queue, register_news, register_queue
from freedomcities.notices.models import News

WAITING = "things-waiting"


def register() -> None:
    """Let it be told; said once, when the site starts."""
    register_news(NewsKind(WAITING, "pages/news/things_waiting", may_see=_moderates))
    register_queue(Queue(WAITING, count=how_many_wait))


def how_many_wait() -> int:
    """Cases to decide on, and take-downs that want a second person."""
    return Case.objects.waiting().count() + TakeDown.objects.waiting().count()


def _moderates(person: Person, _news: News) -> bool:
    return is_moderator(person)
