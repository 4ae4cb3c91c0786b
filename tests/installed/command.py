"""The `freedomcities` command of this environment, in a home of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

COMMAND = Path(sys.executable).parent / "freedomcities"
_TIMEOUT_SECONDS = 120
# What an operator may have set on this machine is none of the tests' business.
_SETTINGS = {
    "BACKUP_RECIPIENT",
    "DATABASE_URL",
    "DATABASE_REPLICA_URLS",
    "DJANGO_SETTINGS_MODULE",
    "EMAIL_URL",
    "FETCH_TEST_HOSTS",
    "PUBLIC_URL",
    "TILES_URL",
    "TRUSTED_PROXY_COUNT",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered: its exit status, and its two outputs."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        """The object that it gave on standard output."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Home:
    """A site's folder; ``database`` is its address, "" for SQLite in the folder."""

    folder: Path
    database: str = ""

    def environment(self, **given: str) -> dict[str, str]:
        """The variables of a shell in which nothing but this home is set."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in _SETTINGS and not name.startswith("FREEDOMCITIES_")
        }
        ours = {"FREEDOMCITIES_HOME": str(self.folder), "DATABASE_URL": self.database}
        return {**kept, **ours, **given}

    def say(self, *words: str | Path, **environment: str) -> Said:
        """Run a command to its end."""
        done = subprocess.run(
            [str(COMMAND), *map(str, words)],
            env=self.environment(**environment),
            cwd=self.folder.parent,
            capture_output=True,
            encoding="utf-8",
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def start(
        self, *words: str | Path, output: IO[str] | None = None, **environment: str
    ) -> subprocess.Popen[str]:
        """Start a command and go on; its words go to ``output``, or can be read from it."""
        return subprocess.Popen(
            [str(COMMAND), *map(str, words)],
            env=self.environment(**environment),
            cwd=self.folder.parent,
            stdout=output or subprocess.PIPE,
            stderr=output or subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )


def check_refusal(said: Said, *parts: str, more: Collection[str] = ()) -> list[dict[str, Any]]:
    """A wrong question asked with ``--json``: exit 2, one sentence, an object; the candidates.

    `more`: further keys that the object has.
    """
    assert said.code == 2, (said.code, said.out, said.err)
    lines = said.err.splitlines()
    assert len(lines) == 1, said.err
    assert lines[0].endswith((".", "?", "…")), lines[0]
    assert not re.search(r"[.?!] [A-Z“]", lines[0]), f"more than one sentence: {lines[0]}"
    for part in parts:
        assert part in lines[0]
    assert set(said.answer) == {"error", "candidates", *more}
    assert said.answer["error"] == lines[0]
    assert isinstance(said.answer["candidates"], list)
    return list(said.answer["candidates"])
