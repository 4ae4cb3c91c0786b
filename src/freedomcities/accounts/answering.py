"""What a form's page was sent, and what it answers where an operation refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from freedomcities.accounts.counting import TooOften
from freedomcities.lib.errors import Refusal


def sure(
    request: HttpRequest,
    *,
    title: str,
    lead: str,
    button: str,
    do: Callable[[], object],
    done: str,
    after: str = "accounts:account",
) -> HttpResponse:
    """Ask whether somebody means it; sent, `do` it and lead to `after`, which says `done`."""
    context = {"title": title, "lead": lead, "button": button, "after": after}
    if request.method != "POST":
        return render(request, "accounts/sure.html", context)
    try:
        do()
    except Refusal as refusal:
        context["refusal"] = str(refusal)
        return render(request, "accounts/sure.html", context, status=422)
    messages.success(request, done)
    return redirect(after)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; None where it is only shown. Sent empty, it is still sent."""
    return request.POST if request.method == "POST" else None


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
