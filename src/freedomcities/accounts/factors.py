"""The page that asks for the second step, on the way in and where a window has not shown it yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freedomcities.accounts.answering import Sheet, answer, posted
from freedomcities.accounts.forms import CodeForm, RecoveryForm
from freedomcities.accounts.models import Person
from freedomcities.accounts.passkeys import can_have_passkeys
from freedomcities.accounts.recovery import check_second_step, codes_left

_TEMPLATE = "accounts/second_factor.html"


def ask_for_factor(
    request: HttpRequest, person: Person, *, done: Callable[[], str]
) -> HttpResponse:
    """Ask for a code of the app, for a passkey, or (``?recovery=1``) for a recovery code.

    Where one is right, `done` says where to go; by a recovery code, to setting up the new phone.
    """
    by_recovery = "recovery" in request.GET
    has_app = hasattr(person, "code_app")
    if not by_recovery and not has_app:
        return redirect("accounts:passkey")
    more = {
        "has_app": has_app,
        "has_passkey": can_have_passkeys() and person.passkeys.exists(),
        "by_recovery": by_recovery,
    }

    def do(sent: Mapping[str, Any]) -> str:
        is_recovered = check_second_step(person, sent["code"], now=datetime.now(UTC))
        after = done()
        return _to_the_new_phone(request, person) if is_recovered else after

    form = (RecoveryForm if by_recovery else CodeForm)(posted(request))
    return answer(request, form, _sheet(by_recovery=by_recovery), do, template=_TEMPLATE, more=more)


def _sheet(*, by_recovery: bool) -> Sheet:
    lead = (
        _("Type one of the codes that you wrote down. It works once.")
        if by_recovery
        else _("Open the app that shows your codes, and type the six digits that it shows now.")
    )
    return Sheet(title=_("One more step"), lead=lead, button=_("Sign in"), field="code")


def _to_the_new_phone(request: HttpRequest, person: Person) -> str:
    left = codes_left(person)
    said = ngettext(
        "You are in. That code is used up; %(left)s code is left. Set up the app on your new phone "
        "now: it takes the place of the lost one.",
        "You are in. That code is used up; %(left)s codes are left. Set up the app on your new "
        "phone now: it takes the place of the lost one.",
        left,
    )
    messages.warning(request, said % {"left": left})
    if person.passkeys.exists():
        messages.warning(
            request, _("Then remove the passkey of the lost device on the page of your account.")
        )
    return reverse("accounts:code_app")
