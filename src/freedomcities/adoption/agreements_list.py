"""What the list of agreements is: which rule its rows speak on, and how they are written down.

The words and the rule are data; nothing here knows the subject.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ByHand:
    """What somebody found out about an agency; ``small``: it does not speak for the place."""

    place: str
    small: bool


@dataclass(frozen=True, slots=True)
class AgreementsList:
    """The list. Texts have the placeholders {agency}, {model}, {county}, {state}.

    ``by_hand`` is by (state, agency) as the list writes them.
    """

    slug: str
    edition: str
    rule: str
    verdict: str
    title: str
    citation: str
    url: str
    pinpoint: str
    note: str
    note_of_small: str
    by_hand: Mapping[tuple[str, str], ByHand]


@cache
def agreements_list() -> AgreementsList:
    """The list that ships."""
    given = tomllib.loads((_DATA / "agreements.toml").read_text(encoding="utf-8"))
    by_hand = {
        (each["state"], each["agency"]): ByHand(each["place"], each.get("small", False))
        for each in given["by_hand"]
    }
    return AgreementsList(
        slug=given["slug"],
        edition=given["edition"],
        rule=f"{given['blueprint']}/{given['rule']}",
        verdict=given["verdict"],
        title=given["title"],
        citation=given["citation"],
        url=given["url"],
        pinpoint=given["pinpoint"],
        note=given["note"],
        note_of_small=given["note_of_small"],
        by_hand=by_hand,
    )
