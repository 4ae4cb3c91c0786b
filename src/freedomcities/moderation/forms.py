"""What people write to report something, and moderators to decide."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freedomcities.moderation.choices import GROUNDS, Complaint, Decision, Direction, Why
from freedomcities.moderation.models import LONGEST_NOTE, LONGEST_REPORT
from freedomcities.ui.forms import Trapped


class ReportForm(Trapped):
    """What is wrong, and nothing about who says so."""

    complaint = forms.ChoiceField(
        label=_("What is wrong?"), choices=Complaint, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Anything that helps us"),
        help_text=_(
            "You need not write anything. If a law has changed, tell us where you read it: an "
            "address on the web helps most. Write nothing about yourself or about anybody's home. "
            "Moderators read it, and readers of law where it is about a law; then it is deleted."
        ),
        max_length=LONGEST_REPORT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


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
    """Why something is declined, taken down or put back: one of the grounds that it can have."""

    ground = forms.ChoiceField(label=_("Why?"), widget=forms.RadioSelect)
    field_order = ("ground", "text")

    def __init__(self, *args: object, what: Decision | Direction, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["ground"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(each.value, each.label) for each in GROUNDS[what]]
        if what is Decision.ASK_READER:
            self.fields["text"].label = _("What is to be checked?")
            self.fields["text"].help_text = _(
                "Readers of law find it beside the words of whoever reported it. Leave out names "
                "of people."
            )


class AnswerForm(forms.Form):
    """What a reader of law found."""

    text = forms.CharField(
        label=_("What did you find?"),
        help_text=_("Moderators and other readers of law see it. Leave out names of people."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: object, is_corrected: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if is_corrected:
            self.fields["text"].required = True
            self.fields["text"].label = _("What was corrected, and by which import?")


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
