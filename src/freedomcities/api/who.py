"""Whom to meet."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpRequest, JsonResponse
from ninja import Field, Query, Router

from freedomcities.api.asking import Asked
from freedomcities.api.lookups import Slug
from freedomcities.api.officials_shapes import Who
from freedomcities.api.shapes import Fault
from freedomcities.officials.who import MOST_ASKED, ask_who
from freedomcities.officials.who_payload import who_payload

router = Router(tags=["whom to meet"])


class WhoAsked(Asked):
    """The towns of the people in the room, and the place they chose."""

    may_repeat: ClassVar[frozenset[str]] = frozenset({"place"})

    place: list[str] = Field(
        default_factory=list,
        description=(
            "“Ann Arbor, MI”, a ZIP code (five digits) or geoid:26161; once for each person, "
            f"{MOST_ASKED} times at most."
        ),
    )
    meet_at: Slug = Field("", description="The code of the place at which they want to act.")


@router.get(
    "who",
    response={200: Who, 400: Fault},
    url_name="who",
    operation_id="whoToMeet",
    summary="Whom people from these towns meet, and where",
)
def who(
    request: HttpRequest,  # noqa: ARG001 the framework gives it to every operation
    asked: Query[WhoAsked],
) -> JsonResponse:
    """The same, to the letter, as `freedomcities who PLACE… --json`."""
    found = ask_who(asked.place, chosen=asked.meet_at)
    return JsonResponse(who_payload(found), json_dumps_params={"ensure_ascii": False})
