"""Every model field says how private it is and how long it is kept."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model

from freedomcities.lib.privacy import DataClass

# Words of columns that hold what the design never stores.
NEVER = ("ip_address", "user_agent", "remote_addr", "birth", "legal_name", "immigration_status")


def models() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("freedomcities.")
    ]


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_every_field_declares_its_data_class(model: type[Model]) -> None:
    whole = getattr(model, "data_class", None)
    each = getattr(model, "data_classes", {})
    if model._meta.auto_created:
        whole = getattr(model._meta.auto_created, "data_class", None)
    for field in model._meta.local_fields:
        declared = each.get(field.name, whole)
        assert isinstance(declared, DataClass), (
            f"{model._meta.label}.{field.name} has no data class"
        )


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_nothing_is_stored_that_is_never_stored(model: type[Model]) -> None:
    for field in model._meta.local_fields:
        assert not any(word in field.name for word in NEVER), f"{model._meta.label}.{field.name}"
