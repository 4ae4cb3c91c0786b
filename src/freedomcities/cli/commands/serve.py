"""`freedomcities serve`: the web, and beside it a process for jobs and what time brings."""

from __future__ import annotations

import argparse

# A web worker that is forked while a thread here is loading a module has half of it for ever. The
# look at our own address is such a thread, and names of hosts need this one.
import encodings.idna  # noqa: F401
import importlib
import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from freedomcities.cli.answer import Answer
from freedomcities.lib.errors import Refusal

HELP = "Serve the site."
NEEDS_SITE = False

_APPLICATION = "freedomcities.config.wsgi:application"
_RESPAWN_SECONDS = 2.0
_ANY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104


def add_address(parser: argparse.ArgumentParser) -> None:
    """The arguments that say where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", default=8000, type=int, help="port to listen on (8000)")
    parser.add_argument("--workers", type=int, help="web processes (one a core)")


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    add_address(parser)


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Serve until stopped."""
    url = address_of(args)
    server = Server(args.host, args.port, args.workers)
    from freedomcities.cli.site import open_site

    open_site()
    from freedomcities.cli.founding import bring_up_to_date, collect_static

    collect_static()
    bring_up_to_date()
    server.serve(ready=lambda: answer.say(f"The site: {url}/"))


def address_of(args: argparse.Namespace) -> str:
    """The site's address: PUBLIC_URL, or else the address served, which it then becomes."""
    host = "127.0.0.1" if args.host in _ANY_ADDRESS else args.host
    bracketed = f"[{host}]" if ":" in host else host
    os.environ.setdefault("PUBLIC_URL", f"http://{bracketed}:{args.port}")
    return os.environ["PUBLIC_URL"].rstrip("/")


@dataclass(frozen=True, slots=True)
class Server:
    """Where to listen. A port that is taken is refused before any work is done."""

    host: str
    port: int
    workers: int | None

    def __post_init__(self) -> None:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except (OSError, OverflowError):
                raise Refusal(
                    f"Nothing can listen on {self.host}, port {self.port}, perhaps because "
                    "something else runs there: try another --port."
                ) from None
        if self.workers is not None and self.workers < 1:
            raise Refusal("--workers is a whole number from 1.")

    def serve(self, *, ready: Callable[[], None]) -> None:
        """Serve until stopped; ``ready`` is called once the first answer came."""
        from django.db import connection, connections
        from granian import Granian
        from granian.constants import Interfaces
        from granian.log import LogLevels

        # Loaded here, so that the web workers, which are forked, share it.
        module, _colon, _name = _APPLICATION.partition(":")
        importlib.import_module(module)
        on_sqlite = connection.vendor == "sqlite"
        connections.close_all()
        threading.Thread(target=self._announce, args=[ready], daemon=True).start()
        threading.Thread(target=_keep_working, daemon=True).start()
        Granian(
            _APPLICATION,
            address=self.host,
            port=self.port,
            interface=Interfaces.WSGI,
            workers=self.workers or os.cpu_count() or 1,
            # One writer at a time is what SQLite can do; PostgreSQL answers several.
            blocking_threads=1 if on_sqlite else 4,
            respawn_failed_workers=True,
            log_enabled=True,
            log_level=LogLevels.warning,
        ).serve()

    def _announce(self, ready: Callable[[], None]) -> None:
        host = "127.0.0.1" if self.host in _ANY_ADDRESS else self.host
        bracketed = f"[{host}]" if ":" in host else host
        for _ in range(300):
            try:
                request = urllib.request.Request(
                    f"http://{bracketed}:{self.port}/healthz", headers={"Host": "localhost"}
                )
                urllib.request.urlopen(request, timeout=5).close()  # noqa: S310
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        ready()


def _keep_working() -> None:
    """A process for jobs, and another one where it ends."""
    words = [sys.executable, "-m", "freedomcities.cli", "work", "--beside", str(os.getpid())]
    while True:
        # Not through `subprocess`: its pipe would be held open by a web worker that is forked at
        # the same moment, and nobody would notice that the process is gone.
        process = os.posix_spawn(sys.executable, words, os.environ)
        os.waitpid(process, 0)
        time.sleep(_RESPAWN_SECONDS)
