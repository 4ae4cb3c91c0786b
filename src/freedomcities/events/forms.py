"""What people write to put an event on the map, to change it and to find one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from freedomcities.events.choices import Access, Issue, Kind, Language, Where
from freedomcities.events.coming_forms import NumberedForm
from freedomcities.events.drafts import LONGEST_LINK, MOST_SEATS, Draft
from freedomcities.events.models import (
    LONGEST_ABOUT,
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_TITLE,
    LONGEST_VENUE,
)
from freedomcities.events.operations import MOST_IN_SERIES
from freedomcities.events.refusals import NeedsAddress, NeedsLink
from freedomcities.places.models import Place
from freedomcities.places.question_text import LONGEST_QUESTION

_NOT_KEPT = {"autocomplete": "off"}
EVERY = ((0, gettext_lazy("once")), (7, gettext_lazy("every week")),
         (14, gettext_lazy("every two weeks")), (28, gettext_lazy("every four weeks")))  # fmt: skip


def _language_of_page() -> list[str]:
    """Whoever writes in Spanish most likely speaks it there, too."""
    return [get_language() or Language.ENGLISH]


class EventForm(forms.Form):
    """An event, as its host writes it."""

    title = forms.CharField(
        label=gettext_lazy("What is it called?"),
        help_text=gettext_lazy("Say what happens: “First gathering: our town and its sheriff”."),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What kind of event is it?"), choices=Kind)
    issue = forms.ChoiceField(label=gettext_lazy("What is it about?"), choices=Issue)
    about = forms.CharField(
        label=gettext_lazy("What will happen?"),
        help_text=gettext_lazy(
            "For somebody who knows nobody there: what you do, for how long, what to bring."
        ),
        max_length=LONGEST_ABOUT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    begin = forms.TimeField(
        label=gettext_lazy("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    end = forms.TimeField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("By the clock of the place. After midnight is the next day."),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    where = forms.ChoiceField(
        label=gettext_lazy("Where is it?"), choices=Where, widget=forms.RadioSelect
    )
    venue = forms.CharField(
        label=gettext_lazy("Name of the place"),
        help_text=gettext_lazy("Such as “Main library, room 2”. For a public place."),
        max_length=LONGEST_VENUE,
        required=False,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )
    address = forms.CharField(
        label=gettext_lazy("Street and number"),
        help_text=gettext_lazy(
            "Of a public place everybody sees it. Of a private home only people whom you approve: "
            "others see the area, about 3 miles wide. It is deleted 30 days after the event."
        ),
        max_length=LONGEST_ADDRESS,
        required=False,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )
    zip_code = forms.RegexField(
        regex=r"^[0-9]{5}$",
        label=gettext_lazy("ZIP code"),
        help_text=gettext_lazy("It says where the event is drawn on the map."),
        error_messages={"invalid": gettext_lazy("A ZIP code has five digits.")},
        required=False,
        widget=forms.TextInput(attrs={**_NOT_KEPT, "inputmode": "numeric"}),
    )
    link = forms.CharField(
        label=gettext_lazy("Link for joining online"),
        help_text=gettext_lazy("Only people who say yes see it."),
        max_length=LONGEST_LINK,
        required=False,
        widget=forms.URLInput(attrs=_NOT_KEPT),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Which languages are spoken?"),
        choices=Language,
        widget=forms.CheckboxSelectMultiple,
        initial=_language_of_page,
    )
    access = forms.MultipleChoiceField(
        label=gettext_lazy("What is there for everyone to be able to come?"),
        choices=Access,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    seats = forms.IntegerField(
        label=gettext_lazy("How many people fit in?"),
        help_text=gettext_lazy("Leave it empty where there is room for everybody."),
        min_value=1,
        max_value=MOST_SEATS,
        required=False,
    )
    by_approval = forms.BooleanField(
        label=gettext_lazy("I want to approve who comes"),
        help_text=gettext_lazy("At a private home it is always so."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What one field needs because of another stands at that field."""
        sent = super().clean() or {}
        if sent.get("where") in {Where.VENUE, Where.HOME} and not sent.get("address"):
            self._wrong("address", str(NeedsAddress()))
        if sent.get("where") == Where.ONLINE and not sent.get("link"):
            self._wrong("link", str(NeedsLink()))
        return sent

    def _wrong(self, field: str, sentence: str) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)

    def draft(self, place: Place) -> Draft:
        """What was written, at a place; the form is valid."""
        sent = self.cleaned_data
        return Draft(
            title=sent["title"],
            about=sent["about"],
            kind=Kind(sent["kind"]),
            issue=Issue(sent["issue"]),
            day=sent["day"],
            begin=sent["begin"],
            end=sent["end"],
            where=Where(sent["where"]),
            place=place,
            zip_code=sent["zip_code"],
            venue=sent["venue"],
            address=sent["address"],
            link=sent["link"],
            languages=[Language(code) for code in sent["languages"]],
            access=[Access(code) for code in sent["access"]],
            seats=sent["seats"],
            by_approval=sent["by_approval"],
        )


