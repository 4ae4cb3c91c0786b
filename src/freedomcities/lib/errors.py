"""The base of every error that a person may read."""

from __future__ import annotations

from collections.abc import Sequence


class Refusal(Exception):
    """A wrong question or a write that is not allowed; ``str()`` is one clear sentence.

    ``candidates`` holds plain dictionaries to choose from, where there are any.
    """

    def __init__(self, sentence: str, *, candidates: Sequence[dict[str, object]] = ()) -> None:
        super().__init__(sentence)
        self.candidates = list(candidates)
