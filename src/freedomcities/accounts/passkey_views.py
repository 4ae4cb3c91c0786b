"""Pages on which a browser makes or shows a passkey. They need a script; codes do not."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from freedomcities.accounts import windows
from freedomcities.accounts.answering import FORM, ask_again, person_of, posted, sure_of_account
from freedomcities.accounts.forms import PasskeyForm, ShownPasskeyForm
from freedomcities.accounts.guards import shown_factor
from freedomcities.accounts.passkeys import (
    Question,
    add_passkey,
    ask_for_passkey,
    ask_to_add,
    can_have_passkeys,
    take_passkey,
)
from freedomcities.accounts.second_factors import remove_passkey
from freedomcities.lib.access import audience
from freedomcities.lib.errors import Refusal

_CHALLENGE = "passkey"


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def passkeys(request: HttpRequest) -> HttpResponse:
    """Add a passkey."""
    person = person_of(request)
    _check_possible()
    form = PasskeyForm(posted(request))
    if form.is_valid():
        challenge = request.session.pop(_CHALLENGE, "")
        answer, name = form.cleaned_data["answer"], form.cleaned_data["name"]
        try:
            add_passkey(person, answer, challenge=challenge, name=name, now=datetime.now(UTC))
        except Refusal as refusal:
            more = {"options": _remember(request, ask_to_add(person))}
            return ask_again(request, "accounts/passkeys.html", form, refusal, more=more)
        windows.make_strong(request)
        messages.success(request, _("The passkey is added."))
        return redirect("accounts:account")
    context = {"form": form, "options": _remember(request, ask_to_add(person))}
    status = 422 if form.errors else 200
    return render(request, "accounts/passkeys.html", context, status=status)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def passkey_remove(request: HttpRequest, passkey: UUID) -> HttpResponse:
    """Do without a passkey."""
    return sure_of_account(
        request,
        title=_("Remove this passkey?"),
        lead=_("The device that has it can sign in with it no more."),
        button=_("Remove the passkey"),
        do=lambda: remove_passkey(person_of(request), passkey, now=datetime.now(UTC)),
        done=_("The passkey is removed."),
    )


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey; or show one as the second step, where that is due."""
    _check_possible()
    due = windows.factor_due(request)
    form = ShownPasskeyForm(posted(request))
    if form.is_valid():
        challenge = request.session.pop(_CHALLENGE, "")
        try:
            person = take_passkey(form.cleaned_data["answer"], challenge=challenge)
        except Refusal as refusal:
            more = {"options": _remember(request, ask_for_passkey(due))}
            return ask_again(request, "accounts/passkey.html", form, refusal, more=more)
        return redirect(windows.let_in(request, person, strong=True))
    context = {
        "form": form,
        "options": _remember(request, ask_for_passkey(due)),
        "is_due": due is not None,
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/passkey.html", context, status=status)


def _check_possible() -> None:
    if not can_have_passkeys():
        raise Http404


def _remember(request: HttpRequest, question: Question) -> dict[str, object]:
    """Keep the challenge in the window, and give the rest to its script."""
    request.session[_CHALLENGE] = question.challenge
    windows.keep_a_while(request)
    return question.options
