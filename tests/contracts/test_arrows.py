"""A folder imports only folders below it, and foreign keys obey the same arrows."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


def rows() -> list[set[str]]:
    """The rows of the architecture, from the top, as import-linter reads them."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (layers,) = [
        contract["layers"]
        for contract in config["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    ]
    return [{name.strip().strip("()") for name in row.split("|")} for row in layers]


def test_imports_point_down() -> None:
    from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml")) == EXIT_STATUS_SUCCESS


def test_every_folder_stands_in_a_row() -> None:
    folders = {
        path.name
        for path in (ROOT / "src" / "freedomcities").iterdir()
        if (path / "__init__.py").exists()
    }
    assert folders == set().union(*rows())


def foreign_keys() -> list[tuple[str, str, str]]:
    found = []
    for config in apps.get_app_configs():
        if not config.name.startswith("freedomcities."):
            continue
        for model in config.get_models(include_auto_created=True):
            found += [
                (f"{model._meta.label}.{field.name}", config.label, field.related_model)
                for field in model._meta.get_fields()
                if field.is_relation and not field.auto_created and field.related_model
            ]
    return [(name, label, related._meta.label) for name, label, related in found]


@pytest.mark.parametrize(("name", "folder", "target"), foreign_keys())
def test_foreign_keys_point_down(name: str, folder: str, target: str) -> None:
    if target == settings.AUTH_USER_MODEL:
        return  # the person who did something may be pointed at from anywhere
    order = rows()
    row_of = {label: number for number, row in enumerate(order) for label in row}
    below = target.split(".", maxsplit=1)[0]
    assert below in row_of, f"{name} points outside the project, at {target}"
    assert folder == below or row_of[folder] < row_of[below], f"{name} points up, at {target}"
