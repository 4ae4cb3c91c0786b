"""What goes by itself, after how long: one list, for the clock, for `purge` and for the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from freedomcities.accounts.forgetting import gone_idle, warn_idle
from freedomcities.accounts.models import Count, Letter, RoleLink, Session, SignIn
from freedomcities.channels.forgetting import forget_old, old_threads
from freedomcities.channels.models import Hook
from freedomcities.events.forgetting import (
    forget_guests,
    forget_homes,
    forget_photo_people,
    old_homes,
    old_hosts,
    old_photo_people,
    old_roles,
)
from freedomcities.events.models import HostInvitation, SignUp
from freedomcities.groups.choices import State
from freedomcities.groups.forgetting import NAMES_LAST
from freedomcities.groups.joining import REQUEST_LASTS
from freedomcities.groups.models import Invitation, JoinRequest, Membership
from freedomcities.lib.dates import day_of
from freedomcities.moderation.forgetting import forget_take_downs, old_cases, old_take_downs
from freedomcities.notices.models import News
from freedomcities.notices.telling import KEYS_LAST, forget_news
from freedomcities.privacy.models import ExportLink
from freedomcities.privacy.operations import erase_idle, finish_erasures

# What a job left is of use to whoever looks for a fault, for a while.
_JOBS_LAST = timedelta(days=1)

Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Retention:
    """One kind of thing: what it is and how long it is kept, in words; which of them are due.

    ``forget``: how they go, where deleting the rows is not enough; it tells how many went.
    """

    name: str
    what: Promise
    kept: Promise
    due: Callable[[datetime], Rows]
    forget: Callable[[datetime], int] | None = None

    def go(self, now: datetime) -> int:
        """Forget those that are due; how many."""
        if self.forget is not None:
            return self.forget(now)
        found = self.due(now)
        return found.delete()[1].get(found.model._meta.label, 0)  # noqa: SLF001 the framework's own


def _until_none_is_left(forget_some: Callable[..., int]) -> Callable[[datetime], int]:
    """What works in portions, until nothing is left."""

    def forget_all(now: datetime) -> int:
        total = 0
        while some := forget_some(now=now):
            total += some
        return total

    return forget_all


def _old_jobs(now: datetime) -> Rows:
    """Those that are done, and those that broke off: the next look at a letter does it again."""
    before = now - _JOBS_LAST
    done = DBTaskResult.objects.finished().filter(finished_at__lte=before)
    return done | DBTaskResult.objects.running().filter(started_at__lte=before)


def _long_closed(now: datetime) -> Rows:
    closed_before = day_of(now) - NAMES_LAST
    return Membership.objects.filter(group__state=State.CLOSED, group__closed_on__lte=closed_before)


RETENTION = (
    Retention(
        "accounts",
        _("Accounts that nobody uses"),
        _("13 months after the last visit; we write to you after 12"),
        lambda now: gone_idle(now=now),
        _until_none_is_left(erase_idle),
    ),
    Retention(
        "codes",
        _("Codes for signing in, and the addresses they went to"),
        _("a quarter of an hour"),
        lambda now: SignIn.objects.filter(expires_at__lte=now),
    ),
    Retention(
        "windows",
        _("Windows in which you are signed in"),
        _("30 days; 12 hours for whoever has a role"),
        lambda now: Session.objects.filter(expire_date__lte=now),
    ),
    Retention(
        "letters",
        _("Emails that wait to be sent"),
        _("until they have left; a day at most, a month for the one about your account"),
        lambda now: Letter.objects.filter(expires_at__lte=now),
    ),
    Retention(
        "news",
        _("News for those who follow something"),
        _("until everybody was told; a month at most"),
        lambda now: News.objects.done(now, keys_last=KEYS_LAST),
        _until_none_is_left(forget_news),
    ),
    Retention(
        "counts",
        _("Counts of who asks too often, by a random name of the day"),
        _("minutes"),
        lambda now: Count.objects.filter(until__lte=now),
    ),
    Retention(
        "jobs",
        _("Jobs that are done, without a name or an address"),
        _("a day"),
        _old_jobs,
    ),
    Retention(
        "exports",
        _("Links to your own data"),
        _("until they are used; a day at most"),
        lambda now: ExportLink.objects.filter(expires_at__lte=now),
    ),
    Retention(
        "requests",
        _("Requests to join a group"),
        _("until the group has decided; 30 days at most"),
        lambda now: JoinRequest.objects.filter(asked_on__lte=day_of(now) - REQUEST_LASTS),
    ),
    Retention(
        "invitations",
        _("Invitations to a group, without a name"),
        _("until they are used; 14 days at most"),
        lambda now: Invitation.objects.filter(expires_at__lte=now),
    ),
    Retention(
        "role_links",
        _("Links that give a role, without a name"),
        _("until they are used; 7 days at most"),
        lambda now: RoleLink.objects.filter(expires_at__lte=now),
    ),
    Retention(
        "memberships",
        _("Names of members of a group that closed"),
        _("12 months after it closed"),
        _long_closed,
    ),
    Retention(
        "homes",
        _("Addresses of private homes, and links for joining an event online"),
        _("30 days after the event"),
        old_homes,
        lambda now: forget_homes(now=now),
    ),
    Retention(
        "guests",
        _("Who said yes to an event: name, note and email address"),
        _("30 days after the event; 7 days for whoever waited or was declined"),
        SignUp.objects.past_their_time,
        lambda now: forget_guests(now=now),
    ),
    Retention(
        "event_roles",
        _("Names of those who took on a role at an event"),
        _("30 days after the event"),
        old_roles,
    ),
    Retention(
        "hosts",
        _("Names of those who hosted an event"),
        _("12 months after the event"),
        old_hosts,
    ),
    Retention(
        "photo_people",
        _("Who added a photo of an event"),
        _("12 months after the event; the photo stays"),
        old_photo_people,
        lambda now: forget_photo_people(now=now),
    ),
    Retention(
        "host_invitations",
        _("Invitations to host an event, without a name"),
        _("until they are used; 14 days at most"),
        lambda now: HostInvitation.objects.filter(expires_at__lte=now),
    ),
    Retention(
        "cases",
        _("What moderators decided, with their notes; reports go at once then"),
        _("12 months after the decision"),
        old_cases,
    ),
    Retention(
        "take_downs",
        _("Notes on what was taken off the list, and what was asked for and refused"),
        _("12 months; what was taken down stays in the public list, without names"),
        old_take_downs,
        lambda now: forget_take_downs(now=now),
    ),
    Retention(
        "threads",
        _("What is written in channels"),
        _("12 months after the last post of its thread"),
        old_threads,
        lambda now: forget_old(now=now),
    ),
    Retention(
        "hooks",
        _("The way to a group's own chat, with what opens it"),
        _("until the group removes it, or closes"),
        lambda _now: Hook.objects.of_closed_groups(),
    ),
)


def what_is_due(*, now: datetime) -> Mapping[str, int]:
    """How many of each kind would go now; nothing changes."""
    return {kind.name: kind.due(now).count() for kind in RETENTION}


def forget(*, now: datetime) -> Mapping[str, int]:
    """Let everything go that is past its time; how many of each kind."""
    finish_erasures(now=now)
    warn_idle(now=now)
    return {kind.name: kind.go(now) for kind in RETENTION}
