"""A site that serves while a test runs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.installed.command import Home

_READY_SECONDS = 90


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    home: Home, command: str = "serve", *, host: str = "127.0.0.1", **environment: str
) -> Iterator[str]:
    """Serve a home with ``serve`` or ``demo``; its address, once it answers."""
    port = free_port()
    url = f"http://{host}:{port}"
    log_path = home.folder.parent / f"{command}.log"
    with log_path.open("w", encoding="utf-8") as log:
        process = home.start(
            command, "--port", str(port), output=log, PUBLIC_URL=url, **environment
        )
        try:
            _wait(url, process, lambda: log_path.read_text(encoding="utf-8"))
            yield url
        finally:
            _stop(process)


def status_of(url: str) -> int:
    """The status of an answer; 0 where none came."""
    try:
        with urllib.request.urlopen(url, timeout=30) as response:
            response.read()
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _wait(url: str, process: subprocess.Popen[str], log: object) -> None:
    end = time.monotonic() + _READY_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log() if callable(log) else ""
        if status_of(f"{url}/healthz") == 200:
            return
        time.sleep(0.1)
    raise AssertionError(f"{url} did not answer in {_READY_SECONDS} s")


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
