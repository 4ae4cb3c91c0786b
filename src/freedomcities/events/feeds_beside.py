"""The events of a group and around a place, as feeds beside the pages of these.

Each answers as the feed of all events does that is asked for the group or the place.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from freedomcities.events.feeds import answer_feed
from freedomcities.groups.models import Group
from freedomcities.lib.access import audience
from freedomcities.places.questions import find_by_path


@audience("public")
@require_safe
def group_feed(request: HttpRequest, group_id: str, ending: str) -> HttpResponse:
    """What a group holds, alone or with others; it is there for everybody who sees its page."""
    if not Group.objects.visible_to(None).filter(pk=group_id).exists():
        raise Http404
    return answer_feed(request, ending, {**request.GET.dict(), "group": group_id})


@audience("public")
@require_safe
def place_feed(request: HttpRequest, path: str, ending: str) -> HttpResponse:
    """What is at a place and around it; an old path leads to the one of today, as its page does."""
    place = find_by_path(path)
    if place is None:
        raise Http404
    if isinstance(place, str):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        now_at = reverse("event_feeds:place_feed", args=[place, ending])
        return redirect(f"{now_at}{query}", permanent=True)
    return answer_feed(request, ending, {**request.GET.dict(), "place": f"geoid:{place.pk}"})
