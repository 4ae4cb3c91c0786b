"""Changing the keys while the site runs: everything sealed is sealed anew, row by row.

Fresh keys are current first, with the old ones beside them; every process takes them up within a
second. Then each sealed field is opened and sealed again, and each index made anew. Only when
nothing is left that needs the old keys do they go.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Model

from freedomcities.accounts.models import Person
from freedomcities.accounts.seals import key_rings, seal, unseal
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Refusal
from freedomcities.lib.keys import read_keys, with_current_rings, with_new_rings, write_keys
from freedomcities.lib.sealing import STALE_SECONDS

_SEALED, _INDEX = "_sealed", "_index"
_BATCH = 500
_MOST_ROUNDS = 20


class KeysStillNeeded(Refusal):
    """Something goes on writing with old keys; they stay, and nothing is lost."""

    def __init__(self) -> None:
        super().__init__(
            "Something still writes with the old keys, so they were kept: end every old process "
            "of the site, and run this again."
        )


def rotate_keys(
    *, actor: Person, now: datetime, progress: Callable[[str], object] = lambda _text: None
) -> int:
    """Seal everything with fresh keys, and forget the old ones; how many rows. See above.

    Broken off, it can be run again: old keys stay until nothing needs them.
    """
    write_keys(settings.KEYS_FILE, with_new_rings(read_keys(settings.KEYS_FILE)))
    _wait_for_everybody()
    changed = 0
    for _round in range(_MOST_ROUNDS):
        found = sum(_reseal(model, progress) for model in sealed_models())
        changed += found
        if not found:
            break
        # Whoever had begun to write with an old key is done by then.
        _wait_for_everybody()
    else:
        raise KeysStillNeeded
    write_keys(settings.KEYS_FILE, with_current_rings(read_keys(settings.KEYS_FILE)))
    key_rings().keys(fresh=True)
    detail = {"rows": changed}
    record(actor=actor, now=now, action="rotate-keys", subject="keys", detail=detail)
    return changed


def sealed_models() -> list[type[Model]]:
    """Every model that keeps something sealed."""
    return [model for model in apps.get_models() if sealed_fields(model)]


def sealed_fields(model: type[Model]) -> list[str]:
    """The names of a model's sealed fields."""
    return [
        field.name
        for field in model._meta.local_fields  # noqa: SLF001 the framework's own name for it
        if field.name.endswith(_SEALED)
    ]


def _reseal(model: type[Model], progress: Callable[[str], object]) -> int:
    ids = list(model._default_manager.values_list("pk", flat=True))  # noqa: SLF001 as above
    changed = 0
    for start in range(0, len(ids), _BATCH):
        with transaction.atomic():
            rows = model._default_manager.select_for_update().filter(  # noqa: SLF001 as above
                pk__in=ids[start : start + _BATCH]
            )
            changed += sum(_reseal_row(row) for row in rows)
        progress(f"{model.__name__}: {min(start + _BATCH, len(ids))} of {len(ids)}")
    return changed


def _reseal_row(row: Model) -> bool:
    """Seal what an old key sealed, and find by the new key what was found by the old."""
    rings, fresh = key_rings(), {}
    for name in sealed_fields(type(row)):
        sealed = bytes(getattr(row, name))
        text = unseal(row, name)
        if sealed and not rings.is_current(sealed):
            fresh[name] = seal(row, name, text)
        index = name.removesuffix(_SEALED) + _INDEX
        if text and hasattr(row, index) and getattr(row, index) != rings.index(text):
            fresh[index] = rings.index(text)  # type: ignore[assignment]
    for name, value in fresh.items():
        setattr(row, name, value)
    if fresh:
        row.save(update_fields=list(fresh))
    return bool(fresh)


def _wait_for_everybody() -> None:
    time.sleep(STALE_SECONDS + 0.2)
    key_rings().keys(fresh=True)
