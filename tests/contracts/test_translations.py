"""English and Spanish are complete, and the compiled catalogues are those of the sources."""

from __future__ import annotations

from collections import defaultdict

import messages
import pytest


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_translation_is_missing(language: str) -> None:
    lacking = messages.missing(language)
    assert not lacking, f"{len(lacking)} strings lack a translation:\n" + "\n".join(lacking)


def test_there_are_strings_to_translate() -> None:
    assert sum(map(len, messages.all_messages().values())) > 200


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_compiled_catalogues_are_fresh(language: str) -> None:
    for folder in messages.all_messages():
        path = messages.catalogue_path(folder, language)
        fresh = messages.compiled(messages.read_catalogue(path, language))
        assert path.with_suffix(".mo").read_bytes() == fresh, f"{folder}: run `make messages`"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_placeholders_survive_translation(language: str) -> None:
    for folder in messages.all_messages():
        catalogue = messages.read_catalogue(messages.catalogue_path(folder, language), language)
        for entry in catalogue:
            if entry.id:
                assert list(entry.check()) == [], f"{folder}: {entry.id}"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_same_words_are_translated_alike_everywhere(language: str) -> None:
    """Two meanings of the same English words are told apart by a context."""
    said: dict[object, dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
    for folder in messages.all_messages():
        catalogue = messages.read_catalogue(messages.catalogue_path(folder, language), language)
        for entry in catalogue:
            if entry.id:
                said[entry.id, entry.context][entry.string].append(folder)
    unlike = {key: dict(each) for key, each in said.items() if len(each) > 1}
    assert unlike == {}
