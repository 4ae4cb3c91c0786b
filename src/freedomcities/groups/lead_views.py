"""What a lead does with the group itself: its words, its places, its parent, its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.groups.asking import desk_address, own_group
from freedomcities.groups.choices import Joining, State
from freedomcities.groups.forms import GroupForm, ParentForm, PlaceForm
from freedomcities.groups.holding import waiting_words
from freedomcities.groups.models import Group
from freedomcities.groups.operations import (
    add_place,
    change_group,
    close_group,
    remove_place,
    set_parent,
)
from freedomcities.groups.permissions import may_change, may_close
from freedomcities.lib.access import audience
from freedomcities.places.questions import find_place


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def change(request: HttpRequest, group_id: str) -> HttpResponse:
    """What the group is called and says of itself."""
    group = own_group(request, group_id, may_change)
    sheet = Sheet(title=_("Change the group"), button=_("Save"), back=desk_address(group))

    def do(sent: Mapping[str, Any]) -> str:
        change_group(
            group.pk,
            name=sent["name"],
            about=sent["about"],
            joining=Joining(sent["joining"]),
            actor=person_of(request),
            now=datetime.now(UTC),
        )
        messages.success(request, _said(group))
        return desk_address(group)

    words = waiting_words(group) or group
    start = {"name": words.name, "about": words.about, "joining": group.joining}
    return answer(request, GroupForm(posted(request), initial=start), sheet, do)


def _said(group: Group) -> str:
    if waiting_words(group):
        return _("Saved. A moderator reads the new words first; until then the old ones stand.")
    return _("Saved.")


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def place_add(request: HttpRequest, group_id: str) -> HttpResponse:
    """Say that the group works at one place more."""
    group = own_group(request, group_id, may_change)
    sheet = Sheet(
        title=_("Add a place"), button=_("Add it"), back=desk_address(group), field="place"
    )

    def do(sent: Mapping[str, Any]) -> str:
        place = find_place(sent["place"])
        add_place(group.pk, place, actor=person_of(request), now=datetime.now(UTC))
        messages.success(request, _("The group is at work in %(place)s too.") % {"place": place})
        return desk_address(group)

    return answer(request, PlaceForm(posted(request)), sheet, do)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def place_remove(request: HttpRequest, group_id: str, geoid: str) -> HttpResponse:
    """Take a place from the group."""
    group = own_group(request, group_id, may_change)
    row = group.places.filter(place_id=geoid).select_related("place").first()
    if row is None:
        raise Http404
    sheet = Sheet(
        title=_("Take %(place)s from the group?") % {"place": row.place},
        lead=_("The group is not found there any more."),
        button=_("Take the place away"),
        kind="grave",
        back=desk_address(group),
    )

    return sure(
        request,
        sheet,
        do=lambda: remove_place(
            group.pk, row.place, actor=person_of(request), now=datetime.now(UTC)
        ),
        done=_("Saved."),
    )


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def parent(request: HttpRequest, group_id: str) -> HttpResponse:
    """Make the group a part of another that one leads as well."""
    group = own_group(request, group_id, may_change)
    person = person_of(request)
    led = Group.objects.led_by(person).exclude(state=State.CLOSED).values("pk")
    offered = Group.objects.filter(Q(pk__in=led) | Q(pk=group.parent_id)).exclude(pk=group.pk)
    choices = list(offered.order_by("name", "pk").values_list("pk", "name"))
    sheet = Sheet(
        title=_("Part of another group"),
        lead=_("You can choose among the groups that you lead. Everybody sees it on both pages."),
        button=_("Save"),
        back=desk_address(group),
        field="parent",
    )

    def do(sent: Mapping[str, Any]) -> str:
        set_parent(group.pk, sent["parent"] or None, actor=person, now=datetime.now(UTC))
        messages.success(request, _("Saved."))
        return desk_address(group)

    start = {"parent": group.parent_id or ""}
    return answer(request, ParentForm(posted(request), groups=choices, initial=start), sheet, do)


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def close(request: HttpRequest, group_id: str) -> HttpResponse:
    """End the group."""
    group = own_group(request, group_id, may_close)
    is_open = group.state == State.OPEN
    lead = (
        _("Its page stays and says that it is closed. Requests and invitations are deleted.")
        if is_open
        else _("No moderator has opened it yet, so nothing of it stays.")
    )
    sheet = Sheet(
        title=_("Close %(group)s?") % {"group": group.name},
        lead=lead,
        button=_("Close the group"),
        kind="grave",
        back=desk_address(group),
    )

    return sure(
        request,
        sheet,
        do=lambda: close_group(group.pk, actor=person_of(request), now=datetime.now(UTC)),
        done=_("The group is closed."),
        after=desk_address(group) if is_open else reverse("groups:groups"),
    )
