"""Email addresses as people type them, and the one form in which they are compared. Pure."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from freedomcities.lib.errors import Refusal

LONGEST = 254
_LONGEST_LOCAL = 64
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


class BadAddress(Refusal):
    """What was typed is no email address that a letter could reach."""

    def __init__(self) -> None:
        super().__init__(_("Write one email address, such as name@example.org."))


def read_address(text: str) -> str:
    """The address in the form in which it is written to and compared; BadAddress otherwise.

    The part before the @ is ASCII: letters of other scripts that look like these would be
    somebody else's address. The domain may be of any script, and is taken in its ASCII form.
    """
    local, at, domain = text.strip().rpartition("@")
    if not at or len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        raise BadAddress
    address = f"{local.lower()}@{_read_domain(domain)}"
    if len(address) > LONGEST:
        raise BadAddress
    return address


def _read_domain(domain: str) -> str:
    try:
        found = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise BadAddress from None
    labels = found.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdigit():
        raise BadAddress
    return found
