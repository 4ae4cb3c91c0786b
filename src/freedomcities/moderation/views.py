"""What everybody may do here: tell that something is wrong, and read what was taken down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, posted, thank
from freedomcities.lib.access import audience
from freedomcities.lib.peers import peer_of
from freedomcities.moderation.choices import Complaint
from freedomcities.moderation.forms import ReportForm
from freedomcities.moderation.kinds import Shown
from freedomcities.moderation.models import TakeDown
from freedomcities.moderation.refusals import NothingThere
from freedomcities.moderation.reporting import report as send_report
from freedomcities.moderation.reporting import reportable
from freedomcities.moderation.subjects import read_subject, thanks_address
from freedomcities.moderation.take_downs_shown import decisions_table

PAGE_SIZE = 50


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def report(request: HttpRequest) -> HttpResponse:
    """The form, with its token; sent, it leads to the thanks. 429 where too many came."""
    kind, subject = read_subject(request.GET.get("subject", ""))
    shown = _reportable(kind, subject)
    if shown is None:
        raise Http404
    form = ReportForm(posted(request))
    sheet = Sheet(title=_("Something wrong here?"), button=_("Send it"), back=shown.address)

    def do(sent: Mapping[str, Any]) -> HttpResponse:
        if not form.is_trapped:
            peer = peer_of(request.META, proxies=settings.TRUSTED_PROXY_COUNT)
            complaint = Complaint(sent["complaint"])
            send_report(kind, subject, complaint, sent["text"], peer=peer, now=datetime.now(UTC))
        return thank(request, thanks_address(kind, subject))

    more = {"shown": shown}
    return answer(request, form, sheet, do, template="moderation/report.html", more=more)


@audience("public")
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens with a report; leads back to what was reported, where everybody sees that."""
    kind, subject = read_subject(request.GET.get("subject", ""))
    return render(request, "moderation/thanks.html", {"shown": _reportable(kind, subject)})


def _reportable(kind: str, subject: str) -> Shown | None:
    try:
        _kind, shown = reportable(kind, subject)
    except NothingThere:
        return None
    return shown


@audience("public")
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """What was taken off the list or put back, when and why; by nobody's name."""
    page = Paginator(TakeDown.objects.public(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "decisions": decisions_table(list(page))}
    return render(request, "moderation/decisions.html", context)
