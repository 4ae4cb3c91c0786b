"""One's own account: details, address, sessions."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts import windows
from freedomcities.accounts.answering import FORM, ask_again, person_of, posted, sure_of_account
from freedomcities.accounts.forgetting import goes_on
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
from freedomcities.accounts.passkeys import can_have_passkeys
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.second_factors import has_second_factor
from freedomcities.accounts.sessions import digest
from freedomcities.accounts.signing_in import SpentCode
from freedomcities.lib.access import audience
from freedomcities.lib.errors import Refusal


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
        "goes_on": goes_on(person),
        "letters_in": get_language_info(person.language)["name_local"],
        "roles": [role.label for role in person.roles],
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
    form = DetailsForm(posted(request), initial=start)
    if form.is_valid():
        try:
            change_details(person, **form.cleaned_data, now=datetime.now(UTC))
        except Refusal as refusal:
            return ask_again(request, "accounts/details.html", form, refusal, field="name")
        messages.success(request, _("Saved."))
        return redirect("accounts:account")
    status = 422 if form.errors else 200
    return render(request, "accounts/details.html", {"form": form}, status=status)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def address(request: HttpRequest) -> HttpResponse:
    """Ask for a code to a new address."""
    form = AddressForm(posted(request))
    if form.is_valid():
        try:
            asked = ask_for_new_address(
                person_of(request),
                form.cleaned_data["email"],
                language=get_language() or settings.LANGUAGE_CODE,
                now=datetime.now(UTC),
            )
        except Refusal as refusal:
            return ask_again(request, "accounts/address.html", form, refusal, field="email")
        windows.remember_new_address(request, asked.pk)
        return redirect("accounts:address_code")
    status = 422 if form.errors else 200
    return render(request, "accounts/address.html", {"form": form}, status=status)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def address_code(request: HttpRequest) -> HttpResponse:
    """Enter the code that went to the new address."""
    asked = windows.remembered_new_address(request)
    if asked is None:
        return redirect("accounts:address")
    form = CodeForm(posted(request))
    if form.is_valid():
        person = person_of(request)
        try:
            confirm_new_address(person, asked, form.cleaned_data["code"], now=datetime.now(UTC))
        except Refusal as refusal:
            more = {"is_spent": isinstance(refusal, SpentCode)}
            return ask_again(
                request, "accounts/address_code.html", form, refusal, field="code", more=more
            )
        windows.forget_new_address(request)
        # This window goes on; every other one is signed out.
        update_session_auth_hash(request, person)
        messages.success(request, _("Your address is changed. The old one was told."))
        return redirect("accounts:account")
    status = 422 if form.errors else 200
    return render(request, "accounts/address_code.html", {"form": form}, status=status)


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
