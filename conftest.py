"""Fixtures that every folder's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published source files beside the project; who has only the project skips."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the published source files are not here (../shared)")
    return folder
