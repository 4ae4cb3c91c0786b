"""Pages as a visitor gets them: a real server with two workers, asked over loopback.

The client shares the machine with the server, so that figures are lower bounds: read the
ratios, which stand against `/healthz` (a view that does next to nothing) in the same run.
"Rendered" asks each time for an address that was never asked before, so that no page comes
out of the memory.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import statistics
import subprocess
import time

from bench.loading import (
    COMMAND,
    PROCESSES,
    Line,
    Load,
    children,
    known,
    numbers,
    report,
    row,
    served,
    wait_for_a_new_quarter,
)

PLACE = "/places/mi/ann-arbor/"
SEARCH = "/places/search/"
MAPS = ("tx", "ca", "ga")


def main() -> None:
    """Make a site, serve it, and print the table."""
    home = os.environ["FREEDOMCITIES_HOME"]
    made = [str(COMMAND), "demo", "--home", home, "--no-serve"]
    began = time.perf_counter()
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    making = time.perf_counter() - began
    print(f"{'name':<46} {'figure':>10} {'unit':<6} {'ratio':>6}  reach")
    with served(home) as (port, pid, cold):
        rates(port, pid)
        sizes(Line(port))
        first_load(Line(port))
        row("memory, all processes, resident", sum(memory(pid, "VmRSS")) / 1024, "MB", reach="350")
        row("  the same, shared pages counted once", proportional(pid) / 1024, "MB")
    row("cold start, to the first answer", cold, "s", reach="2")
    row("a whole site made in an empty home", making, "s", reach="180 with the install")


def rates(port: int, pid: int) -> None:
    """The rows that count answers a second, each with the server's own time for an answer."""
    line = Line(port)
    for page in ("/", "/progress/", PLACE):
        line.get(page)  # figures of the whole list are worked out once, by whoever comes first
    base = Load(port, lambda _: "/healthz")
    row("baseline: /healthz", base.run(), "/s", 1.0, reach="4,000")
    names = typed(line)
    fifty = "/api/v1/places?per_page=50"
    for name, make, wanted, reach in (
        ("place page, rendered", lambda n: f"{PLACE}?x={n}", 200, "100"),
        ("place page, from memory", lambda _: PLACE, 200, "3,500"),
        ("place page, not modified", lambda _: PLACE, 304, "3,500"),
        ("front page, rendered", lambda n: f"/?x={n}", 200, "350"),
        ("front page, from memory", lambda _: "/", 200, "3,500"),
        ("the list, rendered", lambda n: f"/progress/?x={n}", 200, "350"),
        ("the list, from memory", lambda _: "/progress/", 200, "3,500"),
        ("API, 50 places, rendered", fifty_places, 200, "500"),
        ("API, 50 places, not modified", lambda _: fifty, 304, "3,500"),
    ):
        headers = ""
        if wanted == 304:
            wait_for_a_new_quarter()
            headers = known(Line(port), make(0))
        report(name, Load(port, make, headers, wanted), pid, base, reach=reach)
    load = Load(port, lambda n: f"{SEARCH}?q={names[n % len(names)]}&x={n}", "HX-Request: true\r\n")
    report("search while typing, never asked before", load, pid, base, reach="1,000 (p99 20 ms)")


def fifty_places(number: int) -> str:
    """Two thousand different lists of fifty."""
    language = ("", "&lang=en", "&lang=es")[number // 700 % 3]
    return f"/api/v1/places?per_page=50&page={number % 700 + 1}{language}"


def typed(line: Line) -> list[str]:
    """Names half typed, of places all over the country."""
    names = []
    for number in range(1, 760, 38):
        page = json.loads(line.get(f"/api/v1/places?per_page=50&page={number}").text())
        names += [item["name"] for item in page["items"]]
    letters = [
        re.sub(r"[^a-z]", "", name.lower())[: 3 + number % 4] for number, name in enumerate(names)
    ]
    return [each for each in letters if len(each) > 2]


def sizes(line: Line) -> None:
    """The maps: how large, and how long one takes when nobody else asks."""
    for state in MAPS:
        page = line.get(f"/progress/{state}/?x={next(numbers)}")
        drawing = max(re.findall(r"<svg.*?</svg>", page.text(), re.DOTALL), key=len)
        small = len(gzip.compress(drawing.encode(), 6)) / 1024
        row(f"map of {state.upper()}, compressed", small, "kB", reach="50")
        row("  its page, compressed", len(page.body) / 1024, "kB")
        row("  its page, rendered", alone(line, f"/progress/{state}/"), "ms", reach="50 to draw")
    row("place page, rendered, nobody else asking", alone(line, PLACE), "ms")
    row("baseline, nobody else asking", alone(line, "/healthz"), "ms")


def alone(line: Line, path: str) -> float:
    """Milliseconds of the median answer, each rendered."""
    times = []
    for _ in range(25):
        began = time.perf_counter()
        line.get(f"{path}?x={next(numbers)}")
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def first_load(line: Line) -> None:
    """What a browser fetches for the front page on the first visit."""
    page = line.get("/")
    tags = re.findall(r"<(?:link|script|img)\b[^>]*>", page.text())
    wanted = {address for tag in tags if (address := fetched(tag))}
    parts = {address: line.get(address) for address in sorted(wanted)}
    wrong = [address for address, part in parts.items() if part.status != 200]
    if wrong:
        raise SystemExit(f"the front page names {wrong[0]}, which is not there")
    total = len(page.body) + sum(len(part.body) for part in parts.values())
    row("first load of the front page", total / 1024, "kB", reach="100")
    row("  requests", len(parts) + 1, "", reach="10")
    for address, part in sorted(parts.items(), key=lambda each: -len(each[1].body)):
        row(f"  {address.rsplit('/', 1)[-1][:40]}", len(part.body) / 1024, "kB")
    row("  the page itself", len(page.body) / 1024, "kB")


def fetched(tag: str) -> str:
    """The address that a browser fetches for a tag, "" for none."""
    if tag.startswith("<link") and not re.search(r'rel="(?:stylesheet|preload|icon)"', tag):
        return ""
    found = re.search(r'(?:href|src)="(/[^"]+)"', tag)
    return found.group(1) if found else ""


def memory(pid: int, what: str) -> list[int]:
    """Kilobytes of a process and of all below it."""
    status = (PROCESSES / str(pid) / "status").read_text()
    found = re.search(rf"{what}:\s+(\d+)", status)
    own = int(found.group(1)) if found else 0
    return [own, *(kb for child in children(pid) for kb in memory(child, what))]


def proportional(pid: int) -> int:
    """Kilobytes of a process and all below it, what they share counted once."""
    rolled = (PROCESSES / str(pid) / "smaps_rollup").read_text()
    found = re.search(r"Pss:\s+(\d+)", rolled)
    return (int(found.group(1)) if found else 0) + sum(map(proportional, children(pid)))


if __name__ == "__main__":
    main()
