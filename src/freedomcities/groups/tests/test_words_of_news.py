"""The words in which news of groups is told, in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from freedomcities.moderation.choices import GROUNDS, Decision, Ground
from freedomcities.notices.tests.entries import entry_text

pytestmark = pytest.mark.django_db


GOLDEN = Path(__file__).parent / "news"
CONTEXT: dict[str, Any] = {
    "group": "bcdfghjkmnpq", "name": "Neighbors of Ann Arbor", "place": "Ann Arbor, MI",
}  # fmt: skip
KINDS: dict[str, dict[str, Any]] = {
    **dict.fromkeys(
        (
            *("group-opened", "group-changed", "group-closed", "group-is-open", "leads-now"),
            *("join-asked", "join-accepted", "join-declined"),
        ),
        CONTEXT,
    ),
    "group-declined": {**CONTEXT, "ground": "unrelated"},
    "group-change-declined": {**CONTEXT, "ground": "private"},
}


AGAINST = GROUNDS[Decision.DECLINE]


@pytest.mark.parametrize("ground", AGAINST)
@pytest.mark.parametrize("kind", ["group-declined", "group-change-declined"])
def test_every_ground_is_said_in_words_of_its_own(kind: str, ground: Ground) -> None:
    said = {each: entry_text(kind, {**CONTEXT, "ground": each.value}, "en") for each in AGAINST}
    assert len(set(said.values())) == len(AGAINST)
    spanish = entry_text(kind, {**CONTEXT, "ground": ground.value}, "es")
    assert _reason(spanish) != _reason(said[ground])


def _reason(text: str) -> str:
    """The sentence after that a moderator has declined it."""
    return text.splitlines()[2].partition(". ")[2]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_the_news(kind: str, language: str) -> None:
    golden = GOLDEN / f"{kind}.{language}.txt"
    assert entry_text(kind, KINDS[kind], language) == golden.read_text(encoding="utf-8")


def test_all_news_has_its_words_written_down() -> None:
    templates = Path(__file__).parents[1] / "templates" / "groups" / "news"
    assert {path.stem.replace("_", "-") for path in templates.iterdir()} == set(KINDS)
