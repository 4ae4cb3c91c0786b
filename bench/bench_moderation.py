"""The finder of private details, in characters a second, over the texts that ship.

The ratio stands against one plain pass of a regular expression over the same texts (`\\d+`) in
the same run. What it holds of them is told as well: all of it would be a false alarm. No database.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "freedomcities"
CORPUS = ROOT.parent / "shared" / "corpus" / "texts"
AT_LEAST = 2.0
LONGEST = 100_000
# The slowest that were thought of.
WORST = ("(1", "1-1 ", "1' ", "734 ", "1 a ", "one ", "@", "calle 1 ")


def main() -> None:
    """Print the table."""
    from freedomcities.moderation.private_details import find

    baseline = re.compile(r"\d+").findall
    held = list(_held())
    sets = [
        ("list and its passages", _starter()),
        ("texts of the rules, both languages", _rules()),
        ("made-up true cases", [text for _kind, text in held]),
        ("the same in letters of other scripts", [_elsewhere(text) for _kind, text in held]),
    ]
    if CORPUS.is_dir():
        sets.insert(1, ("whole legal texts", [p.read_text() for p in sorted(CORPUS.glob("*.txt"))]))
    print(f"{'name':<44} {'figure':>12} {'unit':<8} {'ratio':>6}")
    base = _rate(baseline, sets[0][1])
    _row("baseline: one regular expression", base, "chars/s", 1.0)
    for name, texts in sets:
        rate = _rate(find, texts)
        _row(name, rate, "chars/s", rate / _rate(baseline, texts))
        found = sum(bool(find(text)) for text in texts)
        _row(f"  held of {len(texts):,} texts", found, "texts", found / len(texts))
    rate, piece = min((_rate(find, [_long(piece)]), piece) for piece in WORST)
    ratio = rate / _rate(baseline, [_long(piece)])
    _row(f"slowest long text: {piece!r} again and again", rate, "chars/s", ratio)


def _long(piece: str) -> str:
    return (piece * LONGEST)[:LONGEST]


def _starter() -> list[str]:
    texts = []
    for line in (PACKAGE / "adoption" / "data" / "starter.jsonl").read_text().splitlines():
        row = json.loads(line)
        texts += [row.get(name) or "" for name in ("title", "citation", "note")]
        texts += [each.get("quote") or "" for each in row.get("findings", [])]
    return [text for text in texts if text]


def _rules() -> list[str]:
    return [path.read_text() for path in sorted((PACKAGE / "blueprints" / "data").rglob("*.md"))]


def _held() -> list[list[str]]:
    from freedomcities.moderation.tests.detail_cases import HELD

    return [line.split(" | ", 1) for line in HELD.splitlines() if line]


def _elsewhere(text: str) -> str:
    """Its digits as those of another script, with something unseen after each."""
    return re.sub(r"\d", lambda digit: chr(0x0966 + int(digit[0])) + "\u200b", text)


def _rate(do: Callable[[str], object], texts: Sequence[str]) -> float:
    """Characters a second, the best of several passes of some time each."""
    best, length = 0.0, sum(map(len, texts))
    for _ in range(5):
        passes, started = 0, time.perf_counter()
        while (took := time.perf_counter() - started) < AT_LEAST / 10:
            for text in texts:
                do(text)
            passes += 1
        best = max(best, passes * length / max(took, 1e-9))
    return best


def _row(name: str, figure: float, unit: str, ratio: float) -> None:
    print(f"{name:<44} {figure:>12,.0f} {unit:<8} {ratio:>6.3f}", flush=True)


if __name__ == "__main__":
    main()
