"""The engine: what is held, what is let through, and that no text can break or slow it."""

from __future__ import annotations

import itertools
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freedomcities.moderation.found import Detail, Found
from freedomcities.moderation.private_details import find, kinds_in
from freedomcities.moderation.tests.detail_cases import HELD, LET_THROUGH

_HELD = [line.split(" | ", 1) for line in HELD.splitlines() if line]
_LET_THROUGH = [line for line in LET_THROUGH.splitlines() if line]
_STARTER_LIST = Path(__file__).parents[2] / "adoption" / "data" / "starter.jsonl"
_LONG = 100_000


def test_the_tables_are_long_enough_to_say_something() -> None:
    assert len(_HELD) >= 150
    assert len(_LET_THROUGH) >= 150
    assert {kind for kind, _text in _HELD} == {kind.value for kind in Detail}


@pytest.mark.parametrize(("kind", "text"), _HELD)
def test_what_is_held(kind: str, text: str) -> None:
    assert Detail(kind) in kinds_in(text), find(text)


@pytest.mark.parametrize("text", _LET_THROUGH)
def test_what_is_let_through(text: str) -> None:
    assert find(text) == ()


def test_the_very_characters_are_named() -> None:
    text = "Call Ann: (734) 555-0123, or ann@example.org."
    assert [(found.kind, text[found.start : found.end]) for found in find(text)] == [
        (Detail.PHONE, "(734) 555-0123"[1:]),
        (Detail.EMAIL, "ann@example.org"),
    ]
    hidden = "x ７\u200b３４-５５５-０１２３ y"
    (found,) = find(hidden)
    assert hidden[found.start : found.end] == "７\u200b３４-５５５-０１２３"
    assert kinds_in("ann@example.org", "734-555-0123") == (Detail.PHONE, Detail.EMAIL)
    assert kinds_in("", "nothing") == ()


def test_a_phone_number_on_three_lines() -> None:
    assert kinds_in("(734)\n555\n0142") == (Detail.PHONE,)
    assert kinds_in("734\n555\n0142") == (Detail.PHONE,)


def test_several_kinds_in_one_text_and_none_overlaps_another() -> None:
    text = "A123456789, 123-45-6789, 7ABC123, 42.2808, -83.7430, 4127 Quillfeather Terrace"
    found = find(text)
    assert [each.kind for each in found] == [
        Detail.ALIEN_NUMBER,
        Detail.SOCIAL_SECURITY,
        Detail.PLATE,
        Detail.COORDINATES,
        Detail.ADDRESS,
    ]
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_nothing_in_the_starter_list_is_held() -> None:
    texts = []
    for line in _STARTER_LIST.read_text().splitlines():
        row = json.loads(line)
        texts += [row.get(name) or "" for name in ("title", "citation", "note", "number")]
        texts += [each.get("quote") or "" for each in row.get("findings", [])]
    assert len(texts) > 250
    assert [text for text in texts if find(text)] == []


def test_nothing_in_the_legal_texts_is_held(shared: Path) -> None:
    texts = [path.read_text() for path in sorted((shared / "corpus" / "texts").glob("*.txt"))]
    assert sum(map(len, texts)) > 100_000
    assert [found for text in texts for found in find(text)] == []


_TRICKY = st.text(alphabet="0123456789 .-()+#@AaSsNnOoIl|/°'\"\n\u200b７٣²½ﬁ§calte ", max_size=400)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), _TRICKY))
def test_any_text_is_read_and_every_place_is_inside_it(text: str) -> None:
    found = find(text)
    assert list(found) == sorted(found)
    for each in found:
        assert 0 <= each.start < each.end <= len(text)
    for one, other in itertools.pairwise(found):
        assert one.end <= other.start


@settings(max_examples=60, deadline=None)
@given(
    # Without the letters of "Sec.", "OAR", "Stat." and the like, after which it would be a law.
    st.text(alphabet="bdfghijklnpqtuvwxyzñБ中", max_size=60),
    st.integers(200, 999),
    st.integers(200, 999),
    st.integers(0, 9999),
    st.sampled_from("-. ·–"),
)
def test_a_phone_number_is_found_wherever_it_stands(
    words: str, area: int, exchange: int, line: int, between: str
) -> None:
    if area % 100 == 11:
        area += 1
    number = between.join([str(area), str(exchange), f"{line:04}"])
    text = f"{words}: {number}. {words}"
    assert Found(len(words) + 2, len(words) + 2 + len(number), Detail.PHONE) in find(text)


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1 ", "a", "a@", "@a.", "1 a ", "1 Aa St", "calle a ", "calle 1 ", "one ", "1 one "),
        *("|", "O|", "(1", "A1", "A 1", "plate ", "car AB", "12.3456,", "1°1", "1'", "734-", "4CF"),
        *("6" * 16, " at a dot ", "12 a b c d ", "https://", "\u200b", "١", "apt ", "PO box "),
        *("1 N. ", "1 N. Main", "a.co", "a.co/", "@ a . ", "@a b c . c o ", "@ a a "),
    ],
)  # fmt: skip
def test_a_long_text_takes_a_time_that_grows_with_its_length_alone(piece: str) -> None:
    """A fast machine needs less than a second; what grows with the square needs minutes."""

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        started = time.process_time()
        find(text)
        return time.process_time() - started

    assert seconds(_LONG) < 12 * max(seconds(_LONG // 4), 0.02)
