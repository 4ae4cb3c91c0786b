"""The queue of what waits, as moderators see it, and one case of it."""

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
from freedomcities.moderation.asking import TEMPLATE, seen_by, words_of
from freedomcities.moderation.choices import GROUNDS, Decision, Ground, Why
from freedomcities.moderation.decision_words import words_for
from freedomcities.moderation.forms import FilterForm, GroundForm, NoteForm
from freedomcities.moderation.kinds import all_kinds, kind_of
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.moderation.operations import decide as decide_case
from freedomcities.moderation.queue_shown import (
    case_shown,
    queue_table,
    reading_table,
    shown_of,
)
from freedomcities.ui.parts import Crumb

PAGE_SIZE = 30
MOST_SHOWN = 100
_GRAVE = {Decision.DECLINE, Decision.TAKE_DOWN}


@audience("moderator")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; ``?kind=`` and ``?why=`` narrow it."""
    viewer = person_of(request)
    form = FilterForm(request.GET, kinds=[(kind.name, kind.label) for kind in all_kinds()])
    # What means nothing filters nothing.
    asked = form.cleaned_data if form.is_valid() else {"kind": "", "why": ""}
    waiting = Case.objects.visible_to(viewer).waiting()
    if asked["kind"]:
        waiting = waiting.filter(kind=asked["kind"])
    if asked["why"]:
        waiting = waiting.for_reason(Why(asked["why"]))
    page = Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": queue_table(page),
        "form": form,
        "asked": TakeDown.objects.visible_to(viewer).waiting().count(),
        "reading": reading_table(Case.objects.visible_to(viewer).with_readers()[:MOST_SHOWN]),
    }
    return render(request, "moderation/queue.html", context)


@audience("moderator")
@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: what it is about, what was found in it, what was decided on it before."""
    found = _case(request, case_id)
    shown = case_shown(found)
    crumbs = [
        Crumb(_("Waiting for a moderator"), reverse("moderation:queue")),
        Crumb(shown.line.title),
    ]
    return render(request, "moderation/case.html", {"shown": shown, "crumbs": crumbs})


@audience("moderator", methods=("GET", "POST"))
@require_http_methods(FORM)
def decide(request: HttpRequest, case_id: UUID, decision: str) -> HttpResponse:
    """Decide on a case in one of the ways of `Decision`."""
    found = _case(request, case_id)
    if decision not in set(Decision):
        raise Http404
    chosen = Decision(decision)
    shown = shown_of(found)
    title = shown.title if shown else _("It is not there any more")
    words = words_for(kind_of(found.kind), chosen)
    sheet = Sheet(
        title=f"{words.label}: {title}",
        button=str(words.label),
        kind="grave" if chosen in _GRAVE else "go",
        lead=str(words.lead),
        back=reverse("moderation:case", args=[found.pk]),
    )
    sent_form = posted(request)
    form = GroundForm(sent_form, what=chosen) if chosen in GROUNDS else NoteForm(sent_form)

    def do(sent: Mapping[str, Any]) -> str:
        decide_case(
            found.pk,
            chosen,
            ground=Ground(sent["ground"]) if "ground" in sent else None,
            text=sent["text"],
            seen=seen_by(request),
            actor=person_of(request),
            now=datetime.now(UTC),
        )
        messages.success(request, _("It is decided."))
        return reverse("moderation:queue")

    return answer(request, form, sheet, do, template=TEMPLATE, more=words_of(shown))


def _case(request: HttpRequest, case_id: UUID) -> Case:
    found = Case.objects.visible_to(person_of(request)).filter(pk=case_id).first()
    if found is None:
        raise Http404
    return found
