"""The page of a place, the pictures of its card to share, and the days of its story as a feed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.adoption.scorecard import standing_of
from freedomcities.blueprints.models import FALLBACK, Blueprint
from freedomcities.events.feed_links import links_of_place, subscription_of
from freedomcities.events.linked_data import linked_list
from freedomcities.lib.access import audience
from freedomcities.lib.dates import parse_day
from freedomcities.pages.marks import mark_of
from freedomcities.pages.place_page import gather_place
from freedomcities.pages.place_words import label_of, summarise
from freedomcities.places.models import Place
from freedomcities.places.questions import find_by_path
from freedomcities.ui.cards import SQUARE, WIDE, Card, draw
from freedomcities.ui.context import NAME

_PICTURE_SIZES = {"wide": WIDE, "square": SQUARE}


@audience("public")
@require_safe
def place(request: HttpRequest, path: str) -> HttpResponse:
    """Where a place stands, on which evidence, and what to do next; ``?on=`` asks for a day."""
    found = find_by_path(path)
    if found is None:
        raise Http404(_("There is no such place."))
    if isinstance(found, str):
        return redirect("places:place", found, permanent=True)
    blueprints = list(Blueprint.objects.current())
    if not blueprints:
        raise Http404(_("No rules are loaded yet."))
    chosen, wrong = _blueprint(request, blueprints)
    now = datetime.now(UTC)
    on, wrong_day = _day(request, now.date())
    language = get_language() or FALLBACK
    page = gather_place(found, chosen, on=on, now=now, language=language)
    wrong += wrong_day
    feeds = links_of_place(found)
    context = {
        "page": page,
        "place": found,
        "place_label": label_of(found),
        "blueprint_text": chosen.text(language),
        "blueprint_links": [
            (each.text(language)["title"], _address(found, each, blueprints), each == chosen)
            for each in blueprints
        ],
        "wrong": wrong,
        "wide_picture": _picture_address(found, chosen, blueprints, "wide"),
        "square_picture": _picture_address(found, chosen, blueprints, "square"),
        "feeds": feeds,
        "calendar": subscription_of(feeds),
        "linked_events": linked_list(line.id for line in page.events),
        "share_words": f"{label_of(found)}: {page.sentence}",
        "share_url": f"{settings.PUBLIC_URL}{request.path}",
    }
    return render(request, "pages/place/place.html", context, status=400 if wrong else 200)


@audience("public")
@require_safe
def picture(request: HttpRequest, path: str, shape: str) -> HttpResponse:
    """The place's scorecard as a picture, for links that unfold and for posts."""
    found = find_by_path(path)
    blueprints = list(Blueprint.objects.current())
    if not isinstance(found, Place) or shape not in _PICTURE_SIZES or not blueprints:
        raise Http404
    chosen, wrong = _blueprint(request, blueprints)
    if wrong:
        raise Http404
    today = datetime.now(UTC).date()
    card = standing_of(found, chosen, on=today)
    language = get_language() or FALLBACK
    sentence, _more = summarise(card)
    drawn = Card(
        headline=label_of(found),
        sentence=sentence,
        site_name=NAME,
        marks=tuple(
            mark_of(each.rule, each.effective, language)
            for each in card.rules
            if each.rule.required
        ),
        note=today.isoformat(),
    )
    return HttpResponse(draw(drawn, _PICTURE_SIZES[shape]), content_type="image/png")


def _blueprint(request: HttpRequest, known: list[Blueprint]) -> tuple[Blueprint, list[str]]:
    asked = request.GET.get("blueprint", "")
    for each in known:
        if each.slug == asked:
            return each, []
    if not asked:
        return known[0], []
    return known[0], [_("“%(value)s” is no blueprint here.") % {"value": asked[:40]}]


def _day(request: HttpRequest, today: date) -> tuple[date, list[str]]:
    asked = request.GET.get("on", "")
    if not asked:
        return today, []
    try:
        return parse_day(asked), []
    except ValueError:
        sentence = _("“%(value)s” is not a day: write it as 2017-04-03.")
        return today, [sentence % {"value": asked[:40]}]


def _address(found: Place, blueprint: Blueprint, known: list[Blueprint]) -> str:
    query = "" if blueprint == known[0] else f"?blueprint={blueprint.slug}"
    return reverse("places:place", args=[found.path]) + query


def _picture_address(found: Place, blueprint: Blueprint, known: list[Blueprint], shape: str) -> str:
    language = get_language() or FALLBACK
    asked = [f"blueprint={blueprint.slug}"] if blueprint != known[0] else []
    asked += [f"lang={language}"] if language != settings.LANGUAGE_CODE else []
    query = f"?{'&'.join(asked)}" if asked else ""
    return reverse("feeds:place_picture", args=[found.path, shape]) + query
