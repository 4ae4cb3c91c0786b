"""Run bench/bench_*.py, each in a home of its own; each table takes its place in bench/results.md.

python tools/bench.py [NAME …]
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.results import put

RESULTS = ROOT / "bench" / "results.md"


def main(names: list[str]) -> int:
    """Run the benchmarks named (all where none is); whatever ended well is kept."""
    there = sorted(path.stem for path in (ROOT / "bench").glob("bench_*.py"))
    chosen = [f"bench_{name.removeprefix('bench_')}" for name in names] or there
    if unknown := sorted(set(chosen) - set(there)):
        print(f"There is no {', '.join(unknown)}: {', '.join(there)}.", file=sys.stderr)
        return 2
    for name in chosen:
        print(f"== {name}", flush=True)
        done = _run(name)
        print(done.stdout, flush=True)
        if done.returncode:
            return done.returncode
        RESULTS.write_text(put(RESULTS.read_text(), name, done.stdout, measured=_measured()))
    return 0


def _run(name: str) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as home:
        return subprocess.run(
            [sys.executable, "-m", f"bench.{name}"],
            cwd=ROOT,
            env={**os.environ, "FREEDOMCITIES_HOME": home},
            text=True,
            stdout=subprocess.PIPE,
            check=False,
        )


def _measured() -> str:
    return (
        f"{datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} cores, {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
