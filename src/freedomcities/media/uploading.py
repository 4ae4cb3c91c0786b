"""A file on its way in: held in memory, never on a disk, and only where one is awaited.

A form is read before anybody knows whether it may be sent. So a file is held only at an address
that takes pictures, only of somebody who is signed in, and only as far as a picture may be large;
of any other nothing is kept. A name that the file had is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from freedomcities.media.pixels import MOST_BYTES

View = TypeVar("View", bound=Callable[..., Any])


def takes_pictures(view: View) -> View:
    """Declare that a view takes a picture in its form."""
    view.takes_pictures = True  # type: ignore[attr-defined]
    return view


class PictureUpload(FileUploadHandler):
    """Holds the file of a form; one that is too large comes as an empty file of its full size."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to hold it, where one is awaited."""
        super().new_file(*args, **kwargs)
        if not self._is_awaited():
            raise SkipFile
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold more of it; beyond what a picture may have, nothing."""
        if start + len(raw_data) > MOST_BYTES:
            self.held = BytesIO()
        elif self.held.tell() == start:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """The file, at its beginning."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, "picture", self.content_type, file_size, None
        )

    def _is_awaited(self) -> bool:
        request = self.request
        match = request.resolver_match if request else None
        awaits = getattr(match.func, "takes_pictures", False) if match else False
        return bool(awaits and request and request.user.is_authenticated)
