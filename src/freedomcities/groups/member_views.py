"""One member of a group, before its lead: what can be done with them, each on a page of its own."""

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
from freedomcities.groups.asking import desk_address, own_group, page_address
from freedomcities.groups.choices import Role
from freedomcities.groups.forms import RoleForm
from freedomcities.groups.members import change_role, hand_over, remove_member
from freedomcities.groups.models import Group, Membership
from freedomcities.groups.permissions import may_hand_out_roles, may_remove
from freedomcities.lib.access import audience
from freedomcities.ui.parts import Crumb


@audience("lead")
@require_safe
def member(request: HttpRequest, group_id: str, member: UUID) -> HttpResponse:
    """Somebody of the group, with what its lead can do about them."""
    group = own_group(request, group_id, may_hand_out_roles)
    found = _member(group, member)
    context = {
        "group": group,
        "member": found,
        "is_own": found.person_id == person_of(request).pk,
        "crumbs": [
            Crumb(_("Groups"), reverse("groups:groups")),
            Crumb(group.name, page_address(group)),
            Crumb(_("Desk"), desk_address(group)),
            Crumb(found.name),
        ],
    }
    return render(request, "groups/member.html", context)


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
        back=_address(found),
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
        back=_address(found),
    )

    return sure(
        request,
        sheet,
        do=lambda: hand_over(group.pk, member, actor=person_of(request), now=datetime.now(UTC)),
        done=_("The group is handed over."),
        after=desk_address(group),
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
        back=_address(found),
    )

    return sure(
        request,
        sheet,
        do=lambda: remove_member(group.pk, member, actor=person_of(request), now=datetime.now(UTC)),
        done=_("They do not belong to the group any more."),
        after=page_address(group) if is_own else desk_address(group),
    )


def _address(member: Membership) -> str:
    return reverse("groups:member", args=[member.group_id, member.pk])


def _member(group: Group, member: UUID) -> Membership:
    found = group.members.filter(pk=member).first()
    if found is None:
        raise Http404
    return found
