"""The pages on which people find a place. All are public."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.lib.access import audience
from freedomcities.places.addresses import address_of
from freedomcities.places.forms import PlaceQuestionForm
from freedomcities.places.looking_up import Found, Led, look_up, status_of
from freedomcities.places.models import ZipCode
from freedomcities.places.questions import find_by_code
from freedomcities.places.search import suggest
from freedomcities.places.states_table import states_table


@audience("public")
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Find a place: leads to the one that is meant, or shows what it may be; lists the states."""
    form = PlaceQuestionForm(request.GET)
    text = form.text()
    found = look_up(text) if text else Found()
    if isinstance(found, Led):
        return redirect(found.address)
    context = {
        "form": form,
        "asked": text,
        "found": found,
        "status": status_of(found.lines) if text and not found.sentence else found.sentence,
        "states": states_table(),
    }
    return render(request, "places/places.html", context)


@audience("public")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The list while somebody types, for htmx; a person who opens it gets the whole page."""
    text = PlaceQuestionForm(request.GET).text()
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('places:places')}?{urlencode({'q': text})}")
    lines = suggest(text)
    context = {"found": Found(lines=lines), "status": status_of(lines) if text else ""}
    return render(request, "places/search.html", context)


@audience("public")
@require_safe
def geoid(_request: HttpRequest, geoid: str) -> HttpResponse:
    """Lead from any code of a place, an old one too, to its page; from a ZIP code to the search."""
    place = find_by_code(geoid)
    if place is not None:
        return HttpResponsePermanentRedirect(address_of(place))
    if ZipCode.objects.filter(code=geoid).exists():
        return redirect(f"{reverse('places:places')}?{urlencode({'q': f'zip:{geoid}'})}")
    raise Http404(_("No place has the code “%(code)s”.") % {"code": geoid})
