"""Text on a picture: which letters the poster face has, and where a line breaks. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

ELLIPSIS = "…"
# Letters that names of places use and the poster face lacks, with what stands for them.
STAND_INS = {"ʻ": "‘", "ʼ": "’", "\u00a0": " ", "\u202f": " "}
_NO_SUCH_LETTER = "\U0010fffd"


def drawable(text: str, font: ImageFont.FreeTypeFont) -> str:
    """Return `text` in letters that `font` has: with stand-ins, without accents, or left out."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_drawable_letter(letter, font) for letter in composed)


def _drawable_letter(letter: str, font: ImageFont.FreeTypeFont) -> str:
    candidates = (letter, STAND_INS.get(letter, ""), unicodedata.normalize("NFKD", letter)[:1])
    return next((one for one in candidates if one and (one == " " or _has(font, one))), "")


@lru_cache(maxsize=2048)
def _has(font: ImageFont.FreeTypeFont, letter: str) -> bool:
    # A letter that the face lacks is drawn as the same box as one that no face has.
    box = font.getmask(_NO_SUCH_LETTER)
    drawn = font.getmask(letter)
    return (drawn.size, bytes(drawn)) != (box.size, bytes(box))


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """Return `text` in at most `most` lines of `width` pixels; what is cut ends in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = [_cut(line, font, width) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _cut(f"{kept[-1].rstrip(ELLIPSIS)}{ELLIPSIS}", font, width)
    return kept


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    bare = line.rstrip(ELLIPSIS)
    while bare and font.getlength(bare + ELLIPSIS) > width:
        bare = bare[:-1].rstrip()
    return bare + ELLIPSIS
