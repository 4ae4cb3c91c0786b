"""A page with one form: what it was sent, what it answers, and where it leads.

Every noun above uses these for what somebody does while signed in. An operation that refuses is
told on the form (422, or 429 for too often); what is `Hidden` from whoever asks is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from freedomcities.accounts.counting import TooOften
from freedomcities.accounts.models import Person
from freedomcities.lib.errors import Hidden, Refusal

FORM = ["GET", "HEAD", "POST"]
"""What an address with a form takes."""
SHEET = "accounts/sheet.html"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a page with one form. `field` is where a refusal stands."""

    title: str
    button: str
    back: str = ""
    lead: str | Promise = ""
    kind: str = "go"
    field: str | None = None


def person_of(request: HttpRequest) -> Person:
    """Whoever is signed in, on a page that needs somebody."""
    return cast("Person", request.user)


def viewer_of(request: HttpRequest) -> Person | None:
    """Whoever is signed in, on a page for everybody."""
    return person_of(request) if request.user.is_authenticated else None


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where it is only shown. Sent empty, it is still sent."""
    return request.POST if request.method == "POST" else None


def answer(
    request: HttpRequest,
    form: Form,
    sheet: Sheet,
    do: Callable[[Mapping[str, Any]], str | HttpResponse],
    *,
    template: str = SHEET,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show the form; sent, do it and go where `do` says, or show its page."""
    context = {"sheet": sheet, **(more or {})}
    if form.is_valid():
        try:
            done = do(form.cleaned_data)
        except Hidden:
            raise Http404 from None
        except Refusal as refusal:
            return ask_again(request, template, form, refusal, field=sheet.field, more=context)
        return done if isinstance(done, HttpResponse) else redirect(done)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def thank(request: HttpRequest, address: str) -> HttpResponse:
    """Lead on from a form that everybody may send; a visitor carries no cookie further."""
    done = redirect(address)
    if not request.user.is_authenticated:
        done.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    return done


def sure(
    request: HttpRequest,
    sheet: Sheet,
    *,
    do: Callable[[], object],
    done: str,
    after: str = "",
    template: str = SHEET,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Ask whether somebody means it; sent, `do` it and go `after` (or back), which says `done`."""

    def do_it(_sent: Mapping[str, Any]) -> str:
        do()
        messages.success(request, done)
        return after or sheet.back

    return answer(request, Form(posted(request)), sheet, do_it, template=template, more=more)


def sure_of_account(
    request: HttpRequest, *, title: str, lead: str, button: str, do: Callable[[], object], done: str
) -> HttpResponse:
    """The same for one's own account, whose page it leads to."""
    sheet = Sheet(title=title, lead=lead, button=button, back=reverse("accounts:account"))
    return sure(request, sheet, do=do, done=done)


def ask_again(
    request: HttpRequest,
    template: str,
    form: Form,
    refusal: Refusal,
    *,
    field: str | None = None,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The same page with the refusal at its field: 429 for too often, else 422."""
    form.add_error(field, str(refusal))
    is_too_often = isinstance(refusal, TooOften)
    context = {"form": form, **(more or {})}
    response = render(request, template, context, status=429 if is_too_often else 422)
    if isinstance(refusal, TooOften):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response
