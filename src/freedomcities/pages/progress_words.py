"""Numbers and shares of the list as people read them, in the language of the page."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _


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
