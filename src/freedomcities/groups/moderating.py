"""What moderators decide on groups: new ones, new words of open ones, those that were reported."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freedomcities.accounts.models import Person
from freedomcities.groups.choices import Role, State
from freedomcities.groups.holding import CHANGE
from freedomcities.groups.locking import lock_for, note
from freedomcities.groups.models import Group, GroupChange
from freedomcities.groups.news import GROUP, tell_change_declined, tell_changed
from freedomcities.groups.operations import decline_group, open_group, take_away
from freedomcities.groups.permissions import may_answer_change, may_send_back
from freedomcities.groups.refusals import MayNot
from freedomcities.moderation.acquaintance import note_known
from freedomcities.moderation.choices import Decision, Ground, Why
from freedomcities.moderation.choices import State as CaseState
from freedomcities.moderation.kinds import ContentKind, Fact, Shown, TextShown, Words
from freedomcities.moderation.kinds import register as register_kind
from freedomcities.moderation.operations import drop, hold, settle
from freedomcities.places.addresses import address_of


def send_back(group_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Take an open group from everybody's sight: it waits again, as it was before. MayNot.

    Its members keep its desk, and its lead can mend what it says. A closed one is deleted.
    """
    with transaction.atomic():
        group = lock_for(group_id, actor, may_send_back)
        note(
            group, "send-back-group", actor=actor, now=now, is_public=True,
            detail={"ground": ground.value},
        )  # fmt: skip
        settle(GROUP, group.pk, CaseState.TAKEN_DOWN, actor=actor, now=now)
        if group.state == State.CLOSED:
            take_away(group)
            return
        group.state = State.WAITING
        group.save(update_fields=["state"])
        GroupChange.objects.filter(group=group).delete()
        drop(CHANGE, group.pk, actor=actor, now=now)
        hold(GROUP, group.pk, [Why.EVERY_ONE], actor=actor, now=now)


def accept_change(group_id: str, *, actor: Person, now: datetime) -> Group:
    """Show the new words of a group; MayNot."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_answer_change)
        change = _change(group)
        group.name, group.about = change.name, change.about
        group.save(update_fields=["name", "about"])
        note(group, "accept-change", actor=actor, now=now, is_public=True)
        settle(CHANGE, group.pk, CaseState.PUBLISHED, actor=actor, now=now)
        note_known(change.person)
        change.delete()
        tell_changed(group, actor=actor, now=now)
    return group


def decline_change(group_id: str, *, ground: Ground, actor: Person, now: datetime) -> None:
    """Leave a group's words as they are; the new ones are deleted, its leads told why. MayNot."""
    with transaction.atomic():
        group = lock_for(group_id, actor, may_answer_change)
        change = _change(group)
        note(group, "decline-change", actor=actor, now=now)
        settle(CHANGE, group.pk, CaseState.DECLINED, actor=actor, now=now)
        tell_change_declined(group, ground=ground, now=now)
        change.delete()


def _change(group: Group) -> GroupChange:
    found = GroupChange.objects.filter(group=group).select_related("person").first()
    if found is None:
        raise MayNot
    return found


def show_group(group_id: str) -> Shown | None:
    """A group as moderators see it."""
    group = Group.objects.filter(pk=group_id).first()
    if group is None:
        return None
    lead = group.members.filter(role=Role.LEAD).select_related("person").first()
    return Shown(
        title=group.name,
        texts=_texts(group.name, group.about),
        facts=_facts(group),
        address=reverse("groups:group", args=[group.pk]),
        author=lead.person if lead else None,
        is_public=group.state != State.WAITING,
    )


def show_change(group_id: str) -> Shown | None:
    """The new words of a group as moderators see them."""
    rows = GroupChange.objects.select_related("group", "person")
    change = rows.filter(group=group_id).first()
    if change is None:
        return None
    return Shown(
        title=change.group.name,
        texts=_texts(change.name, change.about),
        facts=_facts(change.group),
        address=reverse("groups:group", args=[change.group_id]),
        author=change.person,
        is_public=False,
    )


def _keep_still(group_id: str) -> None:
    """Its words, and those that wait, change under the lock of its row alone."""
    Group.objects.select_for_update().filter(pk=group_id).first()


def _facts(group: Group) -> tuple[Fact, ...]:
    """The places where it works, the main one first."""
    rows = group.places.select_related("place").order_by("-main", "place__name", "pk")
    return tuple(Fact(_("Place"), str(row.place), address_of(row.place)) for row in rows)


def _texts(name: str, about: str) -> tuple[TextShown, ...]:
    return TextShown(_("Name of the group"), name), TextShown(_("What it is about"), about)


_WORDS = {
    Decision.DECLINE: Words(
        Decision.DECLINE.label,
        gettext_lazy("It is deleted, and whoever leads the group is told the reason by email."),
    )
}
_KINDS = (
    ContentKind(
        name=GROUP,
        label=gettext_lazy("group"),
        show=show_group,
        publish=open_group,
        decline=decline_group,
        take_down=send_back,
        lock=_keep_still,
        words=_WORDS,
    ),
    ContentKind(
        name=CHANGE,
        label=gettext_lazy("new words of a group"),
        show=show_change,
        publish=accept_change,
        decline=decline_change,
        lock=_keep_still,
        takes_reports=False,
        words=_WORDS,
    ),
)


def register() -> None:
    """Let moderators decide on groups; said once, when the site starts."""
    for kind in _KINDS:
        register_kind(kind)
