"""Nobody learns from an answer, its time or its work whether an address has an account."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from freedomcities.accounts.models import Count
from freedomcities.accounts.operations import make_person
from freedomcities.accounts.tests.makers import NOW, make_ann, sign_in

pytestmark = pytest.mark.django_db

KNOWN = [f"known{number:02}@example.org" for number in range(40)]
UNKNOWN = [f"other{number:02}@example.org" for number in range(40)]


@pytest.fixture(autouse=True)
def people(db: None) -> None:
    for address in KNOWN:
        make_person(address, now=NOW)


def ask(client: Client, path: str, address: str) -> tuple[int, str, str]:
    response = client.post(path, {"email": address})
    # Otherwise the peer would soon be told to wait.
    Count.objects.all().delete()
    return response.status_code, response.headers["Location"], response.content.decode()


def separation(some: Sequence[float], others: Sequence[float]) -> float:
    """How often one of some takes longer than one of the others: a half where nothing tells them
    apart, 0 or 1 where everything does.
    """
    pairs = [(one > other) + 0.5 * (one == other) for one in some for other in others]
    return sum(pairs) / len(pairs)


@pytest.mark.parametrize("path", ["/account/sign-in/", "/account/address/"])
def test_forty_known_and_forty_unknown_take_the_same_time(path: str) -> None:
    client = Client()
    if path == "/account/address/":
        sign_in(client, make_ann())
    taken: dict[str, list[float]] = {"known": [], "other": []}
    order = [*KNOWN, *UNKNOWN]
    random.Random(20170311).shuffle(order)
    answers = set()
    for address in order:
        start = time.perf_counter()
        answers.add(ask(client, path, address))
        taken[address[:5]].append(time.perf_counter() - start)
    assert len(answers) == 1
    # By chance alone it is beyond these bounds less than once in a hundred thousand runs.
    assert 0.2 < separation(taken["known"], taken["other"]) < 0.8


def test_the_measure_would_tell_them_apart() -> None:
    assert separation([18.0] * 40, [267.0] * 40) == 0.0
    assert separation([1.0, 2.0], [1.0, 2.0]) == 0.5


@pytest.mark.parametrize("path", ["/account/sign-in/", "/account/address/"])
def test_the_database_is_asked_the_same(path: str) -> None:
    client = Client()
    if path == "/account/address/":
        sign_in(client, make_ann())
    ask(client, path, "first@example.org")
    asked = []
    for address in (KNOWN[0], UNKNOWN[0]):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask(client, path, address)
        # Without its values, and the names of savepoints.
        asked.append([query["sql"].split('"')[0] for query in queries.captured_queries])
    assert asked[0] == asked[1]
