"""Pages on which a browser makes or shows a passkey. They need a script; codes do not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from freedomcities.accounts import windows
from freedomcities.accounts.answering import (
    FORM,
    Sheet,
    answer,
    person_of,
    posted,
    sure_of_account,
)
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

_CHALLENGE = "passkey"


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def passkeys(request: HttpRequest) -> HttpResponse:
    """Add a passkey."""
    person = person_of(request)
    _check_possible()
    challenge = request.session.get(_CHALLENGE, "")
    sheet = Sheet(
        title=_("Add a passkey"),
        lead=_(
            "A passkey is kept by your phone, your computer or a small key. You show it with your "
            "finger, your face or a PIN: none of these leaves the device."
        ),
        button=_("Make a passkey"),
        back=reverse("accounts:account"),
    )

    def do(sent: Mapping[str, Any]) -> str:
        add_passkey(person, **sent, challenge=challenge, now=datetime.now(UTC))
        windows.make_strong(request)
        messages.success(request, _("The passkey is added."))
        return sheet.back

    more = {"options": _remember(request, ask_to_add(person))}
    form = PasskeyForm(posted(request))
    return answer(request, form, sheet, do, template="accounts/passkeys.html", more=more)


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
    due, after = windows.factor_due(request), windows.way_of(request)
    challenge = request.session.get(_CHALLENGE, "")
    sheet = Sheet(title=_("Sign in with a passkey"), button=_("Show your passkey"))

    def do(sent: Mapping[str, Any]) -> str:
        person = take_passkey(sent["answer"], challenge=challenge)
        windows.remember_way(request, after)
        return windows.let_in(request, person, strong=True)

    more = {
        "options": _remember(request, ask_for_passkey(due)),
        "is_due": due is not None,
        "after": after,
        "why": windows.why_sign_in(after),
    }
    form = ShownPasskeyForm(posted(request))
    return answer(request, form, sheet, do, template="accounts/passkey.html", more=more)


def _check_possible() -> None:
    if not can_have_passkeys():
        raise Http404


def _remember(request: HttpRequest, question: Question) -> dict[str, object]:
    """Keep the challenge in the window, in the place of the last one, and give the rest to its
    script.
    """
    request.session[_CHALLENGE] = question.challenge
    windows.keep_a_while(request)
    return question.options
