"""The addresses of places, below `/places/`; the page of one place is gathered in `pages`.

Without an app_name: `pages` adds its own address and includes both as `places`.
"""

from __future__ import annotations

from django.urls import path, register_converter

from freedomcities.places import views


class CodeConverter:
    """Digits alone are a code or a ZIP code; the path of a place never begins so."""

    regex = "[0-9]{2,10}"

    def to_python(self, value: str) -> str:
        """Keep the leading zeros."""
        return value

    def to_url(self, value: str) -> str:
        """Keep the leading zeros."""
        return value


register_converter(CodeConverter, "place_code")

urlpatterns = [
    path("", views.places, name="places"),
    path("search/", views.search, name="search"),
    path("<place_code:geoid>/", views.geoid, name="geoid"),
]
