"""The group around which the tests of pages stand."""

from __future__ import annotations

import pytest

from freedomcities.groups.tests.sites import Site, make_site


@pytest.fixture
def site(db: None) -> Site:
    """One for each test."""
    return make_site()
