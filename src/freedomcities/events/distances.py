"""How far an event is from a point, as the database reckons it: the same on both engines."""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING, Any

from django.db.models import FloatField, Func

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler


class FlatSquare(Func):
    """The square of the flat distance from a point, in degrees of latitude.

    One expression: made of a dozen, it took longer to write down than the database takes to answer.
    """

    def __init__(self, latitude: float, longitude: float) -> None:
        super().__init__("latitude", "longitude", output_field=FloatField())
        self.point = latitude, longitude

    def as_sql(  # type: ignore[override] # our parameters are degrees
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,  # noqa: ARG002 written alike for both
        **_extra: Any,
    ) -> tuple[str, list[Any]]:
        """The squares of both ways, one of them shortened as meridians draw near each other."""
        (north, _none), (east, _none) = map(compiler.compile, self.get_source_expressions())
        latitude, longitude = self.point
        sql = f"(({north} - %s) * ({north} - %s) + ({east} - %s) * ({east} - %s) * %s)"
        shorter = cos(radians(latitude)) ** 2
        return sql, [latitude, latitude, longitude, longitude, shorter]
