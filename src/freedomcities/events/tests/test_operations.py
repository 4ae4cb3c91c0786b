from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest

from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.audit.models import AuditEntry
from freedomcities.events.cells import CELL, WIDE, centre_of
from freedomcities.events.choices import Language, State, Where
from freedomcities.events.holding import waiting_words
from freedomcities.events.linked_data import linked
from freedomcities.events.models import Change, Event, EventWords
from freedomcities.events.moderating import (
    accept_words,
    decline_event,
    decline_words,
    publish_event,
    take_down,
)
from freedomcities.events.operations import (
    MOST_CHANGES,
    MOST_IN_SERIES,
    cancel_event,
    change_event,
    put_on_map,
)
from freedomcities.events.page_reads import groups_of
from freedomcities.events.refusals import (
    ChangedTooOften,
    InThePast,
    IsOver,
    MayNot,
    NeedsAddress,
    NeedsLanguage,
    NeedsLink,
    NoSuchTime,
    PlaceClosed,
    SayWhy,
    TooManyRepeats,
    TooManyWaiting,
    ZipElsewhere,
)
from freedomcities.events.tests.makers import (
    HOME_ADDRESS,
    HOST,
    OUTSIDER,
    day_after,
    make_draft,
    make_event,
    make_home_draft,
    make_host,
    make_series,
    snapshot,
)
from freedomcities.groups.refusals import NothingWritten, TooLong
from freedomcities.groups.tests.makers import make_founder, make_group, make_member, some_place
from freedomcities.lib.errors import Refusal
from freedomcities.moderation.choices import Ground
from freedomcities.moderation.models import Case
from freedomcities.places.tests.makers import make_place

pytestmark = pytest.mark.django_db


def test_the_first_event_of_somebody_new_waits_and_the_next_does_not() -> None:
    host = make_host()
    first = make_series(host)[0]
    assert first.state == State.WAITING
    assert not Event.objects.visible_to(None).exists()
    assert list(Event.objects.visible_to(host)) == [first]
    publish_event(first.pk, actor=system_actor(), now=NOW)
    assert list(Event.objects.visible_to(None)) == [first]
    assert make_series(host)[0].state == State.PUBLISHED


def test_words_with_private_details_wait_whoever_wrote_them() -> None:
    host = make_host()
    make_event(host)
    held = make_series(host, make_draft(about="Call me: 734 555 0143"))[0]
    assert held.state == State.WAITING
    assert Case.objects.waiting().get(subject=held.pk).details


def test_what_is_kept_of_a_public_place() -> None:
    event = make_event(make_host(), make_draft(languages=[Language.ENGLISH, Language.SPANISH]))
    place = some_place()
    assert (event.venue, event.address) == ("Downtown library", "343 S Fifth Ave")
    assert bytes(event.home_sealed) == b""
    assert (event.latitude, event.longitude) == (place.latitude, place.longitude)
    assert event.cell == CELL.cell_of(place.latitude, place.longitude)
    assert event.wide_cell == WIDE.cell_of(place.latitude, place.longitude)
    assert event.languages == ",en,es,"
    assert (event.state_code, event.day, event.time_zone) == (
        "MI",
        day_after(14),
        place.time_zone,
    )


def test_the_address_of_a_home_is_sealed_and_nowhere_else() -> None:
    event = make_event(make_host(), make_home_draft())
    place = some_place()
    assert unseal(event, "home_sealed") == HOME_ADDRESS
    assert event.by_approval
    assert (event.latitude, event.longitude) == centre_of(place.latitude, place.longitude)
    # What is sealed is bytes: the words are not in it either.
    assert "Quillfeather" not in str(Event.objects.filter(pk=event.pk).values().get())
    assert "Quillfeather" not in str(list(AuditEntry.objects.values()))


def test_a_home_that_becomes_a_venue_forgets_its_address() -> None:
    host = make_host()
    event = make_event(host, make_home_draft())
    changed = change_event(event.pk, make_draft(), actor=host, now=NOW)
    assert bytes(changed.home_sealed) == b""
    assert [row.before for row in Change.objects.all()] == ["Ann Arbor, MI"]


def test_the_same_home_stays_in_its_cell_when_its_words_change() -> None:
    host = make_host()
    event = make_event(host, make_home_draft())
    Event.objects.filter(pk=event.pk).update(latitude=42.325, longitude=-83.675)
    changed = change_event(event.pk, make_home_draft(title="Second"), actor=host, now=NOW)
    assert (changed.latitude, changed.longitude) == (42.325, -83.675)


