"""What the pages of events share: which event somebody asks for, and where its pages are."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from freedomcities.accounts import windows
from freedomcities.accounts.answering import person_of, viewer_of
from freedomcities.events.addresses import page_at
from freedomcities.events.locking import asker_of
from freedomcities.events.models import Event
from freedomcities.events.page_reads import event_for_visitors
from freedomcities.events.permissions import Predicate


def shown_event(request: HttpRequest, event_id: str) -> Event:
    """An event that whoever asks may see; Http404, whether it is hidden or missing."""
    viewer = viewer_of(request)
    if viewer is None:
        return public_event(event_id)
    seen = Event.objects.visible_to(viewer, with_roles=windows.is_strong(request))
    event = seen.select_related("place").filter(pk=event_id).first()
    if event is None:
        raise Http404
    return event


def public_event(event_id: str) -> Event:
    """An event that everybody may see, whoever asks; Http404, whether it is hidden or missing."""
    event = event_for_visitors(event_id)
    if event is None:
        raise Http404
    return event


def own_event(request: HttpRequest, event_id: str, may: Predicate) -> Event:
    """An event with which whoever asks may do something; Http404 for everybody else."""
    event = Event.objects.select_related("place").filter(pk=event_id).first()
    if event is None or not may(asker_of(event, person_of(request))):
        raise Http404
    return event


def desk_address(event: Event) -> str:
    """Where the hosts of an event find everything."""
    return reverse("events:desk", args=[event.pk])


def page_address(event: Event) -> str:
    """Where everybody finds an event."""
    return page_at(event.pk)
