"""What the author of declined words is told: the nouns above send it, with their own news."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from freedomcities.moderation.choices import Ground


def with_ground(context: Mapping[str, Any]) -> dict[str, Any]:
    """What was told, with the ground in plain words of the language that is active."""
    return {**context, "ground": str(Ground(context["ground"]).label)}
