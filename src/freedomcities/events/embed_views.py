"""What other sites show of the events: bare pages for a frame, and oEmbed, which finds them.

No cookie, no script; every link opens a window of its own. That they may be framed is said in
`config.middleware`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.events.asking import public_event
from freedomcities.events.embedding import Frame, Framed, event_frame, framed_page, list_frame
from freedomcities.events.feed_links import feed_address
from freedomcities.events.feeds import FOR_ANY_SITE, page_of, title_of
from freedomcities.events.page_reads import groups_of
from freedomcities.events.question import found, read_question
from freedomcities.events.shown import lines_of, shown
from freedomcities.lib.access import audience

MOST = 20
_CACHE_SECONDS = 3_600
_MOST_DIGITS = 6


@audience("public")
@require_safe
def events_embed(request: HttpRequest) -> HttpResponse:
    """The next events of a question, and the way to all of them."""
    question = read_question(request.GET)
    rows = found(question, now=datetime.now(UTC)).with_places()
    lines = lines_of(rows[: MOST + 1])
    context = {
        "title": title_of(question),
        "wrong": question.wrong,
        "lines": lines[:MOST],
        "more": len(lines) > MOST,
        "page_address": page_of(question),
    }
    status = 400 if question.wrong else 200
    return render(request, "events/events_embed.html", context, status=status)


@audience("public")
@require_safe
def event_embed(request: HttpRequest, event_id: str) -> HttpResponse:
    """An event as visitors see it, in short."""
    event = public_event(event_id)
    context = {
        "event": event,
        "shown": shown(event, groups_of(event), now=datetime.now(UTC)),
        "calendar": feed_address("event_ics", {}, event.pk),
    }
    return render(request, "events/event_embed.html", context)


@audience("public")
@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """How to show a page of events elsewhere (oEmbed 1.0, type rich).

    404 for addresses that are not ours or cannot be framed, 501 for another format than JSON.
    """
    if request.GET.get("format", "json") != "json":
        return _refused(_("Only JSON is answered here: format=json."), 501)
    sizes = [_size(request.GET.get(name, "")) for name in ("maxwidth", "maxheight")]
    if 0 in sizes:
        return _refused(_("A width or height is a whole number from 1."), 400)
    page = framed_page(request.GET.get("url", ""))
    if page is None:
        return _refused(_("This address is not that of events here."), 404)
    with translation.override(page.language):
        frame = _frame(page)
    answer = JsonResponse(_answer(frame.within(*sizes)), json_dumps_params={"ensure_ascii": False})
    for name, value in FOR_ANY_SITE.items():
        answer.headers[name] = value
    return answer


def _frame(page: Framed) -> Frame:
    if page.event_id:
        return event_frame(public_event(page.event_id))
    question = read_question(QueryDict(page.query))
    return list_frame(question, title_of(question))


def _answer(frame: Frame) -> dict[str, object]:
    return {
        "version": "1.0",
        "type": "rich",
        "title": frame.title,
        "provider_name": getattr(settings, "SITE_NAME", "Freedom Cities"),
        "provider_url": f"{settings.PUBLIC_URL}/",
        "cache_age": _CACHE_SECONDS,
        "html": frame.html,
        "width": frame.width,
        "height": frame.height,
    }


def _size(given: str) -> int | None:
    """A size in pixels; None where none is given, 0 for what is none."""
    if not given:
        return None
    is_number = given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS
    return int(given) if is_number else 0


def _refused(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
