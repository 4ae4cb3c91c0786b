"""CSV cells that a spreadsheet would run as a formula, made harmless and back again.

A cell that begins with one of ``= + - @ | TAB CR LF`` (or the full-width forms) gets
an apostrophe in front; so does a cell that already begins with apostrophes and such a
sign, so that reading back is exact.
"""

from __future__ import annotations

import re

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠|]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠|]")


def neutralise(cell: str) -> str:
    """The cell as it may stand in a file that a spreadsheet opens."""
    return "'" + cell if _DANGEROUS.match(cell) else cell


def restore(cell: str) -> str:
    """The inverse of `neutralise`."""
    return cell[1:] if _NEUTRALISED.match(cell) else cell
