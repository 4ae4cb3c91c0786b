"""A picture in a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from freedomcities.media.models import LONGEST_ALT
from freedomcities.media.pixels import MOST_BYTES
from freedomcities.media.refusals import TooManyBytes

_TYPES = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"


class PictureField(forms.FileField):
    """The file of a picture; what is in it, `pixels.rebuild` reads."""

    default_error_messages = {
        "required": _("Choose a picture."),
        "empty": _("This file is empty: choose another."),
    }

    def __init__(self, **more: Any) -> None:
        more.setdefault("widget", forms.FileInput(attrs={"accept": _TYPES}))
        super().__init__(**more)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[Any] | None:
        """One that is too large has not been held at all: see `uploading`."""
        file: UploadedFile[Any] | None = super().clean(data, initial)
        if file and file.size is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(str(TooManyBytes(MOST_BYTES)))
        return file


class PictureForm(forms.Form):
    """A picture, and what is to be seen in it."""

    picture = PictureField(
        label=_("The picture"),
        help_text=_(
            "JPEG, PNG, WebP or HEIC, at most 15 MB. It is made anew from what is to be seen: "
            "where, when and with what it was taken is not kept."
        ),
    )
    alt = forms.CharField(
        label=_("What is to be seen, for people who cannot see it"),
        help_text=_("One sentence, such as “Twelve people around a table with maps”."),
        max_length=LONGEST_ALT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
