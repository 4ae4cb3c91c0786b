"""What the forms of moderators share: the words that are decided on, and that they were read."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from freedomcities.moderation.kinds import Shown, digest_of
from freedomcities.moderation.queue_shown import texts_of

TEMPLATE = "moderation/form.html"


def words_of(shown: Shown | None) -> Mapping[str, object]:
    """For the page: what is decided on, and its digest, which comes back with the form."""
    images = shown.images if shown else ()
    return {"texts": texts_of(shown), "images": images, "seen": digest_of(shown)}


def seen_by(request: HttpRequest) -> str:
    """The digest of the words that stood on the page that was sent."""
    return request.POST.get("seen", "")
