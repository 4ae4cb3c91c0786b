from __future__ import annotations

from django.conf import settings
from django.test import RequestFactory
from django.utils import translation

from freedomcities.ui.context import Site, site
from freedomcities.ui.navigation import FOOTER, Destination, NavLink, links
from freedomcities.ui.templatetags.ui import nav_links


def _site(path: str, language: str = "en") -> Site:
    with translation.override(language):
        return site(RequestFactory().get(path))["site"]


def test_a_page_has_one_address_and_alternates() -> None:
    frame = _site("/es/about/design/?page=2", "es")
    assert frame.canonical == f"{settings.PUBLIC_URL}/es/about/design/"
    assert frame.default_path == "/about/design/"
    assert [(x.code, x.path, x.current) for x in frame.languages] == [
        ("en", "/about/design/", False),
        ("es", "/es/about/design/", True),
    ]
    assert frame.home == "/es/"


def test_the_other_language_keeps_the_question_but_not_the_wish() -> None:
    assert _site("/?q=a&lang=es&page=2").query == "?q=a&page=2"
    assert _site("/").query == ""


def test_the_name_ends_in_its_last_word() -> None:
    frame = _site("/")
    assert (frame.name, frame.name_lead, frame.name_end) == (
        "Freedom Cities",
        "Freedom",
        "Cities",
    )
    assert frame.home == "/"


def test_a_destination_without_an_address_is_left_out() -> None:
    nowhere = Destination("Nowhere", ("no:such",))
    design = Destination("Design", ("no:such", "ui:design"))
    found = links((nowhere, design), "/about/design/")
    assert [(link.label, link.href, link.current) for link in found] == [
        ("Design", "/about/design/", True)
    ]
    assert not links((design,), "/about/")[0].current


def test_links_of_a_navigation_are_escaped_and_say_where_one_is() -> None:
    drawn = nav_links((NavLink("<b>", "/x/?a=1&b=2", True), NavLink("Two", "/y/", False)))
    assert drawn == (
        '<ul><li><a href="/x/?a=1&amp;b=2" aria-current="page">&lt;b&gt;</a></li>'
        '<li><a href="/y/">Two</a></li></ul>'
    )


def test_links_are_called_as_the_language_of_the_page_has_it() -> None:
    english = [each.label for each in links(FOOTER, "/")]
    with translation.override("es"):
        spanish = [each.label for each in links(FOOTER, "/")]
    assert len(english) == len(spanish)
    assert not set(english) & set(spanish)
