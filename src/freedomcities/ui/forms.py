"""How every form of the site is drawn: `{{ form }}` and `{{ form.name.as_field_group }}`."""

from __future__ import annotations

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class Renderer(TemplatesSetting):
    """Draws forms and fields with the site's own components (setting `FORM_RENDERER`)."""

    form_template_name = "ui/components/form.html"
    field_template_name = "ui/components/field.html"


class Trapped(forms.Form):
    """A form that everybody may send: `website` is a trap, which people do not see."""

    website = forms.CharField(  # type: ignore[call-arg]  # the stubs lack the template
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
        template_name="ui/components/trap.html",
    )

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled in what no person sees."""
        return bool(self.cleaned_data["website"])
