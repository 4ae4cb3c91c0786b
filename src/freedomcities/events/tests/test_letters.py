"""Letters to those who said yes: their words, whom they go to, and when they leave no more."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import pytest
from django.core import mail

from freedomcities.accounts.choices import LetterState
from freedomcities.accounts.delivering import deliver_due, message_of
from freedomcities.accounts.models import Letter
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW
from freedomcities.events import mailings
from freedomcities.events.choices import Answer, Where, Writes
from freedomcities.events.coming import approve, cancel_yes, change_yes, decline
from freedomcities.events.forgetting import forget_person
from freedomcities.events.letters import _context, write_of_mailing
from freedomcities.events.mailings import start_mailing, write_all, write_rest
from freedomcities.events.models import Event, EventRecap, Mailing
from freedomcities.events.moderating import decline_event, publish_event, take_down
from freedomcities.events.operations import cancel_event, change_event
from freedomcities.events.reminding import remind
from freedomcities.events.saving import save
from freedomcities.events.tests.guests import ADDRESS, GUEST, NOTE, counts, make_yes
from freedomcities.events.tests.makers import (
    HOME_ADDRESS,
    make_draft,
    make_event,
    make_home_draft,
    make_host,
    make_series,
)
from freedomcities.moderation.choices import Ground

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "letters"
AT_HOME = {Writes.APPROVED, Writes.ASKS, Writes.DECLINED}
START = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
ANSWERS = {Writes.WAITS: Answer.WAITS, Writes.ASKS: Answer.ASKS, Writes.DECLINED: Answer.DECLINED}


def kinds() -> list[tuple[str, str]]:
    """The letters that wait, by kind and address, in the order in which they were written."""
    rows = Letter.objects.order_by("created_at", "pk")
    return sorted((row.kind.rpartition("/")[2], unseal(row, "to_sealed")) for row in rows)


def make_guests(event: Event, *names: str, **overrides: object) -> list[str]:
    """People with addresses of their own; the secrets of their links. No letter is left."""
    made = [make_yes(event, name, email=f"{name}@example.org", **overrides) for name in names]
    Letter.objects.all().delete()
    return [each.secret for each in made]


def fixed_event(kind: Writes) -> Event:
    """The same event whenever the tests run."""
    draft = make_home_draft() if kind in AT_HOME else make_draft()
    event = make_event(make_host(), draft)
    yes = make_yes(event, email=ADDRESS, note=NOTE).sign_up
    yes.answer = ANSWERS.get(kind, Answer.COMES)
    yes.save(update_fields=["answer"])
    Event.objects.filter(pk=event.pk).update(
        starts_at=START, ends_at=START + timedelta(hours=1, minutes=30), day=START.date()
    )
    event.refresh_from_db()
    if kind == Writes.THANKS:
        event.attended = 37
        EventRecap.objects.create(event=event, text="We chose whom to meet.")
    if kind == Writes.CANCELLED:
        event.cancelled_because = "The library is closed that day."
    return event


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", Writes)
def test_the_words_of_every_letter(kind: Writes, language: str) -> None:
    event = fixed_event(kind)
    row = event.sign_ups.get()
    row.language = language
    before = {}
    if kind == Writes.CHANGED:
        was = (START - timedelta(days=1)).isoformat()
        before = {"time": f"{was}/{START.isoformat()}", "place": "Old hall, 1 Main St, Ann Arbor"}
    Letter.objects.all().delete()

    def fixed(*args: object) -> dict[str, object]:
        return {**_context(*args), "secret": "SECRET", "event": "bbbbccccdddd"}  # type: ignore[arg-type]

    with patch("freedomcities.events.letters._context", fixed):
        write_of_mailing(kind, row, event, before, now=NOW)
    message = message_of(Letter.objects.get())
    golden = GOLDEN / f"{kind}.{language}.txt"
    said = f"{message.subject}\n\n{message.body}"
    assert said == golden.read_text(encoding="utf-8")
    assert message.to == [ADDRESS]
    # What a stranger wrote is sent to nobody.
    assert GUEST not in said
    assert "Notecanary" not in said
    assert (HOME_ADDRESS in said) == (kind == Writes.APPROVED)


def test_every_letter_has_its_words_written_down() -> None:
    templates = Path(__file__).parents[1] / "templates" / "events" / "letters"
    assert {path.stem for path in templates.iterdir()} == {kind.value for kind in Writes}


def test_thanks_lead_to_the_next_one_and_name_no_small_number() -> None:
    series = make_series(make_host(), every_days=7, repeats=2)
    event = publish_event(series[0].pk, actor=system_actor(), now=NOW)
    row = make_yes(event, email=ADDRESS).sign_up
    event.attended = 9
    Letter.objects.all().delete()
    write_of_mailing(Writes.THANKS, row, event, {}, now=event.ends_at)
    body = message_of(Letter.objects.get()).body
    assert f"/events/{series[1].pk}/" in body
    assert "The next one: First gathering, " in body
    assert "people" not in body


def test_what_was_changed_while_a_moderator_looked_is_told_when_it_is_shown_again() -> None:
    host = make_host()
    event = make_event(host)
    make_guests(event, "a")
    was = event.starts_at
    take_down(event.pk, ground=Ground.UNRELATED, actor=system_actor(), now=NOW)
    for hour in (19, 20):
        draft = make_draft(begin=time(hour), end=time(21), title=f"Unread {hour}")
        change_event(event.pk, draft, actor=host, now=NOW)
    assert write_rest(now=NOW + timedelta(hours=1)) == 0
    assert not Letter.objects.exists()
    shown_again = publish_event(event.pk, actor=system_actor(), now=NOW)
    assert list(event.changes.values_list("before", flat=True)) == [
        f"{was.isoformat()}/{(was + timedelta(hours=1, minutes=30)).isoformat()}"
    ]
    write_all(event.mailings.get().pk, now=NOW)
    assert kinds() == [("changed", "a@example.org")]
    body = message_of(Letter.objects.get()).body
    assert "Before, it was" in body
    assert "6:30 p.m." in body
    assert "7:00 p.m." not in body
    assert shown_again.title == "Unread 20"


def test_what_was_changed_back_is_not_told() -> None:
    host = make_host()
    event = make_event(host)
    make_guests(event, "a")
    take_down(event.pk, ground=Ground.UNRELATED, actor=system_actor(), now=NOW)
    for begin in (time(19), time(18, 30)):
        change_event(event.pk, make_draft(begin=begin), actor=host, now=NOW)
    publish_event(event.pk, actor=system_actor(), now=NOW)
    assert not Mailing.objects.exists()
    assert not event.changes.exists()


def test_whoever_leaves_no_address_gets_no_letter() -> None:
    make_yes(make_event(make_host()))
    assert not Letter.objects.exists()


def test_what_is_answered_at_once() -> None:
    host = make_host()
    event = make_event(host, make_draft(seats=1))
    make_yes(event, "a", email="a@example.org")
    make_yes(event, "b", email="b@example.org", language="es")
    assert kinds() == [("waits", "b@example.org"), ("yes", "a@example.org")]
    home = make_event(host, make_home_draft(seats=1))
    make_guests(home, "c", "d")
    for number in (1, 2):
        approve(home.pk, number, actor=host, now=NOW)
    decline(home.pk, 2, actor=host, now=NOW)
    assert kinds() == [
        ("approved", "c@example.org"),
        ("declined", "d@example.org"),
        ("waits", "d@example.org"),
    ]


def test_the_address_of_a_home_is_in_the_letter_of_the_approved_alone() -> None:
    host = make_host()
    event = make_event(host, make_home_draft(seats=1))
    for name in "abc":
        make_yes(event, name, email=f"{name}@example.org")
    approve(event.pk, 1, actor=host, now=NOW)
    approve(event.pk, 2, actor=host, now=NOW)
    decline(event.pk, 3, actor=host, now=NOW)
    cancel_event(event.pk, because="Snow.", actor=host, now=NOW)
    run_jobs()
    told = {(str(each.to[0]), HOME_ADDRESS in each.body) for each in mail.outbox}
    assert ("a@example.org", True) in told
    assert {to for to, has_it in told if has_it} == {"a@example.org"}
    assert all(HOME_ADDRESS not in each.subject for each in mail.outbox)


def test_whoever_moves_up_is_told_and_nobody_else() -> None:
    event = make_event(make_host(), make_draft(seats=1))
    secrets = make_guests(event, "a", "b", "c")
    cancel_yes(secrets[0], now=NOW)
    write_rest(now=NOW + timedelta(minutes=3))
    assert kinds() == [("moved_up", "b@example.org")]
    assert not Mailing.objects.exists()


def test_a_new_time_is_told_with_the_old_one_to_all_but_the_declined() -> None:
    host = make_host()
    event = make_event(host, make_home_draft())
    make_guests(event, "a", "b", "c")
    approve(event.pk, 1, actor=host, now=NOW)
    decline(event.pk, 2, actor=host, now=NOW)
    Letter.objects.all().delete()
    change_event(event.pk, make_home_draft(begin=time(17)), actor=host, now=NOW)
    mailing = Mailing.objects.get()
    assert write_all(mailing.pk, now=NOW) == 2
    assert kinds() == [("changed", "a@example.org"), ("changed", "c@example.org")]
    run_jobs()
    body = str(mail.outbox[-1].body)
    assert "Before, it was" in body
    assert "6:30 p.m." in body
    assert "5 p.m." in body or "5:00 p.m." in body


def test_new_words_alone_write_to_nobody() -> None:
    host = make_host()
    event = make_event(host)
    make_guests(event, "a")
    change_event(event.pk, make_draft(title="Another"), actor=host, now=NOW)
    assert not Mailing.objects.exists()


def test_a_new_link_is_told_to_whoever_comes() -> None:
    host = make_host()
    online = {"where": Where.ONLINE, "venue": "", "address": ""}
    event = make_event(host, make_draft(**online, link="https://meet.example.org/old"))
    make_guests(event, "a")
    change_event(
        event.pk, make_draft(**online, link="https://meet.example.org/new"), actor=host, now=NOW
    )
    run_jobs()
    body = str(mail.outbox[-1].body)
    assert "https://meet.example.org/new" in body
    assert "https://meet.example.org/old" not in body


def test_a_cancelled_event_is_told_with_the_reason_and_reminds_nobody() -> None:
    host = make_host()
    event = make_event(host)
    make_guests(event, "a", "b")
    soon = event.starts_at - timedelta(hours=2)
    remind(now=soon)
    assert Mailing.objects.get().kind == Writes.TODAY
    cancel_event(event.pk, because="Snow.", actor=host, now=soon)
    assert Mailing.objects.get().kind == Writes.CANCELLED
    run_jobs()
    assert [str(each.subject) for each in mail.outbox] == ["Cancelled: First gathering"] * 2
    assert all("Snow." in str(each.body) for each in mail.outbox)
    assert remind(now=soon) == 0


def test_what_is_taken_off_the_map_for_good_is_told() -> None:
    host = make_host()
    event = make_event(host)
    make_guests(event, "a")
    take_down(event.pk, ground=Ground.OTHER, actor=system_actor(), now=NOW)
    assert remind(now=event.starts_at - timedelta(hours=2)) == 0
    decline_event(event.pk, ground=Ground.OTHER, actor=system_actor(), now=NOW)
    assert not Event.objects.exists()
    assert ("cancelled", "a@example.org") in kinds()
    run_jobs()
    assert [each.to for each in mail.outbox if "Cancelled" in str(each.subject)] == [
        ["a@example.org"]
    ]


def test_nobody_reads_in_a_letter_what_waits_for_a_moderator() -> None:
    host = make_host()
    event = make_event(host, make_draft(seats=1))
    make_guests(event, "a", "b")
    take_down(event.pk, ground=Ground.HARMFUL, actor=system_actor(), now=NOW)
    run_jobs()
    mail.outbox.clear()
    draft = make_draft(title="Slurcanary", venue="Slurcanary", address="Slurcanary 5", seats=2)
    change_event(event.pk, draft, actor=host, now=NOW)
    run_jobs()
    assert [str(each.subject) for each in mail.outbox] == []
    cancel_event(event.pk, because="Slurcanary", actor=host, now=NOW)
    run_jobs()
    assert sorted(str(each.to[0]) for each in mail.outbox) == ["a@example.org", "b@example.org"]
    for each in mail.outbox:
        assert str(each.subject) == "Cancelled: an event in or near Ann Arbor, MI"
        assert "Slurcanary" not in str(each.body)


def test_a_seat_that_is_free_while_a_moderator_reads_is_given_when_it_is_shown_again() -> None:
    event = make_event(make_host(), make_draft(seats=1))
    first, _second = make_guests(event, "a", "b")
    take_down(event.pk, ground=Ground.OTHER, actor=system_actor(), now=NOW)
    cancel_yes(first, now=NOW)
    assert not Mailing.objects.exists()
    publish_event(event.pk, actor=system_actor(), now=NOW)
    assert counts(event) == (1, 0, 2)
    assert [each.kind for each in Mailing.objects.all()] == [Writes.MOVED_UP]


def test_whoever_hosted_alone_and_leaves_the_site_leaves_nobody_waiting() -> None:
    host = make_host()
    event = make_event(host)
    make_guests(event, "a")
    forget_person(host, now=NOW)
    assert Mailing.objects.get().kind == Writes.CANCELLED


def test_reminders_leave_once_each_to_those_who_come() -> None:
    host = make_host()
    event = make_event(host, make_draft(seats=2))
    secrets = make_guests(event, "a", "b", "waits")
    before = event.starts_at - timedelta(days=1)
    assert remind(now=event.starts_at - timedelta(days=2)) == 0
    assert [remind(now=before), remind(now=before)] == [1, 0]
    write_rest(now=before + timedelta(minutes=3))
    assert kinds() == [("tomorrow", "a@example.org"), ("tomorrow", "b@example.org")]
    Letter.objects.all().delete()
    cancel_yes(secrets[0], now=before)
    Mailing.objects.all().delete()
    on_day = event.starts_at - timedelta(hours=3)
    assert [remind(now=on_day), remind(now=on_day)] == [1, 0]
    write_rest(now=on_day + timedelta(minutes=3))
    # Whoever waited has moved up.
    assert kinds() == [("today", "b@example.org"), ("today", "waits@example.org")]


def test_what_a_site_that_stood_still_has_missed_leaves_once() -> None:
    event = make_event(make_host())
    make_guests(event, "a")
    late = event.starts_at - timedelta(hours=1)
    assert remind(now=late) == 1
    assert Mailing.objects.get().kind == Writes.TODAY
    assert remind(now=event.starts_at) == 0


def test_another_time_has_reminders_of_its_own_and_none_in_the_same_hour() -> None:
    host = make_host()
    event = make_event(host)
    make_guests(event, "a")
    noon = event.starts_at - timedelta(hours=6)
    remind(now=noon)
    changed = change_event(event.pk, make_draft(begin=time(19)), actor=host, now=noon)
    assert [row.kind for row in Mailing.objects.all()] == [Writes.CHANGED]
    assert remind(now=noon) == 0
    later = make_draft(day=changed.day + timedelta(days=7))
    change_event(event.pk, later, actor=host, now=noon)
    assert remind(now=noon) == 0
    assert remind(now=noon + timedelta(days=6)) == 1


def test_whoever_cancels_while_a_letter_waits_does_not_get_it() -> None:
    event = make_event(make_host())
    said = make_yes(event, email=ADDRESS)
    soon = event.starts_at - timedelta(hours=2)
    remind(now=soon)
    write_rest(now=soon + timedelta(minutes=3))
    assert len(kinds()) == 2
    Letter.objects.update(state=LetterState.WAITING, due_at=NOW)
    cancel_yes(said.secret, now=soon)
    assert deliver_due(now=soon + timedelta(minutes=4)) == 0
    assert (Letter.objects.count(), mail.outbox) == (0, [])


def test_a_reminder_that_waited_past_a_change_does_not_leave() -> None:
    host = make_host()
    event = make_event(host)
    make_guests(event, "a")
    soon = event.starts_at - timedelta(hours=6)
    remind(now=soon)
    write_rest(now=soon + timedelta(minutes=3))
    assert kinds() == [("today", "a@example.org")]
    change_event(event.pk, make_draft(begin=time(19)), actor=host, now=soon)
    assert deliver_due(now=soon + timedelta(minutes=4)) == 0
    assert kinds() == []


def test_a_job_that_is_killed_in_the_middle_goes_on_and_nobody_is_told_twice() -> None:
    host = make_host()
    event = make_event(host)
    make_guests(event, *(f"p{number}" for number in range(7)))
    start_mailing(Event.objects.get(), Writes.CHANGED, now=NOW)
    mailing = Mailing.objects.get()
    written: list[UUID] = []

    def write_some(*args: object, **more: object) -> None:
        if len(written) == 5:
            raise KeyboardInterrupt
        written.append(mailing.pk)
        write_of_mailing(*args, **more)  # type: ignore[arg-type]

    with (
        patch.object(mailings, "BATCH", 3),
        patch.object(mailings, "write_of_mailing", write_some),
        pytest.raises(KeyboardInterrupt),
    ):
        write_all(mailing.pk, now=NOW)
    # The second batch broke off: of it nothing was written.
    assert len(kinds()) == 3
    assert write_rest(now=NOW + timedelta(minutes=1)) == 0
    assert write_rest(now=NOW + timedelta(minutes=2)) == 1
    assert kinds() == [("changed", f"p{number}@example.org") for number in range(7)]
    assert not Mailing.objects.exists()
    assert write_all(mailing.pk, now=NOW) == 0


def test_whoever_says_yes_after_it_was_begun_is_left_out() -> None:
    event = make_event(make_host())
    make_guests(event, "a")
    start_mailing(Event.objects.get(), Writes.CHANGED, now=NOW)
    make_guests(event, "b")
    write_all(Mailing.objects.get().pk, now=NOW)
    assert kinds() == [("changed", "a@example.org")]


def test_one_address_gets_a_handful_of_letters_a_day_and_everybody_is_counted() -> None:
    event = make_event(make_host(), make_draft(seats=None))
    for number in range(12):
        make_yes(event, f"p{number}", email=ADDRESS)
    assert Letter.objects.count() == 8
    event.refresh_from_db()
    assert event.taken == 12
    make_yes(event, "other", email="other@example.org")
    assert Letter.objects.count() == 9


def test_a_new_address_gets_the_private_link() -> None:
    said = make_yes(make_event(make_host()))
    change_yes(said.secret, name=GUEST, email=ADDRESS, now=NOW)
    change_yes(said.secret, name="Other", email=ADDRESS, now=NOW)
    assert kinds() == [("yes", ADDRESS)]
    run_jobs()
    assert said.secret in str(mail.outbox[0].body)


def test_what_waits_for_a_moderator_again_is_saved_with_its_counts() -> None:
    event = make_event(make_host())
    make_guests(event, "a")
    event.refresh_from_db()
    save(event, now=NOW)
    event.refresh_from_db()
    assert event.taken == 1
