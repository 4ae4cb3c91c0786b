"""What may stand behind the question mark of an API address."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import AfterValidator, BeforeValidator, ValidationInfo, model_validator

from freedomcities.lib.dates import parse_day
from freedomcities.places.states import census_code

DEFAULT_PER_PAGE, LARGEST_PER_PAGE = 50, 100
LONGEST = 200


def _day(given: object) -> date:
    return parse_day(str(given))


def _language(given: str) -> str:
    codes = [code for code, _name in settings.LANGUAGES]
    if given not in codes:
        raise ValueError(f"There is no language “{given}” here: write one of {', '.join(codes)}.")
    return given


def _state(given: str) -> str:
    try:
        census_code(given.upper())
    except KeyError:
        raise ValueError(f"There is no state “{given}”: write a postal code such as MI.") from None
    return given.upper()


Day = Annotated[date, BeforeValidator(_day)]
"""A whole date."""

State = Annotated[str, AfterValidator(_state)]
"""The postal code of a state, in either case."""

Text = Annotated[str, Field(max_length=LONGEST)]


class Asked(Schema):
    """What every question may hold. A name that means nothing is refused, not passed over:
    a misspelt filter would otherwise answer with everything.
    """

    may_repeat: ClassVar[frozenset[str]] = frozenset()
    """The names that may stand more than once."""

    lang: Annotated[str, AfterValidator(_language)] = Field(
        settings.LANGUAGE_CODE,
        description="The language of names and texts, where there is a translation.",
        json_schema_extra={"enum": [code for code, _name in settings.LANGUAGES]},
    )

    @model_validator(mode="before")
    @classmethod
    def _refuse_what_means_nothing(cls, given: Any, info: ValidationInfo) -> Any:
        request: HttpRequest = (info.context or {})["request"]
        for name, values in request.GET.lists():
            if name not in cls.model_fields:
                names = ", ".join(cls.model_fields)
                raise ValueError(f"There is no “{name}” to ask for here: write one of {names}.")
            if len(values) > 1 and name not in cls.may_repeat:
                raise ValueError(f"“{name}” stands more than once.")
            if any("\0" in value for value in values):
                raise ValueError(f"“{name}” has a NUL character in it.")
        return given


class Paged(Asked):
    """A question whose answer comes in pages."""

    page: int = Field(1, ge=1, description="Past the end there is an empty page.")
    per_page: int = Field(DEFAULT_PER_PAGE, ge=1, le=LARGEST_PER_PAGE)
