"""The pages of the instruments: the list, and one with its passages. Both are public."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.adoption import operations
from freedomcities.adoption.forms import ListForm
from freedomcities.adoption.instrument_shown import instrument_shown
from freedomcities.adoption.list_question import listed, read_list_question
from freedomcities.adoption.list_shown import rows_shown
from freedomcities.adoption.models import Instrument
from freedomcities.adoption.shown import place_words
from freedomcities.adoption.withdrawing import KIND
from freedomcities.blueprints.models import Rule
from freedomcities.lib.access import audience
from freedomcities.moderation.choices import Ground
from freedomcities.moderation.models import TakeDown
from freedomcities.moderation.subjects import report_address
from freedomcities.ui.parts import Crumb

ROWS_A_PAGE = 50


@audience("public")
@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """The list. A filter that means nothing is named and left out; the status is then 400."""
    rules = list(Rule.objects.in_order().select_related("blueprint"))
    question = read_list_question(request.GET.dict(), [str(rule) for rule in rules])
    day = _today()
    found = Paginator(listed(question, rules, day=day), ROWS_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    context = {
        "question": question,
        "form": ListForm(question, rules),
        "page": page,
        "rows": rows_shown(list(page.object_list), rules, day=day),
    }
    status = 400 if question.wrong else 200
    return render(request, "adoption/instruments.html", context, status=status)


@audience("public")
@require_safe
def instrument(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002 as in the contract
    """One instrument: what it says rule by rule, its dates, whom it binds, its history."""
    row = Instrument.records.select_related("place").filter(pk=id).first()
    if row is None:
        raise Http404
    if row.withdrawn_on is not None:
        return _taken_down(request, row)
    shown = instrument_shown(row, day=_today())
    crumbs = [
        Crumb(_("Laws and policies"), reverse("adoption:instruments")),
        Crumb(Truncator(shown.title).chars(60)),
    ]
    context = {"shown": shown, "crumbs": crumbs, "report": report_address(KIND, row.pk)}
    return render(request, "adoption/instrument.html", context)


def _taken_down(request: HttpRequest, row: Instrument) -> HttpResponse:
    """That it was taken down, when and why: 410. What it said is not repeated."""
    decision = TakeDown.objects.about(KIND, row.pk).public().first()
    ground = Ground(decision.ground).label if decision else ""
    context = {"row": row, "ground": ground, "place": place_words(row.place)}
    return render(request, "adoption/taken_down.html", context, status=410)


def _today() -> date:
    return operations.today(datetime.now(UTC))
