"""What is told of groups: to who follows them or their places, and to those whom it is about.

No news holds anybody's name: whoever wants to know who asks looks at the desk.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freedomcities.accounts.models import Person
from freedomcities.groups.choices import Role
from freedomcities.groups.locking import asker_of
from freedomcities.groups.models import Group
from freedomcities.groups.permissions import is_member, may_change, may_let_in
from freedomcities.moderation.choices import Ground
from freedomcities.notices.kinds import (
    Context,
    NewsKind,
    Subject,
    SubjectKind,
    register_news,
    register_subject,
)
from freedomcities.notices.models import News
from freedomcities.notices.telling import tell, tell_people
from freedomcities.places.followed import PLACE, codes_around

GROUP = "group"
OPENED, CHANGED, CLOSED = "group-opened", "group-changed", "group-closed"
IS_OPEN, DECLINED = "group-is-open", "group-declined"
CHANGE_DECLINED = "group-change-declined"
ASKED, ACCEPTED, NOT_ACCEPTED = "join-asked", "join-accepted", "join-declined"
LEADS_NOW = "leads-now"
_REASONS: Mapping[str, str | Promise] = {
    Ground.PRIVATE: _("It holds private details of somebody, such as an address or a number."),
    Ground.UNTRUE: _("It says something that is not true, or that has no source."),
    Ground.HARMFUL: _("It threatens or insults somebody."),
    Ground.UNRELATED: _("It is advertising, or has nothing to do with this site."),
    Ground.NOT_OURS: _("It is not ours to publish."),
    Ground.OTHER: _("It was declined for a reason that is not on our list."),
}


def register() -> None:
    """Let people follow groups, and let these be told; said once, when the site starts."""
    register_subject(
        SubjectKind(
            name=GROUP,
            find=find,
            find_all=find_all,
            tells=_("We write when the group changes its words or its places, and when it closes."),
            may_follow=lambda person, id_: (
                Group.objects.visible_to(person, with_roles=False).filter(pk=id_).exists()
            ),
            public_title=_public_title,
        )
    )
    register_news(NewsKind(OPENED, "groups/news/group_opened", may_see=_sees_group))
    register_news(NewsKind(CHANGED, "groups/news/group_changed", may_see=_sees_group))
    register_news(NewsKind(CLOSED, "groups/news/group_closed"))
    register_news(NewsKind(IS_OPEN, "groups/news/group_is_open", may_see=_is_member))
    register_news(NewsKind(DECLINED, "groups/news/group_declined", words=_with_reason))
    register_news(
        NewsKind(CHANGE_DECLINED, "groups/news/group_change_declined", _is_lead, words=_with_reason)
    )
    register_news(NewsKind(ASKED, "groups/news/join_asked", may_see=_decides_on_requests))
    register_news(NewsKind(ACCEPTED, "groups/news/join_accepted", may_see=_is_member))
    register_news(NewsKind(NOT_ACCEPTED, "groups/news/join_declined"))
    register_news(NewsKind(LEADS_NOW, "groups/news/leads_now", may_see=_is_lead))


def find(group_id: str) -> Subject | None:
    """The group of an id."""
    return find_all([group_id]).get(group_id)


def find_all(ids: Collection[str]) -> Mapping[str, Subject]:
    """The groups of these ids, in one query."""
    found = Group.objects.filter(pk__in=ids)
    return {each.pk: Subject(each.name, reverse("groups:group", args=[each.pk])) for each in found}


def _public_title(group_id: str) -> str:
    """Its name, where everybody sees it."""
    seen = Group.objects.visible_to(None).filter(pk=group_id).values_list("name", flat=True)
    return seen.first() or gettext("a group")


def tell_opened(group: Group, *, actor: Person, now: datetime) -> None:
    """A moderator has let everybody see it: those who lead it, and those who follow its places."""
    tell_people(IS_OPEN, _with_role(group, Role.LEAD), context_of(group), now)
    rows = group.places.select_related("place").order_by("-main", "place__name", "pk")
    places = [row.place for row in rows]
    subjects = [(PLACE, code) for code in codes_around(places)]
    place = str(places[0]) if places else ""
    tell(OPENED, subjects=subjects, context=context_of(group, place=place), now=now, but_not=actor)


def tell_changed(group: Group, *, actor: Person, now: datetime) -> None:
    """Its words, places or parent have changed: once a day, however often they do."""
    tell(
        CHANGED,
        subjects=[(GROUP, group.pk)],
        context=context_of(group),
        now=now,
        but_not=actor,
        key=f"{group.pk} {now.date()}",
    )


def tell_closed(group: Group, *, actor: Person, now: datetime) -> None:
    """It has ended its work."""
    subjects = [(GROUP, group.pk)]
    tell(CLOSED, subjects=subjects, context=context_of(group), now=now, but_not=actor)


def tell_declined(group: Group, *, ground: Ground, now: datetime) -> None:
    """A moderator has not let it in, and why; called before it is deleted."""
    context = context_of(group, ground=ground.value)
    tell_people(DECLINED, _with_role(group, Role.LEAD), context, now)


def tell_change_declined(group: Group, *, ground: Ground, now: datetime) -> None:
    """A moderator has not let its new words in, and why."""
    context = context_of(group, ground=ground.value)
    tell_people(CHANGE_DECLINED, _with_role(group, Role.LEAD), context, now)


def tell_leads_now(group: Group, person: Person, *, now: datetime) -> None:
    """Somebody leads the group who did not before; they are not told by whom or after whom."""
    tell_people(LEADS_NOW, [person], context_of(group), now)


def tell_asked(group: Group, *, now: datetime) -> None:
    """Somebody asks to join: those who let people in are told that, and not who."""
    tell_people(ASKED, _with_role(group, Role.LEAD, Role.ORGANIZER), context_of(group), now)


def tell_decided(group: Group, person: Person, *, is_in: bool, now: datetime) -> None:
    """Whoever asked is told how it was decided."""
    tell_people(ACCEPTED if is_in else NOT_ACCEPTED, [person], context_of(group), now)


def context_of(group: Group, **more: str) -> dict[str, object]:
    """What the words of a group's news need."""
    return {"group": group.pk, "name": group.name, **more}


def _with_role(group: Group, *roles: Role) -> list[Person]:
    members = group.members.filter(role__in=roles).select_related("person")
    return [member.person for member in members.order_by("pk")]


def _group_of(news: News) -> Group | None:
    return Group.objects.filter(pk=news.context["group"]).first()


def _sees_group(person: Person, news: News) -> bool:
    seen = Group.objects.visible_to(person, with_roles=False)
    return seen.filter(pk=news.context["group"]).exists()


def _is_member(person: Person, news: News) -> bool:
    group = _group_of(news)
    return group is not None and is_member(asker_of(group, person))


def _is_lead(person: Person, news: News) -> bool:
    group = _group_of(news)
    return group is not None and may_change(asker_of(group, person))


def _with_reason(context: Context) -> Context:
    """What is told, with the reason in words."""
    return {**context, "reason": _REASONS[context.get("ground", Ground.OTHER)]}


def _decides_on_requests(person: Person, news: News) -> bool:
    """And whether somebody still waits: others may have decided meanwhile."""
    group = _group_of(news)
    if group is None or not may_let_in(asker_of(group, person)):
        return False
    return group.requests.exists()
