"""What people may send in about offices and agencies."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from freedomcities.officials.corrections import LONGEST
from freedomcities.ui.forms import Trapped


class CorrectionForm(Trapped):
    """What is wrong, and nothing about who says so."""

    text = forms.CharField(
        label=_("What is wrong, and what is right?"),
        help_text=_(
            "Say where you know it from: an address on the web helps most. Write nothing about "
            "yourself or about anybody's home; only whoever runs this site reads it."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
