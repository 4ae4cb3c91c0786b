"""The base of every error that a person may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class Refusal(Exception):
    """A wrong question or a write that is not allowed; ``str()`` is one clear sentence.

    ``candidates`` holds plain dictionaries to choose from, where there are any; ``more`` what
    else programs are told, by key.
    """

    def __init__(
        self,
        sentence: str,
        *,
        candidates: Sequence[dict[str, object]] = (),
        more: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.candidates = list(candidates)
        self.more = dict(more or {})

    def as_dict(self) -> dict[str, object]:
        """What programs get of it."""
        return {"error": str(self), "candidates": self.candidates, **self.more}


class Hidden(Refusal):
    """Something is not there for whoever asks, or not theirs to do: nobody is told which."""
