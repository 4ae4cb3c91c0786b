"""The page of results: one section a benchmark, each with the day and machine of its own."""

from __future__ import annotations

import re

HEADING = """# The last benchmarks

Absolute figures drift from machine to machine: read the ratios against the baseline of the same
run. Written by `make bench`; `make bench NAME=people` replaces the table of that one alone.
"""
_SECTION = re.compile(r"^## (bench_\w+)$", re.MULTILINE)


def put(page: str, name: str, table: str, *, measured: str) -> str:
    """The page with the table of one benchmark put in its place; the others stay as they are."""
    sections = _sections(page)
    sections[name] = f"Measured {measured}.\n\n```\n{table.strip()}\n```"
    told = [f"## {each}\n\n{sections[each]}\n" for each in sorted(sections)]
    return "\n".join([HEADING, *told])


def _sections(page: str) -> dict[str, str]:
    _before, *parts = _SECTION.split(page)
    return {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}