def _own_name() -> forms.CharField:
    """What a host wants to be called at one event. Never filled in from elsewhere."""
    return forms.CharField(
        label=gettext_lazy("What should people call you?"),
        help_text=gettext_lazy(
            "Everybody sees it on the page of this event. A first name or a made-up one is enough."
        ),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )


class HostNameForm(forms.Form):
    """What somebody who hosts with others is called."""

    name = _own_name()


class RoleForm(forms.Form):
    """Who gets a role."""

    name = forms.CharField(
        label=gettext_lazy("Who takes it on?"),
        help_text=gettext_lazy("A first name is enough. Only those who host the event see it."),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )

    def __init__(self, *args: Any, is_host: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_host:
            self.fields["name"].required = False
            self.fields["name"].help_text = _(
                "Leave it empty if it is you. A first name is enough. Only those who host the "
                "event see it."
            )


class GroupForm(forms.Form):
    """One of the groups that a host leads."""

    group = forms.ChoiceField(label=gettext_lazy("Which group?"))

    def __init__(self, *args: Any, groups: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["group"]).choices = groups


class NewEventForm(EventForm, NumberedForm):
    """A new event: who hosts it, for which group, and how often."""

    my_name = _own_name()
    group = forms.ChoiceField(label=gettext_lazy("For which group?"), required=False)
    every_days = forms.ChoiceField(
        label=gettext_lazy("How often?"), choices=EVERY, initial=0, required=False
    )
    repeats = forms.IntegerField(
        label=gettext_lazy("How many times in all?"),
        help_text=gettext_lazy("Where it repeats."),
        min_value=1,
        max_value=MOST_IN_SERIES,
        required=False,
    )

    def __init__(self, *args: Any, groups: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["group"])
        field.choices = [("", _("for no group")), *groups]
        if not groups:
            del self.fields["group"]

    def clean(self) -> dict[str, Any]:
        """Whoever repeats says how many times."""
        sent = super().clean()
        sent["every_days"] = int(sent.get("every_days") or 0)
        if sent["every_days"] and not sent.get("repeats") and "repeats" not in self.errors:
            self.add_error("repeats", _("Say how many times it happens in all."))
        return sent


class ChangeForm(EventForm):
    """An event written anew, maybe at another place."""

    place = forms.CharField(
        label=gettext_lazy("Town, county, state or ZIP code"),
        help_text=gettext_lazy("Such as Ann Arbor, MI or 48104"),
        max_length=LONGEST_QUESTION,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )
    field_order = ("title", "kind", "issue", "about", "day", "begin", "end", "place")


class CancelForm(forms.Form):
    """Why an event will not be."""

    because = forms.CharField(
        label=gettext_lazy("Why is it cancelled?"),
        help_text=gettext_lazy("Everybody reads it on the page, which stays."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
