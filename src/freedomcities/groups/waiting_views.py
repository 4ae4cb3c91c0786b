"""New groups, as moderators see them before anybody else does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import posted
from freedomcities.groups.asked_place import lines_of
from freedomcities.groups.asking import FORM, Sheet, answer, person_of
from freedomcities.groups.forms import SureForm
from freedomcities.groups.models import Group
from freedomcities.groups.operations import decline_group, open_group
from freedomcities.lib.access import audience

MOST_SHOWN = 50


@audience("moderator")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """All new groups, the oldest first."""
    found = Group.objects.visible_to(person_of(request)).waiting().with_places()
    context = {"lines": lines_of(list(found[:MOST_SHOWN]))}
    return render(request, "groups/waiting.html", context)


@audience("moderator", methods=("GET", "POST"))
@require_http_methods(FORM)
def waiting_open(request: HttpRequest, group_id: str) -> HttpResponse:
    """Let everybody see a new group."""
    group = _waiting(request, group_id)
    sheet = Sheet(
        title=_("Open %(group)s?") % {"group": group.name},
        lead=_("Everybody sees its page then."),
        button=_("Open the group"),
        back=reverse("groups:waiting"),
    )

    def do(_sent: Mapping[str, Any]) -> str:
        open_group(group.pk, actor=person_of(request), now=datetime.now(UTC))
        messages.success(request, _("The group is open."))
        return reverse("groups:waiting")

    return answer(request, SureForm(posted(request)), sheet, do)


@audience("moderator", methods=("GET", "POST"))
@require_http_methods(FORM)
def waiting_decline(request: HttpRequest, group_id: str) -> HttpResponse:
    """Take a new group away."""
    group = _waiting(request, group_id)
    sheet = Sheet(
        title=_("Decline %(group)s?") % {"group": group.name},
        lead=_("All that was written for it is deleted."),
        button=_("Decline"),
        kind="grave",
        back=reverse("groups:waiting"),
    )

    def do(_sent: Mapping[str, Any]) -> str:
        decline_group(group.pk, actor=person_of(request), now=datetime.now(UTC))
        messages.success(request, _("The group is deleted."))
        return reverse("groups:waiting")

    return answer(request, SureForm(posted(request)), sheet, do)


def _waiting(request: HttpRequest, group_id: str) -> Group:
    found = Group.objects.visible_to(person_of(request)).waiting().filter(pk=group_id).first()
    if found is None:
        raise Http404
    return found