@pytest.mark.parametrize(
    ("overrides", "refusal"),
    [
        ({"title": " \u200b "}, NothingWritten),
        ({"title": "x" * 5_000}, TooLong),
        ({"about": ""}, NothingWritten),
        ({"address": ""}, NeedsAddress),
        ({"where": Where.ONLINE, "link": "javascript:alert(1)"}, NeedsLink),
        ({"where": Where.ONLINE, "link": "http://example.org/x"}, NeedsLink),
        ({"languages": ()}, NeedsLanguage),
        ({"zip_code": "99999"}, ZipElsewhere),
        ({"day": day_after(-1)}, InThePast),
        ({"seats": 0}, Refusal),
        ({"seats": 10**7}, Refusal),
    ],
)
def test_bad_drafts_are_refused_and_leave_nothing(
    overrides: dict[str, object], refusal: type[Refusal]
) -> None:
    host = make_host()
    before = snapshot()
    with pytest.raises(refusal):
        make_series(host, make_draft(**overrides))
    assert snapshot() == before


def test_an_hour_that_is_left_out_refuses_the_whole_series() -> None:
    host = make_host()
    # Clocks go forward on March 14, 2027.
    draft = make_draft(day=date(2027, 3, 7), begin=time(2, 30), end=time(4))
    with pytest.raises(NoSuchTime):
        make_series(host, draft, repeats=2, now=datetime(2027, 3, 1, tzinfo=UTC))
    assert not Event.objects.exists()


def test_a_form_that_is_sent_twice_makes_one_event_or_one_series() -> None:
    host, once = make_host(), uuid4()
    first = make_series(host, repeats=3, once=once)
    again = make_series(host, repeats=3, once=once)
    assert [each.pk for each in first] == [each.pk for each in again]
    assert Event.objects.count() == 3
    # Written anew at the same form, or by somebody else, it is another event.
    make_series(host, make_draft(title="Second gathering"), once=once)
    make_series(make_host("another"), repeats=3, once=once)
    assert Event.objects.count() == 7


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_sent_twice_at_once_makes_one_event() -> None:
    host, once, draft = make_host(), uuid4(), make_draft()
    made = race(*[lambda: make_series(host, draft, once=once)[0].pk] * 3)
    assert made == [None] * 3
    assert Event.objects.count() == 1


def test_a_closed_place_is_refused() -> None:
    closed = make_place("2699999", "Gone", closed_on=NOW.date())
    with pytest.raises(PlaceClosed):
        make_series(make_host(), make_draft(place=closed))


def test_a_series_is_read_once_and_shown_together() -> None:
    host = make_host()
    made = make_series(host, repeats=3, every_days=7)
    assert [each.day for each in made] == [day_after(14), day_after(21), day_after(28)]
    assert len({each.series for each in made}) == 1
    assert Case.objects.waiting().count() == 1
    publish_event(made[0].pk, actor=system_actor(), now=NOW)
    assert Event.objects.visible_to(None).count() == 3


def test_a_series_that_is_declined_is_gone_as_a_whole() -> None:
    made = make_series(make_host(), repeats=3)
    decline_event(made[0].pk, ground=Ground.UNRELATED, actor=system_actor(), now=NOW)
    assert not Event.objects.exists()
    assert not Case.objects.waiting().exists()


def test_one_of_a_series_that_was_written_anew_is_read_for_itself() -> None:
    host = make_host()
    made = make_series(host, repeats=2)
    change_event(made[1].pk, make_draft(day=day_after(21), about="Other."), actor=host, now=NOW)
    publish_event(made[0].pk, actor=system_actor(), now=NOW)
    made[1].refresh_from_db()
    assert made[1].state == State.WAITING


def test_a_series_has_an_end() -> None:
    with pytest.raises(TooManyRepeats):
        make_series(make_host(), repeats=MOST_IN_SERIES + 1)


def test_somebody_new_cannot_fill_the_queue() -> None:
    host = make_host()
    for _number in range(5):
        make_series(host, repeats=2)
    with pytest.raises(TooManyWaiting):
        make_series(host)


def test_another_groups_event_is_refused() -> None:
    group = make_group(make_founder())
    with pytest.raises(MayNot):
        make_series(make_host(), group_id=group.pk)
    assert not Event.objects.exists()


def test_a_lead_changes_what_another_of_the_group_put_there_and_a_member_does_not() -> None:
    lead = make_founder()
    group = make_group(lead)
    member = make_member(group, lead)
    event = make_event(lead, group_id=group.pk)
    before = snapshot()
    for stranger in (member.person, make_host(OUTSIDER)):
        with pytest.raises(MayNot):
            change_event(event.pk, make_draft(title="Mine"), actor=stranger, now=NOW)
        with pytest.raises(MayNot):
            cancel_event(event.pk, because="No.", actor=stranger, now=NOW)
    assert snapshot() == before
    assert event.groups.get().group == group


def test_new_words_of_somebody_unknown_wait_and_the_old_ones_stay() -> None:
    host = make_host()
    event = make_event(host)
    changed = change_event(
        event.pk, make_draft(title="New title", about="Call 734 555 0143"), actor=host, now=NOW
    )
    assert changed.title == "First gathering"
    assert EventWords.objects.get().title == "New title"
    decline_words(event.pk, ground=Ground.PRIVATE, actor=system_actor(), now=NOW)
    assert not EventWords.objects.exists()
    change_event(event.pk, make_draft(about="Call 734 555 0143"), actor=host, now=NOW)
    assert accept_words(event.pk, actor=system_actor(), now=NOW).about == "Call 734 555 0143"


