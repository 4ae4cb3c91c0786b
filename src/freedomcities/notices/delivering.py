"""Letters of news: all that is due for somebody in one, queued as its notices are taken away.

The notices go in the transaction that queues the letter: killed in the middle, nothing was done,
and the next one does it. From there on the letter leaves as every other (`accounts.delivering`).
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import Person
from freedomcities.accounts.seals import unseal
from freedomcities.lib.dates import day_of
from freedomcities.notices.choices import Pace
from freedomcities.notices.gathering import MOST_ENTRIES, Followed, Sorted, Waiting, sort_out
from freedomcities.notices.kinds import news_kind
from freedomcities.notices.models import Follow, Notice, Wishes
from freedomcities.notices.stop_links import Scope, StopLink, token_of

TEMPLATE = "notices/letters/news"
_PEOPLE_AT_ONCE = 25
_LASTS = timedelta(days=3)
_AFTER_A_FAULT = timedelta(hours=1)

_log = logging.getLogger(__name__)


def send_due(*, now: datetime, most: int = 2_000) -> int:
    """Write the letters that are due, to at most so many people; how many letters."""
    people = Notice.objects.next_people(now, most=most)
    return sum(
        _write_letters(people[start : start + _PEOPLE_AT_ONCE], now)
        for start in range(0, len(people), _PEOPLE_AT_ONCE)
    )


def _write_letters(ids: Sequence[UUID], now: datetime) -> int:
    """Those of a few people; whoever of them has left since has no notices any more."""
    with transaction.atomic():
        # Their rows are locked: another process at the same letters waits, and then finds none.
        rows = Person.objects.get_queryset().select_for_update(no_key=True)
        people = list(rows.filter(pk__in=ids, is_active=True).order_by("pk"))
        Notice.objects.due(now).filter(person__in=ids).exclude(person__in=people).delete()
        notices = _by_person(
            Notice.objects.due(now).filter(person__in=people).select_related("news")
        )
        follows = _follows_of(notices)
        wishes = _wishes_of(people)
        return sum(
            _write_letter(each, notices[each.pk], follows[each.pk], wishes[each.pk], now)
            for each in people
            if each.pk in notices
        )


def _write_letter(
    person: Person,
    notices: Sequence[Notice],
    follows: Sequence[Followed],
    wishes: Wishes,
    now: datetime,
) -> bool:
    """One person's; a fault in what a noun says of its news keeps nobody else's back."""
    try:
        with transaction.atomic():
            return _gather(person, notices, follows, wishes, now)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 whatever a noun's own code does, the others go on
        # The error may hold what somebody wrote: only its kind is told.
        _log.warning("A letter of news could not be written yet (%s).", type(error).__name__)
        late = Notice.objects.filter(pk__in=[each.pk for each in notices])
        late.update(due_at=now + _AFTER_A_FAULT)
        return False


def _gather(
    person: Person,
    notices: Sequence[Notice],
    follows: Sequence[Followed],
    wishes: Wishes,
    now: datetime,
) -> bool:
    by_id = {each.pk: each for each in notices}
    waiting = [_waiting(each) for each in notices]
    found = sort_out(waiting, follows, wants_direct=wishes.directly, now=now)
    for each, due in found.later:
        Notice.objects.filter(pk=each.notice).update(due_at=due)
    kept = {each.notice for each, _due in found.later}
    Notice.objects.filter(pk__in=by_id.keys() - kept).delete()
    shown = [by_id[each.notice] for each in found.now if _may_see(person, by_id[each.notice])]
    if not shown:
        return False
    _queue(person, shown, _link(found, wishes), _reason(found), now)
    return True


def _queue(
    person: Person, shown: Sequence[Notice], link: StopLink, reason: Sequence[str], now: datetime
) -> None:
    """The letter with the latest entries, in the order in which things happened."""
    entries = [
        {"kind": each.news.kind, "context": dict(each.news.context)}
        for each in shown[-MOST_ENTRIES:]
    ]
    token = token_of(link, today=day_of(now))
    with translation.override(person.language):
        stop = settings.PUBLIC_URL + reverse("notices:stop", args=[token])
    write_letter(
        TEMPLATE,
        to=unseal(person, "email_sealed"),
        language=person.language,
        context={
            "entries": entries,
            "more": len(shown) - len(entries),
            "reason": list(reason),
            "is_direct": link.scope is Scope.DIRECTLY,
            "is_all": link.scope is Scope.ALL,
            "stop": stop,
        },
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        now=now,
        lasts=_LASTS,
        can_wait=True,
    )


def _link(found: Sorted, wishes: Wishes) -> StopLink:
    """What the letter's link stops: what the whole letter is there for, or else everything."""
    if len(found.why) == 1:
        return StopLink(Scope.FOLLOW, found.why[0].id)
    if not any(each.subjects for each in found.now):
        return StopLink(Scope.DIRECTLY, wishes.pk)
    return StopLink(Scope.ALL, wishes.pk)


def _reason(found: Sorted) -> Sequence[str]:
    """What the whole letter is there for, as kind and id; empty where it is for several."""
    return found.why[0].subject if len(found.why) == 1 else ()


def _may_see(person: Person, notice: Notice) -> bool:
    kind = news_kind(notice.news.kind)
    if kind is None:
        return False
    return kind.may_see is None or kind.may_see(person, notice.news)


def _waiting(notice: Notice) -> Waiting:
    return Waiting(notice.pk, notice.news.told_at, _pairs(notice))


def _pairs(notice: Notice) -> tuple[tuple[str, str], ...]:
    return tuple((kind, id_) for kind, id_ in notice.news.subjects)


def _by_person(notices: Iterable[Notice]) -> Mapping[UUID, list[Notice]]:
    found: dict[UUID, list[Notice]] = defaultdict(list)
    for each in notices:
        found[each.person_id].append(each)
    return dict(found)


def _follows_of(notices: Mapping[UUID, Sequence[Notice]]) -> Mapping[UUID, list[Followed]]:
    """What these people follow of what their news is about, in one query."""
    subjects = {pair for rows in notices.values() for each in rows for pair in _pairs(each)}
    found: dict[UUID, list[Followed]] = defaultdict(list)
    for row in Follow.objects.of_any(subjects).filter(person__in=notices.keys()):
        subject = (row.subject_kind, row.subject_id)
        found[row.person_id].append(Followed(row.pk, subject, Pace(row.pace)))
    return found


def _wishes_of(people: Sequence[Person]) -> Mapping[UUID, Wishes]:
    """Theirs, made where they never said any: the links of letters need them."""
    rows = [Wishes(person=each) for each in people]
    Wishes.objects.bulk_create(rows, ignore_conflicts=True)
    return {each.person_id: each for each in Wishes.objects.filter(person__in=people)}
