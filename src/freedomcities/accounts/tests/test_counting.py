from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from freedomcities.accounts.counting import Limit, TooOften, count
from freedomcities.accounts.models import Count
from freedomcities.accounts.tests.racing import race

pytestmark = pytest.mark.django_db

LIMIT = Limit("test", 3, timedelta(minutes=10))
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


def test_so_many_in_each_span_wherever_it_begins() -> None:
    for at in (0, 4, 9):
        count(LIMIT, "a", now=minutes(at))
    with pytest.raises(TooOften) as raised:
        count(LIMIT, "a", now=minutes(9.5))
    assert raised.value.retry_after == 30
    assert "in 1 minutes" in str(raised.value)
    count(LIMIT, "a", now=minutes(10))
    with pytest.raises(TooOften) as raised:
        count(LIMIT, "a", now=minutes(13))
    assert raised.value.retry_after == 60


def test_peers_and_purposes_are_counted_apart() -> None:
    for _ in range(3):
        count(LIMIT, "a", now=NOW)
    count(LIMIT, "b", now=NOW)
    count(Limit("other", 3, LIMIT.span), "a", now=NOW)


def test_whoever_was_counted_before_midnight_is_counted_after_it() -> None:
    midnight = datetime(2026, 11, 22, tzinfo=UTC)
    for _ in range(3):
        count(LIMIT, "a", now=midnight - timedelta(minutes=1))
    with pytest.raises(TooOften):
        count(LIMIT, "a", now=midnight + timedelta(minutes=1))
    count(LIMIT, "a", now=midnight + timedelta(minutes=10))


def test_what_is_kept_says_nothing_and_is_soon_gone() -> None:
    count(LIMIT, "192.0.2.7", now=NOW)
    (row,) = Count.objects.all()
    assert "192.0.2.7" not in f"{row.pk} {row.moments}"
    assert row.until == minutes(10)


def test_what_is_refused_inside_a_transaction_leaves_the_rest_of_it() -> None:
    for _ in range(3):
        count(LIMIT, "a", now=NOW)
    with transaction.atomic():
        with pytest.raises(TooOften):
            count(LIMIT, "a", now=NOW)
        count(LIMIT, "b", now=NOW)
    assert Count.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_first_ones_at_once_are_all_counted() -> None:
    at_once = [lambda: count(LIMIT, "a", now=NOW)] * 5
    refused = race(*at_once)
    assert sorted(map(str, refused)) == sorted(map(str, [None] * 3 + [TooOften] * 2))
    assert len(Count.objects.get().moments) == 3
