"""What a command says: text for people, one object for programs, progress on standard error."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from freedomcities.lib.errors import Refusal

# Control signs, and those that give the direction of writing: what people sent in may hold them.
_COMMANDS = {"Cc", "Cf"}
# To the beginning of the line, and what stands there goes.
_ANEW = "\r\x1b[K"

Say = Callable[[str], None]


@dataclass(slots=True)
class Answer:
    """Where a command's words go."""

    as_json: bool = False

    def say(self, text: str) -> None:
        """A line for people; programs do not get it."""
        if not self.as_json:
            _write(sys.stdout, _visible(text))

    def give(self, answer: object) -> None:
        """The one object for programs; people do not get it."""
        if self.as_json:
            text = json.dumps(answer, ensure_ascii=False, indent=1)
            if not _can_show(sys.stdout, text):
                text = json.dumps(answer, indent=1)
            _write(sys.stdout, text)

    def progress(self, text: str) -> None:
        """A line about long work, on standard error."""
        _write(sys.stderr, text)

    @contextmanager
    def step(self, text: str) -> Iterator[Say]:
        """Say what is being done, and how long it took: one line.

        A terminal is told at once, and in the same line of what is called with the part that is
        done now. Elsewhere, as in a log, the line comes when it is whole; a step that failed has
        none, and its refusal stands alone.
        """
        on_terminal = sys.stderr.isatty()

        def tell(part: str) -> None:
            if on_terminal:
                _write(sys.stderr, f"{_ANEW}  {text} … {part}", end="")

        tell("")
        start = time.monotonic()
        try:
            yield tell
        except BaseException:
            if on_terminal:
                _write(sys.stderr, _ANEW, end="")
            raise
        anew = _ANEW if on_terminal else ""
        _write(sys.stderr, f"{anew}  {text} … {time.monotonic() - start:.1f} s")

    def refuse(self, refusal: Refusal) -> None:
        """One clear sentence, and for programs the choices that there are."""
        _write(sys.stderr, _visible(str(refusal)))
        self.give(refusal.as_dict())


def _visible(text: str) -> str:
    """The text, with the signs that command a terminal or turn its line around as numbers."""
    return "".join(
        sign.encode("unicode_escape").decode()
        if sign not in "\n\t" and unicodedata.category(sign) in _COMMANDS
        else sign
        for sign in text
    )


def _write(stream: TextIO, text: str, *, end: str = "\n") -> None:
    """Print it; a terminal without a sign, or a text with half of one, gets its number."""
    if not _can_show(stream, text):
        encoding = stream.encoding or "utf-8"
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    print(text, file=stream, end=end, flush=True)


def _can_show(stream: TextIO, text: str) -> bool:
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
