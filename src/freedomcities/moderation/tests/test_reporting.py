"""Reports: by anybody, counted and not kept, many of them one case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freedomcities.accounts.counting import TooOften
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.moderation.choices import Complaint, Decision, State, Why
from freedomcities.moderation.models import LONGEST_REPORT, Case, Report
from freedomcities.moderation.operations import decide
from freedomcities.moderation.refusals import NoteTooLong, NothingThere
from freedomcities.moderation.reporting import AN_HOUR, MOST_TEXTS, report
from freedomcities.moderation.tests.makers import LEAF, Leaves, make_case, make_moderator, snapshot

pytestmark = pytest.mark.django_db


def tell(text: str = "", *, name: str = "one", peer: str = "192.0.2.1", **more: object) -> Case:
    complaint = more.get("complaint", Complaint.WRONG)
    assert isinstance(complaint, Complaint)
    return report(LEAF, name, complaint, text, peer=peer, now=NOW)


@pytest.fixture(autouse=True)
def public(leaf: Leaves) -> None:
    leaf.states = {"one": "public", "two": "public", "waits": "waiting"}


def test_reports_of_several_are_one_case_with_a_count() -> None:
    first = tell("It is out of date.")
    again = tell("Truly.", peer="192.0.2.2", complaint=Complaint.PRIVATE)
    assert again.pk == first.pk
    assert (again.reporters, again.whys, again.state) == (2, [Why.REPORT], State.OPEN)
    rows = Report.objects.order_by("text").values_list("complaint", "text", "sent_on")
    assert list(rows) == [
        ("wrong", "It is out of date.", NOW.date()), ("private", "Truly.", NOW.date()),
    ]  # fmt: skip


def test_one_peer_counts_once_a_day_and_the_same_words_once() -> None:
    tell("One")
    tell("One")
    case = tell("Two")
    assert (case.reporters, case.reports.count()) == (1, 2)
    tell("One", peer="192.0.2.2")
    case.refresh_from_db()
    assert (case.reporters, case.reports.count()) == (2, 2)
    assert tell("One", name="two").pk != case.pk


def test_nothing_tells_who_reported() -> None:
    tell("See https://example.org/law")
    entry = AuditEntry.objects.get(action="report")
    assert (entry.actor_id, entry.detail) == (system_actor().pk, {"complaint": "wrong"})
    assert {field.name for field in Report._meta.get_fields()} == {
        "id", "case", "complaint", "text", "sent_on",
    }  # fmt: skip
    assert "192.0.2" not in str(snapshot())


def test_a_report_joins_what_waits_for_another_reason() -> None:
    case = make_case("one", whys=[Why.PRIVATE_DETAILS])
    assert tell().pk == case.pk
    case.refresh_from_db()
    assert case.whys == ["private-details", "report"]


@pytest.mark.parametrize("name", ["waits", "nothing"])
def test_what_no_visitor_sees_is_not_reported(name: str) -> None:
    before = snapshot()
    with pytest.raises(NothingThere):
        tell(name=name)
    with pytest.raises(NothingThere):
        report("no-such-kind", "one", Complaint.WRONG, "", peer="p", now=NOW)
    assert snapshot() == before


def test_a_long_report() -> None:
    before = snapshot()
    with pytest.raises(NoteTooLong):
        tell("x" * 5_000)
    assert snapshot() == before
    assert len(tell("x" * LONGEST_REPORT).reports.get().text) == LONGEST_REPORT


def test_a_flood_is_stopped_and_other_peers_are_heard() -> None:
    for number in range(AN_HOUR.most):
        tell(str(number))
    before = snapshot()
    with pytest.raises(TooOften) as refused:
        tell("one more")
    assert 0 < refused.value.retry_after <= 3_600
    assert snapshot() == before
    case = tell("another", peer="192.0.2.2")
    assert (case.reporters, case.reports.count()) == (2, MOST_TEXTS)
    later = NOW + timedelta(hours=1, seconds=1)
    report(LEAF, "two", Complaint.WRONG, "", peer="192.0.2.1", now=later)


def test_what_was_written_is_gone_once_it_is_decided() -> None:
    case = tell("Call 734-555-0123")
    decide(case.pk, Decision.LEAVE, actor=make_moderator(), now=NOW)
    assert not Report.objects.exists()
    assert tell(peer="192.0.2.9").pk != case.pk
