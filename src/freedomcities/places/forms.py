"""What people may ask of the page of places."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from freedomcities.places.question_text import LONGEST_QUESTION


class PlaceQuestionForm(forms.Form):
    """A question in words or digits; nothing asked is a question too."""

    q = forms.CharField(
        label=_("Your town, county, state or ZIP code"),
        max_length=LONGEST_QUESTION,
        required=False,
    )

    def text(self) -> str:
        """What was asked, or "" where it was nothing that can be looked up."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""
