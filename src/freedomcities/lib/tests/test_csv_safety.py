from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freedomcities.lib.csv_safety import neutralise, restore


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠|"))
def test_a_cell_that_would_run_gets_an_apostrophe(sign: str) -> None:
    assert neutralise(f"{sign}SUM(A1)") == f"'{sign}SUM(A1)"


def test_a_harmless_cell_stays_as_it_is() -> None:
    assert neutralise("Ann Arbor = a city") == "Ann Arbor = a city"
    assert neutralise("'tis") == "'tis"


@given(st.text(alphabet="'=+-@|a＝\t\n", max_size=6))
def test_reading_back_gives_what_was_written(cell: str) -> None:
    written = neutralise(cell)
    assert restore(written) == cell
    assert not written.startswith(tuple("=+-@|＝\t\n"))
