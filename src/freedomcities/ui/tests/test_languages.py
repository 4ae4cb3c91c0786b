from __future__ import annotations

import pytest

from freedomcities.ui.languages import LanguageLink, bare_path, language_links, path_in

NAMES = [("en", "English"), ("es", "español")]


@pytest.mark.parametrize(
    ("path", "bare"),
    [
        ("/", "/"),
        ("/es/", "/"),
        ("/es/places/mi/", "/places/mi/"),
        ("/places/mi/", "/places/mi/"),
        ("/escambia/", "/escambia/"),
    ],
)
def test_the_prefix_of_a_language_comes_off(path: str, bare: str) -> None:
    assert bare_path(path, ["es"]) == bare


def test_the_default_language_has_no_prefix() -> None:
    assert path_in("/places/", "en", default="en") == "/places/"
    assert path_in("/places/", "es", default="en") == "/es/places/"


@pytest.mark.parametrize(("path", "current"), [("/rules/", "en"), ("/es/rules/", "es")])
def test_a_page_knows_itself_in_every_language(path: str, current: str) -> None:
    assert language_links(path, names=NAMES, current=current, default="en") == [
        LanguageLink("en", "English", "/rules/", current == "en"),
        LanguageLink("es", "español", "/es/rules/", current == "es"),
    ]
