"""What the staff fills in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from freedomcities.accounts.choices import Role


class RoleForm(forms.Form):
    """One role, the least that does the work."""

    role = forms.ChoiceField(
        label=_("What will they do?"), choices=Role.choices, widget=forms.RadioSelect
    )


class RolesForm(forms.Form):
    """All that somebody may do; none at all ends their work."""

    roles = forms.MultipleChoiceField(
        label=_("What may they do?"),
        help_text=_(
            "Give nobody more than the work needs. Choose none to end their work: you are asked "
            "once more."
        ),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
