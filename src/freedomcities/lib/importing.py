"""What every import shares: what is wrong on which line, and its refusals as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freedomcities.lib.errors import Refusal

MOST_BYTES = 400_000_000


class RowFault(Exception):
    """What is wrong with a row, in one sentence that does not name the line.

    `line` is set where the fault stands on another line than the row begins.
    """

    def __init__(self, sentence: str, *, line: int | None = None) -> None:
        super().__init__(sentence)
        self.line = line


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and on which line of the file (the first is 1)."""

    line: int
    sentence: str


class MayNotImport(Refusal):
    """Somebody other than the system asked to import."""

    def __init__(self) -> None:
        super().__init__(_("Only the system itself may import."))


class FileNotRead(Refusal):
    """There is no such file, it cannot be opened, or a report cannot be written."""


class NothingToImport(Refusal):
    """The file is empty, or has a header alone."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was imported, since the file has nothing in it."))


class ImportRefused(Refusal):
    """Something in the file is wrong, and so nothing of it was imported.

    `problems` are all that were found, in the order of their lines; the sentence names the first.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        first, more = problems[0], len(problems) - 1
        # The sentence goes on behind a colon.
        words = {"line": first.line, "fault": first.sentence[:1].lower() + first.sentence[1:]}
        sentence = _("Nothing was imported, because of line %(line)s: %(fault)s") % words
        if more:
            sentence = ngettext(
                "Nothing was imported, because of line %(line)s and %(count)s more line: %(fault)s",
                "Nothing was imported, because of line %(line)s and %(count)s more lines: "
                "%(fault)s",
                more,
            ) % {**words, "count": more}
        told = [{"line": each.line, "error": each.sentence} for each in problems]
        super().__init__(sentence, more={"problems": told})
        self.problems = tuple(problems)


def read_file(path: Path) -> bytes:
    """The bytes of a file, or FileNotRead; also where it is larger than anybody's list."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise FileNotRead(_("“%(name)s” is no file.") % {"name": path.name})
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise FileNotRead(
                _("The file “%(name)s” is larger than %(most)s MB: bring it in in parts.")
                % {"name": path.name, "most": MOST_BYTES // 1_000_000}
            )
        return path.read_bytes()
    except OSError as error:
        raise FileNotRead(
            _("The file “%(name)s” cannot be read: %(reason)s.")
            % {"name": path.name, "reason": error.strerror}
        ) from None


def write_file(path: Path, content: str | bytes) -> None:
    """Write a report or a table, or FileNotRead."""
    try:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise FileNotRead(
            _("The file “%(name)s” cannot be written: %(reason)s.")
            % {"name": path.name, "reason": error.strerror}
        ) from None
