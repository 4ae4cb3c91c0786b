"""An event as a picture to share: what its page says, and nothing that the page hides."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freedomcities.events.asking import public_event
from freedomcities.events.choices import State
from freedomcities.events.models import Event
from freedomcities.events.shown import when_of, where_words
from freedomcities.lib.access import audience
from freedomcities.lib.named_addresses import named_address
from freedomcities.ui.cards import SQUARE, WIDE, Card, draw
from freedomcities.ui.context import NAME

_SIZES = {"wide": WIDE, "square": SQUARE}


@audience("public")
@require_safe
def event_picture(request: HttpRequest, event_id: str, shape: str) -> HttpResponse:  # noqa: ARG001
    """What it is called, when and where it is; of a home its area alone."""
    # A picture is the same for everybody, also for those who host what still waits.
    event = public_event(event_id)
    return HttpResponse(draw(_card(event), _SIZES[shape]), content_type="image/png")


def picture_address(event: Event, shape: str) -> str:
    """Where the picture of an event is, in the language of the page."""
    language = get_language() or settings.LANGUAGE_CODE
    query = f"?lang={language}" if language != settings.LANGUAGE_CODE else ""
    return named_address("event_feeds:event_picture", event.pk, shape) + query


def _card(event: Event) -> Card:
    when = when_of(event)
    sentence = f"{when.day}, {when.hours}. {where_words(event)}"
    if event.state == State.CANCELLED:
        sentence = _("Cancelled")
    return Card(
        headline=event.title,
        sentence=sentence,
        site_name=NAME,
        note=settings.PUBLIC_URL.partition("://")[2],
    )
