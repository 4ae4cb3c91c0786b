"""Pictures. Only operations write; the files stand beside, see `files`."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models

from freedomcities.lib.privacy import DataClass
from freedomcities.media.querysets import PictureQuerySet

LONGEST_ALT = 200
_ID_BYTES = 16
_LONGEST_OWNER = 30


def fresh_id() -> str:
    """An id that nobody guesses, as it stands in addresses and in names of files: 128 bits."""
    return secrets.token_hex(_ID_BYTES)


class Picture(models.Model):
    """A picture that somebody added, rebuilt. ``owner`` says which noun decides who sees it.

    ``alt`` is what is to be seen, in words; ``width`` and ``height`` are those of its largest
    size, and `pixels.widths_of` tells the others. ``digest`` is of the file of that size: by it
    the same picture is known that comes twice. ``made_on`` is the day on which it was added:
    of when it was taken nothing is known.
    """

    data_classes: ClassVar = {
        **dict.fromkeys(("id", "width", "height"), DataClass.PUBLIC),
        # For everybody as soon as the noun lets everybody see it.
        **dict.fromkeys(("owner", "alt", "digest", "made_on"), DataClass.HOST),
    }

    id = models.CharField(max_length=_ID_BYTES * 2, primary_key=True, default=fresh_id)
    owner = models.CharField(max_length=_LONGEST_OWNER)
    alt = models.CharField(max_length=LONGEST_ALT)
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    made_on = models.DateField()

    objects = PictureQuerySet.as_manager()

    def __str__(self) -> str:
        return f"picture {self.pk}"
