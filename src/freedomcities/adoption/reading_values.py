"""Taking single values out of a record, each checked; a fault is one sentence."""

from __future__ import annotations

import builtins
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freedomcities.adoption.rows import Values
from freedomcities.lib.dates import PartialDate
from freedomcities.lib.importing import RowFault

QUOTE_LENGTH = 10_000
_TEXT_LENGTH = 2_000
_ADDRESS = re.compile(r"https?://[^\s/?#][^\x00-\x1f\x7f]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of one object; a missing one and null are the same."""

    values: Values

    def text(self, name: str, *, required: bool = False, limit: int = _TEXT_LENGTH) -> str:
        """A text without the white space around it, or ""."""
        found = _checked_text(name, self.values.get(name), limit).strip()
        if required and not found:
            raise RowFault(_("There is no “%(name)s”.") % {"name": name})
        return found

    def passage(self, name: str) -> str:
        """A text exactly as it stands."""
        return _checked_text(name, self.values.get(name), QUOTE_LENGTH)

    def date(self, name: str) -> str:
        """A date of which the day or the month may be missing, as given, or ""."""
        found = self.text(name)
        if found:
            try:
                PartialDate.parse(found)
            except ValueError as error:
                raise RowFault(f"“{name}”: {error}") from None
        return found

    def address(self, name: str) -> str:
        """A web address, or "". Any other scheme could run a script where it is clicked."""
        found = self.text(name)
        if found and not _ADDRESS.fullmatch(found):
            raise RowFault(
                _("“%(name)s” is “%(value)s”: write an address that begins with https://.")
                % {"name": name, "value": found}
            )
        return found

    def flag(self, name: str) -> bool:
        """True or false; false where it is missing."""
        found = self.values.get(name)
        if found is None or isinstance(found, bool):
            return bool(found)
        raise RowFault(
            _("“%(name)s” is “%(value)s”: write true or false.") % {"name": name, "value": found}
        )

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """One of a closed list."""
        found = self.text(name, required=True)
        if found not in choices:
            raise RowFault(
                _("“%(name)s” is “%(value)s”: write one of %(choices)s.")
                % {"name": name, "value": found, "choices": ", ".join(choices)}
            )
        return found

    def list(self, name: str) -> builtins.list[object]:
        """A list, or an empty one."""
        found = self.values.get(name)
        if found is None or isinstance(found, builtins.list):
            return found or []
        raise RowFault(_("“%(name)s” is not a list.") % {"name": name})

    def texts(self, name: str) -> builtins.list[str]:
        """A list of texts, none of them empty."""
        found = [_checked_text(name, each, _TEXT_LENGTH).strip() for each in self.list(name)]
        if not all(found):
            raise RowFault(_("“%(name)s” has an empty entry.") % {"name": name})
        return found


def _checked_text(name: str, value: object, limit: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RowFault(_("“%(name)s” is not a text.") % {"name": name})
    if len(value) > limit:
        raise RowFault(
            _("“%(name)s” is longer than %(limit)s characters.")
            % {"name": name, "limit": f"{limit:,}"}
        )
    if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
        raise RowFault(_("“%(name)s” has half a character in it.") % {"name": name})
    if "\0" in value:
        raise RowFault(_("“%(name)s” has a NUL character in it.") % {"name": name})
    return value
