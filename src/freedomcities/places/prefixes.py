"""A look-up for the beginning of a name that every database answers from its index.

``startswith`` does not do: SQLite compares LIKE without regard to case and then reads the whole
table, and PostgreSQL uses a plain index for it under no common collation.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup
from django.db.models.sql.compiler import SQLCompiler

# Keys are made of a-z, 0-9 and spaces; in ASCII this comes right behind them.
_BEHIND_ALL = "{"
_ALLOWED = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 ")

Sql = tuple[str, tuple[str | int, ...]]


@CharField.register_lookup
class Begins(Lookup):
    """``key__begins="ann a"``: for columns and values of a-z, 0-9 and spaces alone."""

    lookup_name = "begins"

    def get_prep_lookup(self) -> str:
        """Refuse what the comparison would get wrong."""
        prefix = str(self.rhs)
        if not _ALLOWED.issuperset(prefix):
            raise ValueError("A key holds nothing but a-z, 0-9 and spaces.")
        return prefix

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """A range, where text is compared byte by byte (SQLite)."""
        column, before = self.process_lhs(compiler, connection)
        values = (*before, self.rhs, *before, f"{self.rhs}{_BEHIND_ALL}")
        return f"({column} >= %s AND {column} < %s)", values

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        """A pattern: Django keeps a second index of the text's bytes for it."""
        column, before = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", (*before, f"{self.rhs}%")
