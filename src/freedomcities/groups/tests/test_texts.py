from __future__ import annotations

import pytest

from freedomcities.groups.refusals import NothingWritten, TooLong
from freedomcities.groups.texts import many_lines, one_line


def test_a_line_is_one_line_of_what_is_seen() -> None:
    assert one_line(" Ana\t María\n\u202eabc\x00 ", most=20) == "Ana María abc"


def test_a_text_keeps_its_paragraphs() -> None:
    assert many_lines("\n\n a \r\n\r\n\n\nb\nc\n\n", most=20) == "a\n\nb\nc"


@pytest.mark.parametrize("text", ["", "  ", "\u202e\x00"])
def test_nothing_is_refused(text: str) -> None:
    with pytest.raises(NothingWritten):
        one_line(text, most=5)
    assert many_lines(text, most=5, required=False) == ""


def test_too_much_is_refused() -> None:
    assert one_line("x" * 5, most=5) == "xxxxx"
    with pytest.raises(TooLong, match="at most 5 characters"):
        one_line("x" * 6, most=5)
