"""The contrast of every pair of tokens, as WCAG 2.2 computes it, on every surface."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parent.parent / "static/ui/css/tokens.css").read_text(encoding="utf-8")
TEXT = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("muted", "paper"),
    ("muted", "sheet"),
    ("brick", "paper"),
    ("brick", "sheet"),
    ("on-go", "go"),
    ("on-highlight", "highlight"),
    ("sheet", "ink"),
]
SHAPES = [("ink", "fill"), ("focus", "paper"), ("focus", "sheet"), ("go", "paper")]


def _block(selector: str, text: str) -> dict[str, str]:
    body = re.search(rf"(?m)^\s*{re.escape(selector)} {{\n(.*?)}}", text, re.DOTALL)
    assert body, selector
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", body[1]))


def _surfaces() -> dict[str, dict[str, str]]:
    day, night = TOKENS.split("@media (prefers-color-scheme: dark)")
    return {
        "day": _block(":root", day),
        "night": _block(":root", night),
        "accent": _block(".on-accent", night),
        "ink": _block(".on-ink", night),
    }


def _light(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_agrees_with_the_known_ends() -> None:
    assert _contrast("#000000", "#ffffff") == 21
    assert round(_contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("surface", ["day", "night", "accent", "ink"])
@pytest.mark.parametrize("pair", TEXT, ids="-on-".join)
def test_text_can_be_read(surface: str, pair: tuple[str, str]) -> None:
    colours = _surfaces()[surface]
    assert _contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("surface", ["day", "night", "accent", "ink"])
@pytest.mark.parametrize("pair", SHAPES, ids="-on-".join)
def test_shapes_can_be_seen(surface: str, pair: tuple[str, str]) -> None:
    colours = _surfaces()[surface]
    assert _contrast(colours[pair[0]], colours[pair[1]]) >= 3


def test_every_surface_names_every_colour() -> None:
    names = [set(colours) for colours in _surfaces().values()]
    assert names[0] == names[1] == names[2] == names[3]
    assert len(names[0]) == 13


@pytest.mark.parametrize("sheet", ["base.css", "components.css", "design.css"])
def test_colours_are_named_in_the_tokens_alone(sheet: str) -> None:
    text = (Path(__file__).parent.parent / "static/ui/css" / sheet).read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", text)


@pytest.mark.parametrize("sheet", ["base.css", "components.css", "design.css"])
def test_lengths_follow_the_direction_of_reading(sheet: str) -> None:
    text = (Path(__file__).parent.parent / "static/ui/css" / sheet).read_text(encoding="utf-8")
    physical = r"(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?<![-\w])(?:left|right):"
    assert not re.findall(physical, text)


def test_the_style_of_a_page_stays_small() -> None:
    folder = Path(__file__).parent.parent / "static/ui/css"
    sizes = [(folder / f"{name}.css").stat().st_size for name in ("tokens", "base", "components")]
    assert sum(sizes) < 28_000
