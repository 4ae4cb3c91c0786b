"""Two who act at once, for tests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

from freedomcities.lib.errors import Refusal


def _at_once(*doers: Callable[[], Any]) -> list[type[BaseException] | None]:
    """Do these in threads of their own, all at the same time; what each was refused with."""
    gate = threading.Barrier(len(doers))
    found: list[type[BaseException] | None] = [None] * len(doers)

    def run(number: int, do: Callable[[], Any]) -> None:
        try:
            gate.wait()
            do()
        except Refusal as refusal:
            found[number] = type(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(doers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _in_one_after_the_other(*doers: Callable[[], Any]) -> list[type[BaseException] | None]:
    """The same where threads cannot share the database: each with what it knew before."""
    found: list[type[BaseException] | None] = []
    for do in doers:
        try:
            do()
            found.append(None)
        except Refusal as refusal:
            found.append(type(refusal))
    return found


def race(*doers: Callable[[], Any]) -> list[type[BaseException] | None]:
    """At once on an engine with row locks; SQLite in memory lets one connection write."""
    is_shared = connection.vendor == "postgresql"
    return _at_once(*doers) if is_shared else _in_one_after_the_other(*doers)
