"""What came of an event goes by the same rules as its other words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.events.after import desk_after, page_after
from freedomcities.events.choices import State
from freedomcities.events.forgetting import forget_person, held_on
from freedomcities.events.models import Event, EventRecap
from freedomcities.events.moderating import take_down
from freedomcities.events.news import RECAP, RECAP_WORDS
from freedomcities.events.operations import cancel_event
from freedomcities.events.recaps import (
    accept_recap,
    decline_recap,
    show_new_recap,
    show_recap,
    take_down_recap,
    write_recap,
)
from freedomcities.events.refusals import HasNotBeen, IsCancelled, MayNot, NotOnTheMap
from freedomcities.events.tests.makers import (
    OUTSIDER,
    make_event,
    make_host,
    make_series,
    snapshot,
)
from freedomcities.groups.refusals import TooLong
from freedomcities.groups.tests.makers import make_moderator
from freedomcities.moderation.acquaintance import is_known, note_known
from freedomcities.moderation.choices import Complaint, Ground, Why
from freedomcities.moderation.choices import State as CaseState
from freedomcities.moderation.models import Case, Known
from freedomcities.moderation.reporting import report
from freedomcities.notices.models import News

pytestmark = pytest.mark.django_db
TEXT = "We chose whom to meet.\n\nThe next gathering is in two weeks."


def main_of(event: Event) -> Person:
    return event.hosts.get(role="main").person


def write(event: Event, text: str = TEXT, **given: Any) -> EventRecap | None:
    values = {"actor": main_of(event), "now": event.starts_at, **given}
    return write_recap(event.pk, text, **values)


def everybody_reads(event: Event) -> str:
    return page_after(event, now=event.ends_at)["recap"]


def new_host(name: str = "new") -> Event:
    """An event of somebody by whom nothing was accepted, as far as anybody remembers."""
    event = make_event(make_host(name))
    Known.objects.all().delete()
    return event


def test_who_is_known_tells_everybody_at_once() -> None:
    event = make_event(make_host())
    assert everybody_reads(event) == ""
    before = site_version()
    row = write(event, f"  {TEXT}\n\n\n")
    assert row
    assert site_version() > before
    assert (row.text, row.new_text, row.person) == (TEXT, "", None)
    assert everybody_reads(event) == TEXT
    assert page_after(event, now=event.starts_at - timedelta(seconds=1)) == {}
    assert not Case.objects.filter(kind__startswith=RECAP).exists()
    entry = AuditEntry.objects.get(action="write-event-recap")
    assert (entry.subject, entry.detail) == (f"event {event.pk}", {})


def test_who_is_new_waits_for_a_moderator() -> None:
    event = new_host()
    host = main_of(event)
    row = write(event)
    assert row
    assert (row.text, row.new_text, row.person) == ("", TEXT, host)
    assert everybody_reads(event) == ""
    case = Case.objects.get(kind=RECAP_WORDS)
    assert (case.subject, case.whys) == (event.pk, [Why.UNKNOWN_PERSON])
    accept_recap(event.pk, actor=make_moderator(), now=NOW)
    row.refresh_from_db()
    assert (row.text, row.new_text, row.person) == (TEXT, "", None)
    assert everybody_reads(event) == TEXT
    assert is_known(host)
    case.refresh_from_db()
    assert case.state == CaseState.PUBLISHED


def test_private_details_wait_and_what_was_there_stands() -> None:
    event = make_event(make_host())
    write(event)
    row = write(event, "Call me: 734 555 0123")
    assert row
    assert (row.text, row.new_text) == (TEXT, "Call me: 734 555 0123")
    assert everybody_reads(event) == TEXT
    new, old = show_new_recap(event.pk), show_recap(event.pk)
    assert new
    assert old
    assert [each.texts[0].text for each in (new, old)] == ["Call me: 734 555 0123", TEXT]
    assert [each.is_public for each in (new, old)] == [False, True]
    # Written as it was, nothing waits any more.
    row = write(event)
    assert row
    assert (row.text, row.new_text, row.person) == (TEXT, "", None)
    assert Case.objects.get(kind=RECAP_WORDS).state == CaseState.GONE


def test_declined_what_waits_is_gone_and_its_hosts_are_told() -> None:
    event = new_host()
    write(event)
    with pytest.raises(MayNot):
        decline_recap(event.pk, ground=Ground.PRIVATE, actor=main_of(event), now=NOW)
    decline_recap(event.pk, ground=Ground.PRIVATE, actor=make_moderator(), now=NOW)
    assert not EventRecap.objects.exists()
    news = News.objects.get(kind="event-recap-declined")
    assert news.context["ground"] == "private"
    with pytest.raises(MayNot):
        accept_recap(event.pk, actor=system_actor(), now=NOW)


def test_declined_new_words_leave_the_old_ones() -> None:
    event = make_event(make_host())
    write(event)
    write(event, "Call me: 734 555 0123")
    decline_recap(event.pk, ground=Ground.PRIVATE, actor=make_moderator(), now=NOW)
    row = EventRecap.objects.get()
    assert (row.text, row.new_text, row.person) == (TEXT, "", None)


def test_taken_down_nothing_is_left() -> None:
    event = make_event(make_host())
    write(event)
    before = snapshot()
    for actor in (main_of(event), make_host(OUTSIDER)):
        with pytest.raises(MayNot):
            take_down_recap(event.pk, ground=Ground.PRIVATE, actor=actor, now=NOW)
    assert snapshot() == before
    take_down_recap(event.pk, ground=Ground.PRIVATE, actor=make_moderator(), now=NOW)
    assert not EventRecap.objects.exists()
    assert News.objects.filter(kind="event-recap-declined").count() == 1
    with pytest.raises(MayNot):
        take_down_recap(event.pk, ground=Ground.PRIVATE, actor=system_actor(), now=NOW)


def test_what_everybody_reads_is_reported_and_taken_down_while_new_words_wait() -> None:
    event = make_event(make_host())
    write(event)
    write(event, "Call me: 734 555 0123")
    report(RECAP, event.pk, Complaint.WRONG, text="", peer="198.51.100.7", now=NOW)
    assert set(Case.objects.values_list("kind", "state")) >= {
        (RECAP, CaseState.OPEN), (RECAP_WORDS, CaseState.OPEN),
    }  # fmt: skip
    take_down_recap(event.pk, ground=Ground.PRIVATE, actor=make_moderator(), now=NOW)
    assert not EventRecap.objects.exists()
    assert not Case.objects.filter(kind__startswith=RECAP, state=CaseState.OPEN).exists()


def test_what_came_of_an_event_that_is_hidden_is_hidden_with_it() -> None:
    event = make_event(make_host())
    write(event)
    Event.objects.filter(pk=event.pk).update(state=State.WAITING)
    shown = show_recap(event.pk)
    assert shown
    assert not shown.is_public


def test_without_a_text_nothing_stands_there_and_nothing_waits() -> None:
    event = make_event(make_host())
    assert write(event, " \n ") is None
    write(event)
    write(event, "Call me: 734 555 0123")
    assert write(event, "") is None
    assert not EventRecap.objects.exists()
    assert Case.objects.get(kind=RECAP_WORDS).state == CaseState.GONE
    assert everybody_reads(event) == ""


def test_what_cannot_be_told() -> None:
    event = make_event(make_host())

    def refuses(kind: type[Exception], event: Event, text: str = TEXT, **given: Any) -> None:
        before = snapshot()
        with pytest.raises(kind):
            write(event, text, **given)
        assert snapshot() == before

    refuses(HasNotBeen, event, now=event.starts_at - timedelta(seconds=1))
    refuses(TooLong, event, "x" * 1_501)
    refuses(MayNot, event, actor=make_host(OUTSIDER))
    refuses(NotOnTheMap, make_series(make_host("waits"))[0])
    cancel_event(event.pk, because="Rain.", actor=main_of(event), now=NOW)
    refuses(IsCancelled, event)


def test_a_desk_shows_what_is_to_do_from_the_beginning() -> None:
    event = make_event(make_host())
    assert desk_after(event, now=event.starts_at - timedelta(seconds=1)) is None
    begun = desk_after(event, now=event.starts_at)
    assert begun
    assert (begun.is_counting, begun.recap) == (True, None)
    later = desk_after(event, now=event.ends_at + timedelta(days=31))
    assert later
    assert not later.is_counting


def test_an_event_that_is_taken_down_after_it_takes_its_recap_along() -> None:
    event = new_host()
    write(event)
    take_down(event.pk, ground=Ground.PRIVATE, actor=make_moderator(), now=event.ends_at)
    assert not EventRecap.objects.exists()
    assert Case.objects.get(kind=RECAP_WORDS).state == CaseState.GONE


def test_whoever_leaves_takes_along_what_nobody_has_read() -> None:
    event, other = new_host(), make_event(make_host("other"))
    host = main_of(event)
    write(event)
    write(other)
    assert held_on(host)["recaps_that_wait"] == [{"event": "First gathering", "text": TEXT}]
    assert held_on(main_of(other))["recaps_that_wait"] == []
    forget_person(host, now=NOW)
    assert [row.event_id for row in EventRecap.objects.all()] == [other.pk]
    assert Case.objects.get(kind=RECAP_WORDS).state == CaseState.GONE


def test_what_everybody_reads_stays_when_its_writer_leaves() -> None:
    event = make_event(make_host())
    host = main_of(event)
    note_known(host)
    write(event)
    forget_person(host, now=event.ends_at)
    assert EventRecap.objects.get().text == TEXT
