"""The whole suite, part by part; `make test` runs it.

A part whose program is not on this machine is skipped and named, unless REQUIRE_ALL is
set (as in CI), where it fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
REQUIRE_ALL = bool(os.environ.get("REQUIRE_ALL"))
CORES = str(os.cpu_count() or 1)


class Missing(Exception):
    """What this part needs is not on this machine."""


def run(*command: str | Path, **environment: str) -> None:
    """Run a command in the project's root; it must succeed."""
    # What is compiled is kept, whatever the machine is set to: tests start hundreds of processes.
    whole = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment}
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, env=whole)


def lint() -> None:
    """Style, templates, arrows between folders."""
    run(BIN / "ruff", "check", ".")
    run(BIN / "ruff", "format", "--check", ".")
    templates = sorted(str(path) for path in (ROOT / "src").rglob("*.html"))
    run(BIN / "djade", "--check", "--target-version", "5.2", *templates)
    run(BIN / "lint-imports")


def types() -> None:
    """Types, strictly."""
    run(BIN / "mypy")


def sqlite() -> None:
    """Every test that needs no browser, on SQLite."""
    run(BIN / "pytest", "-m", "not browser", "-n", CORES, "--dist", "loadfile")


def postgres() -> None:
    """The same on PostgreSQL."""
    url = os.environ.get("TEST_POSTGRES_URL")
    if not url:
        raise Missing("TEST_POSTGRES_URL names no PostgreSQL")
    # In two runs: tests go by the moment at which theirs began, and codes are good for a quarter
    # of an hour.
    for folder in ("src", "tests"):
        run(
            BIN / "pytest",
            folder,
            "-m",
            "not browser",
            "-n",
            CORES,
            "--dist",
            "loadfile",
            TEST_DATABASE_URL=url,
        )


def browser() -> None:
    """Every journey in a real Chromium."""
    if not (os.environ.get("CHROMIUM") or shutil.which("chromium")):
        raise Missing("Chromium is not installed")
    run(BIN / "pytest", "-m", "browser")


PARTS: dict[str, Callable[[], None]] = {
    part.__name__: part for part in (lint, types, sqlite, postgres, browser)
}


def main(names: list[str]) -> int:
    """Run the parts named, or all; tell what was skipped."""
    skipped, start = [], time.monotonic()
    for name in names or PARTS:
        print(f"\n== {name}: {PARTS[name].__doc__}", flush=True)
        try:
            PARTS[name]()
        except Missing as missing:
            if REQUIRE_ALL:
                print(f"FAILED {name}: {missing}")
                return 1
            skipped.append(f"skipped {name}: {missing}")
        except subprocess.CalledProcessError as failed:
            print(f"FAILED {name}")
            return failed.returncode or 1
    print(
        "\n" + "\n".join([*skipped, f"All that ran passed, in {time.monotonic() - start:.0f} s."])
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
