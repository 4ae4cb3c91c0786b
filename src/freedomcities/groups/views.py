"""What everybody finds: the list of groups, a group's page, and the way to a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts import windows
from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, viewer_of
from freedomcities.groups.asked_place import (
    address_for,
    lines_near,
    lines_of,
    links_of,
    read_place,
)
from freedomcities.groups.asking import desk_address, shown_group
from freedomcities.groups.beside import sections_of
from freedomcities.groups.choices import Joining, State
from freedomcities.groups.forms import StartForm
from freedomcities.groups.joining import request_until
from freedomcities.groups.locking import asker_of
from freedomcities.groups.member_counts import count_words
from freedomcities.groups.models import Group
from freedomcities.groups.news import GROUP
from freedomcities.groups.operations import found_group
from freedomcities.groups.permissions import is_moderator
from freedomcities.lib.access import audience
from freedomcities.moderation.subjects import report_address
from freedomcities.places.questions import find_by_code
from freedomcities.ui.parts import Crumb

PAGE_SIZE = 30


@audience("public")
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """All groups by name, or those around a place (``?place=``)."""
    asked = read_place(request.GET.get("place", ""), name="groups:groups")
    viewer = viewer_of(request)
    context: dict[str, object] = {
        "asked": asked,
        "own": Group.objects.of(viewer).order_by("name", "pk") if viewer else [],
        "asked_of": Group.objects.asked_by(viewer).order_by("name", "pk") if viewer else [],
        "moderates": bool(viewer and is_moderator(viewer) and windows.is_strong(request)),
    }
    if asked.place is not None:
        context["lines"] = lines_near(asked.place, viewer)
        context["start"] = address_for(asked.place, "groups:start")
    else:
        everyone = Group.objects.visible_to(viewer).open().order_by("name", "pk").with_places()
        page = Paginator(everyone, PAGE_SIZE).get_page(request.GET.get("page"))
        context |= {"page": page, "lines": lines_of(list(page)), "number": page.paginator.count}
    return render(request, "groups/groups.html", context)


@audience("public")
@require_safe
def group(request: HttpRequest, group_id: str) -> HttpResponse:
    """A group as visitors see it: nobody's name, and no number that gives somebody away."""
    found = shown_group(request, group_id)
    viewer = viewer_of(request)
    role = asker_of(found, viewer).role if viewer else None
    # Whose groups are shown beside it is the same for everybody, whoever looks.
    seen = Group.objects.visible_to(None)
    context = {
        "group": found,
        "places": links_of(Group.objects.with_places().get(pk=found.pk)),
        "count": count_words(found.members.count()),
        "parent": seen.filter(pk=found.parent_id).first() if found.parent_id else None,
        "children": seen.open().filter(parent=found).order_by("name", "pk"),
        "is_member": role is not None,
        "asked_until": request_until(found, viewer) if viewer else None,
        "takes_requests": found.joining == Joining.REQUEST,
        "sections": sections_of(found, now=datetime.now(UTC)),
        "report": report_address(GROUP, found.pk) if found.state != State.WAITING else "",
        "crumbs": [Crumb(_("Groups"), reverse("groups:groups")), Crumb(found.name)],
    }
    return render(request, "groups/group.html", context)


@audience("public")
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Before a new group: name the place, and see who is at work there already."""
    asked = read_place(request.GET.get("place", ""), name="groups:start")
    context: dict[str, object] = {"asked": asked}
    if asked.place is not None:
        context["lines"] = lines_near(asked.place, viewer_of(request))
        context["form_address"] = address_for(asked.place, "groups:start_here")
    return render(request, "groups/start.html", context)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def start_here(request: HttpRequest) -> HttpResponse:
    """The form for a new group at a place (``?place=geoid:…``)."""
    code = request.GET.get("place", "").strip().removeprefix("geoid:")
    place = find_by_code(code) if code.isalnum() else None
    if place is None:
        return redirect("groups:start")
    sheet = Sheet(
        title=_("Start a group in %(place)s") % {"place": place},
        lead=_(
            "A moderator reads it before everybody sees it, usually within a day. We email you "
            "then. You can use its desk at once."
        ),
        button=_("Start the group"),
        back=address_for(place, "groups:start"),
    )

    def do(sent: Mapping[str, Any]) -> str:
        founded = found_group(
            **{**sent, "joining": Joining(sent["joining"])},
            places=[place],
            actor=person_of(request),
            now=datetime.now(UTC),
        )
        messages.success(request, _("Your group is started. It waits for a moderator."))
        return desk_address(founded)

    form = StartForm(posted(request), initial={"joining": Joining.REQUEST})
    return answer(request, form, sheet, do)
