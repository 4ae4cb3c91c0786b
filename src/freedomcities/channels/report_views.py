"""Telling moderators that something is wrong with a post, for those who read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted
from freedomcities.channels.asking import seen_post, seen_thread
from freedomcities.channels.forms import ReportForm
from freedomcities.channels.post_pages import address_of
from freedomcities.channels.showing import POST
from freedomcities.lib.access import audience
from freedomcities.moderation.choices import Complaint
from freedomcities.moderation.reporting import report as send_report


@audience("lead", methods=("GET", "POST"))
@require_http_methods(FORM)
def report(request: HttpRequest, channel_id: str, thread_id: str, number: int) -> HttpResponse:
    """Report somebody's post; one's own is deleted instead."""
    _sight, thread = seen_thread(request, channel_id, thread_id)
    post = seen_post(thread, number, request)
    if post.is_held:
        raise Http404
    sheet = Sheet(
        title=_("Something wrong with this post?"),
        lead=_("Moderators of the site read it then, with the title of the thread."),
        button=_("Send it"),
        back=address_of(post),
    )

    def do(sent: Mapping[str, Any]) -> str:
        send_report(
            POST, str(post.pk), Complaint(sent["complaint"]), sent["text"],
            peer=str(person_of(request).pk), now=datetime.now(UTC), is_seen=True,
        )  # fmt: skip
        messages.success(request, _("Thank you. A moderator looks at it; nobody is told who said."))
        return address_of(post)

    return answer(request, ReportForm(posted(request)), sheet, do)
