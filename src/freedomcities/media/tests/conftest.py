"""A folder of their own for the files of every test here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from freedomcities.media.tests.makers import Wall
from freedomcities.media.tests.makers import wall as make_wall


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where files go."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def wall() -> Iterator[Wall]:
    """A noun with pictures."""
    with make_wall() as made:
        yield made
