"""The desk of a group: for its members alone, with the tools of those who lead it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.accounts.models import Person
from freedomcities.groups.asked_place import links_of
from freedomcities.groups.asking import desk_address, own_group, page_address
from freedomcities.groups.beside import sections_of
from freedomcities.groups.choices import State
from freedomcities.groups.forgetting import NAMES_LAST
from freedomcities.groups.forms import NameForm
from freedomcities.groups.holding import waiting_words
from freedomcities.groups.locking import asker_of, membership_of
from freedomcities.groups.members import (
    leave,
    rename_myself,
)
from freedomcities.groups.models import Group
from freedomcities.groups.next_steps import next_steps
from freedomcities.groups.permissions import (
    is_member,
    may_change,
    may_leave,
    may_let_in,
    may_rename_oneself,
)
from freedomcities.lib.access import audience
from freedomcities.notices.models import Follow
from freedomcities.places.choices import Kind as PlaceKind
from freedomcities.places.followed import PLACE
from freedomcities.places.models import Place
from freedomcities.ui.parts import Crumb


@audience("member")
@require_safe
def desk(request: HttpRequest, group_id: str) -> HttpResponse:
    """Who belongs to the group, and what may be done."""
    group = own_group(request, group_id, is_member)
    person = person_of(request)
    asker = asker_of(group, person)
    lets_in = may_let_in(asker)
    places = links_of(Group.objects.with_places().get(pk=group.pk))
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
        "places": places,
        "around": _around(places[0].place),
        "steps": next_steps(
            group, places[0], lets_in=lets_in, follows_place=_follows(person, places[0].place)
        ),
        "sections": sections_of(group, now=datetime.now(UTC)),
        "plans": lets_in and group.state == State.OPEN,
        "crumbs": [
            Crumb(_("Groups"), reverse("groups:groups")),
            Crumb(group.name, page_address(group)),
            Crumb(_("Desk")),
        ],
    }
    return render(request, "groups/desk.html", context)


def _around(place: Place) -> list[Place]:
    """The counties that a town lies in: who follows one hears of what neighboring groups plan."""
    if place.kind not in {PlaceKind.MUNICIPALITY, PlaceKind.TOWN}:
        return []
    return [each for each in Place.objects.parents_of(place) if each.kind == PlaceKind.COUNTY]


def _follows(person: Person, place: Place) -> bool:
    return Follow.objects.of(person).of_any([(PLACE, place.pk)]).exists()


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
