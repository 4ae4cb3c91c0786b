"""The list to take away: CSV, GeoJSON and what is new as Atom, with the filters of the page.

Only places with something recorded are in it. All are public; ``?lang=es`` gives Spanish
names where there are any.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.adoption.models import Finding, Instrument
from freedomcities.lib.access import audience
from freedomcities.lib.csv_safety import neutralise
from freedomcities.pages.progress_list import PlaceRow, all_rows, listed
from freedomcities.pages.progress_question import Question, read_question
from freedomcities.pages.progress_words import place_words
from freedomcities.ui.context import NAME
from freedomcities.ui.tiles import NAMES

NEWEST = 50
# Up to here an answer is made at once, so that it carries a validator and can be kept.
_MADE_AT_ONCE = 2_000
_LINES_A_CHUNK = 200

_PLACE_COLUMNS = (
    "geoid", "ocd_id", "name", "full_name", "kind", "state", "latitude", "longitude", "people",
)  # fmt: skip


def _progress_csv(request: HttpRequest, state: str = "") -> HttpResponseBase:
    return _answer(request, state, "text/csv; charset=utf-8", "csv", csv_lines)


def _progress_geojson(request: HttpRequest, state: str = "") -> HttpResponseBase:
    return _answer(request, state, "application/geo+json", "geojson", geojson_lines)


def _progress_atom(request: HttpRequest, state: str = "") -> HttpResponseBase:
    question = _question(request, state)
    if isinstance(question, HttpResponse):
        return question
    feed = atom_feed(question, _absolute(request.get_full_path()))
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


def csv_lines(question: Question) -> Iterator[str]:
    """The lines of the file, headings first; cells that a spreadsheet would run are harmless."""
    rules = question.blueprint.rules
    columns = [*_PLACE_COLUMNS, "blueprint", "adopted", "required", "since"]
    for rule in rules:
        name = f"rule_{rule.number}"
        columns += [name, f"{name}_since", f"{name}_reported", f"{name}_inherited_from"]
    yield _csv_line([*columns, "url"])
    for row in all_rows(question):
        cells = [*_place_values(row).values(), *_counts(row, question).values(), row.since]
        for one in row.standings:
            reported = "yes" if one.reported else ""
            cells += [one.standing, one.since, reported, one.inherited_from]
        yield _csv_line([*cells, _absolute(row.address)])


def geojson_lines(question: Question) -> Iterator[str]:
    """The text of a FeatureCollection, a feature a line."""
    yield '{"type":"FeatureCollection","features":['
    before = "\n"
    for row in all_rows(question):
        yield before + json.dumps(_feature(row, question), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


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
            link=_absolute(reverse("adoption:instrument", args=[instrument.pk])),
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
        response = StreamingHttpResponse(_in_chunks(lines(question)), content_type=content_type)
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


def _in_chunks(lines: Iterable[str]) -> Iterator[str]:
    source = iter(lines)
    while chunk := list(islice(source, _LINES_A_CHUNK)):
        yield "".join(chunk)


def _place_values(row: PlaceRow) -> dict[str, object]:
    place = row.place
    return {
        "geoid": place.geoid,
        "ocd_id": place.ocd_id,
        "name": place.name,
        "full_name": place.full_name,
        "kind": place.kind,
        "state": place.state,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "people": place.population,
    }


def _counts(row: PlaceRow, question: Question) -> dict[str, object]:
    return {
        "blueprint": question.blueprint.slug,
        "adopted": row.met,
        "required": len(question.blueprint.required_ids),
    }


def _feature(row: PlaceRow, question: Question) -> dict[str, object]:
    properties = _place_values(row)
    point = [properties.pop("longitude"), properties.pop("latitude")]
    properties |= _counts(row, question)
    for rule, one in zip(question.blueprint.rules, row.standings, strict=True):
        properties[f"rule_{rule.number}"] = one.standing
    properties["since"] = row.since or None
    properties["url"] = _absolute(row.address)
    return {
        "type": "Feature",
        "id": row.place.ocd_id or row.place.geoid,
        "geometry": {"type": "Point", "coordinates": point},
        "properties": properties,
    }


def _csv_line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(
        neutralise(cell) if isinstance(cell, str) else "" if cell is None else cell
        for cell in cells
    )
    return text.getvalue()


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def _page_address(question: Question) -> str:
    if question.is_state_fixed:
        page = reverse("progress:state", args=[question.state.lower()])
    else:
        page = reverse("progress:progress")
    return _absolute(page + question.query())


def _tag(specific: str) -> str:
    """A tag: URI (RFC 4151) that stays the same as long as the site keeps its address."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    return f"tag:{host},2026:{specific}"
