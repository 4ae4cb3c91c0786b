"""The two lists that are called Kind, under names that do not get in each other's way."""

from __future__ import annotations

from typing import Annotated

from pydantic import WithJsonSchema

from freedomcities.adoption import facts
from freedomcities.places import choices

# In the description each would else be "Kind", and one would overwrite the other.
PlaceKind = Annotated[
    choices.Kind, WithJsonSchema({"type": "string", "enum": [each.value for each in choices.Kind]})
]
InstrumentKind = Annotated[
    facts.Kind, WithJsonSchema({"type": "string", "enum": [each.value for each in facts.Kind]})
]
