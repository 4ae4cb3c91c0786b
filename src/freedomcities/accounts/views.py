"""Signing in and out."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from freedomcities.accounts import windows
from freedomcities.accounts.answering import FORM, ask_again, posted
from freedomcities.accounts.factors import ask_for_factor
from freedomcities.accounts.forms import AddressForm, CodeForm
from freedomcities.accounts.passkeys import can_have_passkeys
from freedomcities.accounts.signing_in import SpentCode, ask_for_code, enter_code
from freedomcities.lib.access import audience
from freedomcities.lib.errors import Refusal
from freedomcities.lib.peers import peer_of


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a code by email. The answer is the same for every address."""
    after = windows.safe_address(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(after or "accounts:account")
    form = AddressForm(posted(request))
    if form.is_valid():
        try:
            asked = ask_for_code(
                form.cleaned_data["email"],
                peer=peer_of(request.META, proxies=settings.TRUSTED_PROXY_COUNT),
                language=get_language() or settings.LANGUAGE_CODE,
                now=datetime.now(UTC),
            )
        except Refusal as refusal:
            return ask_again(request, "accounts/sign_in.html", form, refusal, field="email")
        windows.remember_code(request, asked.pk, after=after)
        return redirect("accounts:code")
    status = 422 if form.errors else 200
    context = {"form": form, "has_passkeys": can_have_passkeys()}
    return render(request, "accounts/sign_in.html", context, status=status)


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def code(request: HttpRequest) -> HttpResponse:
    """Enter the code of the email."""
    asked = windows.remembered_code(request)
    if asked is None:
        return redirect("accounts:sign_in")
    form = CodeForm(posted(request))
    if form.is_valid():
        try:
            language = get_language() or settings.LANGUAGE_CODE
            given = form.cleaned_data["code"]
            entered = enter_code(asked, given, language=language, now=datetime.now(UTC))
        except Refusal as refusal:
            more = {"is_spent": isinstance(refusal, SpentCode)}
            return ask_again(request, "accounts/code.html", form, refusal, field="code", more=more)
        return redirect(windows.let_in(request, entered.person))
    status = 422 if form.errors else 200
    return render(request, "accounts/code.html", {"form": form}, status=status)


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
    if request.method != "POST":
        return render(request, "accounts/sign_out.html", {"title": _("Sign out")})
    windows.let_out(request)
    done = redirect("home")
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        done.delete_cookie(name, samesite="Lax")
    done.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return done
