"""The list to take away: CSV, GeoJSON and what is new as Atom, with the filters of the page.

Only places with something recorded are in it. All are public; ``?lang=es`` gives Spanish
names where there are any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.adoption.models import Finding, Instrument
from freedomcities.adoption.shown import instrument_address, place_words
from freedomcities.lib.access import audience
from freedomcities.pages.progress_files import absolute, csv_lines, geojson_lines
from freedomcities.pages.progress_list import listed
from freedomcities.pages.progress_question import Question, read_question
from freedomcities.ui.context import NAME
from freedomcities.ui.tiles import NAMES

NEWEST = 50
# Up to here an answer is made at once, so that it carries a validator and can be kept.
_MADE_AT_ONCE = 2_000
_LINES_A_CHUNK = 200


def _progress_csv(request: HttpRequest, state: str = "") -> HttpResponseBase:
    return _answer(request, state, "text/csv; charset=utf-8", "csv", csv_lines)


def _progress_geojson(request: HttpRequest, state: str = "") -> HttpResponseBase:
    return _answer(request, state, "application/geo+json", "geojson", geojson_lines)


def _progress_atom(request: HttpRequest, state: str = "") -> HttpResponseBase:
    question = _question(request, state)
    if isinstance(question, HttpResponse):
        return question
    feed = atom_feed(question, absolute(request.get_full_path()))
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


@audience("public")
@require_safe
def progress_csv(request: HttpRequest) -> HttpResponseBase:
    """The list as CSV: a place a line."""
    return _progress_csv(request)


@audience("public")
@require_safe
def progress_geojson(request: HttpRequest) -> HttpResponseBase:
    """The list as GeoJSON (RFC 7946): a place a point."""
    return _progress_geojson(request)


@audience("public")
@require_safe
def progress_atom(request: HttpRequest) -> HttpResponseBase:
    """The instruments that were recorded last, as Atom."""
    return _progress_atom(request)


@audience("public")
@require_safe
def state_csv(request: HttpRequest, state: str) -> HttpResponseBase:
    """The places of one state as CSV."""
    return _progress_csv(request, state)


@audience("public")
@require_safe
def state_geojson(request: HttpRequest, state: str) -> HttpResponseBase:
    """The places of one state as GeoJSON."""
    return _progress_geojson(request, state)


@audience("public")
@require_safe
def state_atom(request: HttpRequest, state: str) -> HttpResponseBase:
    """The instruments of one state that were recorded last, as Atom."""
    return _progress_atom(request, state)


def atom_feed(question: Question, address: str) -> str:
    """The newest instruments of the places that the question asks for, on its rules."""
    page = _page_address(question)
    feed = Atom1Feed(
        title=_("%(blueprint)s: what is new on the list") % {"blueprint": question.blueprint.title},
        link=page,
        feed_url=address,
        description=None,
        language=get_language() or settings.LANGUAGE_CODE,
        author_name=getattr(settings, "SITE_NAME", NAME),
        feed_guid=_tag(f"progress/{question.blueprint.slug}{question.query()}"),
    )
    for instrument in newest_instruments(question):
        place = instrument.place
        feed.add_item(
            title=f"{place_words(place)}: {instrument.name}",
            link=absolute(instrument_address(instrument.pk)),
            description=_summary(instrument, question),
            unique_id=_tag(f"instruments/{instrument.pk}"),
            updateddate=instrument.recorded_at,
        )
    return feed.writeString("utf-8")


def newest_instruments(question: Question) -> list[Instrument]:
    """Those that were recorded last and speak on the rules asked for, with their place."""
    rules = [question.rule.pk] if question.rule else question.blueprint.rule_ids
    speaks = Finding.objects.filter(instrument=OuterRef("pk"), rule__in=rules)
    found = Instrument.objects.filter(Exists(speaks)).latest_recorded().select_related("place")
    if question.has_filter:
        found = found.filter(place__in=listed(question).order_by().values("pk"))
    return list(found.prefetch_related("findings__rule")[:NEWEST])


def _summary(instrument: Instrument, question: Question) -> str:
    """What was found on each rule, in a line."""
    names = {rule.pk: rule.label for rule in question.blueprint.rules}
    ordered = sorted(instrument.findings.all(), key=lambda each: each.position)
    said = []
    for one in ordered:
        if one.rule_id in names:
            words = {"rule": names[one.rule_id], "verdict": one.get_verdict_display()}
            if one.confirmed:
                said.append(_("%(rule)s: %(verdict)s (confirmed)") % words)
            else:
                said.append(_("%(rule)s: %(verdict)s (reported)") % words)
    return " · ".join(said)


def _answer(
    request: HttpRequest,
    state: str,
    content_type: str,
    ending: str,
    lines: Callable[[Question], Iterator[str]],
) -> HttpResponseBase:
    """The lines as a file: at once where they are few, else as they are read."""
    question = _question(request, state)
    if isinstance(question, HttpResponse):
        return question
    is_short = listed(question).order_by()[: _MADE_AT_ONCE + 1].count() <= _MADE_AT_ONCE
    response: HttpResponseBase
    if is_short:
        response = HttpResponse("".join(lines(question)), content_type=content_type)
    else:
        chunks = _in_chunks(lines(question), get_language() or settings.LANGUAGE_CODE)
        response = StreamingHttpResponse(chunks, content_type=content_type)
    name = "-".join(filter(None, (question.blueprint.slug, state)))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


def _question(request: HttpRequest, state: str) -> Question | HttpResponse:
    """The question; 404 where there is nothing, a refusal where a filter means nothing."""
    code = state.upper()
    question = read_question(request.GET.dict(), state=code)
    if question is None or (state and (code not in NAMES or state != code.lower())):
        raise Http404(_("There is no such state."))
    if question.wrong:
        sentences = "\n".join(question.wrong) + "\n"
        return HttpResponse(sentences, status=400, content_type="text/plain; charset=utf-8")
    return question


def _in_chunks(lines: Iterable[str], language: str) -> Iterator[str]:
    """The lines in pieces; they are made after the request has let go of its language."""
    source = iter(lines)
    while True:
        with translation.override(language):
            chunk = list(islice(source, _LINES_A_CHUNK))
        if not chunk:
            return
        yield "".join(chunk)


def _page_address(question: Question) -> str:
    if question.is_state_fixed:
        page = reverse("progress:state", args=[question.state.lower()])
    else:
        page = reverse("progress:progress")
    return absolute(page + question.query())


def _tag(specific: str) -> str:
    """A tag: URI (RFC 4151) that stays the same as long as the site keeps its address."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    return f"tag:{host},2026:{specific}"
