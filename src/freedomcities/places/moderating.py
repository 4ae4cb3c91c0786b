"""What people report about a place's page; nothing of the atlas is taken down."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from freedomcities.moderation.choices import Decision
from freedomcities.moderation.kinds import ContentKind, Shown, Words
from freedomcities.moderation.kinds import register as register_kind
from freedomcities.places.addresses import address_of
from freedomcities.places.questions import find_by_code


def show(geoid: str) -> Shown | None:
    """A place, as its page calls it."""
    place = find_by_code(geoid) if geoid.isascii() and geoid.isalnum() else None
    return Shown(title=str(place), address=address_of(place)) if place else None


_PLACES = ContentKind(
    name="place",
    label=_("place"),
    show=show,
    is_law=True,
    words={
        Decision.LEAVE: Words(
            _("Close the case"),
            _("What is wrong is mended by an import. The reports are deleted."),
        )
    },
)


def register() -> None:
    """Let people report what is wrong about a place; said once, when the site starts."""
    register_kind(_PLACES)
