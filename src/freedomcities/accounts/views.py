"""Signing in and out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from freedomcities.accounts import windows
from freedomcities.accounts.answering import FORM, Sheet, answer, posted
from freedomcities.accounts.factors import ask_for_factor
from freedomcities.accounts.forms import AddressForm, CodeForm
from freedomcities.accounts.passkeys import can_have_passkeys
from freedomcities.accounts.signing_in import ask_for_code, enter_code
from freedomcities.lib.access import audience
from freedomcities.lib.peers import peer_of


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a code by email. The answer is the same for every address."""
    after = windows.way_of(request)
    if request.user.is_authenticated:
        return redirect(after or "accounts:account")
    sheet = Sheet(
        title=_("Sign in"),
        lead=_(
            "Write your email address. We send you six digits: type them here, and you are in. "
            "There is no password."
        ),
        button=_("Send me the digits"),
        field="email",
    )

    def do(sent: Mapping[str, Any]) -> str:
        asked = ask_for_code(
            sent["email"],
            peer=peer_of(request.META, proxies=settings.TRUSTED_PROXY_COUNT),
            language=get_language() or settings.LANGUAGE_CODE,
            now=datetime.now(UTC),
        )
        windows.remember_code(request, asked.pk)
        windows.remember_way(request, after)
        return reverse("accounts:code")

    more = {
        "after": after,
        "why": windows.why_sign_in(after),
        "has_passkeys": can_have_passkeys(),
    }
    form = AddressForm(posted(request))
    return answer(request, form, sheet, do, template="accounts/sign_in.html", more=more)


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def code(request: HttpRequest) -> HttpResponse:
    """Enter the code of the email."""
    asked = windows.remembered_code(request)
    if asked is None:
        return redirect("accounts:sign_in")
    sheet = Sheet(
        title=_("Look into your email"),
        lead=_(
            "An email with six digits is on its way. It may take a minute; look in the spam folder "
            "as well."
        ),
        button=_("Sign in"),
        field="code",
    )

    def do(sent: Mapping[str, Any]) -> str:
        language = get_language() or settings.LANGUAGE_CODE
        entered = enter_code(asked, sent["code"], language=language, now=datetime.now(UTC))
        return windows.let_in(request, entered.person)

    more = {"anew": reverse("accounts:sign_in")}
    form = CodeForm(posted(request))
    return answer(request, form, sheet, do, template="accounts/code.html", more=more)


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Enter a code of the app or of the paper, or use a passkey, where the account has one."""
    person = windows.factor_due(request)
    if person is None:
        return redirect("accounts:sign_in")
    return ask_for_factor(
        request, person, done=lambda: windows.let_in(request, person, strong=True)
    )


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave this window, and nothing of it behind."""
    sheet = Sheet(
        title=_("Sign out"),
        lead=_("This window forgets you, and what it kept of the site."),
        button=_("Sign out"),
        back=reverse("accounts:account"),
    )

    def do(_sent: Mapping[str, Any]) -> HttpResponse:
        windows.let_out(request)
        done = redirect("home")
        for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
            done.delete_cookie(name, samesite="Lax")
        done.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return done

    return answer(request, Form(posted(request)), sheet, do)
