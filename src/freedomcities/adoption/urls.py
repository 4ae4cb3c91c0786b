"""The addresses of the instruments, below `/instruments/`."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from freedomcities.adoption import views


class InstrumentId(StringConverter):
    """An id as an import allows it; anything else is no address, and asks no database."""

    regex = "[A-Za-z0-9][A-Za-z0-9._:~-]{0,199}"


register_converter(InstrumentId, "instrument")

app_name = "adoption"
urlpatterns = [
    path("", views.instruments, name="instruments"),
    path("<instrument:id>/", views.instrument, name="instrument"),
]
