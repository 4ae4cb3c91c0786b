"""What a command says: text for people, one object for programs, progress on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from freedomcities.lib.errors import Refusal


@dataclass(slots=True)
class Answer:
    """Where a command's words go."""

    as_json: bool = False

    def say(self, text: str) -> None:
        """A line for people; programs do not get it."""
        if not self.as_json:
            print(text, flush=True)

    def give(self, answer: object) -> None:
        """The one object for programs; people do not get it."""
        if self.as_json:
            print(json.dumps(answer, ensure_ascii=False, indent=1), flush=True)

    def progress(self, text: str) -> None:
        """A line about long work, on standard error."""
        print(text, file=sys.stderr, flush=True)

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Say what is being done, and how long it took."""
        print(f"  {text} …", file=sys.stderr, end="", flush=True)
        start = time.monotonic()
        yield
        print(f" {time.monotonic() - start:.1f} s", file=sys.stderr, flush=True)

    def refuse(self, refusal: Refusal) -> None:
        """One clear sentence, and for programs the choices that there are."""
        print(str(refusal), file=sys.stderr, flush=True)
        self.give({"error": str(refusal), "candidates": refusal.candidates})
