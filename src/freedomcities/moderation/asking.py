"""What the forms of moderators share: a page with one form that does one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from freedomcities.accounts.answering import ask_again
from freedomcities.accounts.models import Person
from freedomcities.lib.errors import Refusal
from freedomcities.moderation.queue_shown import MarkedText
from freedomcities.moderation.refusals import MayNot

FORM = ["GET", "HEAD", "POST"]
_TEMPLATE = "moderation/form.html"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a page with one form. `field` is where a refusal stands.

    `texts` are what is decided on, and `seen` is their digest: it comes back with the form.
    """

    title: str
    button: str
    back: str
    lead: str = ""
    kind: str = "go"
    field: str | None = None
    texts: tuple[MarkedText, ...] = ()
    seen: str = ""


def person_of(request: HttpRequest) -> Person:
    """Whoever is signed in, on a page that needs somebody."""
    return cast("Person", request.user)


def seen_by(request: HttpRequest) -> str:
    """The digest of the words that stood on the page that was sent."""
    return request.POST.get("seen", "")


def answer(
    request: HttpRequest, form: Form, sheet: Sheet, do: Callable[[Mapping[str, Any]], str]
) -> HttpResponse:
    """Show the form; sent, do it and go where `do` says; 422 with what is wrong or refused."""
    more = {"sheet": sheet}
    if form.is_valid():
        try:
            return redirect(do(form.cleaned_data))
        except MayNot:
            raise Http404 from None
        except Refusal as refusal:
            return ask_again(request, _TEMPLATE, form, refusal, field=sheet.field, more=more)
    status = 422 if form.errors else 200
    return render(request, _TEMPLATE, {"form": form, **more}, status=status)
