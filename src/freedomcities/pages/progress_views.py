"""The list of all places for a blueprint, and the same for one state. Both are public."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.lib.access import audience
from freedomcities.pages import progress_shown as shown
from freedomcities.pages.progress import Figures, StateFigures, figures, people_by_state
from freedomcities.pages.progress_drawn import drawn
from freedomcities.pages.progress_forms import FilterForm
from freedomcities.pages.progress_history import history
from freedomcities.pages.progress_list import Listing, PlaceRow
from freedomcities.pages.progress_memory import Edition, edition
from freedomcities.pages.progress_question import FILTERS, Question, read_question
from freedomcities.pages.progress_state import draw_state
from freedomcities.pages.progress_words import count_words, share_words
from freedomcities.places.addresses import address_of
from freedomcities.places.models import Place
from freedomcities.ui.parts import Crumb
from freedomcities.ui.tiles import NAMES

ROWS_A_PAGE = 50


@audience("public")
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """The nation: figures, tiles, the list of places, those with all rules, over time.

    A filter that means nothing is named in a sentence and left out; the status is then 400.
    """
    question = read_question(request.GET.dict())
    if question is None:
        return render(request, "pages/progress/nothing.html")
    at = edition()
    found = figures(question.blueprint, at=at)
    context = {
        **_shared(request, question, at),
        "figures": {
            "any": count_words(found.any_in_force),
            "all": count_words(found.all_in_force),
            "people": count_words(found.people),
            "share": share_words(found.people / found.population if found.population else 0.0),
        },
        "states": _states(found, question, at),
        "over_time": _over_time(question, at),
        "downloads": shown.downloads(question),
        "complete": shown.complete_links(found),
        "has_more_complete": found.all_in_force > len(found.largest_complete),
    }
    return render(request, "pages/progress/progress.html", context, status=_status(question))


@audience("public")
@require_safe
def state(request: HttpRequest, state: str) -> HttpResponse:
    """One state: the map of its counties and towns, and the list of its places."""
    code = state.upper()
    if code not in NAMES:
        raise Http404(_("There is no such state."))
    if state != code.lower():
        return redirect("progress:state", code.lower(), permanent=True)
    question = read_question(request.GET.dict(), state=code)
    if question is None:
        return render(request, "pages/progress/nothing.html")
    at = edition()
    found = figures(question.blueprint, at=at).of(code)
    if found is None:
        raise Http404(_("There is no such state."))
    place = Place.objects.active().select_related("same_as").get(pk=found.geoid)
    context = {
        **_shared(request, question, at),
        "state": found,
        "place_address": address_of(place.same_as or place),
        "figures": {
            "any": count_words(found.any_in_force),
            "all": count_words(found.all_in_force),
            "people": count_words(found.people),
            "share": share_words(found.share),
        },
        "map": _map(found, question, at),
        "rules_table": shown.rules_table(found, question),
        "downloads": shown.downloads(question),
        "crumbs": [Crumb(_("The list"), reverse("progress:progress")), Crumb(found.name)],
    }
    return render(request, "pages/progress/state.html", context, status=_status(question))


def _shared(request: HttpRequest, question: Question, at: Edition) -> dict[str, Any]:
    """What both pages show: the blueprints, the filters and the list."""
    page = _page(request, Listing(question, at))
    return {
        "question": question,
        "blueprint": question.blueprint,
        "has_optional": not all(rule.required for rule in question.blueprint.rules),
        "required": len(question.blueprint.required_ids),
        "blueprints": shown.blueprint_links(question, request.path),
        "filters": _filters(question, at),
        "page": page,
        "show_all": f"{request.path}{question.query(without=FILTERS)}#list",
        "found": count_words(page.paginator.count),
        "places": _places(page, question, request.path, at),
    }


def _filters(question: Question, at: Edition) -> SafeString:
    """The form, with what is chosen."""

    def gather() -> dict[str, Any]:
        return {
            "form": FilterForm(question, has_state=not question.is_state_fixed),
            "kept": question.parameters(without=FILTERS),
        }

    return drawn("pages/progress/filters.html", gather, *_asked(question), at=at)


def _places(page: Page[PlaceRow], question: Question, path: str, at: Edition) -> SafeString:
    """A page of the list."""

    def gather() -> dict[str, Any]:
        return {"table": shown.places_table(list(page.object_list), question, path)}

    return drawn("pages/progress/places.html", gather, *_asked(question), path, page.number, at=at)


def _over_time(question: Question, at: Edition) -> SafeString:
    """How it came to be what it is today."""
    today = _day_of(at)

    def gather() -> dict[str, Any]:
        moments = history(question.blueprint, today=today, at=at)
        return {"lines": shown.lines(moments), "history_table": shown.history_table(moments)}

    return drawn("pages/progress/over_time.html", gather, question.blueprint.slug, today, at=at)


def _asked(question: Question) -> tuple[object, ...]:
    """All that a question asks, whatever else stood in its address."""
    return question.blueprint.slug, question.state, tuple(question.parameters().items())


def _states(found: Figures, question: Question, at: Edition) -> SafeString:
    """The nation's tiles, and the same as a table."""

    def gather() -> dict[str, Any]:
        people = people_by_state(question.rule, at=at) if question.rule else None
        return {
            "question": question,
            "tiles": shown.tiles(found, question, people),
            "states_table": shown.states_table(found, question),
        }

    # Every link on it takes the question along.
    asked = (question.blueprint.slug, question.query(without=("state",)))
    return drawn("pages/progress/states.html", gather, *asked, at=at)


def _map(state: StateFigures, question: Question, at: Edition) -> SafeString:
    """The state's counties and towns; empty where the atlas has no drawing of it."""

    def gather() -> dict[str, Any] | None:
        drawing = draw_state(state, question)
        return {"drawing": drawing, "state": state} if drawing else None

    rule = question.rule.pk if question.rule else None
    asked = (state.code, question.blueprint.slug, rule)
    return drawn("pages/progress/map.html", gather, *asked, at=at)


def _page(request: HttpRequest, rows: Listing) -> Page[PlaceRow]:
    """The page asked for; a number that is none, or too high, gives the nearest."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))


def _day_of(at: Edition) -> date:
    """The day that the standings of an edition are of."""
    return date.fromisoformat(at[1]) if at[1] else datetime.now(UTC).date()


def _status(question: Question) -> int:
    return 400 if question.wrong else 200
