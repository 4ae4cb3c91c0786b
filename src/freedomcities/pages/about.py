"""What the site is, what its data are, what it holds about people, for whom it works."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from freedomcities.lib.access import audience
from freedomcities.places.models import AtlasEdition
from freedomcities.privacy.transparency import gather_transparency

View = Callable[[HttpRequest], HttpResponse]


def _page(name: str) -> View:
    @audience("public")
    @require_safe
    def show(request: HttpRequest) -> HttpResponse:
        return render(request, f"pages/about/{name}.html")

    show.__doc__ = f"The page pages/about/{name}.html, which gathers nothing."
    return show


about = _page("about")
accessibility = _page("accessibility")
security = _page("security")


@audience("public")
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Where the facts come from, of which date, and how to take them away."""
    edition = AtlasEdition.objects.order_by("-loaded_at").first()
    context = {"edition": edition, "api": f"{settings.PUBLIC_URL}/api/v1/"}
    return render(request, "pages/about/data.html", context)


@audience("public")
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is held about people, and where the background of the map comes from, if anywhere."""
    context = {"tiles": urlsplit(settings.TILES_URL).hostname}
    return render(request, "pages/about/privacy.html", context)


@audience("public")
@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    """What is held and for how long, how many people, and who demanded to know."""
    context = {"gathered": gather_transparency()}
    return render(request, "pages/about/transparency.html", context)
