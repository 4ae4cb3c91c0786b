"""Writes of pictures. The noun that one belongs to calls these within its own operations, which
check who may and write the log.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from freedomcities.lib.dates import day_of
from freedomcities.media.files import remove
from freedomcities.media.models import LONGEST_ALT, Picture
from freedomcities.media.pixels import Rebuilt
from freedomcities.media.refusals import NeedsAlt


def read_alt(text: str) -> str:
    """What is to be seen in a picture, on one line; NeedsAlt where that is not said."""
    said = " ".join(text.split())
    if not said or len(said) > LONGEST_ALT:
        raise NeedsAlt
    return said


def keep_picture(
    picture_id: str, rebuilt: Rebuilt, *, owner: str, alt: str, now: datetime
) -> Picture:
    """The row of a picture whose files are `files.written`, within that block. NeedsAlt."""
    return Picture.objects.create(
        id=picture_id,
        owner=owner,
        alt=read_alt(alt),
        digest=digest_of(rebuilt),
        width=rebuilt.width,
        height=rebuilt.height,
        made_on=day_of(now),
    )


def digest_of(rebuilt: Rebuilt) -> str:
    """What stands for a picture: the same for what was made of the same pixels."""
    return hashlib.sha256(rebuilt.files[rebuilt.width]).hexdigest()


def remove_picture(picture: Picture) -> None:
    """Delete a picture, and its files as soon as that is committed."""
    picture_id = str(picture.pk)
    picture.delete()
    # What cannot be taken away now is swept up later.
    transaction.on_commit(lambda: remove(picture_id), robust=True)
