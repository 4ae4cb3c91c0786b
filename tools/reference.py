"""Write docs/commands.md from the commands themselves."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from freedomcities.cli.main import make_parser

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
_HEADING = """# Commands

Written by `make docs` from the commands themselves. Exit 0 on success; 2 on a wrong question,
with one clear sentence on standard error, and with `--json` an object
`{"error": …, "candidates": […]}` on standard output.
"""


def reference() -> str:
    """The whole reference as Markdown."""
    os.environ["COLUMNS"] = "90"
    (commands,) = (
        action
        for action in make_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    parts = [f"\n## {name}\n\n```\n{parser.format_help()}```\n" for name, parser in _all(commands)]
    return _HEADING + "".join(parts)


def _all(commands: argparse._SubParsersAction) -> list[tuple[str, argparse.ArgumentParser]]:
    found = []
    for name, parser in commands.choices.items():
        found.append((name, parser))
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                found += [(f"{name} {inner}", below) for inner, below in _all(action)]
    return found


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
    sys.exit(0)
