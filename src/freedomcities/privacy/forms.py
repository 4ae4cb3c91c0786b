"""What somebody says who leaves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    """That somebody means it."""

    sure = forms.BooleanField(label=_("Yes, erase my account for good"))