def test_a_new_time_is_told_with_the_old_one_and_counts_up_the_sequence() -> None:
    host = make_host()
    event = make_event(host)
    changed = change_event(event.pk, make_draft(begin=time(19)), actor=host, now=NOW)
    assert changed.sequence == event.sequence + 1
    row = Change.objects.get()
    span = f"{event.starts_at.isoformat()}/{event.ends_at.isoformat()}"
    assert (row.what, row.before) == ("time", span)


def test_only_new_words_are_no_change_of_time_or_place() -> None:
    host = make_host()
    event = make_event(host)
    change_event(event.pk, make_draft(title="Another"), actor=host, now=NOW)
    assert not Change.objects.exists()


def test_a_time_that_is_over_can_stay_as_it_is_while_the_event_goes_on() -> None:
    host = make_host()
    event = make_event(host)
    during = event.starts_at + timedelta(minutes=10)
    assert change_event(event.pk, make_draft(title="Now"), actor=host, now=during).title == "Now"
    with pytest.raises(InThePast):
        change_event(event.pk, make_draft(begin=time(18)), actor=host, now=during)
    with pytest.raises(IsOver):
        change_event(event.pk, make_draft(), actor=host, now=event.ends_at)


def test_a_cancelled_event_stays_with_its_reason() -> None:
    host = make_host()
    event = make_event(host)
    with pytest.raises(SayWhy):
        cancel_event(event.pk, because=" ", actor=host, now=NOW)
    cancelled = cancel_event(event.pk, because="The library is closed.", actor=host, now=NOW)
    assert cancelled.state == State.CANCELLED
    assert list(Event.objects.visible_to(None).upcoming(NOW)) == [cancelled]
    assert "STATUS:CANCELLED" in cancelled.calendar_text
    with pytest.raises(IsOver):
        cancel_event(event.pk, because="Again.", actor=host, now=NOW)


def test_one_that_waits_is_taken_away_when_its_host_cancels_it() -> None:
    host = make_host()
    event = make_series(host)[0]
    cancel_event(event.pk, because="", actor=host, now=NOW)
    assert not Event.objects.exists()
    assert not Case.objects.waiting().exists()


def test_an_event_that_moves_into_a_home_is_nowhere_else_while_its_words_wait() -> None:
    host = make_host()
    event = make_event(host)
    change_event(event.pk, make_home_draft(about="Call 734-555-0142."), actor=host, now=NOW)
    event.refresh_from_db()
    assert waiting_words(event)
    assert event.venue == ""
    told = f"{event.calendar_text} {linked(event, groups_of(event))}"
    assert "Downtown library" not in told


def test_nobody_is_flooded_with_changes() -> None:
    host = make_host()
    event = make_event(host)
    for number in range(MOST_CHANGES):
        change_event(event.pk, make_draft(address=f"{number} Main St"), actor=host, now=NOW)
    before = snapshot()
    with pytest.raises(ChangedTooOften):
        change_event(event.pk, make_draft(address="One more"), actor=host, now=NOW)
    assert snapshot() == before
    change_event(event.pk, make_draft(address="11 Main St", seats=5), actor=host, now=NOW)
    tomorrow = NOW + timedelta(days=1)
    change_event(event.pk, make_draft(address="One more"), actor=host, now=tomorrow)
    assert Change.objects.count() == MOST_CHANGES + 1


def test_what_is_taken_down_waits_again() -> None:
    host = make_host()
    event = make_event(host)
    take_down(event.pk, ground=Ground.UNTRUE, actor=system_actor(), now=NOW)
    assert not Event.objects.visible_to(None).exists()
    assert Case.objects.waiting().get().subject == event.pk


def test_nobody_but_moderators_decides() -> None:
    host = make_host()
    event = make_series(host)[0]
    for act in (
        lambda: publish_event(event.pk, actor=host, now=NOW),
        lambda: decline_event(event.pk, ground=Ground.OTHER, actor=host, now=NOW),
        lambda: take_down(event.pk, ground=Ground.OTHER, actor=host, now=NOW),
    ):
        with pytest.raises(MayNot):
            act()


def test_the_log_has_nobodys_name_and_no_words() -> None:
    host = make_host()
    make_event(host)
    told = str(list(AuditEntry.objects.values("action", "subject", "detail")))
    assert "put-on-map" in told
    assert HOST not in told
    assert "gathering" not in told


def test_put_on_map_is_for_people_with_an_account() -> None:
    with pytest.raises(MayNot):
        put_on_map(make_draft(), my_name="System", actor=system_actor(), now=NOW)
