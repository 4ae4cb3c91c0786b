"""The site of the tests of views."""

from __future__ import annotations

import pytest

from freedomcities.channels.tests.pages import Site, make_site


@pytest.fixture
def site(db: None) -> Site:
    """Two groups in one county with everybody around them, and a group far away."""
    return make_site()
