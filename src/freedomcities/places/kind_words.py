"""The word for a place's kind in the language of the page: city, township, county."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from freedomcities.places.choices import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise

_BY_DESIGNATION: dict[str, Text] = {
    "city": _("city"),
    "town": _("town"),
    "village": _("village"),
    "borough": _("borough"),
    "municipality": _("municipality"),
    "township": _("township"),
    "charter township": _("charter township"),
    "plantation": _("plantation"),
    "county": _("county"),
    "parish": _("parish"),
    "municipio": _("municipio"),
    "census area": _("census area"),
    "planning region": _("planning region"),
    "city and borough": _("city and borough"),
    "unified government": _("city and county"),
    "consolidated government": _("city and county"),
    "metropolitan government": _("city and county"),
    "metro government": _("city and county"),
    "urban county": _("city and county"),
}
_BY_KIND: dict[str, Text] = {
    Kind.NATION: _("nation"),
    Kind.STATE: _("state"),
    Kind.COUNTY: _("county"),
    Kind.MUNICIPALITY: _("city"),
    Kind.TOWN: _("town"),
}
COMMUNITY = _("community")
"""A census-designated place: it has a name and no government of its own."""

ZIP_CODE = _("ZIP code")


def kind_word(kind: str, designation: str) -> Text:
    """The word for a place, by its designation ("charter township") where we know it."""
    return _BY_DESIGNATION.get(designation.lower(), _BY_KIND[kind])
