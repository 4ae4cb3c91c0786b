"""SQL that is written once, for what most people do: open a page, say yes.

The framework writes the SQL of a question anew each time. For a row by its key that takes five to
twenty times as long as the database takes to answer, and a page asks several; where others wait
for a lock, they wait for it too. Here the text is kept, and only the values change, which the
framework's own fields convert.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Collection, Hashable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeAlias, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models, router
from django.db.transaction import TransactionManagementError
from django.utils.functional import cached_property

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

Columns = TypeVar("Columns", bound=tuple[Any, ...])
Column: TypeAlias = models.Field[Any, Any]
Instance = TypeVar("Instance", bound=models.Model)

_MOST = 512
# They stand for the values while a text is written: no row has them.
_MARKS = tuple(uuid.uuid4().hex for _ in range(_MOST))


class _Text(NamedTuple):
    """A text and where each value stands in it (`places`, for each parameter; -1: none)."""

    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]
    places: tuple[int, ...]
    column: Column
    converters: dict[int, Any]
    locks: bool


class Prepared(Generic[Columns]):
    """The rows of a question, by the value of one column; safe among threads.

    ``question`` makes a `values_list` in which nothing depends on the day or on who asks; ``by``
    names the column, which holds text or a UUID.
    """

    def __init__(
        self, question: Callable[[], models.QuerySet[Any, Columns]], *, by: str = "pk"
    ) -> None:
        self._question = question
        self._by = by
        self._kept = threading.local()

    def rows(self, value: object) -> list[Columns]:
        """Those whose column has this value, in the order of the question."""
        return self._asked([value], 1)

    def first(self, value: object) -> Columns | None:
        """The first of them, if there is one."""
        return next(iter(self.rows(value)), None)

    def rows_of(self, values: Collection[object]) -> list[Columns]:
        """Those whose column has one of these values; in order for each 512 of them."""
        given = list(values)
        found: list[Columns] = []
        for start in range(0, len(given), _MOST):
            part = given[start : start + _MOST]
            # A text for 1, 2, 4, 8 … values; the last of them may stand in it more than once.
            size = 1 << (len(part) - 1).bit_length()
            found += self._asked(part + part[-1:] * (size - len(part)), size)
        return found

    def _asked(self, values: Sequence[object], size: int) -> list[Columns]:
        connection, text = self._text(size)
        if text.locks and not connection.in_atomic_block:
            raise TransactionManagementError("Rows are locked inside a transaction alone.")
        fit = [text.column.get_db_prep_value(value, connection) for value in values]
        parameters = [
            each if place < 0 else fit[place]
            for each, place in zip(text.parameters, text.places, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(text.sql, parameters)
            found = cursor.fetchall()
        if text.converters:
            found = map(tuple, text.compiler.apply_converters(found, text.converters))
        return list(found)

    def _text(self, size: int) -> tuple[BaseDatabaseWrapper, _Text]:
        connection = connections[router.db_for_read(self._model)]
        kept: dict[int, _Text] | None = getattr(self._kept, "texts", None)
        # Where this thread was given another connection, the texts of the last one are of no use.
        if kept is None or self._kept.connection is not connection:
            kept = self._kept.texts = {}
            self._kept.connection = connection
        if size not in kept:
            kept[size] = self._written(size, connection)
        return connection, kept[size]

    @cached_property
    def _model(self) -> type[models.Model]:
        return self._question().model

    def _written(self, size: int, connection: BaseDatabaseWrapper) -> _Text:
        question = self._question()
        column = _column(question.model, self._by)
        marks = [column.to_python(mark) for mark in _MARKS[:size]]
        asked = question.filter(
            **({self._by: marks[0]} if size == 1 else {f"{self._by}__in": marks})
        )
        compiler = asked.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        known = {column.get_db_prep_value(mark, connection): at for at, mark in enumerate(marks)}
        places = tuple(
            known.get(each, -1) if isinstance(each, Hashable) else -1 for each in parameters
        )
        converters = compiler.get_converters([expression for expression, *_ in compiler.select])
        locks = asked.query.select_for_update
        return _Text(compiler, sql, parameters, places, column, converters, locks)


def insert(row: models.Model, *, or_leave: bool = False) -> bool:
    """Insert a row with all its columns; its model says its key, and nobody listens to signals.

    With `or_leave` nothing happens where one of its unique values is there already; whether it
    was inserted.
    """
    connection = connections[router.db_for_write(type(row))]
    sql, fields = _insert_text(type(row), or_leave=or_leave)
    values = [each.get_db_prep_save(getattr(row, each.attname), connection) for each in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        is_new = bool(cursor.rowcount)
    row._state.adding = not is_new
    return is_new


def update(row: models.Model, columns: tuple[str, ...]) -> None:
    """Write these columns of a row, which is there."""
    connection = connections[router.db_for_write(type(row))]
    sql, fields = _update_text(type(row), columns)
    values = [each.get_db_prep_save(getattr(row, each.attname), connection) for each in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@cache
def _insert_text(model: type[models.Model], *, or_leave: bool) -> tuple[str, list[Column]]:
    fields = list(model._meta.concrete_fields)
    names, values = ", ".join(map(_quoted, fields)), ", ".join(["%s"] * len(fields))
    ending = " ON CONFLICT DO NOTHING" if or_leave else ""
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({values}){ending}', fields


@cache
def _update_text(model: type[models.Model], columns: tuple[str, ...]) -> tuple[str, list[Column]]:
    key = _field(model, "pk")
    fields = [_field(model, name) for name in columns]
    sets = ", ".join(f"{_quoted(each)} = %s" for each in fields)
    return f'UPDATE "{model._meta.db_table}" SET {sets} WHERE {_quoted(key)} = %s', [*fields, key]


def _quoted(field: Column) -> str:
    return f'"{field.column}"'


def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a model as a `values_list` names them, the key first."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def instance_of(model: type[Instance], values: Sequence[Any]) -> Instance:
    """What these columns are the values of: see `columns_of`."""
    return model.from_db(DEFAULT_DB_ALIAS, columns_of(model), values)


def _column(model: type[models.Model], name: str) -> Column:
    """The column by which rows are found, in the table that it points to."""
    field = _field(model, name)
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if not isinstance(field, models.CharField | models.TextField | models.UUIDField):
        raise TypeError(f"{name} of {model.__name__} holds neither text nor a UUID.")
    return field


def _field(model: type[models.Model], name: str) -> Column:
    fields: list[Column] = list(model._meta.concrete_fields)
    found = [each for each in fields if each.name == name or (name == "pk" and each.primary_key)]
    if not found:
        raise TypeError(f"{name} is no column of {model.__name__}.")
    return found[0]
