"""The site's key rings: what seals and finds whatever the database keeps of people."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.db.models import Model

from freedomcities.lib.sealing import KeyRings, Spot


@cache
def key_rings() -> KeyRings:
    """The rings of the site's keys file; one object a process."""
    return KeyRings(settings.KEYS_FILE)


def seal(row: Model, field: str, text: str) -> bytes:
    """The text as this field of this row keeps it; the row's id must be there already."""
    return key_rings().seal(text, _spot(row, field)) if text else b""


def unseal(row: Model, field: str) -> str:
    """What a sealed field of a row says; "" where it holds nothing."""
    sealed = getattr(row, field)
    return key_rings().open(sealed, _spot(row, field)) if sealed else ""


def _spot(row: Model, field: str) -> Spot:
    return Spot(row._meta.db_table, row.pk, field)  # noqa: SLF001 the framework's own name for it
