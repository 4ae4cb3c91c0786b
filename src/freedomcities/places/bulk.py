"""Inserting hundreds of thousands of rows quickly, without making an object of each.

``bulk_create`` takes three times as long here, most of it on model instances and on statements
of a few hundred parameters. PostgreSQL has COPY; every other database takes executemany.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.db import connection, models


def insert_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert the rows, each a mapping from column to value, all with the same columns in order.

    Call it inside a transaction; nothing is checked that the database does not check, and no
    defaults are filled in. Dates, text, numbers and None only.
    """
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    values = _prepared(model, chain([first], waiting), list(first))
    table, names = _quoted(model._meta.db_table), ", ".join(map(_quoted, first))  # noqa: SLF001
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
        else:
            marks = ", ".join(["%s"] * len(first))
            # Names of tables and columns come from the models.
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
            cursor.executemany(statement, list(values))


def refresh_statistics(*tables: type[models.Model]) -> None:
    """Have the database look at how many rows these tables hold, and how their values lie.

    It chooses its indexes by that. PostgreSQL looks by itself, a minute later; SQLite never
    does, and without it scans 3,000 counties to find the nation. It has to look at all rows
    (0.1 s): from a sample it takes wrong turns that cost a second a page.
    """
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {_quoted(table._meta.db_table)}")  # noqa: SLF001


def _prepared(
    model: type[models.Model], rows: Iterable[Mapping[str, Any]], columns: list[str]
) -> Iterator[list[Any]]:
    fields = {field.column: field for field in model._meta.concrete_fields}  # noqa: SLF001
    dates = [i for i, name in enumerate(columns) if isinstance(fields[name], models.DateField)]
    for row in rows:
        values = list(row.values())
        for index in dates:
            values[index] = connection.ops.adapt_datefield_value(values[index])
        yield values


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
