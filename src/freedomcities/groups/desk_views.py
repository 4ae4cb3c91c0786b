"""The desk of a group: for its members alone, with the tools of those who lead it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.groups.asked_place import links_of
from freedomcities.groups.asking import desk_address, own_group, page_address
from freedomcities.groups.choices import Role, State
from freedomcities.groups.forgetting import NAMES_LAST
from freedomcities.groups.forms import NameForm, RoleForm
from freedomcities.groups.holding import waiting_words
from freedomcities.groups.locking import asker_of, membership_of
from freedomcities.groups.members import (
    change_role,
    hand_over,
    leave,
    remove_member,
    rename_myself,
)
from freedomcities.groups.models import Group, Membership
from freedomcities.groups.permissions import (
    is_member,
    may_change,
    may_hand_out_roles,
    may_leave,
    may_let_in,
    may_remove,
    may_rename_oneself,
)
from freedomcities.lib.access import audience
from freedomcities.ui.parts import Crumb


@audience("member")
@require_safe
def desk(request: HttpRequest, group_id: str) -> HttpResponse:
    """Who belongs to the group, and what may be done."""
    group = own_group(request, group_id, is_member)
    person = person_of(request)
    asker = asker_of(group, person)
    lets_in = may_let_in(asker)
    context = {
        "group": group,
        "own": membership_of(group, person),
        "members": group.members.in_order(),
        "requests": group.requests.order_by("asked_on", "pk") if lets_in else [],
        "invitations": group.invitations.filter(expires_at__gt=datetime.now(UTC)).count()
        if lets_in
        else 0,
        "lets_in": lets_in,
        "leads": may_change(asker),
        "change_waits": may_change(asker) and waiting_words(group) is not None,
        "is_waiting": group.state == State.WAITING,
        "is_closed": group.state == State.CLOSED,
        "names_until": group.closed_on + NAMES_LAST if group.closed_on else None,
        "places": links_of(Group.objects.with_places().get(pk=group.pk)),
        "crumbs": [
            Crumb(_("Groups"), reverse("groups:groups")),
            Crumb(group.name, page_address(group)),
            Crumb(_("Desk")),
        ],
    }
    return render(request, "groups/desk.html", context)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def member_role(request: HttpRequest, group_id: str, member: UUID) -> HttpResponse:
    """Give somebody another role."""
    group = own_group(request, group_id, may_hand_out_roles)
    found = _member(group, member)
    sheet = Sheet(
        title=_("Role of %(name)s") % {"name": found.name},
        lead=_("A lead decides on everything; an organizer lets people in."),
        button=_("Save"),
        back=desk_address(group),
        field="role",
    )

    def do(sent: Mapping[str, Any]) -> str:
        role = Role(sent["role"])
        change_role(group.pk, member, role, actor=person_of(request), now=datetime.now(UTC))
        messages.success(request, _("Saved."))
        return desk_address(group)

    return answer(request, RoleForm(posted(request), initial={"role": found.role}), sheet, do)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def member_hand_over(request: HttpRequest, group_id: str, member: UUID) -> HttpResponse:
    """Make somebody lead in one's own place."""
    group = own_group(request, group_id, may_hand_out_roles)
    found = _member(group, member)
    if found.person_id == person_of(request).pk:
        raise Http404
    sheet = Sheet(
        title=_("Hand the group over to %(name)s?") % {"name": found.name},
        lead=_("They lead it then, and you are a member like all."),
        button=_("Hand it over"),
        kind="grave",
        back=desk_address(group),
    )

    return sure(
        request,
        sheet,
        do=lambda: hand_over(group.pk, member, actor=person_of(request), now=datetime.now(UTC)),
        done=_("The group is handed over."),
    )


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def member_remove(request: HttpRequest, group_id: str, member: UUID) -> HttpResponse:
    """Take somebody out of the group."""
    group = own_group(request, group_id, may_remove)
    found = _member(group, member)
    is_own = found.person_id == person_of(request).pk
    sheet = Sheet(
        title=_("Remove %(name)s from the group?") % {"name": found.name},
        lead=_("They see no more of the group than everybody does."),
        button=_("Remove them"),
        kind="grave",
        back=desk_address(group),
    )

    return sure(
        request,
        sheet,
        do=lambda: remove_member(group.pk, member, actor=person_of(request), now=datetime.now(UTC)),
        done=_("They do not belong to the group any more."),
        after=page_address(group) if is_own else desk_address(group),
    )


@audience("member", methods=("GET", "POST"))
@require_http_methods(FORM)
def my_name(request: HttpRequest, group_id: str) -> HttpResponse:
    """Be called otherwise in this group."""
    group = own_group(request, group_id, may_rename_oneself)
    own = membership_of(group, person_of(request))
    sheet = Sheet(
        title=_("Your name in this group"),
        button=_("Save"),
        back=desk_address(group),
        field="name",
    )

    def do(sent: Mapping[str, Any]) -> str:
        rename_myself(group.pk, sent["name"], actor=person_of(request), now=datetime.now(UTC))
        messages.success(request, _("Saved."))
        return desk_address(group)

    start = {"name": own.name if own else ""}
    return answer(request, NameForm(posted(request), initial=start), sheet, do)


@audience("member", methods=("GET", "POST"))
@require_http_methods(FORM)
def leaving(request: HttpRequest, group_id: str) -> HttpResponse:
    """Belong to the group no more."""
    group = own_group(request, group_id, may_leave)
    sheet = Sheet(
        title=_("Leave %(group)s?") % {"group": group.name},
        lead=_("Your name in this group is deleted."),
        button=_("Leave the group"),
        kind="grave",
        back=desk_address(group),
    )

    return sure(
        request,
        sheet,
        do=lambda: leave(group.pk, actor=person_of(request), now=datetime.now(UTC)),
        done=_("You have left the group."),
        after=page_address(group),
    )


def _member(group: Group, member: UUID) -> Membership:
    found = group.members.filter(pk=member).first()
    if found is None:
        raise Http404
    return found
