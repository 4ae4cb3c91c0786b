"""English and Spanish are complete, and the compiled catalogues are those of the sources."""

from __future__ import annotations

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
