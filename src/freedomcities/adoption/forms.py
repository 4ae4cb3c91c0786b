"""The filters of the list of instruments, as a plain form; `list_question` reads the address."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from freedomcities.adoption.choices import KINDS, VERDICTS
from freedomcities.adoption.list_question import NATION, ListQuestion
from freedomcities.blueprints.models import FALLBACK, Rule
from freedomcities.ui.tiles import NAMES

Choice = tuple[str, object]


class ListForm(forms.Form):
    """Every choice may stay open; nothing is marked as optional, since all of it is."""

    template_name = "ui/components/form.html"
    use_required_attribute = False

    rule = forms.ChoiceField(label=gettext_lazy("Rule"))
    says = forms.ChoiceField(label=gettext_lazy("What it says"))
    state = forms.ChoiceField(label=gettext_lazy("State"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    today = forms.ChoiceField(label=gettext_lazy("In force today"))
    sort = forms.ChoiceField(label=gettext_lazy("Order"))

    def __init__(self, question: ListQuestion, rules: Sequence[Rule]) -> None:
        super().__init__(initial=question.parameters(), auto_id="filter-%s")
        states = sorted(NAMES.items(), key=lambda pair: pair[1])
        offered: dict[str, list[Choice]] = {
            "rule": _rule_choices(
                # One that no list holds any more is offered only where it was asked for.
                [one for one in rules if not one.retired_on or str(one) == question.rule]
            ),
            "says": list(VERDICTS),
            "state": [
                (NATION, _("the whole nation")),
                *((code.lower(), name) for code, name in states),
            ],
            "kind": list(KINDS),
            "today": [("yes", _("yes")), ("no", _("no"))],
        }
        for name, choices in offered.items():
            self._offer(name, [("", _("All")), *choices])
        self._offer(
            "sort",
            [
                ("", _("newest in the list first")),
                ("place", _("by place")),
                ("date", _("by its date, newest first")),
            ],
        )

    def _offer(self, name: str, choices: list[Choice]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def _rule_choices(rules: Sequence[Rule]) -> list[Choice]:
    """The rules under the titles of their blueprints."""
    language = get_language() or FALLBACK
    groups: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for rule in rules:
        title = str(rule.blueprint.text(language)["title"])
        _title, choices = groups.setdefault(rule.blueprint_id, (title, []))
        choices.append((str(rule), rule.label(language)))
    return list(groups.values())
