"""What people may send in about offices and agencies."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from freedomcities.officials.corrections import LONGEST


class CorrectionForm(forms.Form):
    """What is wrong, and nothing about who says so. `website` is a trap that people do not see."""

    text = forms.CharField(
        label=_("What is wrong, and what is right?"),
        help_text=_(
            "Say where you know it from: an address on the web helps most. Write nothing about "
            "yourself or about anybody's home; only whoever runs this site reads it."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what no person sees."""
        return bool(self.cleaned_data["website"])
