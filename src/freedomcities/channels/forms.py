"""What people write in channels; where news go has forms of its own (`hook_forms`)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from freedomcities.channels.models import LONGEST_POST, LONGEST_TITLE
from freedomcities.groups.models import LONGEST_NAME
from freedomcities.moderation.choices import Complaint
from freedomcities.moderation.models import LONGEST_REPORT

_NOT_KEPT = {"autocomplete": "off"}


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("What should people in this channel call you?"),
        help_text=_(
            "The name of your group stands beside it. In another channel you can go by another "
            "name."
        ),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )


class VoiceForm(forms.Form):
    """What somebody is called in one channel."""

    name = _name()


class ReportForm(forms.Form):
    """What is wrong with somebody's post."""

    complaint = forms.ChoiceField(
        label=_("What is wrong?"), choices=Complaint, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Anything that helps us"),
        max_length=LONGEST_REPORT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class PostForm(forms.Form):
    """What somebody writes; `is_new` asks for their name first."""

    name = _name()
    text = forms.CharField(
        label=_("Your post"),
        help_text=_(
            "Plain text; web addresses become links. Write nothing by which somebody could be "
            "found who does not want to be."
        ),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )

    def __init__(self, *args: object, is_new: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not is_new:
            del self.fields["name"]


class ThreadForm(PostForm):
    """A thread's title with its first post."""

    field_order = ("name", "title", "text")
    title = forms.CharField(
        label=_("Title"),
        help_text=_("It goes into emails and into the chats of groups: nothing private in it."),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={**_NOT_KEPT, "dir": "auto"}),
    )
