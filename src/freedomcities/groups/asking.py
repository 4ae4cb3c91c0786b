"""What the pages of groups share: who asks, which group, and a form that does one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from freedomcities.accounts import windows
from freedomcities.accounts.answering import ask_again
from freedomcities.accounts.models import Person
from freedomcities.groups.locking import asker_of
from freedomcities.groups.models import Group
from freedomcities.groups.permissions import Predicate
from freedomcities.groups.refusals import MayNot
from freedomcities.lib.errors import Refusal

FORM = ["GET", "HEAD", "POST"]
_TEMPLATE = "groups/form.html"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a page with one form. `field` is where a refusal stands."""

    title: str
    button: str
    back: str
    lead: str = ""
    kind: str = "go"
    field: str | None = None


def person_of(request: HttpRequest) -> Person:
    """Whoever is signed in, on a page that needs somebody."""
    return cast("Person", request.user)


def viewer_of(request: HttpRequest) -> Person | None:
    """Whoever is signed in, on a page for everybody."""
    return person_of(request) if request.user.is_authenticated else None


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


def answer(
    request: HttpRequest,
    form: Form,
    sheet: Sheet,
    do: Callable[[Mapping[str, Any]], str | HttpResponse],
) -> HttpResponse:
    """Show the form; sent, do it and go where `do` says, or show its page.

    422 with the reason for what is wrong in it or refused; what is not one's own is not there.
    """
    more = {"sheet": sheet}
    if form.is_valid():
        try:
            done = do(form.cleaned_data)
        except MayNot:
            raise Http404 from None
        except Refusal as refusal:
            return ask_again(request, _TEMPLATE, form, refusal, field=sheet.field, more=more)
        return done if isinstance(done, HttpResponse) else redirect(done)
    status = 422 if form.errors else 200
    return render(request, _TEMPLATE, {"form": form, **more}, status=status)
