"""What everybody may do here: tell that something is wrong, and read what was taken down."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, ask_again, posted
from freedomcities.lib.access import audience
from freedomcities.lib.errors import Refusal
from freedomcities.lib.peers import peer_of
from freedomcities.moderation.choices import Complaint
from freedomcities.moderation.forms import ReportForm
from freedomcities.moderation.models import TakeDown
from freedomcities.moderation.refusals import NothingThere
from freedomcities.moderation.reporting import report as send_report
from freedomcities.moderation.reporting import reportable
from freedomcities.moderation.subjects import read_subject
from freedomcities.moderation.take_downs_shown import decisions_table

_TEMPLATE = "moderation/report.html"
PAGE_SIZE = 50


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def report(request: HttpRequest) -> HttpResponse:
    """The form, with its token; sent, it leads to the thanks. 429 where too many came."""
    kind, subject = read_subject(request.GET.get("subject", ""))
    try:
        _kind, shown = reportable(kind, subject)
    except NothingThere as refusal:
        raise Http404(str(refusal)) from None
    form = ReportForm(posted(request))
    more = {"shown": shown}
    if form.is_valid():
        if not form.is_trapped:
            try:
                send_report(
                    kind,
                    subject,
                    Complaint(form.cleaned_data["complaint"]),
                    form.cleaned_data["text"],
                    peer=peer_of(request.META, proxies=settings.TRUSTED_PROXY_COUNT),
                    now=datetime.now(UTC),
                )
            except NothingThere:
                raise Http404 from None
            except Refusal as refusal:
                return ask_again(request, _TEMPLATE, form, refusal, more=more)
        done = redirect("moderation:thanks")
        if not request.user.is_authenticated:
            # Whoever has sent it carries no cookie on.
            done.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
        return done
    status = 422 if form.errors else 200
    return render(request, _TEMPLATE, {"form": form, **more}, status=status)


@audience("public")
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens with a report."""
    return render(request, "moderation/thanks.html")


@audience("public")
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """What was taken off the list or put back, when and why; by nobody's name."""
    page = Paginator(TakeDown.objects.public(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "decisions": decisions_table(page)}
    return render(request, "moderation/decisions.html", context)
