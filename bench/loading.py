"""Asking a real server over loopback: one question, or many connections at once.

The client shares the machine with the server, so that figures are lower bounds. It is one thread
that waits for all connections together, so that it takes as little of the machine as it can.
"""

from __future__ import annotations

import gzip
import os
import re
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median

CONNECTIONS = 16
# A machine that others use too is now fast, now slow: each load comes in rounds, and before each
# round the baseline is asked, so that a ratio is of one and the same second or two.
ROUNDS = 5
SECONDS, SECONDS_OF_BASE = 0.8, 0.4
_QUARTER = 15 * 60
SECONDS_OF_ALL = ROUNDS * (SECONDS + SECONDS_OF_BASE)
WORKERS = 2
ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sys.executable).with_name("freedomcities")
GRANIAN = Path(sys.executable).with_name("granian")
PROCESSES = Path("/proc")

Make = Callable[[int], str]
numbers = count(1)
_ENDED = b"0\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(slots=True)
class Answer:
    """What came back: the status, the headers as they came, the body as it came."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """A header by its name in small letters, "" where it is missing."""
        found = re.search(rb"\r\n" + name.encode() + rb": *([^\r]*)", self.head, re.IGNORECASE)
        return found.group(1).decode() if found else ""

    def text(self) -> str:
        """The body, unpacked."""
        packed = self.header("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Line:
    """One connection that stays open."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.began = 0.0
        self._held = b""
        self._size = 0

    def get(self, path: str, headers: str = "") -> Answer:
        """Ask for an address and read the whole answer."""
        return self.ask(asked(path, headers))

    def ask(self, request: bytes) -> Answer:
        """Send a request and read the whole answer."""
        self.send(request)
        while (answer := self.read()) is None:
            pass
        return answer

    def send(self, request: bytes) -> None:
        """Send a request, and note the time."""
        self._held, self._size, self.began = b"", 0, time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> Answer | None:
        """The answer, once the last of it is there; one look each time."""
        got = self.socket.recv(1_048_576)
        if not got:
            raise ConnectionError("the server hung up")
        self._held += got
        if not self._size:
            head, ended, _rest = self._held.partition(b"\r\n\r\n")
            if not ended:
                return None
            found = _LENGTH.search(head)
            is_open = found is None and b"chunked" in head.lower()
            self._size = -1 if is_open else len(head) + 4 + int(found.group(1) if found else 0)
        is_whole = self._held.endswith(_ENDED) if self._size < 0 else len(self._held) >= self._size
        if not is_whole:
            return None
        head, _ended, body = self._held.partition(b"\r\n\r\n")
        return Answer(int(head[9:12]), head, body)


def asked(path: str, headers: str = "") -> bytes:
    """The request for an address, as a browser that unpacks."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{headers}\r\n".encode()
    )


def sent(path: str, body: str, headers: str = "") -> bytes:
    """The request that sends a form."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n{headers}\r\n{body}"
    ).encode()


@dataclass(slots=True)
class Load:
    """Many connections asking one after the other for a while.

    `make` gives the address of the n-th question or, with `sends`, the whole n-th request.
    """

    port: int
    make: Make | None = None
    headers: str = ""
    wanted: int = 200
    sends: Callable[[int], bytes] | None = None
    times: list[float] = field(default_factory=list)

    def run(self, seconds: float = SECONDS) -> float:
        """Answers a second."""
        before = len(self.times)
        lines = [Line(self.port) for _ in range(CONNECTIONS)]
        started = time.perf_counter()
        until = started + seconds
        with selectors.DefaultSelector() as waiting:
            for line in lines:
                waiting.register(line.socket, selectors.EVENT_READ, line)
                line.send(self._request())
            while waiting.get_map():
                for key, _events in waiting.select():
                    if self._is_done(key.data, until):
                        waiting.unregister(key.fileobj)
        return (len(self.times) - before) / (time.perf_counter() - started)

    def within(self, share: float) -> float:
        """Milliseconds within which this share of the answers came."""
        return sorted(self.times)[int(len(self.times) * share)] * 1000

    def _request(self) -> bytes:
        number = next(numbers)
        if self.sends:
            return self.sends(number)
        return asked(self.make(number) if self.make else "/", self.headers)

    def _is_done(self, line: Line, until: float) -> bool:
        """Look for the line's answer and ask again; whether its time is over."""
        answer = line.read()
        if answer is None:
            return False
        ended = time.perf_counter()
        self.times.append(ended - line.began)
        if answer.status != self.wanted:
            raise SystemExit(f"answered {answer.status}: {self._request()[:200]!r}")
        if ended < until:
            line.send(self._request())
        return ended >= until


