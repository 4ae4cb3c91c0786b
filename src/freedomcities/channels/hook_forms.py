"""Where a group has its news handed on to: what the form of one kind of chat asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from freedomcities.channels.chat_steps import GUIDES, Chat
from freedomcities.channels.choices import Form, Ring
from freedomcities.channels.listing import Part
from freedomcities.lib.web_addresses import LONGEST_ADDRESS

_SECRET = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}


class HookForm(forms.Form):
    """Where to, news of which channels, and how much of them."""

    address = forms.CharField(
        max_length=LONGEST_ADDRESS, widget=forms.TextInput(attrs={**_SECRET, "inputmode": "url"})
    )
    room = forms.CharField(
        label=_("Room"),
        help_text=_("The room's own id, such as !abcdef:example.org."),
        max_length=500,
        widget=forms.TextInput(attrs=_SECRET),
    )
    token = forms.CharField(
        label=_("Access token"),
        help_text=_("Of the account made for this, which is in that room and nowhere else."),
        max_length=500,
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

    def __init__(
        self, data: Mapping[str, Any] | None, *, chat: Chat, parts: Sequence[Part]
    ) -> None:
        lines = [(part.ring, line) for part in parts for line in part.lines]
        own = {part.ring: [line.key for line in part.lines] for part in parts}
        # One's own counties; one's own places where these lie in none.
        ticked = own.get(Ring.COUNTY) or own.get(Ring.OWN) or []
        super().__init__(data, initial={"channels": ticked})
        guide, fields = GUIDES[chat], self.fields
        fields["address"].label = str(guide.address)
        fields["address"].help_text = _("It looks like this: %(sample)s") % {"sample": guide.sample}
        channels = fields["channels"]
        if isinstance(channels, forms.MultipleChoiceField):
            channels.choices = [(line.key, line.name) for _ring, line in lines]
        self._rules = {line.key for ring, line in lines if ring == Ring.RULE}
        if chat.form != Form.MATRIX:
            del fields["room"], fields["token"]

    def place_boxes(self) -> list[BoundWidget]:
        """The channels of places."""
        return [box for box in self["channels"] if str(box.data["value"]) not in self._rules]

    def rule_boxes(self) -> list[BoundWidget]:
        """Those of rules: so many that they are folded away."""
        return [box for box in self["channels"] if str(box.data["value"]) in self._rules]

    def has_ticked_rules(self) -> bool:
        """Whether they must not be folded away now."""
        return any(box.data["selected"] for box in self.rule_boxes())
