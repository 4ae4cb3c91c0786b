"""Saying yes, changing one's mind, what hosts answer: the operations."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from freedomcities.accounts.counting import TooOften
from freedomcities.accounts.mail_addresses import BadAddress
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.seals import key_rings
from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.events.choices import Answer
from freedomcities.events.coming import (
    approve,
    cancel_yes,
    change_yes,
    decline,
    found_yes,
    remove_sign_up,
    say_yes,
)
from freedomcities.events.models import Event, SignUp
from freedomcities.events.moderating import take_down
from freedomcities.events.operations import cancel_event, change_event
from freedomcities.events.refusals import (
    HasBeen,
    IsCancelled,
    MayNot,
    NoSuchYes,
    NoteHoldsDetails,
    NotOnTheMap,
    WasDeclined,
)
from freedomcities.events.sign_ups import LONGEST_NOTE, guest_of
from freedomcities.events.tests.guests import ADDRESS, GUEST, NOTE, counts, make_yes, names
from freedomcities.events.tests.makers import (
    OUTSIDER,
    make_draft,
    make_event,
    make_home_draft,
    make_host,
    snapshot,
)
from freedomcities.groups.refusals import NothingWritten, TooLong
from freedomcities.groups.tests.makers import make_founder, make_group
from freedomcities.lib.errors import Refusal
from freedomcities.moderation.choices import Ground
from freedomcities.moderation.refusals import HoldsDetails

pytestmark = pytest.mark.django_db


def make_seats(seats: int | None, **overrides: object) -> Event:
    return make_event(make_host(), make_draft(seats=seats, **overrides))


def test_whoever_says_yes_comes_and_what_they_wrote_is_sealed() -> None:
    event = make_seats(None)
    said = make_yes(event, email=f" {ADDRESS.upper()} ", note=f"{NOTE}\n\n\n\nand bread")
    row = SignUp.objects.get()
    assert (row.answer, row.number, row.language) == (Answer.COMES, 1, "en")
    assert row.answered_on == NOW.date()
    guest = guest_of(row)
    assert (guest.name, guest.email) == (GUEST, ADDRESS)
    assert guest.note == f"{NOTE}\n\nand bread"
    assert row.email_index == key_rings().index(ADDRESS)
    held = str(SignUp.objects.values().get())
    for word in (GUEST, "Notecanary", "canary@", said.secret):
        assert word not in held
    assert counts(event) == (1, 0, 1)


def test_a_form_that_is_sent_twice_counts_once_and_answers_the_same() -> None:
    event, once = make_seats(2), uuid4()
    first = make_yes(event, once=once, email=ADDRESS)
    again = make_yes(event, once=once)
    assert (again.sign_up.pk, again.secret) == (first.sign_up.pk, first.secret)
    assert counts(event) == (1, 0, 1)
    # A family that says yes one after the other at one form is a family.
    assert make_yes(event, "Other", once=once).secret != first.secret
    # Another event's form with the same number is another form.
    other = make_event(make_host("another"), make_draft(title="Other"))
    assert make_yes(other, once=once).secret != first.secret


def test_the_number_of_a_form_is_not_what_is_kept() -> None:
    once = uuid4()
    said = make_yes(make_seats(None), once=once)
    held = str(SignUp.objects.values().get())
    assert str(once) not in held
    # Whoever has the database cannot make the link of what is in it by sending a form.
    assert make_yes(Event.objects.get(), once=said.sign_up.pk).secret != said.secret


def test_seats_go_in_order_and_who_comes_later_waits() -> None:
    event = make_seats(2)
    for name in ("A", "B", "C", "D"):
        make_yes(event, name)
    assert names(event) == ["A", "B"]
    assert names(event, Answer.WAITS) == ["C", "D"]
    assert counts(event) == (2, 2, 4)


def test_who_waits_longest_moves_up_when_somebody_cancels() -> None:
    event = make_seats(1)
    said = {name: make_yes(event, name) for name in ("A", "B", "C")}
    cancel_yes(said["A"].secret, now=NOW)
    assert (names(event), names(event, Answer.WAITS)) == (["B"], ["C"])
    # Whoever waits and cancels leaves the seats as they are.
    cancel_yes(said["C"].secret, now=NOW)
    assert (names(event), names(event, Answer.WAITS)) == (["B"], [])
    assert counts(event) == (1, 0, 3)
    with pytest.raises(NoSuchYes):
        cancel_yes(said["A"].secret, now=NOW)


@pytest.mark.parametrize(
    ("seats", "moved"), [(2, ["A", "B"]), (3, ["A", "B", "C"]), (None, list("ABCD"))]
)
def test_more_seats_go_to_those_who_wait(seats: int | None, moved: list[str]) -> None:
    host = make_host()
    event = make_event(host, make_draft(seats=1))
    for name in "ABCD":
        make_yes(event, name)
    change_event(event.pk, make_draft(seats=seats), actor=host, now=NOW)
    assert names(event) == list(moved)
    assert counts(event) == (len(moved), 4 - len(moved), 4)


def test_fewer_seats_send_nobody_away_and_let_nobody_in() -> None:
    host = make_host()
    event = make_event(host, make_draft(seats=3))
    said = [make_yes(event, name) for name in "ABCD"]
    change_event(event.pk, make_draft(seats=1), actor=host, now=NOW)
    assert counts(event) == (3, 1, 4)
    cancel_yes(said[0].secret, now=NOW)
    assert counts(event) == (2, 1, 4)
    for each in said[1:3]:
        cancel_yes(each.secret, now=NOW)
    assert names(event) == ["D"]


def test_at_a_home_everybody_asks_and_its_host_answers() -> None:
    host = make_host()
    event = make_event(host, make_home_draft(seats=1))
    for name in ("A", "B", "C"):
        make_yes(event, name)
    assert names(event, Answer.ASKS) == ["A", "B", "C"]
    assert counts(event) == (0, 0, 3)
    assert approve(event.pk, 2, actor=host, now=NOW).answer == Answer.COMES
    assert approve(event.pk, 1, actor=host, now=NOW).answer == Answer.WAITS
    assert approve(event.pk, 2, actor=host, now=NOW).answer == Answer.COMES
    assert counts(event) == (1, 1, 3)
    decline(event.pk, 2, actor=host, now=NOW)
    assert (names(event), names(event, Answer.DECLINED)) == (["A"], ["B"])
    remove_sign_up(event.pk, 1, actor=host, now=NOW)
    assert counts(event) == (0, 0, 3)
    # A decision can be mended.
    assert approve(event.pk, 2, actor=host, now=NOW).answer == Answer.COMES


def test_what_becomes_a_home_is_for_those_whom_its_host_approves() -> None:
    host = make_host()
    event = make_event(host, make_draft(seats=1))
    for name in ("A", "B"):
        make_yes(event, name)
    change_event(event.pk, make_home_draft(seats=1), actor=host, now=NOW)
    assert names(event, Answer.ASKS) == ["A", "B"]
    assert counts(event) == (0, 0, 2)
    change_event(event.pk, make_draft(seats=1), actor=host, now=NOW)
    assert (names(event), names(event, Answer.WAITS)) == (["A"], ["B"])


def test_only_those_who_host_it_answer() -> None:
    lead, host = make_founder(), make_host()
    group = make_group(lead)
    event = make_event(lead, make_home_draft(), group_id=group.pk)
    event.hosts.update(person=host)
    make_yes(event)
    before = snapshot()
    for person in (lead, make_host(OUTSIDER), system_actor()):
        for act in (approve, decline, remove_sign_up):
            with pytest.raises(MayNot):
                act(event.pk, 1, actor=person, now=NOW)
    for act in (approve, decline, remove_sign_up):
        with pytest.raises(MayNot):
            act(event.pk, 7, actor=host, now=NOW)
        with pytest.raises(MayNot):
            act("bbbbccccdddd", 1, actor=host, now=NOW)
    assert snapshot() == before


def test_what_is_changed() -> None:
    event = make_seats(None)
    said = make_yes(event, note=NOTE, email=ADDRESS)
    change_yes(said.secret, name="Other", note="", email="", now=NOW)
    row = found_yes(said.secret)
    assert guest_of(row) == replace(guest_of(row), name="Other", note="", email="")
    assert (bytes(row.note_sealed), bytes(row.email_sealed), row.email_index) == (b"", b"", "")
    with pytest.raises(NoSuchYes):
        change_yes("x" * 32, name="Other", now=NOW)


def test_whoever_was_declined_changes_nothing_and_can_delete_it() -> None:
    host = make_host()
    event = make_event(host, make_home_draft())
    said = make_yes(event)
    decline(event.pk, 1, actor=host, now=NOW)
    before = snapshot()
    with pytest.raises(WasDeclined):
        change_yes(said.secret, name="Other", now=NOW)
    assert snapshot() == before
    cancel_yes(said.secret, now=NOW)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"name": " "}, NothingWritten),
        ({"name": "\u200b\u3164"}, NothingWritten),
        ({"name": "x" * 5_000}, TooLong),
        ({"name": "734 555 0143"}, HoldsDetails),
        ({"name": "ann@example.org"}, HoldsDetails),
        ({"note": "x" * (LONGEST_NOTE + 1)}, TooLong),
        ({"note": "Call me: 734 555 0143"}, NoteHoldsDetails),
        ({"note": "I live at 12 Main Street"}, NoteHoldsDetails),
        ({"email": "nobody"}, BadAddress),
        ({"email": "\u0430nn@example.org"}, BadAddress),
        ({"email": "a@example.org\nBcc: b@example.org"}, BadAddress),
        ({"email": "a@example.org, b@example.org"}, BadAddress),
    ],
)
def test_bad_input_is_refused_and_changes_nothing(
    words: dict[str, str], refusal: type[Refusal]
) -> None:
    event = make_seats(None)
    said = make_yes(event)
    before = snapshot()
    with pytest.raises(refusal):
        make_yes(event, **{"name": "Ann", **words})
    with pytest.raises(refusal):
        change_yes(said.secret, **{"name": "Ann", **words}, now=NOW)
    assert snapshot() == before


def test_an_event_that_is_closed_takes_nobody_and_lets_everybody_go() -> None:
    host = make_host()
    event = make_event(host)
    said = [make_yes(event, name) for name in "ABC"]
    over = event.ends_at
    with pytest.raises(HasBeen):
        make_yes(event, now=over)
    take_down(event.pk, ground=Ground.OTHER, actor=system_actor(), now=NOW)
    with pytest.raises(NotOnTheMap):
        make_yes(event)
    with pytest.raises(NotOnTheMap):
        approve(event.pk, 1, actor=host, now=NOW)
    cancel_yes(said[0].secret, now=NOW)
    other = make_event(host)
    theirs = make_yes(other)
    cancel_event(other.pk, because="Snow.", actor=host, now=NOW)
    with pytest.raises(IsCancelled):
        make_yes(other)
    with pytest.raises(IsCancelled):
        change_yes(theirs.secret, name="Ann", now=NOW)
    cancel_yes(theirs.secret, now=NOW)
    assert SignUp.objects.count() == 2
    with pytest.raises(MayNot):
        say_yes("bbbbccccdddd", once=uuid4(), name="Ann", language="en", now=NOW)


def test_one_peer_says_yes_fifty_times_an_hour() -> None:
    event = make_seats(None)
    for number in range(50):
        make_yes(event, f"P{number}", peer="192.0.2.1")
    with pytest.raises(TooOften):
        make_yes(event, peer="192.0.2.1")
    make_yes(event, peer="192.0.2.2")
    make_yes(event, peer="192.0.2.1", now=NOW + timedelta(hours=1, seconds=1))
    assert counts(event) == (52, 0, 52)


def test_pages_change_only_where_visitors_see_something_else() -> None:
    event = make_seats(10)
    seen = []
    for number in range(12):
        before = site_version()
        make_yes(event, f"P{number}")
        seen.append(site_version() != before)
    # The first one, nearly full at eight, and full at ten, which is ten people as well.
    assert [number + 1 for number, changed in enumerate(seen) if changed] == [1, 8, 10]


def test_the_log_has_nobodys_name_and_no_time_finer_than_the_day() -> None:
    event = make_seats(1)
    said = make_yes(event, email=ADDRESS, note=NOTE)
    change_yes(said.secret, name="Othercanary", email=ADDRESS, now=NOW)
    cancel_yes(said.secret, now=NOW)
    entries = AuditEntry.objects.filter(action__endswith="-yes")
    assert {each.action for each in entries} == {"say-yes", "change-yes", "cancel-yes"}
    assert {(each.at.hour, each.at.minute, each.at.second) for each in entries} == {(0, 0, 0)}
    assert "anary" not in str(list(AuditEntry.objects.values()))
    assert str(said.sign_up.pk) not in str(list(AuditEntry.objects.values()))