def wait_for_a_new_quarter() -> None:
    """Where one ends while we ask: pages are made anew with each quarter of an hour."""
    left = _QUARTER - time.time() % _QUARTER
    if left < SECONDS_OF_ALL + 1:
        time.sleep(left)


def known(line: Line, path: str) -> str:
    """The header of somebody who has a page already."""
    return f"If-None-Match: {line.get(path).header('etag')}\r\n"


@contextmanager
def served(home: str, more: Mapping[str, str] | None = None) -> Iterator[tuple[int, int, float]]:
    """The server's port, its process, and the seconds until it answered; `more` settings."""
    port = _free_port()
    command = [str(COMMAND), "serve", "--port", str(port), "--workers", str(WORKERS)]
    own = {
        "DJANGO_SETTINGS_MODULE": "freedomcities.config.settings",
        "FREEDOMCITIES_HOME": home,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        **(more or {}),
    }
    with _running(command, port, own) as (pid, seconds):
        yield port, pid, seconds


@contextmanager
def bare() -> Iterator[Load]:
    """A load of the framework alone, behind the same server, from the same client."""
    port = _free_port()
    command = [str(GRANIAN), "--interface", "wsgi", "--workers", str(WORKERS)]
    command += ["--blocking-threads", "1", "--port", str(port), "bench.bare:application"]
    with _running(command, port, {"PYTHONPATH": str(ROOT)}):
        yield Load(port, lambda _: "/healthz")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _running(command: list[str], port: int, more: Mapping[str, str]) -> Iterator[tuple[int, float]]:
    """A server's process, and the seconds until it answered."""
    began = time.perf_counter()
    server = subprocess.Popen(
        command,
        env={**os.environ, **more},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        yield server.pid, time.perf_counter() - began
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Ask until it answers."""
    for _ in range(3000):
        if server.poll() is not None:
            raise SystemExit("the server ended before it answered")
        try:
            if Line(port).get("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.01)
    raise SystemExit("the server does not answer")


def report(name: str, load: Load, pid: int, base: Load, *, reach: str) -> None:
    """Run a load in rounds, with the baseline before each, and print their medians.

    The server's own time does not depend on who else asks for the machine.
    """
    rates, ratios, own = [], [], 0.0
    for _round in range(ROUNDS):
        alone = base.run(SECONDS_OF_BASE)
        before = spent(pid)
        rates.append(load.run())
        own += spent(pid) - before
        ratios.append(rates[-1] / alone)
    row(name, median(rates), "/s", median(ratios), reach=reach)
    row("  the best round", max(rates), "/s")
    row("  99 of 100 within", load.within(0.99), "ms")
    row("  the server's own time for one", own / len(load.times), "ms")


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    tasks = (PROCESSES / str(pid) / "task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def spent(pid: int) -> float:
    """Milliseconds of processor time of a process and of all below it."""
    ticks = (PROCESSES / str(pid) / "stat").read_text().rpartition(")")[2].split()[11:13]
    own = sum(map(int, ticks)) * 1000 / os.sysconf("SC_CLK_TCK")
    return own + sum(map(spent, children(pid)))


def row(
    name: str,
    figure: float,
    unit: str,
    ratio: float | None = None,
    *,
    reach: str = "",
) -> None:
    """Print a line of the table; the ratio stands against the baseline's rate."""
    shown = f"{ratio:.2f}" if ratio is not None else ""
    print(f"{name:<46} {figure:>10,.2f} {unit:<6} {shown:>6}  {reach}".rstrip(), flush=True)
