"""The pages by which hosts add photos of an event, and take them away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from freedomcities.accounts.answering import FORM, Sheet, answer, person_of, posted, sure
from freedomcities.events.asking import desk_address, own_event
from freedomcities.events.permissions import hosts
from freedomcities.events.photo_forms import PhotoForm
from freedomcities.events.photos import add_photo, remove_photo
from freedomcities.lib.access import audience
from freedomcities.media.shown import shown as picture_shown
from freedomcities.media.uploading import takes_pictures


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
@takes_pictures
def photo_new(request: HttpRequest, event_id: str) -> HttpResponse:
    """Add a photo of an event that has begun."""
    event = own_event(request, event_id, hosts)
    sheet = Sheet(
        title=_("Add a photo"),
        lead=_("A moderator looks at each photo before anybody but you and the co-hosts sees it."),
        button=_("Add the photo"),
        back=desk_address(event),
        field="picture",
    )

    def do(sent: Mapping[str, Any]) -> str:
        add_photo(
            event.pk,
            sent["picture"],
            alt=sent["alt"],
            agreed=sent["agreed"],
            actor=person_of(request),
            now=datetime.now(UTC),
        )
        messages.success(request, _("The photo waits for a moderator. Usually less than a day."))
        return desk_address(event)

    form = PhotoForm(posted(request), request.FILES if request.method == "POST" else None)
    return answer(request, form, sheet, do)


@audience("person", methods=("GET", "POST"))
@require_http_methods(FORM)
def photo_remove(request: HttpRequest, event_id: str, picture_id: str) -> HttpResponse:
    """Take a photo of an event away."""
    event = own_event(request, event_id, hosts)
    photo = event.photos.filter(picture=picture_id).select_related("picture").first()
    if photo is None:
        raise Http404
    sheet = Sheet(
        title=_("Delete this photo?"),
        lead=_("It is deleted at once, for everybody."),
        button=_("Delete the photo"),
        kind="grave",
        back=desk_address(event),
    )
    return sure(
        request,
        sheet,
        do=lambda: remove_photo(
            event.pk, picture_id, actor=person_of(request), now=datetime.now(UTC)
        ),
        done=_("The photo is deleted."),
        template="events/photo_remove.html",
        more={"picture": picture_shown(photo.picture)},
    )
