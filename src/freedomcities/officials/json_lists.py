"""The lists of the one object that a JSON file holds, each entry with the line it begins on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from freedomcities.lib.importing import RowFault
from freedomcities.officials.whole_text import decode

_SPACE = re.compile(r"[ \t\r\n]*")

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry of a list of the file, and the line on which it begins."""

    line: int
    record: Record


def load_lists(data: bytes) -> dict[str, list[Placed]]:
    """The lists by name; RowFault with its line. What is no list is passed over."""
    text = decode(data)
    try:
        return _lists(text)
    except json.JSONDecodeError as error:
        sentence = _("This is broken off or not well formed JSON.")
        raise RowFault(sentence, line=error.lineno) from None
    except RecursionError:
        raise RowFault(_("This lies too deep."), line=1) from None
    except ValueError:  # A number of more digits than anybody reads.
        raise RowFault(_("This is broken off or not well formed JSON."), line=1) from None


def _lists(text: str) -> dict[str, list[Placed]]:
    """Walk the outermost object by hand, so that the place of each entry is known."""
    decoder, found = json.JSONDecoder(), dict[str, list[Placed]]()
    at = _expect(text, _skip(text, 0), "{")
    while not text.startswith("}", at):
        if found:
            at = _expect(text, at, ",")
        line = _line(text, at)
        name, at = decoder.raw_decode(text, at)
        if not isinstance(name, str) or name in found:
            words = {"what": name, "line": line}
            raise RowFault(_("“%(what)s” stands on line %(line)s already.") % words, line=line)
        at = _expect(text, _skip(text, at), ":")
        if text.startswith("[", at):
            found[name], at = _entries_at(text, at, decoder)
        else:
            found[name], at = [], decoder.raw_decode(text, at)[1]
        at = _skip(text, at)
    _end(text, at)
    return found


def _entries_at(text: str, at: int, decoder: json.JSONDecoder) -> tuple[list[Placed], int]:
    found: list[Placed] = []
    at = _skip(text, at + 1)
    line, counted = _line(text, at), at
    is_first = True
    while not text.startswith("]", at):
        if not is_first:
            at = _expect(text, at, ",")
        is_first = False
        line, counted = line + text.count("\n", counted, at), at
        value, end = decoder.raw_decode(text, at)
        if isinstance(value, dict):
            found.append(Placed(line, value))
        at = _skip(text, end)
    return found, at + 1


def _end(text: str, at: int) -> None:
    rest = _skip(text, at + 1)
    if rest < len(text):
        raise json.JSONDecodeError("Extra data", text, rest)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _expect(text: str, at: int, sign: str) -> int:
    if not text.startswith(sign, at):
        raise json.JSONDecodeError(f"Expecting {sign}", text, min(at, len(text)))
    return _skip(text, at + 1)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
