"""Fixtures that every folder's tests share."""

from __future__ import annotations

from collections.abc import Iterator
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


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """Each test has a database of its own, where versions of the site begin anew."""
    # The settings have to stand before anything of the project is read.
    from freedomcities.pages import progress_memory  # noqa: PLC0415

    progress_memory.forget()
    yield
    progress_memory.forget()
