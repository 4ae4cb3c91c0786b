"""What notices hold on somebody, and how it goes when they leave the site."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.notices.models import Follow, Notice, Wishes
from freedomcities.notices.operations import wishes_of
from freedomcities.notices.shown import lines_of

Held = dict[str, object]


def held_on(person: Person) -> Held:
    """All that notices hold on somebody; for the person's own eyes."""
    follows = list(Follow.objects.of(person))
    lines = lines_of(person, follows)
    wishes = wishes_of(person)
    waiting = Notice.objects.filter(person=person).select_related("news")
    return {
        "follows": [
            {
                "kind": row.subject_kind,
                "id": row.subject_id,
                "title": line.title,
                "how_often": row.pace,
                **({"stopped_from": row.stopped_from} if row.stopped_from else {}),
            }
            for row, line in zip(follows, lines, strict=True)
        ],
        "how_often_from_now_on": wishes.pace,
        "letters_on_own_affairs": _directly(wishes),
        "waiting_to_be_told": [each.news.kind for each in waiting.order_by("due_at", "pk")],
    }


def forget_person(person: Person, *, now: datetime) -> None:  # noqa: ARG001 as every noun's
    """Forget all of it; `erase` of accounts calls it within its transaction."""
    with transaction.atomic():
        Notice.objects.filter(person=person).delete()
        Follow.objects.filter(person=person).delete()
        Wishes.objects.filter(person=person).delete()


def _directly(wishes: Wishes) -> str:
    if wishes.stopped:
        return "stopped by a link"
    return "directly" if wishes.directly else "not at all"
