"""How often people want to hear of what they follow."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from freedomcities.notices.choices import Pace

PACES = [
    (Pace.AT_ONCE.value, _("At once, with each thing that happens")),
    (Pace.DAILY.value, _("Once a day, at 7 in the morning (Eastern time)")),
    (Pace.WEEKLY.value, _("Once a week, on Monday at 7 in the morning (Eastern time)")),
]
_MUTED = (Pace.MUTED.value, _("Not at all for now, but keep it among what I follow"))


class FollowForm(forms.Form):
    """How often somebody wants to hear of something."""

    pace = forms.ChoiceField(
        label=_("How often should we write?"), choices=PACES, widget=forms.RadioSelect
    )


class PaceForm(forms.Form):
    """The same of something that is followed, which may be muted."""

    pace = forms.ChoiceField(
        label=_("How often should we write?"), choices=[*PACES, _MUTED], widget=forms.RadioSelect
    )


class WishesForm(forms.Form):
    """How often somebody wants to hear of what they follow next, and of their own affairs."""

    pace = forms.ChoiceField(
        label=_("How often should we write of what you follow from now on?"),
        help_text=_("What you follow already stays as it is."),
        choices=PACES,
        widget=forms.RadioSelect,
    )
    directly = forms.BooleanField(
        label=_("Write to me about what I asked for, and what waits for me"),
        help_text=_(
            "Such as a group's answer to you, or somebody who asks to join a group that you lead."
        ),
        required=False,
    )
