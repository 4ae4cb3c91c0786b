"""Events over real HTTP: `freedomcities serve` with two workers, sixteen connections.

The baseline is the framework alone behind the same server (`bench.bare`), asked before each round
of each row, so that a ratio says which share of it is left with everything that we do.

"Rendered" asks each time for an address that was never asked before, so that no page comes out of
the memory; what the process keeps of a question or of an event's line stays kept, as it does while
a site is visited. "Near other towns" asks another question each time, and "one event" for another
event. Saying yes is what a visitor's browser does: the form is fetched once a connection, then sent
each time with another number and name. Each comes from a peer of its own, as a proxy in front of
the site names it (`TRUSTED_PROXY_COUNT=1`), since fifty an hour from one are enough.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from bench.loading import (
    Line,
    Load,
    bare,
    known,
    report,
    row,
    sent,
    served,
    wait_for_a_new_quarter,
)
from bench.made_events import TOWN, day_of

_BOX = f"place=geoid:{TOWN}&miles=10"


@dataclass(frozen=True, slots=True)
class Site:
    """Where it is served, by which process, and the load of the framework alone."""

    port: int
    pid: int
    base: Load

    def report(self, name: str, load: Load, reach: str) -> None:
        """Run a load and print its rows."""
        report(name, load, self.pid, self.base, reach=reach)


def measure(ids: Sequence[str], towns: Sequence[str], month: tuple[str, str]) -> None:
    """Serve the site of this process's home, and print the rows."""
    until = day_of(200)
    lists = (
        ("list near a town", f"/events/?{_BOX}", "350"),
        ("list of a month", f"/events/?from={month[0]}&until={month[1]}", "350"),
        ("GeoJSON of 500 points", f"/events.geojson?{_BOX}", "180"),
        ("GeoJSON of a state", "/events.geojson?place=geoid:06", "180"),
        ("iCalendar of 200 events", f"/events.ics?{_BOX}&until={until}", "280"),
    )
    home, settings = os.environ["FREEDOMCITIES_HOME"], {"TRUSTED_PROXY_COUNT": "1"}
    with bare() as base, served(home, settings) as (port, pid, _):
        row("served: baseline: the framework alone", base.run(), "/s", 1.0)
        site = Site(port, pid, base)
        site.report("/healthz, which asks the database", Load(port, lambda _: "/healthz"), "4,000")
        one = Load(port, lambda number: f"/events/{ids[number % len(ids)]}/")
        site.report("one event, rendered", one, "500")
        _kept(site, "one event", f"/events/{ids[0]}/")
        others = Load(port, lambda n: f"/events/?place=geoid:{towns[n % len(towns)]}&miles=100")
        site.report("list near other towns, rendered", others, "350")
        for name, address, reach in lists:
            fresh = Load(port, partial(_fresh, address))
            site.report(f"{name}, rendered", fresh, reach)
            _kept(site, name, address)
        _sign_ups(site, ids)


def _fresh(address: str, number: int) -> str:
    """The address as nobody asked for it before."""
    return f"{address}&x={number}"


def _kept(site: Site, name: str, address: str) -> None:
    """From memory, and not modified."""
    site.report(f"{name}, from memory", Load(site.port, lambda _: address), "3,500")
    wait_for_a_new_quarter()
    held = known(Line(site.port), address)
    same = Load(site.port, lambda _: address, held, 304)
    site.report(f"{name}, not modified", same, "3,500")


def _sign_ups(site: Site, ids: Sequence[str]) -> None:
    form = Line(site.port).get(f"/events/{ids[0]}/yes/")
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text())
    token = found.group(1) if found else ""
    cookie = form.header("set-cookie").partition(";")[0]
    own = f"Cookie: {cookie}\r\nOrigin: http://127.0.0.1:{site.port}\r\n"

    def say(event_id: str, number: int) -> bytes:
        said = {"once": UUID(int=number), "name": f"Robin {number}", "csrfmiddlewaretoken": token}
        peer = ".".join(str(number >> shift & 255) for shift in (16, 8, 0))
        headers = f"{own}X-Forwarded-For: 10.{peer}\r\n"
        return sent(f"/events/{event_id}/yes/", urlencode(said), headers)

    spread = Load(site.port, wanted=302, sends=lambda n: say(ids[n * 7 % len(ids)], n))
    site.report("somebody says yes", spread, "500 (p99 300 ms)")
    one = Load(site.port, wanted=302, sends=lambda n: say(ids[0], n))
    site.report("all say yes to one event", one, "500 (p99 300 ms)")
