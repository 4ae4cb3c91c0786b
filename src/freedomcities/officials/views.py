"""The page on which anybody says what is wrong about an office, an agency or a place's offices."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from freedomcities.accounts.answering import FORM, ask_again
from freedomcities.lib.access import audience
from freedomcities.lib.errors import Refusal
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
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not form.is_trapped:
            try:
                peer = peer_of(request.META, proxies=settings.TRUSTED_PROXY_COUNT)
                text = form.cleaned_data["text"]
                send_correction(about, text, peer=peer, now=datetime.now(UTC))
            except Refusal as refusal:
                more = _shown(form, label, place)
                return ask_again(request, "officials/correct.html", form, refusal, more=more)
        done = redirect(_thanks_address(place))
        # Whoever has sent it carries no cookie on.
        done.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
        return done
    status = 422 if form.errors else 200
    return render(request, "officials/correct.html", _shown(form, label, place), status=status)


def _shown(form: CorrectionForm, label: str, place: Place | None) -> dict[str, object]:
    crumbs = [Crumb(_("Places"), reverse("places:places"))]
    if place is not None:
        crumbs.append(Crumb(place.name, address_of(place)))
    crumbs.append(Crumb(_("Correct this")))
    return {"form": form, "label": label, "crumbs": crumbs}


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
