"""A picture, for whoever may see it."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from freedomcities.accounts import windows
from freedomcities.accounts.answering import viewer_of
from freedomcities.lib.access import audience
from freedomcities.media.files import path_of
from freedomcities.media.models import Picture
from freedomcities.media.owners import owner_of
from freedomcities.media.pixels import widths_of

# As short as that of pages: what is taken down is soon gone everywhere.
_FOR_EVERYBODY = "public, max-age=30, stale-while-revalidate=60"


@audience("public")
@require_safe
def picture(request: HttpRequest, picture_id: str, width: int) -> HttpResponseBase:
    """One size of a picture; 404 for whoever may not see it, and for what is not there.

    Its noun decides who sees it, each time: also before it is said that nothing has changed.
    """
    found = Picture.objects.filter(pk=picture_id).first()
    if found is None or width not in widths_of(found.width):
        raise Http404
    kept = _kept_by(request, found)
    tag = f'"{found.pk}-{width}"'
    answer = get_conditional_response(request, etag=tag) or _file(request, found, width)
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = kept
    # For those who do not read robots.txt.
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _kept_by(request: HttpRequest, found: Picture) -> str:
    """Who may keep the answer; Http404 where whoever asks may not see it."""
    owner = owner_of(found.owner)
    if owner is None:
        raise Http404
    if owner.shows_everybody(found.pk):
        return _FOR_EVERYBODY
    viewer = viewer_of(request)
    if viewer is None or not owner.shows(found.pk, viewer, windows.is_strong(request)):
        raise Http404
    return "private, no-store"


def _file(request: HttpRequest, found: Picture, width: int) -> HttpResponseBase:
    """Read piece by piece while it is sent."""
    try:
        file = path_of(found.pk, width).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    if request.method != "HEAD":
        return FileResponse(file, content_type="image/webp")
    with file:
        size = file.seek(0, 2)
    return HttpResponse(headers={"Content-Type": "image/webp", "Content-Length": str(size)})
