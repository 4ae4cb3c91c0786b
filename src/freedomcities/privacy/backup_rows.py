"""Rows as lines of JSON, the same for both engines; which tables are in a backup, and which not."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    Field,
    FloatField,
    IntegerField,
    JSONField,
    Model,
    TextField,
)

from freedomcities.lib.sealing import name_of_key

_BATCH = 1_000
# What JSON, and the drivers of both engines, hold as it is.
_ALIKE = (CharField, TextField, IntegerField, FloatField, BooleanField)
# What is of the moment, and why it must not come back.
LEFT_OUT = {
    "accounts.Session": "a window that was closed would be open again",
    "accounts.SignIn": "codes are good for minutes",
    "accounts.Letter": "it has left meanwhile, and would leave twice",
    "accounts.Count": "gone within minutes",
    "accounts.RoleLink": "a link that was used would be good again",
    "channels.Delivery": "it was told meanwhile, and would be told twice",
    "events.HostInvitation": "a link that was used would be good again",
    "events.Mailing": "it was written meanwhile, and would be written twice",
    "groups.Invitation": "a link that was used would be good again",
    "notices.News": "it was told meanwhile, and would be told twice",
    "notices.Notice": "it was told meanwhile, and would be told twice",
    "privacy.ExportLink": "a link that was used would be good again",
    "django_tasks_database.DBTaskResult": "a job that was done would be done again",
}


def tables(registry: Apps = apps) -> list[type[Model]]:
    """The models whose rows are in a backup, by the names of their tables."""
    found = [
        model
        for model in registry.get_models(include_auto_created=True)
        if _meta(model).managed and not _meta(model).proxy and _meta(model).label not in LEFT_OUT
    ]
    return sorted(found, key=lambda model: str(_meta(model).db_table))


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """The fields of a model that have a column of their own."""
    return list(_meta(model).local_concrete_fields)


def lines_of(model: type[Model], *, sealing_keys: set[str]) -> Iterator[bytes]:
    """Every row as a line, some at a time; the names of keys that sealed something are added."""
    fields = columns(model)
    sealed = [at for at, field in enumerate(fields) if field.name.endswith("_sealed")]
    rows = model._base_manager.order_by("pk").values_list(  # noqa: SLF001 no manager leaves rows out
        *(field.attname for field in fields)
    )
    kept: list[bytes] = []
    for row in rows.iterator(_BATCH):
        for at in sealed:
            if row[at]:
                sealing_keys.add(name_of_key(row[at]))
        said = [_said(field, value) for field, value in zip(fields, row, strict=True)]
        kept.append(json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n")
        if len(kept) == _BATCH:
            yield b"".join(kept)
            kept = []
    yield b"".join(kept)


def load(model: type[Model], names: list[str], lines: Iterable[bytes]) -> int:
    """Put rows into the table of a model, as they were; how many."""
    fields = {field.attname: field for field in columns(model)}
    chosen = [fields[name] for name in names]
    quote = connection.ops.quote_name
    into = ", ".join(quote(str(field.column)) for field in chosen)
    signs = ", ".join(["%s"] * len(chosen))
    table = quote(_meta(model).db_table)
    statement = f"INSERT INTO {table} ({into}) VALUES ({signs})"  # noqa: S608 names of our own
    unlike = [(at, field) for at, field in enumerate(chosen) if not isinstance(field, _ALIKE)]
    count = 0
    batch: list[list[Any]] = []
    with connection.cursor() as cursor:
        for line in lines:
            row = json.loads(line)
            for at, field in unlike:
                row[at] = _read(field, row[at])
            batch.append(row)
            count += 1
            if len(batch) == _BATCH:
                cursor.executemany(statement, batch)
                batch = []
        if batch:
            cursor.executemany(statement, batch)
    return count


def _said(field: Field[Any, Any], value: Any) -> Any:
    if isinstance(field, JSONField) or value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"{field} holds a {type(value).__name__}, which no backup can hold yet.")


def _read(field: Field[Any, Any], value: Any) -> Any:
    read = value if isinstance(field, JSONField) else field.to_python(value)
    return field.get_db_prep_save(read, connection)


def _meta(model: type[Model]) -> Any:
    return model._meta  # noqa: SLF001 the framework's own name for it
