"""`bench/results.md`: a run of one benchmark replaces its own table and no other."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from bench.results import put

BENCH = Path(__file__).parents[2] / "bench"
NAMES = sorted(path.stem for path in BENCH.glob("bench_*.py"))


def test_one_table_is_replaced_and_the_others_stay() -> None:
    page = put("", "bench_b", "b 1", measured="on Monday")
    page = put(page, "bench_a", "a 1\n", measured="on Monday")
    after = put(page, "bench_b", "b 2", measured="on Friday")
    _heading, a, b = after.split("\n## ")
    assert a == "bench_a\n\nMeasured on Monday.\n\n```\na 1\n```\n"
    assert b == "bench_b\n\nMeasured on Friday.\n\n```\nb 2\n```\n"
    assert put(after, "bench_b", "b 2", measured="on Friday") == after


def test_each_table_that_stands_says_on_what_it_was_measured() -> None:
    _heading, *sections = (BENCH / "results.md").read_text(encoding="utf-8").split("\n## ")
    assert sections
    for section in sections:
        name, _, measured, *_table = section.split("\n")
        assert name in NAMES
        assert measured.startswith("Measured 20")
        assert "cores" in measured


@pytest.mark.parametrize("name", NAMES)
def test_each_benchmark_can_be_started(name: str) -> None:
    assert callable(import_module(f"bench.{name}").main)
