"""Numbers, shares and days of the list as people read them, in the language of the page."""

from __future__ import annotations

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from freedomcities.lib.dates import PartialDate
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place


def count_words(number: int) -> str:
    """A whole number with its thousands parted."""
    return str(number_format(number, use_l10n=True, force_grouping=True))


def axis_words(number: int) -> str:
    """A whole number short enough for the axis of a chart."""
    if number < 1_000_000:
        return count_words(number)
    millions = number_format(number / 1_000_000, decimal_pos=0 if number % 1_000_000 == 0 else 1)
    return _("%(millions)s million") % {"millions": millions}


def share_words(share: float) -> str:
    """A part (0 to 1) in percent; some is never rounded to none, nor to all."""
    percent = round(share * 100)
    if share > 0 and percent == 0:
        return _("under 1%")
    if share < 1 and percent == 100:
        return _("over 99%")
    return _("%(percent)s%%") % {"percent": percent}


def place_words(place: Place) -> str:
    """A place's name with its state, where that is not the place itself."""
    return place.name if place.kind in {Kind.NATION, Kind.STATE} else f"{place.name}, {place.state}"


def day_words(text: str) -> str:
    """A day, a month or a year, as much as is known; empty for an empty text."""
    if not text:
        return ""
    day = PartialDate.parse(text)
    if day.is_exact:
        return date_format(day.first_day, "DATE_FORMAT")
    if len(text) == len("YYYY-MM"):
        return date_format(day.first_day, "YEAR_MONTH_FORMAT")
    return text
