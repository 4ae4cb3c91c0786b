"""Two at once, where the engine lets two write; else one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection


def race(*doers: Callable[[], object]) -> list[object]:
    """What each gave. SQLite in memory lets one connection write."""
    if connection.vendor != "postgresql":
        return [do() for do in doers]
    barrier, found = threading.Barrier(len(doers)), list[object]()

    def run(do: Callable[[], object]) -> None:
        barrier.wait()
        try:
            found.append(do())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(do,)) for do in doers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len(doers)
    return found
