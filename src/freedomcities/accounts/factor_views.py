"""Setting up and taking away a second factor; taking a role by a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import segno
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from freedomcities.accounts import windows
from freedomcities.accounts.answering import (
    FORM,
    Sheet,
    answer,
    person_of,
    posted,
    sure,
    sure_of_account,
)
from freedomcities.accounts.choices import Role
from freedomcities.accounts.factors import ask_for_factor
from freedomcities.accounts.forms import CodeForm
from freedomcities.accounts.guards import owes_factor, shown_factor
from freedomcities.accounts.recovery import codes_left, make_recovery_codes
from freedomcities.accounts.roles import role_of_link, use_role_link
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.second_factors import (
    add_code_app,
    app_address,
    new_secret,
    remove_code_app,
)
from freedomcities.lib.access import audience
from freedomcities.ui.context import NAME

_SECRET = "app_secret"  # noqa: S105 the name under which a session has it


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def code_app(request: HttpRequest) -> HttpResponse:
    """Set up an app that shows one-time codes; or show its code, where that is due."""
    person = person_of(request)
    if owes_factor(request):
        # Somebody signed in before they had a factor: this window has not shown it yet.
        return ask_for_factor(request, person, done=lambda: _shown(request))
    secret = str(request.session.setdefault(_SECRET, new_secret()))
    address = app_address(secret, site=NAME, name=unseal(person, "name_sealed"))
    sheet = Sheet(
        title=_("An app for codes"),
        lead=_(
            "A second step keeps others out, even if they get into your email. Any app for "
            "one-time codes will do: free ones are, for instance, Aegis, Ente Auth and 2FAS."
        ),
        button=_("Set it up"),
        back=reverse("accounts:account"),
        field="code",
    )

    def do(sent: Mapping[str, Any]) -> str:
        add_code_app(person, secret, sent["code"], now=datetime.now(UTC))
        del request.session[_SECRET]
        windows.make_strong(request)
        messages.success(request, _("The app is set up. You will be asked for its code."))
        return reverse("accounts:recovery_codes")

    more = {
        "address": address,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "picture": _picture(address),
        "roles": person.roles,
    }
    form = CodeForm(posted(request))
    return answer(request, form, sheet, do, template="accounts/code_app.html", more=more)


def _shown(request: HttpRequest) -> str:
    windows.make_strong(request)
    return reverse("accounts:account")


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make recovery codes: shown once, on the answer to the form."""
    person, template = person_of(request), "accounts/recovery_codes.html"
    sheet = Sheet(
        title=_("Recovery codes"),
        lead=_(
            "For the day on which your phone is lost: each of them stands in for the second step, "
            "once."
        ),
        button=_("Make eight codes"),
        back=reverse("accounts:account"),
    )

    def do(_sent: Mapping[str, Any]) -> HttpResponse:
        codes = make_recovery_codes(person, now=datetime.now(UTC))
        shown = replace(sheet, button=_("Make other ones"), kind="plain")
        context = {"sheet": shown, "form": Form(), "codes": codes}
        return render(request, template, context)

    more = {"left": codes_left(person)}
    return answer(request, Form(posted(request)), sheet, do, template=template, more=more)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def code_app_remove(request: HttpRequest) -> HttpResponse:
    """Do without the app."""
    return sure_of_account(
        request,
        title=_("Take the app away?"),
        lead=_("Signing in asks for the code by email alone then."),
        button=_("Remove the app"),
        do=lambda: remove_code_app(person_of(request), now=datetime.now(UTC)),
        done=_("The app is taken away."),
    )


def _work(role: Role) -> str:
    return _("Work for the site: %(role)s") % {"role": role.label}


def _why_take_role(secret: str) -> str:
    role = role_of_link(secret, now=datetime.now(UTC))
    return _("Sign in to take up: %(work)s") % {"work": _work(role)} if role else ""


@audience("person", methods=("GET", "POST"), why=_why_take_role)
@require_http_methods(FORM)
@shown_factor
def take_role(request: HttpRequest, secret: str) -> HttpResponse:
    """Take a role by a link that the operator or the staff gave; it works once."""
    now = datetime.now(UTC)
    role = role_of_link(secret, now=now)
    if role is None:
        raise Http404
    sheet = Sheet(
        title=_work(role),
        lead=_("This link works once. The staff sees the name that you gave your account, if any."),
        button=_("Take it on"),
        back=reverse("accounts:account"),
    )
    return sure(
        request,
        sheet,
        do=lambda: use_role_link(person_of(request), secret, now=now),
        done=_("Thank you. Your work needs a second step at signing in: set it up now."),
        after=reverse("accounts:code_app"),
    )


def _picture(address: str) -> SafeString:
    """The address as a square to photograph, drawn here: no third party sees it."""
    drawn = segno.make(address, error="m").svg_inline(omitsize=True, border=3, light="#fff")
    return SafeString(drawn)
