"""What hosts say of a photo that they add."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from freedomcities.media.forms import PictureForm


class PhotoForm(PictureForm):
    """A photo; nobody is shown who did not agree."""

    agreed = forms.BooleanField(
        label=gettext_lazy("Everybody who can be recognized agreed to be shown."),
        help_text=gettext_lazy(
            "Somebody could lose their work, or be found. A photo from behind, or of hands and "
            "paper, tells as much."
        ),
    )
