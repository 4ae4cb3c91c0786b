"""What people write to come to an event."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy

from freedomcities.accounts.mail_addresses import LONGEST, read_address
from freedomcities.events.models import LONGEST_NAME
from freedomcities.events.sign_ups import LONGEST_NOTE, read_note
from freedomcities.groups.texts import own_name
from freedomcities.lib.errors import Refusal

_NOT_KEPT = {"autocomplete": "off"}


class GuestForm(forms.Form):
    """Who comes. A refusal of what was written stands at its own field."""

    name = forms.CharField(
        label=gettext_lazy("What should people call you?"),
        help_text=gettext_lazy("Only the hosts see it. A first name or a made-up one is enough."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )
    email = forms.CharField(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy(
            "Only for your private link, reminders and changes. The hosts do not see it."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    note = forms.CharField(
        label=gettext_lazy("Anything the hosts should know?"),
        help_text=gettext_lazy(
            "Such as what you bring, or what you need. Leave out phone numbers and addresses."
        ),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_name(self) -> str:
        """As `sign_ups` reads it."""
        return read_field(own_name, self.cleaned_data["name"])

    def clean_email(self) -> str:
        """As `sign_ups` reads it."""
        sent: str = self.cleaned_data["email"]
        return read_field(read_address, sent) if sent else ""

    def clean_note(self) -> str:
        """As `sign_ups` reads it."""
        return read_field(read_note, self.cleaned_data["note"])


class NumberedForm(forms.Form):
    """``once`` is the number of this form: sent twice, it counts once."""

    once = forms.CharField(required=False, widget=forms.HiddenInput(), initial=uuid4)

    def clean_once(self) -> UUID:
        """The form's number; a fresh one where none was sent that is any."""
        try:
            return UUID(self.cleaned_data["once"])
        except ValueError:
            return uuid4()


class ComingForm(GuestForm, NumberedForm):
    """Saying yes."""


def read_field(read: Callable[[str], str], text: str) -> str:
    """What was written in one field, made fit; a refusal stands there."""
    try:
        return read(text)
    except Refusal as refusal:
        raise forms.ValidationError(str(refusal)) from None
