"""The reads of pictures. Who sees one is for the noun to say that it belongs to: see `owners`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from freedomcities.media.models import Picture  # noqa: F401


class PictureQuerySet(models.QuerySet["Picture"]):
    """Pictures, for the nouns that they belong to."""

    def owned_by(self, owner: str) -> Self:
        """Those of one noun, by its name in `owners`."""
        return self.filter(owner=owner)
