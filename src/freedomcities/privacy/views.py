"""Taking everything along, and leaving."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts import windows
from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted
from freedomcities.accounts.guards import shown_factor
from freedomcities.lib.access import audience
from freedomcities.privacy.export_links import (
    LINK_LASTS,
    NoSuchExport,
    is_export_link,
    make_export_link,
)
from freedomcities.privacy.forms import LeaveForm
from freedomcities.privacy.operations import erase, open_export


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def take_along(request: HttpRequest) -> HttpResponse:
    """Ask for a link to all that is held on one; it is shown this once."""
    hours = int(LINK_LASTS.total_seconds() // 3600)
    lead = _(
        "You get a link to all that we hold on you, as a file that people and programs can read. "
        "It works once, within %(hours)s hours, while you are signed in."
    )
    sheet = Sheet(
        title=_("Take everything along"),
        lead=lead % {"hours": hours},
        button=_("Make a link"),
        back=reverse("accounts:account"),
    )

    def do(_sent: Mapping[str, Any]) -> HttpResponse:
        secret = make_export_link(actor=person_of(request), now=datetime.now(UTC))
        link = settings.PUBLIC_URL + reverse("privacy:export", args=[secret])
        return render(request, "privacy/prepared.html", {"link": link, "hours": hours})

    return answer(request, Form(posted(request)), sheet, do)


def _why_export(**_arguments: str) -> str:
    return _("Sign in to get the file with all that we hold on you.")


@audience("person", why=_why_export)
@require_safe
@shown_factor
def export(request: HttpRequest, secret: str) -> HttpResponse:
    """All that is held on one, as a file. A link works once; a look at its head does not count."""
    person, now = person_of(request), datetime.now(UTC)
    text = ""
    if request.method == "GET":
        try:
            held = open_export(secret, actor=person, now=now)
        except NoSuchExport as refusal:
            raise Http404(str(refusal)) from None
        text = json.dumps(held, ensure_ascii=False, indent=1) + "\n"
    elif not is_export_link(secret, actor=person, now=now):
        raise Http404
    file = HttpResponse(text, content_type="application/json; charset=utf-8")
    file.headers["Content-Disposition"] = 'attachment; filename="freedom-cities.json"'
    return file


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@shown_factor
def leave(request: HttpRequest) -> HttpResponse:
    """Erase one's account, and all that is held on one."""
    sheet = Sheet(
        title=_("Leave"),
        button=_("Erase my account"),
        kind="grave",
        back=reverse("accounts:account"),
    )

    def do(_sent: Mapping[str, Any]) -> str:
        person = person_of(request)
        erase(person, actor=person, now=datetime.now(UTC))
        windows.let_out(request)
        return reverse("privacy:left")

    form = LeaveForm(posted(request))
    return answer(request, form, sheet, do, template="privacy/leave.html")


@audience("public")
@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """A last word to whoever has left."""
    return render(request, "privacy/left.html", {"title": _("Your account is erased")})
