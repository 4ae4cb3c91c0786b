"""What the pages of groups share: which group somebody asks for, and where its pages are."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from freedomcities.accounts import windows
from freedomcities.accounts.answering import person_of, viewer_of
from freedomcities.groups.locking import asker_of
from freedomcities.groups.models import Group
from freedomcities.groups.permissions import Predicate


def shown_group(request: HttpRequest, group_id: str) -> Group:
    """A group that whoever asks may see; Http404, whether it is hidden or missing."""
    seen = Group.objects.visible_to(viewer_of(request), with_roles=windows.is_strong(request))
    group = seen.filter(pk=group_id).first()
    if group is None:
        raise Http404
    return group


def own_group(request: HttpRequest, group_id: str, may: Predicate) -> Group:
    """A group in which whoever asks may do something; Http404 for everybody else."""
    group = Group.objects.filter(pk=group_id).first()
    if group is None or not may(asker_of(group, person_of(request))):
        raise Http404
    return group


def desk_address(group: Group) -> str:
    """Where the members of a group find everything."""
    return reverse("groups:desk", args=[group.pk])


def page_address(group: Group) -> str:
    """Where everybody finds a group."""
    return reverse("groups:group", args=[group.pk])
