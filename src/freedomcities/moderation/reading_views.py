"""What moderators ask readers of law: the list of it, one question, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted
from freedomcities.lib.access import audience
from freedomcities.moderation.choices import Reading
from freedomcities.moderation.forms import AnswerForm
from freedomcities.moderation.models import Case
from freedomcities.moderation.queue_shown import case_shown
from freedomcities.moderation.reading import answer_case
from freedomcities.moderation.reading_shown import answers_of, readings_table
from freedomcities.ui.parts import Crumb

PAGE_SIZE = 30


@audience("reader")
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """What waits for a reader of law, the oldest first."""
    waiting = Case.objects.to_be_read_by(person_of(request))
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": readings_table(page)}
    return render(request, "moderation/readings.html", context)


@audience("reader")
@require_safe
def reading(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One question: the entry, what people say about it, and what the moderator asks."""
    found = _asked(request, case_id)
    shown = case_shown(found)
    crumbs = [
        Crumb(_("Questions on the law"), reverse("moderation:readings")),
        Crumb(shown.line.title),
    ]
    context = {"shown": shown, "answers": answers_of(found), "crumbs": crumbs}
    return render(request, "moderation/reading.html", context)


@audience("reader", methods=("GET", "POST"))
@require_http_methods(FORM)
def reading_answer(request: HttpRequest, case_id: UUID, reading: str) -> HttpResponse:
    """Answer in one of the ways of `Reading`."""
    found = _asked(request, case_id)
    if reading not in set(Reading):
        raise Http404
    chosen = Reading(reading)
    is_corrected = chosen is Reading.CORRECTED
    sheet = Sheet(
        title=f"{chosen.label}: {case_shown(found).line.title}",
        button=str(chosen.label),
        back=reverse("moderation:reading", args=[found.pk]),
        lead=_("Answer this once the import with the correction is done: nothing here changes it.")
        if is_corrected
        else _("The entry stays as it is, and what people reported is deleted."),
        field="text",
    )

    def do(sent: Mapping[str, Any]) -> str:
        now = datetime.now(UTC)
        answer_case(found.pk, chosen, text=sent["text"], actor=person_of(request), now=now)
        messages.success(request, _("Answered. Thank you."))
        return reverse("moderation:readings")

    form = AnswerForm(posted(request), is_corrected=is_corrected)
    return answer(request, form, sheet, do)


def _asked(request: HttpRequest, case_id: UUID) -> Case:
    found = Case.objects.to_be_read_by(person_of(request)).filter(pk=case_id).first()
    if found is None:
        raise Http404
    return found
