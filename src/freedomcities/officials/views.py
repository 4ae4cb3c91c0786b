"""The page on which anybody says what is wrong about an office, an agency or a place's offices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, Sheet, answer, posted, thank
from freedomcities.lib.access import audience
from freedomcities.lib.peers import peer_of
from freedomcities.officials.corrections import About, send_correction
from freedomcities.officials.forms import CorrectionForm
from freedomcities.officials.models import Agency, Office
from freedomcities.officials.office_words import row_title
from freedomcities.places.addresses import address_of
from freedomcities.places.models import Place
from freedomcities.places.questions import find_by_code
from freedomcities.ui.parts import Crumb

_ID = re.compile(r"[A-Za-z0-9._:-]{1,200}")


@audience("public", methods=("GET", "POST"))
@never_cache
@require_http_methods(FORM)
def correct(request: HttpRequest) -> HttpResponse:
    """The form, with its token; sent, it leads to the thanks. 429 where too many came in."""
    about, label, place = _about(request)
    form = CorrectionForm(posted(request))
    sheet = Sheet(
        title=_("Correct this"),
        button=_("Send it"),
        back=address_of(place) if place else reverse("places:places"),
    )

    def do(sent: Mapping[str, Any]) -> HttpResponse:
        if not form.is_trapped:
            peer = peer_of(request.META, proxies=settings.TRUSTED_PROXY_COUNT)
            send_correction(about, sent["text"], peer=peer, now=datetime.now(UTC))
        return thank(request, _thanks_address(place))

    more = {"label": label, "crumbs": _crumbs(place)}
    return answer(request, form, sheet, do, template="officials/correct.html", more=more)


def _crumbs(place: Place | None) -> list[Crumb]:
    crumbs = [Crumb(_("Places"), reverse("places:places"))]
    if place is not None:
        crumbs.append(Crumb(place.name, address_of(place)))
    return [*crumbs, Crumb(_("Correct this"))]


@audience("public")
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens with a correction; leads back to the place where there was one."""
    asked = request.GET.get("place", "")
    place = find_by_code(asked) if _ID.fullmatch(asked) else None
    context = {"place": place, "back": address_of(place) if place else ""}
    return render(request, "officials/thanks.html", context)


def _thanks_address(place: Place | None) -> str:
    address = reverse("officials:thanks")
    return f"{address}?place={place.geoid}" if place else address


def _about(request: HttpRequest) -> tuple[About, str, Place | None]:
    """What the address asks about, what people call it, and the place that its page is of."""
    asked = {name: request.GET.get(name, "") for name in ("office", "agency", "place")}
    asked = {name: text if _ID.fullmatch(text) else "" for name, text in asked.items()}
    office = Office.objects.select_related("place").filter(pk=asked["office"]).first()
    if office is not None:
        return About(office=office), row_title(office), office.place
    agency = Agency.objects.filter(pk=asked["agency"]).first()
    if agency is not None:
        places = Place.objects.filter(agency_services__agency=agency)
        main = places.order_by("-agency_services__main", "pk").first()
        return About(agency=agency), str(agency), main
    place = find_by_code(asked["place"]) if asked["place"] else None
    if place is not None:
        return About(place=place), str(place), place
    raise Http404(_("There is nothing here to correct."))
