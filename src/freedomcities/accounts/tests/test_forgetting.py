"""Accounts that nobody uses are told after a year, and go a month later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail

from freedomcities.accounts.forgetting import gone_idle, warn_idle
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.signing_in import note_visit, week_of
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW, make_ann

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


def away(person: Person, weeks: int) -> None:
    """Somebody who was last here so many weeks ago."""
    day = week_of(NOW) - WEEK * weeks
    Person.objects.get_queryset().filter(pk=person.pk).update(seen_in=day)


def told(person: Person, day: date) -> None:
    Person.objects.get_queryset().filter(pk=person.pk).update(warned_on=day)


def test_whoever_stayed_away_for_a_year_is_told_once() -> None:
    ann, bob = make_ann(), make_ann("bob@example.org")
    system_actor()
    away(ann, 54)
    away(bob, 51)
    assert warn_idle(now=NOW) == 1
    assert warn_idle(now=NOW) == 0
    run_jobs()
    assert [message.to for message in mail.outbox] == [["ann@example.org"]]
    assert not gone_idle(now=NOW).exists()


def test_a_month_after_that_the_account_goes() -> None:
    ann = make_ann()
    away(ann, 58)
    told(ann, NOW.date() - timedelta(days=30))
    assert not gone_idle(now=NOW).exists()
    told(ann, NOW.date() - timedelta(days=31))
    assert gone_idle(now=NOW).get() == ann


def test_nobody_goes_who_was_not_told() -> None:
    away(make_ann(), 80)
    assert not gone_idle(now=NOW).exists()


def test_whoever_comes_stays() -> None:
    ann = make_ann()
    away(ann, 58)
    warn_idle(now=NOW - timedelta(days=40))
    ann.refresh_from_db()
    assert ann.warned_on is not None
    note_visit(ann, now=NOW)
    assert not gone_idle(now=NOW).exists()
    ann.refresh_from_db()
    assert ann.seen_in == week_of(NOW)
    assert ann.warned_on is None
