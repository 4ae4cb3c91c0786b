"""Demands for data: written down by those who run the site, by month, and never on whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW, make_ann, make_worker
from freedomcities.audit.models import AuditEntry
from freedomcities.groups.tests.makers import make_founder, make_group
from freedomcities.privacy.choices import DemandAnswer, DemandFrom
from freedomcities.privacy.demands import (
    MayNotTell,
    NoSuchDemand,
    answer_demand,
    record_demand,
)
from freedomcities.privacy.models import Demand
from freedomcities.privacy.operations import erase

pytestmark = pytest.mark.django_db

PAGE = "/about/transparency/"


def demand() -> Demand:
    return record_demand(
        sender=DemandFrom.IMMIGRATION, answer=DemandAnswer.PENDING, month=date(2026, 10, 21),
        actor=system_actor(), now=NOW,
    )  # fmt: skip


def test_a_demand_and_its_answer() -> None:
    made = demand()
    assert made.month == date(2026, 10, 1)
    staff, _secret = make_worker(Role.STAFF)
    answer_demand(made.pk, answer=DemandAnswer.NOTHING_HELD, actor=staff, now=NOW)
    made.refresh_from_db()
    assert made.answer == "nothing-held"
    entry = AuditEntry.objects.order_by("-sequence")[0]
    assert (entry.action, entry.subject) == ("answer-demand", f"demand {made.pk}")
    with pytest.raises(NoSuchDemand):
        answer_demand(made.pk + 1, answer=DemandAnswer.REFUSED, actor=staff, now=NOW)


def test_nobody_else_writes_them_down() -> None:
    made = demand()
    reader, _secret = make_worker(Role.READER, Role.MODERATOR)
    for person in (make_ann(), reader):
        with pytest.raises(MayNotTell):
            answer_demand(made.pk, answer=DemandAnswer.REFUSED, actor=person, now=NOW)
        with pytest.raises(MayNotTell):
            record_demand(
                sender=DemandFrom.COURT, answer=DemandAnswer.REFUSED, month=date(2026, 1, 1),
                actor=person, now=NOW,
            )  # fmt: skip
    assert list(Demand.objects.values_list("answer", flat=True)) == ["pending"]


def test_the_page_says_who_demanded_and_what_they_were_told(client: Client) -> None:
    assert "Nobody who runs this site has written down a demand yet." in client.get(PAGE).text
    demand()
    shown = client.get(PAGE).text
    assert "October 2026: immigration authorities – not answered yet" in shown
    assert "octubre de 2026" in client.get(f"/es{PAGE}").text.lower()


def test_numbers_of_people_give_nobody_away(client: Client) -> None:
    group = make_group(make_founder())
    for number in range(11):
        make_ann(f"person{number}@example.org")
    shown = client.get(PAGE).text
    assert "<dd>10 or more people</dd>" in shown
    assert "<dd>none</dd>" in shown
    gone = make_ann("gone@example.org")
    erase(gone, actor=gone, now=NOW)
    group.refresh_from_db()
    assert "<dd>fewer than 10 people</dd>" in client.get(f"{PAGE}?again").text
    assert "<dd>1</dd>" in shown


def test_every_kind_of_thing_stands_there_with_its_time(client: Client) -> None:
    shown = client.get(PAGE).text
    assert "<dt>Requests to join a group</dt>" in shown
    assert "<dd>until the group has decided; 30 days at most</dd>" in shown
    assert "<dt>Solicitudes para entrar en un grupo</dt>" in client.get(f"/es{PAGE}").text
