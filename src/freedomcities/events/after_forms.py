"""What hosts write once their event has begun: who was there, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from freedomcities.accounts.mail_addresses import LONGEST, read_address
from freedomcities.events.attendance import MOST_PEOPLE
from freedomcities.events.coming_forms import NumberedForm, read_field
from freedomcities.events.models import LONGEST_NAME, LONGEST_RECAP
from freedomcities.groups.texts import own_name

_LONGEST_NUMBER = 9


class NumbersField(forms.TypedMultipleChoiceField):
    """Numbers of a list. Somebody may have left it since it was shown: they count for nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, **kwargs)

    def valid_value(self, value: str) -> bool:
        """Any number that a database can hold."""
        return value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER


class AttendanceForm(forms.Form):
    """How many were there, and who of those on the list."""

    attended = forms.IntegerField(
        label=gettext_lazy("How many people were there, in all?"),
        help_text=gettext_lazy(
            "Count the lines of the sign-in sheet. Empty, it is as many as you tick here."
        ),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    present = NumbersField(
        label=gettext_lazy("Who of the list was there?"),
        widget=forms.CheckboxSelectMultiple,
    )
    listed = NumbersField(widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, guests: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(number), name) for number, name in guests]
        if choices:
            cast("NumbersField", self.fields["present"]).choices = choices
        else:
            del self.fields["present"]


class WalkInForm(NumberedForm):
    """Somebody who came without a yes; they have agreed to be on the list."""

    name = forms.CharField(
        label=gettext_lazy("What do they want to be called?"),
        help_text=gettext_lazy("A first name or a made-up one is enough."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.CharField(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy(
            "Only where they want it: for one email of thanks. The hosts do not see it again."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    has_agreed = forms.BooleanField(
        label=gettext_lazy("I asked them, and they want to be on this list.")
    )

    def clean_name(self) -> str:
        """As `sign_ups` reads it."""
        return read_field(own_name, self.cleaned_data["name"])

    def clean_email(self) -> str:
        """As `sign_ups` reads it."""
        sent: str = self.cleaned_data["email"]
        return read_field(read_address, sent) if sent else ""


class RecapForm(forms.Form):
    """What came of an event."""

    text = forms.CharField(
        label=gettext_lazy("What came of it?"),
        help_text=gettext_lazy(
            "A few sentences that everybody reads: what was decided, and what is next. "
            "Name nobody who did not ask for it."
        ),
        max_length=LONGEST_RECAP,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
