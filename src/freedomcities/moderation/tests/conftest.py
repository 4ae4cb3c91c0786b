"""Leaflets for every test of this folder that asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from freedomcities.moderation.tests.makers import Leaves, leaves


@pytest.fixture
def leaf() -> Iterator[Leaves]:
    """The kinds of leaflets, none of which is there yet."""
    with leaves() as held:
        yield held
