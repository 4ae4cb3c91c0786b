"""The filters of the list, as a plain form; the address is read by `progress_question`."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freedomcities.pages.progress_question import KINDS, Question
from freedomcities.places.choices import Kind
from freedomcities.ui.marks import SHAPES
from freedomcities.ui.tiles import NAMES


class FilterForm(forms.Form):
    """Every choice may stay open; nothing is marked as optional, since all of it is."""

    template_name = "ui/components/form.html"
    use_required_attribute = False

    state = forms.ChoiceField(label=gettext_lazy("State"))
    rule = forms.ChoiceField(label=gettext_lazy("Rule"))
    standing = forms.ChoiceField(label=gettext_lazy("Standing"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of place"))

    def __init__(self, question: Question, *, has_state: bool) -> None:
        chosen = question.parameters(without=("sort", "blueprint"))
        super().__init__(initial=chosen, auto_id="filter-%s")
        blank = ("", _("All"))
        states = [(code.lower(), name) for code, name in NAMES.items()]
        choices = {
            "state": sorted(states, key=lambda pair: pair[1]),
            "rule": [(rule.number, rule.label) for rule in question.blueprint.rules],
            "standing": [(shape.standing, shape.words) for shape in SHAPES.values()],
            "kind": [(kind, Kind(kind).label) for kind in KINDS],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [blank, *offered]  # type: ignore[misc]
        if not has_state:
            del self.fields["state"]
