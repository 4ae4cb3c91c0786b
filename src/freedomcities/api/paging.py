"""A page of a long answer. It costs one count and one read of at most a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema

from freedomcities.api.asking import Paged

Item = TypeVar("Item")


class Page(Schema, Generic[Item]):
    """`next` and `previous` are whole addresses, null where there is no such page."""

    items: list[Item]
    page: int
    per_page: int
    total_items: int
    total_pages: int
    next: str | None
    previous: str | None


def paged(
    request: HttpRequest,
    rows: QuerySet[Any, Any],
    asked: Paged,
    show: Callable[[Any], dict[str, Any]],
) -> dict[str, Any]:
    """The page that was asked for, each row shown; past the end it is empty."""
    total = rows.count()
    pages = -(-total // asked.per_page)
    first = (asked.page - 1) * asked.per_page
    previous = min(asked.page - 1, pages)
    found = rows[first : first + asked.per_page] if first < total else ()
    return {
        "items": [show(row) for row in found],
        "page": asked.page,
        "per_page": asked.per_page,
        "total_items": total,
        "total_pages": pages,
        "next": _address(request, asked.page + 1) if asked.page < pages else None,
        "previous": _address(request, previous) if previous else None,
    }


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"{settings.PUBLIC_URL}{request.path}?{query.urlencode()}"
