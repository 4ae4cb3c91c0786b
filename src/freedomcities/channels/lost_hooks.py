"""A hook hands nothing on once whoever set it leads the group no more: the other leads are told."""

from __future__ import annotations

from datetime import datetime

from freedomcities.accounts.models import Person
from freedomcities.channels.models import Hook
from freedomcities.channels.permissions import may_hook
from freedomcities.groups.choices import Role
from freedomcities.groups.locking import asker_of
from freedomcities.groups.losing import register as register_loss
from freedomcities.groups.models import Group, Membership
from freedomcities.notices.kinds import NewsKind, register_news
from freedomcities.notices.models import News
from freedomcities.notices.telling import tell_people

LOST = "hook-lost"


def register() -> None:
    """Let it be told; said once, when the site starts."""
    register_news(NewsKind(LOST, "channels/news/hook_lost", may_see=_leads))
    register_loss(tell_lost)


def tell_lost(group: Group, member: Membership, *, now: datetime) -> None:
    """One piece of news, however many hooks of theirs there were; none where none was at work."""
    if not Hook.objects.at_work().filter(group=group, membership=member).exists():
        return
    leads = group.members.filter(role=Role.LEAD).exclude(pk=member.pk).select_related("person")
    others = [each.person for each in leads.order_by("pk")]
    tell_people(LOST, others, {"group": group.pk, "name": group.name}, now)


def _leads(person: Person, news: News) -> bool:
    group = Group.objects.filter(pk=news.context["group"]).first()
    return group is not None and may_hook(asker_of(group, person))
