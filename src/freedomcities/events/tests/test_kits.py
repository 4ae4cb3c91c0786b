"""Every kind of event has a whole kit in both languages; a half-written one is refused."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from freedomcities.blueprints.source_files import REQUIRED_LANGUAGES, SourceError
from freedomcities.events.choices import Issue, Kind
from freedomcities.events.kit_shapes import ByLanguage, Kit, Opens, Words, said
from freedomcities.events.kits import DATA, every_role, kit_for, read_kits, shipped

KITS, ROLES = shipped()


def words_of(kit: Kit) -> list[ByLanguage[Words]]:
    """Every short text of a kit."""
    points, roles = [each.words for each in kit.points], [each.words for each in kit.roles]
    return [*points, *roles, *(each.words for each in kit.to_do)]


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("issue", Issue.values)
def test_every_kind_has_a_kit_on_every_issue(kind: str, issue: str) -> None:
    kit = kit_for(kind, issue)
    assert kit.name in {kind, f"{kind}-{issue}"}


@pytest.mark.parametrize("name", sorted(KITS))
@pytest.mark.parametrize("language", REQUIRED_LANGUAGES)
def test_a_kit_is_whole_in_every_language(name: str, language: str) -> None:
    kit = KITS[name]
    for words in [each[language] for each in words_of(kit)]:
        assert words.name
        assert words.text.endswith((".", "?"))
    texts = kit.texts[language]
    assert len(texts.bring) >= 3
    assert len(texts.well) >= 3
    assert sum(kit.minutes) >= 60


@pytest.mark.parametrize("name", sorted(KITS))
def test_no_text_stands_there_in_the_wrong_language(name: str) -> None:
    for words in words_of(KITS[name]):
        assert words["en"].text != words["es"].text


@pytest.mark.parametrize("kind", ["first-gathering", "first-gathering-immigration"])
def test_a_first_gathering_ends_with_a_meeting_asked_for_and_the_next_one(kind: str) -> None:
    assert [each.opens for each in KITS[kind].to_do] == [Opens.WHO, Opens.NEW]


def test_what_is_on_another_issue_knows_of_no_campaign() -> None:
    for kind in Kind.values:
        kit = kit_for(kind, Issue.OTHER)
        words = [each["en"].text for each in words_of(kit)]
        words += [kit.texts["en"].invitation, *kit.texts["en"].bring, *kit.texts["en"].well]
        assert not [text for text in words if "immigra" in text.lower()]


def test_every_role_is_needed_by_a_kit() -> None:
    assert set(every_role()) == {role.key for kit in KITS.values() for role in kit.roles}


def test_a_language_that_nobody_wrote_is_answered_in_english() -> None:
    words = KITS["rally"].points[0].words
    assert said(words, "fr") == words["en"]
    assert said(words, "es") == words["es"]


def _edit(file: str, old: str, new: str) -> Callable[[Path], None]:
    def do(directory: Path) -> None:
        path = directory / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return do


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_edit("rally.toml", "minutes = 75", "minutes = 80"), "do not add up"),
        (_edit("rally.toml", "stretches = true\n", ""), "only one, stretches"),
        (_edit("rally.toml", '"observer"', '"juggler"'), "“juggler” is no role"),
        (_edit("rally.toml", '"observer"', '"marshal"'), "“marshal” is no role, or is twice"),
        (_edit("rally.toml", '"host", ', ""), "nobody hosts"),
        (_edit("rally.toml", 'opens = "groups"', 'opens = "moon"'), "no page is “moon”"),
        (_edit("rally.toml", "minutes = 15\n", "minutes = 0\n"), "a minute or more"),
        (_edit("rally.toml", "es = {", "fr = {"), "“es” is missing"),
        (_edit("rally.en.md", "{hours}", "{hour}"), "an invitation has these blanks"),
        (_edit("rally.es.md", "## well", "## better"), "“better”"),
        (_edit("roles.toml", 'key = "door"', 'key = "host"'), "stands there twice"),
        (lambda folder: (folder / "rally.toml").unlink(), "each kind of event needs a kit"),
        (lambda folder: (folder / "rally.es.md").unlink(), "the file is missing"),
        (
            lambda folder: shutil.copy(folder / "rally.toml", folder / "picnic.toml"),
            "each kind of event needs a kit",
        ),
        (
            lambda folder: shutil.copy(folder / "rally.en.md", folder / "rally.fr.md"),
            "no kit and language needs this",
        ),
    ],
)
def test_a_half_written_kit_is_refused(
    tmp_path: Path, spoil: Callable[[Path], object], words: str
) -> None:
    directory = tmp_path / "kits"
    shutil.copytree(DATA, directory)
    assert read_kits(directory) == (dict(KITS), dict(ROLES))
    spoil(directory)
    with pytest.raises(SourceError, match=re.escape(words)):
        read_kits(directory)
