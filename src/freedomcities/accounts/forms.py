"""What people type in to sign in and to keep their account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from freedomcities.accounts.mail_addresses import LONGEST
from freedomcities.accounts.operations import LONGEST_NAME

_CODE_LENGTH = 12
_RECOVERY_LENGTH = 20


class AddressForm(forms.Form):
    """An email address. What is wrong with it, the operation says."""

    email = forms.CharField(
        label=_("Your email address"),
        max_length=LONGEST,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "inputmode": "email", "autocapitalize": "none"}
        ),
    )


class CodeForm(forms.Form):
    """A code of six digits, from a letter or an app."""

    code = forms.CharField(
        label=_("The six digits"),
        max_length=_CODE_LENGTH,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code"}
        ),
    )


class RecoveryForm(forms.Form):
    """A code from the paper, for whoever lost the app or the passkey."""

    code = forms.CharField(
        label=_("One of your recovery codes"),
        max_length=_RECOVERY_LENGTH,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "code",
            }
        ),
    )


class DetailsForm(forms.Form):
    """What somebody wants to be called, and the language of their letters."""

    name = forms.CharField(
        label=_("What should people call you?"),
        help_text=_("A first name or a made-up one is enough. Only people in your groups see it."),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    language = forms.ChoiceField(
        label=_("Language of our emails to you"), choices=settings.LANGUAGES
    )


class ShownPasskeyForm(forms.Form):
    """What the browser's script says for a passkey."""

    answer = forms.CharField(widget=forms.HiddenInput)


class PasskeyForm(ShownPasskeyForm):
    """A new passkey, and what its person calls it."""

    name = forms.CharField(
        label=_("What do you call this device?"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
