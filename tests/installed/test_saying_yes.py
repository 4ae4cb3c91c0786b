"""Two hundred people who say yes at once, at a site that serves, on either engine."""

from __future__ import annotations

import threading
from collections import Counter

import pytest

from tests.installed.command import Home
from tests.installed.databases import rows, run_sql
from tests.installed.serving import serving
from tests.installed.windows import Seen, Window

pytestmark = pytest.mark.installed

PEOPLE, SEATS = 200, 10


def test_exactly_as_many_come_as_there_are_seats_and_the_others_wait_in_order(home: Home) -> None:
    (event,) = next(iter(rows(home, "SELECT id FROM events_event WHERE seats = 25")))
    run_sql(home, f"UPDATE events_event SET seats = {SEATS} WHERE id = '{event}'")
    gate = threading.Barrier(PEOPLE)
    seen: list[Seen] = []

    def say_yes(url: str, number: int) -> None:
        # Each comes from elsewhere: one peer may say yes fifty times an hour.
        window = Window(url, {"X-Forwarded-For": f"198.51.{number // 100}.{number % 100 + 1}"})
        gate.wait()
        seen.append(window.send(f"/events/{event}/yes/", name=f"Guest {number}"))

    with serving(home, TRUSTED_PROXY_COUNT="1") as url:
        threads = [threading.Thread(target=say_yes, args=[url, number]) for number in range(PEOPLE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        page = Window(url).open(f"/events/{event}/").text
    assert Counter(each.status for each in seen) == {200: PEOPLE}
    assert len({each.address for each in seen}) == PEOPLE
    found = rows(
        home,
        f"SELECT number, answer FROM events_signup WHERE event_id = '{event}' ORDER BY number",
    )
    expected = ["comes"] * SEATS + ["waits"] * (PEOPLE - SEATS)
    assert found == [(number, answer) for number, answer in enumerate(expected, 1)]
    counted = f"SELECT taken, waiting, last_number FROM events_event WHERE id = '{event}'"
    assert rows(home, counted) == [(SEATS, PEOPLE - SEATS, PEOPLE)]
    assert "It is full, with a waiting list." in page
