"""What people write in channels, and where they have news handed on to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from freedomcities.channels.choices import Form
from freedomcities.channels.models import LONGEST_POST, LONGEST_TITLE
from freedomcities.groups.models import LONGEST_NAME
from freedomcities.lib.web_addresses import LONGEST_ADDRESS
from freedomcities.moderation.choices import Complaint
from freedomcities.moderation.models import LONGEST_REPORT

_NOT_KEPT = {"autocomplete": "off"}
_SECRET = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}


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


class HookForm(forms.Form):
    """Where a group has its news handed on to."""

    form = forms.ChoiceField(label=_("Which chat is it?"), choices=Form, widget=forms.RadioSelect)
    address = forms.CharField(
        label=_("Address"),
        help_text=_(
            "For Slack and the like: the address of the incoming webhook. For Matrix: that of the "
            "homeserver, such as https://matrix.example.org."
        ),
        max_length=LONGEST_ADDRESS,
        widget=forms.TextInput(attrs={**_SECRET, "inputmode": "url"}),
    )
    room = forms.CharField(
        label=_("Room"),
        help_text=_("For Matrix alone: the room's own id, such as !abcdef:example.org."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs=_SECRET),
    )
    token = forms.CharField(
        label=_("Access token"),
        help_text=_(
            "For Matrix alone: of an account made for this, which is in that room and nowhere else."
        ),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs=_SECRET),
    )
    channels = forms.MultipleChoiceField(
        label=_("News of which channels?"), widget=forms.CheckboxSelectMultiple
    )
    with_text = forms.BooleanField(
        label=_("Hand on the text of posts as well"),
        help_text=_(
            "Without it the chat gets the channel, the title, the group's name and a link. With "
            "it, words of other groups go to a company or a server outside of this site, and the "
            "channel says so to everybody in it."
        ),
        required=False,
    )

    def __init__(self, *args: object, channels: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["channels"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = channels
