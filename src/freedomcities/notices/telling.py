"""Telling what happened: at once to certain people, or to whoever follows it, each person once.

`tell` is called within the transaction of the write. It stores what happened and asks for a job;
the job hands it out to the followers, some hundred at a time, and remembers how far it came with
each batch. So a job that is killed in the middle goes on where it was, and nobody is told twice.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from freedomcities.accounts.models import Person
from freedomcities.accounts.seals import seal
from freedomcities.notices.kinds import news_kind, queues
from freedomcities.notices.models import Follow, News, Notice, Wishes
from freedomcities.notices.paces import due_at, morning_of
from freedomcities.notices.querysets import Pair
from freedomcities.notices.tasks import hand_out_news

BATCH = 500
KEYS_LAST = timedelta(days=31)
_BROKE_OFF = timedelta(minutes=1)


def tell(
    kind: str,
    *,
    subjects: Sequence[Pair],
    context: Mapping[str, object],
    now: datetime,
    but_not: Person | None = None,
    key: str | None = None,
) -> None:
    """Tell the followers of any of these subjects, each at their own pace and once.

    `context` is what the kind's words need, as JSON can hold it; it is kept sealed. `but_not` did
    it and knows. What is told twice under one `key` within a month is told once.
    """
    _check(kind)
    if not Follow.objects.of_any(subjects).wanting_letters().exists():
        return
    news = News(kind=kind, key=key, subjects=list(map(list, subjects)), told_at=now)
    if _store(news, context, but_not=but_not):
        hand_out_news.enqueue(str(news.pk))


def tell_people(
    kind: str,
    people: Iterable[Person],
    context: Mapping[str, object],
    now: datetime,
    *,
    key: str | None = None,
) -> None:
    """Tell certain people at once, whatever they follow, unless they want no such letters."""
    _check(kind)
    ids = {person.pk for person in people if person.is_active and not person.is_system}
    ids -= set(
        Wishes.objects.filter(person__in=ids, directly=False).values_list("person_id", flat=True)
    )
    if not ids:
        return
    news = News(kind=kind, key=key, told_at=now, handed_out=True)
    with transaction.atomic():
        if _store(news, context):
            rows = [Notice(person_id=id_, news=news, due_at=now) for id_ in sorted(ids)]
            Notice.objects.bulk_create(rows, batch_size=BATCH)


def hand_out(news_id: UUID) -> int:
    """Give one piece of news to all who follow it; to how many now."""
    found = 0
    while (count := _hand_out_batch(news_id)) is not None:
        found += count
    return found


def hand_out_rest(*, now: datetime, most: int = 100) -> int:
    """Go on with what a job left in the middle; how many pieces of news."""
    left = News.objects.left_behind(now, after=_BROKE_OFF).values_list("pk", flat=True)[:most]
    ids = list(left)
    for news_id in ids:
        hand_out(news_id)
    return len(ids)


def tell_moderators(*, now: datetime) -> None:
    """Once a day, tell whoever moderates or reads law how much waits for them, if anything."""
    day = morning_of(now)
    for queue in queues() if day else ():
        if News.objects.filter(kind=queue.news, key=str(day)).exists():
            continue
        number = queue.count()
        if number:
            people = queue.people() if queue.people else Person.objects.get_queryset().moderators()
            tell_people(queue.news, people, {"number": number}, now, key=str(day))


def forget_news(*, now: datetime) -> int:
    """Drop what everybody was told of; how many pieces of news."""
    done = News.objects.done(now, keys_last=KEYS_LAST)
    return News.objects.filter(pk__in=list(done.values_list("pk", flat=True)[:BATCH])).delete()[0]


def _check(kind: str) -> None:
    if news_kind(kind) is None:
        raise ValueError(f"No kind of news is called “{kind}”.")


def _store(news: News, context: Mapping[str, object], but_not: Person | None = None) -> bool:
    """Write it; false where it was told under its key before."""
    news.pk = uuid.uuid4()
    told = {"context": dict(context), "but_not": str(but_not.pk) if but_not else ""}
    news.context_sealed = seal(news, "context_sealed", json.dumps(told))
    News.objects.bulk_create([news], ignore_conflicts=news.key is not None)
    return news.key is None or News.objects.filter(pk=news.pk).exists()


def _hand_out_batch(news_id: UUID) -> int | None:
    """Hand it out to the next few; None where nobody is left. Two jobs come one after the other."""
    with transaction.atomic():
        unfinished = News.objects.select_for_update().filter(handed_out=False)
        news = unfinished.filter(pk=news_id).first()
        if news is None:
            return None
        subjects = [(kind, id_) for kind, id_ in news.subjects]
        people = Follow.objects.next_people(subjects, after=news.reached, most=BATCH)
        told = [(id_, pace) for id_, pace in people if str(id_) != news.opened["but_not"]]
        # Whoever is told is told on one day, however late a job comes.
        dues = [(id_, due_at(pace, news.told_at)) for id_, pace in told]
        rows = [Notice(person_id=id_, news=news, due_at=due) for id_, due in dues if due]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        news.reached = people[-1][0] if people else news.reached
        if len(people) < BATCH:
            news.handed_out, news.reached = True, None
        news.save(update_fields=["reached", "handed_out"])
    return len(told)
