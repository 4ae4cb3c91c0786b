"""What people write to report something, and moderators to decide."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freedomcities.moderation.choices import Complaint, Ground, Why
from freedomcities.moderation.models import LONGEST_NOTE, LONGEST_REPORT


class ReportForm(forms.Form):
    """What is wrong, and nothing about who says so. `website` is a trap that people do not see."""

    complaint = forms.ChoiceField(
        label=_("What is wrong?"), choices=Complaint, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Anything that helps us"),
        help_text=_(
            "You need not write anything. Write nothing about yourself or about anybody's home; "
            "only moderators read it, and it is deleted once they decide."
        ),
        max_length=LONGEST_REPORT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what no person sees."""
        return bool(self.cleaned_data["website"])


class NoteForm(forms.Form):
    """A word to other moderators."""

    text = forms.CharField(
        label=_("Note for other moderators"),
        help_text=_("Nobody else reads it. Leave out names of people."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GroundForm(NoteForm):
    """Why something is declined or taken down."""

    ground = forms.ChoiceField(
        label=_("Why?"),
        choices=Ground,
        widget=forms.RadioSelect,
    )
    field_order = ("ground", "text")


class FilterForm(forms.Form):
    """What of the queue somebody wants to see."""

    kind = forms.ChoiceField(label=_("What it is"), required=False)
    why = forms.ChoiceField(
        label=_("Why it waits"), choices=[("", _("any reason")), *Why.choices], required=False
    )

    def __init__(
        self, *args: object, kinds: Sequence[tuple[str, str | Promise]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("everything")), *kinds]
