"""Things to follow and news of them, in the place of those of the nouns above."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import override_settings

from freedomcities.notices import kinds
from freedomcities.notices.tests import makers

_TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]


@pytest.fixture(autouse=True)
def _things() -> Iterator[None]:
    with (
        patch.object(kinds, "_subjects", {}),
        patch.object(kinds, "_news", {}),
        patch.object(kinds, "_queues", {}),
        override_settings(TEMPLATES=_TEMPLATES),
    ):
        makers.register_things()
        yield
