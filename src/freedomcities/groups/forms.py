"""What people write to start, find, join and lead a group."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from freedomcities.groups.choices import Joining, Role
from freedomcities.groups.models import (
    LONGEST_ABOUT,
    LONGEST_GROUP_NAME,
    LONGEST_NAME,
    LONGEST_TEXT,
)
from freedomcities.places.question_text import LONGEST_QUESTION

_NOT_KEPT = {"autocomplete": "off"}


def _own_name() -> forms.CharField:
    """What somebody wants to be called in one group. Never filled in from elsewhere."""
    return forms.CharField(
        label=_("What should people in this group call you?"),
        help_text=_(
            "A first name or a made-up one is enough. Only members of this group see it. With "
            "another name in each group nobody can tell that it is you."
        ),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )


class NameForm(forms.Form):
    """What somebody wants to be called in one group."""

    name = _own_name()


class JoinForm(NameForm):
    """A word to those who decide on who comes in."""

    text = forms.CharField(
        label=_("A few words to the group"),
        help_text=_(
            "Only those who let people in read it. It is deleted once they decide. Leave out "
            "phone numbers, addresses and numbers of papers: the way to you is this site."
        ),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class GroupForm(forms.Form):
    """What a group says of itself to everybody."""

    name = forms.CharField(
        label=_("Name of the group"),
        max_length=LONGEST_GROUP_NAME,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )
    about = forms.CharField(
        label=_("What is the group about?"),
        help_text=_(
            "Everybody can read this. Write what you want to reach and when you meet; no names of "
            "people, no phone numbers, no home address."
        ),
        max_length=LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    joining = forms.ChoiceField(
        label=_("How do people join?"), choices=Joining, widget=forms.RadioSelect
    )


class StartForm(GroupForm):
    """A new group, and what whoever starts it is called there."""

    my_name = _own_name()


class PlaceForm(forms.Form):
    """A place in words."""

    place = forms.CharField(
        label=_("Town, county, state or ZIP code"),
        help_text=_("Such as Ann Arbor, MI or 48104"),
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )


class RoleForm(forms.Form):
    """What a member does in the group."""

    role = forms.ChoiceField(label=_("Role"), choices=Role, widget=forms.RadioSelect)


class ParentForm(forms.Form):
    """One of the groups that somebody leads, or none."""

    parent = forms.ChoiceField(label=_("This group is a part of"), required=False)

    def __init__(self, *args: object, groups: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["parent"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("no other group")), *groups]
