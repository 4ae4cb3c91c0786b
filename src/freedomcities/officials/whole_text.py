"""From the bytes of a JSON or YAML file to its text, or the line on which something was lost."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from freedomcities.lib import csv_tables
from freedomcities.lib.importing import RowFault

# What is left of letters beyond ASCII that were read in the wrong encoding.
_SCARS = re.compile("\ufffd|\0|â€|Ã[\u0080-\u00bf]")


def decode(data: bytes) -> str:
    """The text of a UTF-8 file; RowFault with its line for another encoding."""
    text = csv_tables.decode(data)
    scar = _SCARS.search(text)
    if scar:
        line = text.count("\n", 0, scar.start()) + 1
        raise RowFault(_("Letters of this row were lost in another encoding."), line=line)
    return text
