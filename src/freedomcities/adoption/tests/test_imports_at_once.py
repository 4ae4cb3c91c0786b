"""Two imports at the same moment come one after the other."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from freedomcities.accounts.operations import system_actor
from freedomcities.adoption.import_summary import ImportSummary
from freedomcities.adoption.models import InstrumentVersion, Standing
from freedomcities.adoption.tests.makers import (
    finding_row,
    import_rows,
    instrument_row,
    make_country,
    make_nine,
)
from freedomcities.audit.operations import verify_chain


@pytest.mark.django_db(transaction=True)
def test_the_same_ids_from_both_sides() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's database for tests lives in one connection: it needs a server")
    make_country()
    make_nine()
    system_actor()
    barrier = threading.Barrier(2)
    summaries: list[ImportSummary] = []

    def import_one(rule: str) -> None:
        barrier.wait()
        try:
            rows = [
                instrument_row(f"law-{number}", finding_row(rule), place=place)
                for number, place in enumerate(["26", "2603000", "0820000"] * 20)
            ]
            summaries.append(import_rows(*rows))
        finally:
            connection.close()

    threads = [threading.Thread(target=import_one, args=(rule,)) for rule in ("1", "2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((each.new, each.replaced) for each in summaries) == [(0, 60), (60, 0)]
    assert InstrumentVersion.objects.count() == 60
    assert len(set(Standing.objects.values_list("rule__number", flat=True))) == 1
    assert verify_chain() == 2
