"""Every command and setting is documented, and the documentation is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import reference

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "freedomcities"


def test_the_reference_of_commands_is_fresh() -> None:
    assert (ROOT / "docs" / "commands.md").read_text() == reference.reference(), "run `make docs`"


def settings_read() -> set[str]:
    text = (PACKAGE / "config" / "settings.py").read_text()
    return set(re.findall(r"os\.environ\.get\(\s*\"([A-Z_]+)\"", text))


def test_every_setting_is_documented_and_no_other() -> None:
    documented = set(
        re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    )
    assert documented == settings_read()
    assert len(documented) >= 6


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} → {target}"


def test_where_things_live_names_every_folder() -> None:
    text = (ROOT / "docs" / "where-things-live.md").read_text()
    for path in PACKAGE.iterdir():
        if (path / "__init__.py").exists():
            assert f"`{path.name}/`" in text


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "decisions").glob("0*.md")))
def test_a_decision_is_short(page: Path) -> None:
    assert len(page.read_text().splitlines()) < 40
