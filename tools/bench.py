"""Run every bench/bench_*.py in a home of its own and keep the last table in bench/results.md."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results.md"


def main(names: list[str]) -> int:
    """Run the benchmarks named (all where none is), and write what they printed."""
    scripts = [ROOT / "bench" / f"bench_{name}.py" for name in names] or sorted(
        (ROOT / "bench").glob("bench_*.py")
    )
    sections = []
    for script in scripts:
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "FREEDOMCITIES_HOME": home}
            print(f"== {script.stem}", flush=True)
            done = subprocess.run(
                [sys.executable, str(script)],
                cwd=ROOT,
                env=environment,
                text=True,
                stdout=subprocess.PIPE,
                check=False,
            )
            print(done.stdout, flush=True)
            if done.returncode:
                return done.returncode
            sections.append(f"## {script.stem}\n\n```\n{done.stdout.strip()}\n```\n")
    if not names:
        RESULTS.write_text(_heading() + "\n".join(sections))
    return 0


def _heading() -> str:
    return (
        "# The last benchmark\n\n"
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}. Absolute figures drift from machine to machine: read the\n"
        "ratios against the baseline of the same run. Written by `make bench`.\n\n"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
