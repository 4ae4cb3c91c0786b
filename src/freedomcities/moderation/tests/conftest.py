"""Leaflets, and a small site, for every test of this folder that asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from freedomcities.moderation.tests.makers import Leaves, leaves
from freedomcities.moderation.tests.site import Site, make_site


@pytest.fixture
def leaf() -> Iterator[Leaves]:
    """The kinds of leaflets, none of which is there yet."""
    with leaves() as held:
        yield held


@pytest.fixture
def site(leaf: Leaves) -> Site:
    """Something of every sort to decide on, and everybody in a window of theirs."""
    return make_site(leaf)
