"""Templates are folded, and say what they said before."""

from __future__ import annotations

import pytest
from django.template import Context, Engine
from django.template.base import TextNode
from django.template.loader_tags import BlockNode
from django.templatetags.i18n import TranslateNode
from django.utils import translation

from freedomcities.ui.folding import Fixed

_PAGES = {
    "frame": (
        '{% load i18n %}<h1>{% translate "Menu" %}</h1>{% block inner %}{% translate "Main" %}'
        "{% endblock %}"
    ),
    "page": (
        '{% extends "frame" %}{% load i18n static %}{% block inner %}{{ block.super }}|'
        '{% if name %}{{ name }}: {% translate "Menu" %}{% else %}{% translate "Main" %}{% endif %}'
        '{% for each in many %}{{ each }}{% url "home" %}{% endfor %}|'
        '{% static "ui/css/base.css" %}{% endblock %}'
    ),
    "kept": (
        '{% load i18n %}{% translate "Menu" as label %}{{ label }}{% translate name %}'
        '{% translate "menu"|upper %}{% url view %}'
    ),
    "other": '{% load i18n %}{% translate "Menu" %}{% language "es" %}{% translate "Menu" %}'
    "{% endlanguage %}",
    "wrong": '{% load i18n %}{% translate "Menu" %}{% url "no-such-address" %}',
}


def _engine(loader: str) -> Engine:
    return Engine(
        libraries={
            "i18n": "django.templatetags.i18n",
            "static": "django.templatetags.static",
        },
        loaders=[(loader, [("django.template.loaders.locmem.Loader", _PAGES)])],
    )


_FOLDED = _engine("freedomcities.ui.folding.Loader")
_PLAIN = _engine("django.template.loaders.cached.Loader")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("page", ["frame", "page", "kept", "other"])
def test_it_says_what_the_framework_says(page: str, language: str) -> None:
    for given in (
        {"name": "Ana <b>", "many": "xy", "view": "home"},
        {"name": "", "many": "", "view": "home"},
        {"name": "Ana <b>", "many": "xy", "view": "home"},
    ):
        with translation.override(language):
            folded = _FOLDED.get_template(page).render(Context(given))
            assert folded == _PLAIN.get_template(page).render(Context(given))


def test_what_is_fixed_is_drawn_once_for_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = TranslateNode.render

    def counted(node: TranslateNode, context: Context) -> str:
        drawn.append(str(translation.get_language()))
        return str(draw(node, context))

    monkeypatch.setattr(TranslateNode, "render", counted)
    template = _engine("freedomcities.ui.folding.Loader").get_template("frame")
    for language in ("en", "es", "en", "es", "en"):
        with translation.override(language):
            template.render(Context())
    assert drawn == ["en", "en", "es", "es"]


def test_texts_and_tags_beside_each_other_become_one() -> None:
    template = _FOLDED.get_template("frame")
    assert [type(node) for node in template.nodelist][1:2] == [Fixed]
    (block,) = (node for node in template.nodelist if isinstance(node, BlockNode))
    assert [type(node) for node in block.nodelist] == [Fixed]
    assert not any(isinstance(node, TranslateNode) for node in template.nodelist)


def test_text_alone_stays_as_it_is() -> None:
    template = _FOLDED.get_template("kept")
    assert not any(isinstance(node, Fixed | TextNode) for node in template.nodelist)


def test_a_tag_that_goes_wrong_says_so_each_time() -> None:
    template = _FOLDED.get_template("wrong")
    for _time in range(2):
        with pytest.raises(Exception, match="no-such-address"):
            template.render(Context())
