"""The filters beside the list of events."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from freedomcities.events.choices import Issue, Kind, Language
from freedomcities.events.question import MILES, Question

_KEPT = 256
_PLACE = ("place", "near", "access", "group")


class FilterForm(forms.Form):
    """Every choice may stay open; nothing is marked as optional, since all of it is.

    `is_around`: a circle is asked for, and how wide it is can be chosen.
    """

    template_name = "ui/components/form.html"
    use_required_attribute = False

    miles = forms.ChoiceField(label=gettext_lazy("Within"))
    issue = forms.ChoiceField(label=gettext_lazy("Issue"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind of event"))
    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, chosen: Mapping[str, str], *, is_around: bool) -> None:
        super().__init__(initial=dict(chosen), auto_id="filter-%s")
        blank = ("", _("All"))
        offered: dict[str, list[tuple[str, Any]]] = {
            "miles": [(str(each), _("%(miles)s miles") % {"miles": each}) for each in MILES],
            "issue": [blank, *Issue.choices],
            "kind": [blank, *Kind.choices],
            "language": [blank, *Language.choices],
        }
        for name, choices in offered.items():
            cast("forms.ChoiceField", self.fields[name]).choices = choices
        for name, label in (("from", _("From day")), ("until", _("Until day"))):
            widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = forms.DateField(label=label, widget=widget)
        if not is_around:
            del self.fields["miles"]


def filters_html(question: Question) -> SafeString:
    """The form as it stands on a page; kept, since it takes longer to draw than the list."""
    chosen = {**question.parameters(without=_PLACE), "miles": str(question.miles)}
    is_around = question.point is not None
    return _drawn(tuple(sorted(chosen.items())), get_language(), is_around=is_around)


@lru_cache(maxsize=_KEPT)
def _drawn(
    chosen: tuple[tuple[str, str], ...], _language: str | None, *, is_around: bool
) -> SafeString:
    return FilterForm(dict(chosen), is_around=is_around).render()
