"""The page that asks for the second step, on the way in and where a window has not shown it yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from freedomcities.accounts.answering import ask_again, posted
from freedomcities.accounts.forms import CodeForm, RecoveryForm
from freedomcities.accounts.models import Person
from freedomcities.accounts.passkeys import can_have_passkeys
from freedomcities.accounts.recovery import check_second_step
from freedomcities.lib.errors import Refusal

_TEMPLATE = "accounts/second_factor.html"


def ask_for_factor(
    request: HttpRequest, person: Person, *, done: Callable[[], str]
) -> HttpResponse:
    """Ask for a code of the app, for a passkey, or (``?recovery=1``) for a recovery code.

    Where one is right, `done` says where to go.
    """
    by_recovery = "recovery" in request.GET
    context: dict[str, object] = {
        "has_app": hasattr(person, "code_app"),
        "has_passkey": can_have_passkeys() and person.passkeys.exists(),
        "by_recovery": by_recovery,
    }
    if not by_recovery and not context["has_app"]:
        return redirect("accounts:passkey")
    form = (RecoveryForm if by_recovery else CodeForm)(posted(request))
    if form.is_valid():
        try:
            check_second_step(person, form.cleaned_data["code"], now=datetime.now(UTC))
        except Refusal as refusal:
            return ask_again(request, _TEMPLATE, form, refusal, field="code", more=context)
        return redirect(done())
    context["form"] = form
    return render(request, _TEMPLATE, context, status=422 if form.errors else 200)
