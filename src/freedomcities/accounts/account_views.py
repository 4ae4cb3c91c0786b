"""One's own account: details, address, sessions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts import windows
from freedomcities.accounts.answering import (
    FORM,
    Sheet,
    answer,
    person_of,
    posted,
    sure_of_account,
)
from freedomcities.accounts.forgetting import erased_on
from freedomcities.accounts.forms import AddressForm, CodeForm, DetailsForm
from freedomcities.accounts.guards import shown_factor
from freedomcities.accounts.models import Session
from freedomcities.accounts.operations import (
    ask_for_new_address,
    change_details,
    confirm_new_address,
    end_other_sessions,
    end_session,
)
from freedomcities.accounts.own_pages import own_pages
from freedomcities.accounts.passkeys import can_have_passkeys
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.second_factors import has_second_factor
from freedomcities.accounts.sessions import digest
from freedomcities.lib.access import audience


@audience("person")
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """What is held on somebody, and all that they can do with it."""
    person = person_of(request)
    sessions = Session.objects.filter(person=person).order_by("-begun_on", "number")
    own = digest(request.session.session_key)
    context = {
        "name": unseal(person, "name_sealed"),
        "email": unseal(person, "email_sealed"),
        "erased_on": erased_on(person),
        "letters_in": get_language_info(person.language)["name_local"],
        "roles": [role.label for role in person.roles],
        "own_pages": own_pages(person),
        "has_factor": has_second_factor(person),
        "has_app": hasattr(person, "code_app"),
        "can_have_passkeys": can_have_passkeys(),
        "passkeys": [
            {"id": row.pk, "name": unseal(row, "name_sealed"), "added_on": row.added_on}
            for row in person.passkeys.order_by("added_on", "pk")
        ],
        "sessions": [
            {
                "number": row.number,
                "begun_on": row.begun_on,
                "ends_on": row.expire_date,
                "is_this": row.session_key == own,
            }
            for row in sessions
        ],
    }
    return render(request, "accounts/account.html", context)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def details(request: HttpRequest) -> HttpResponse:
    """Change what one is called, and the language of letters."""
    person = person_of(request)
    start = {"name": unseal(person, "name_sealed"), "language": person.language}
    account_page = reverse("accounts:account")
    sheet = Sheet(
        title=_("Your name and language"), button=_("Save"), back=account_page, field="name"
    )

    def do(sent: Mapping[str, Any]) -> str:
        change_details(person, **sent, now=datetime.now(UTC))
        messages.success(request, _("Saved."))
        return account_page

    return answer(request, DetailsForm(posted(request), initial=start), sheet, do)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def address(request: HttpRequest) -> HttpResponse:
    """Ask for a code to a new address."""
    sheet = Sheet(
        title=_("Change your address"),
        lead=_(
            "We send six digits to the new address. Once you have typed them, it is yours here, "
            "and the old one is told."
        ),
        button=_("Send me the digits"),
        back=reverse("accounts:account"),
        field="email",
    )

    def do(sent: Mapping[str, Any]) -> str:
        language = get_language() or settings.LANGUAGE_CODE
        person, now = person_of(request), datetime.now(UTC)
        asked = ask_for_new_address(person, sent["email"], language=language, now=now)
        windows.remember_new_address(request, asked.pk)
        return reverse("accounts:address_code")

    return answer(request, AddressForm(posted(request)), sheet, do)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def address_code(request: HttpRequest) -> HttpResponse:
    """Enter the code that went to the new address."""
    asked = windows.remembered_new_address(request)
    if asked is None:
        return redirect("accounts:address")
    sheet = Sheet(
        title=_("Look into your email"),
        lead=_("An email with six digits is on its way to the new address."),
        button=_("This is my address"),
        field="code",
    )

    def do(sent: Mapping[str, Any]) -> str:
        person = person_of(request)
        confirm_new_address(person, asked, sent["code"], now=datetime.now(UTC))
        windows.forget_new_address(request)
        # This window goes on; every other one is signed out.
        update_session_auth_hash(request, person)
        messages.success(request, _("Your address is changed. The old one was told."))
        return reverse("accounts:account")

    more = {"anew": reverse("accounts:address")}
    form = CodeForm(posted(request))
    return answer(request, form, sheet, do, template="accounts/code.html", more=more)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def session_end(request: HttpRequest, number: UUID) -> HttpResponse:
    """End one of one's own sessions."""
    return sure_of_account(
        request,
        title=_("End this session?"),
        lead=_("Whoever uses that window has to sign in again."),
        button=_("End it"),
        do=lambda: end_session(person_of(request), number),
        done=_("That session is ended."),
    )


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def sessions_end(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    own = Session.objects.filter(session_key=digest(request.session.session_key)).first()
    return sure_of_account(
        request,
        title=_("End all other sessions?"),
        lead=_("Every other window and device has to sign in again."),
        button=_("End them"),
        do=lambda: end_other_sessions(person_of(request), keep=own.number if own else None),
        done=_("All other sessions are ended."),
    )
