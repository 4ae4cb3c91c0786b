"""What an API question gets that has no answer: one object, one sentence, the right status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from freedomcities.lib.errors import Refusal

BAD_QUESTION, NOT_FOUND, NOT_ALLOWED = 400, 404, 405
# What to write instead, by the kind of fault that pydantic finds; the limits come with it.
_ADVICE = {
    "int_parsing": "write a whole number",
    "int_parsing_size": "write a smaller whole number",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
    "string_too_long": "write {max_length} characters at most",
    "enum": "write one of {expected}",
    "literal_error": "write one of {expected}",
}


class NotFound(Refusal):
    """The address names a place, blueprint, rule or instrument that there is not."""


def fault(
    sentence: str, *, status: int, candidates: Sequence[Mapping[str, object]] = ()
) -> JsonResponse:
    """The one form of every answer that is no answer."""
    return JsonResponse(
        {"error": sentence, "candidates": list(candidates)},
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )


def answer_faults(api: NinjaAPI) -> None:
    """Have the API answer its errors in that form."""
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(Http404, _missing)


def missing(request: HttpRequest) -> JsonResponse:
    """There is no such address."""
    return fault(f"There is no address {request.path}.", status=NOT_FOUND)


def _missing(request: HttpRequest, _error: object) -> JsonResponse:
    return missing(request)


def _refused(_request: HttpRequest, error: object) -> JsonResponse:
    status = NOT_FOUND if isinstance(error, NotFound) else BAD_QUESTION
    return fault(str(error), status=status, candidates=getattr(error, "candidates", ()))


def _invalid(request: HttpRequest, error: object) -> JsonResponse:
    """The first thing that is wrong with a question; the rest shows when that is mended."""
    first = error.errors[0] if isinstance(error, ValidationError) else {}
    return fault(_sentence(request, first), status=BAD_QUESTION)


def _sentence(request: HttpRequest, wrong: Mapping[str, Any]) -> str:
    limits = wrong.get("ctx", {})
    if wrong.get("type") == "value_error":
        return str(limits.get("error", ""))
    name = str(wrong["loc"][-1]) if wrong.get("loc") else ""
    advice = _ADVICE.get(str(wrong.get("type")), "this cannot be understood").format(**limits)
    return f"“{name}” is “{request.GET.get(name, '')}”: {advice}."
