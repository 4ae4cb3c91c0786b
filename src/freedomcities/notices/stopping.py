"""What the link of a letter stops, and how the same link lets it come again.

What is stopped stays among what somebody follows, muted, with the pace that it had: they may have
meant another letter, and only they can see the list.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from freedomcities.notices.choices import Pace
from freedomcities.notices.kinds import subject_kind
from freedomcities.notices.models import Follow, Notice, Wishes
from freedomcities.notices.operations import lock, look_again, note
from freedomcities.notices.querysets import FollowQuerySet
from freedomcities.notices.refusals import NothingToFollow
from freedomcities.notices.stop_links import Scope, StopLink


@dataclass(frozen=True, slots=True)
class Stopped:
    """What whoever holds a link may know: `title` and `pace` are empty where it is gone.

    `pace` is as well where none of it came.
    """

    is_stopped: bool
    title: str = ""
    pace: str = ""


def look_up(link: StopLink) -> Stopped:
    """What a link is for, for whoever holds it; they need not be signed in, nor its person."""
    if link.scope is not Scope.FOLLOW:
        wishes = Wishes.objects.filter(pk=link.id).first()
        return Stopped(wishes is not None and _is_stopped(link, wishes))
    row = Follow.objects.filter(pk=link.id).first()
    title = _public_title(row) if row else ""
    if row is None or not title:
        return Stopped(is_stopped=False)
    pace = Pace(row.stopped_from or row.pace)
    return Stopped(bool(row.stopped_from), title, "" if pace is Pace.MUTED else str(pace.label))


def stop(link: StopLink, *, now: datetime) -> None:
    """Stop what a link is for; a second time nothing changes.

    Whoever has gone since is answered like everybody.
    """
    with suppress(NothingToFollow), transaction.atomic():
        found = _locked(link)
        if found is None or _is_stopped(link, found):
            return
        if isinstance(found, Follow):
            _mute(Follow.objects.filter(pk=found.pk))
        else:
            if link.scope is Scope.ALL:
                _mute(Follow.objects.filter(person=found.person))
                Notice.objects.filter(person=found.person).delete()
            found.stopped, found.directly = found.directly or found.stopped, False
            found.save(update_fields=["stopped", "directly"])
        look_again(found.person, now=now)
        note(found.person, "stop-letters", now=now)


def undo_stop(link: StopLink, *, now: datetime) -> bool:
    """Let come again what the link stopped, as often as before; whether there was anything.

    What is off for another reason stays so.
    """
    with suppress(NothingToFollow), transaction.atomic():
        found = _locked(link)
        if found is None or not _is_stopped(link, found):
            return False
        if isinstance(found, Follow):
            _unmute(Follow.objects.filter(pk=found.pk))
        else:
            if link.scope is Scope.ALL:
                _unmute(Follow.objects.filter(person=found.person))
            found.directly, found.stopped = found.directly or found.stopped, False
            found.save(update_fields=["stopped", "directly"])
        look_again(found.person, now=now)
        note(found.person, "undo-stop", now=now)
        return True
    return False


def _locked(link: StopLink) -> Follow | Wishes | None:
    """The row that a link is for, with the row of its person locked; None where it is gone."""
    found = _find(link)
    if found is None:
        return None
    lock(found.person)
    return _find(link)


def _find(link: StopLink) -> Follow | Wishes | None:
    if link.scope is Scope.FOLLOW:
        return Follow.objects.select_related("person").filter(pk=link.id).first()
    return Wishes.objects.select_related("person").filter(pk=link.id).first()


def _is_stopped(link: StopLink, found: Follow | Wishes) -> bool:
    """Whether nothing of it comes now, and the link can change that."""
    if isinstance(found, Follow):
        return bool(found.stopped_from)
    if link.scope is Scope.DIRECTLY:
        return found.stopped
    follows = Follow.objects.filter(person=found.person_id)
    if found.directly or follows.wanting_letters().exists():
        return False
    return found.stopped or follows.exclude(stopped_from="").exists()


def _mute(follows: FollowQuerySet) -> None:
    follows.filter(pace=Pace.MUTED).update(stopped_from="")
    follows.exclude(pace=Pace.MUTED).update(stopped_from=F("pace"), pace=Pace.MUTED)


def _unmute(follows: FollowQuerySet) -> None:
    follows.exclude(stopped_from="").update(pace=F("stopped_from"), stopped_from="")


def _public_title(row: Follow) -> str:
    """What everybody may know of what is followed; "" where it is there no more."""
    kind = subject_kind(row.subject_kind)
    if kind is None:
        return ""
    if kind.public_title is not None:
        return kind.public_title(row.subject_id)
    subject = kind.find(row.subject_id)
    return subject.title if subject else ""
