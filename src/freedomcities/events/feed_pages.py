"""One page of a feed: what is asked for, which part of it, and where the next part is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from freedomcities.events.question import Question, read_question

MOST = 500
"""Events in one page of a feed: no answer grows with what there is."""
_MOST_DIGITS = 4
_SHOWN = 40

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a feed can answer, and which page of the answer."""

    question: Question
    number: int


class Sliceable(Protocol[Row_co]):
    """A question to the database, of which a part can be asked."""

    def __getitem__(self, part: slice, /) -> Iterable[Row_co]: ...


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """The rows of one page, and whether more follow."""

    rows: list[Row]
    number: int
    has_more: bool


def read_asked(parameters: Mapping[str, str]) -> Asked | HttpResponse:
    """What the address asks for, or a refusal that says what of it means nothing."""
    question = read_question(parameters)
    given = parameters.get("page", "1")
    wrong = list(question.wrong)
    is_number = given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS
    number = int(given) if is_number else 0
    if number < 1:
        wrong.append(_("“%(value)s” is no number of a page.") % {"value": given[:_SHOWN]})
    if wrong:
        sentences = "\n".join(wrong) + "\n"
        return HttpResponse(sentences, status=400, content_type="text/plain; charset=utf-8")
    return Asked(question, number)


def part_of(rows: Sliceable[Row], number: int) -> Part[Row]:
    """A page of rows; one past the end is empty."""
    first = (number - 1) * MOST
    found = list(rows[first : first + MOST + 1])
    return Part(found[:MOST], number, len(found) > MOST)


def absolute(path: str) -> str:
    """The whole address of a path of this site."""
    return f"{settings.PUBLIC_URL}{path}"


def next_address(request: HttpRequest, part: Part[Row]) -> str:
    """The whole address of the next page; empty where there is none."""
    if not part.has_more:
        return ""
    asked = {**request.GET.dict(), "page": str(part.number + 1)}
    return absolute(f"{request.path}?{urlencode(asked)}")


def previous_address(request: HttpRequest, part: Part[Row]) -> str:
    """The whole address of the page before; empty where there is none."""
    if part.number == 1:
        return ""
    asked = {**request.GET.dict(), "page": str(part.number - 1)}
    return absolute(f"{request.path}?{urlencode(asked)}")
