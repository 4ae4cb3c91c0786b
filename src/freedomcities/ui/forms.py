"""How every form of the site is drawn: `{{ form }}` and `{{ form.name.as_field_group }}`."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms and fields with the site's own components (setting `FORM_RENDERER`)."""

    form_template_name = "ui/components/form.html"
    field_template_name = "ui/components/field.html"
