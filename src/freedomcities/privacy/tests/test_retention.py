"""What goes by itself: each kind at its time and not before, and everything private has a kind."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult

from freedomcities.accounts.choices import Role as SiteRole
from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import Person, Session, SignIn
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.signing_in import CODE_LASTS, ask_for_code, week_of
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.audit.operations import verify_chain
from freedomcities.channels.tests.makers import make_channel, make_hook, make_thread
from freedomcities.events.choices import Answer
from freedomcities.events.coming import decline, say_yes
from freedomcities.events.forgetting import NAMES_LAST, ROLES_LAST
from freedomcities.events.handing_out import hand_out_role
from freedomcities.events.models import SignUp
from freedomcities.events.tests.makers import (
    make_begun,
    make_draft,
    make_event,
    make_home_draft,
    make_host,
    make_shown_photo,
)
from freedomcities.groups.joining import ask_to_join, invite
from freedomcities.groups.models import Membership
from freedomcities.groups.operations import close_group, open_group
from freedomcities.groups.tests.makers import make_founder, make_group, make_waiting, some_place
from freedomcities.moderation.models import Case, TakeDown
from freedomcities.notices.models import News
from freedomcities.notices.telling import KEYS_LAST
from freedomcities.privacy.export_links import make_export_link
from freedomcities.privacy.retention import RETENTION, forget, what_is_due

pytestmark = pytest.mark.django_db

DAY, MOMENT = timedelta(days=1), timedelta(seconds=1)
NAMES = [kind.name for kind in RETENTION]


def due(name: str, now: datetime) -> int:
    return what_is_due(now=now)[name]


def is_gone_at(name: str, end: datetime) -> None:
    """Nothing of a kind goes a moment before; one goes then, as was foretold, and it alone."""
    assert forget(now=end - MOMENT)[name] == 0
    assert due(name, end - MOMENT) == 0
    assert due(name, end) == 1
    assert forget(now=end)[name] == 1
    assert due(name, end) == 0


def midnight_after(days: int) -> datetime:
    return NOW.replace(hour=0, minute=0, second=0, microsecond=0) + DAY * days


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len(set(NAMES)) == len(NAMES) == 22
    assert set(what_is_due(now=NOW).values()) == {0}


def test_names_of_those_who_had_a_role_at_an_event() -> None:
    event = make_event(host := make_host())
    hand_out_role(event.pk, "door", name="Rolecanary", actor=host, now=NOW)
    is_gone_at("event_roles", event.ends_at + ROLES_LAST + timedelta(microseconds=1))


def test_who_added_a_photo(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    event = make_begun(host := make_host())
    photo = make_shown_photo(event, host)
    # The name of the host goes with it.
    is_gone_at("photo_people", event.ends_at + NAMES_LAST + timedelta(microseconds=1))
    photo.refresh_from_db()
    assert photo.person is None


def test_codes() -> None:
    ask_for_code("ann@example.org", peer="x", language="en", now=NOW)
    is_gone_at("codes", NOW + CODE_LASTS)
    assert not SignIn.objects.exists()


def test_counts() -> None:
    count(Limit("test", 3, timedelta(minutes=10)), "a", now=NOW)
    is_gone_at("counts", NOW + timedelta(minutes=10))


def test_windows() -> None:
    Session.objects.create(session_key="x", session_data="", expire_date=NOW + 30 * DAY)
    is_gone_at("windows", NOW + 30 * DAY)


def test_letters_that_could_not_leave() -> None:
    write_letter("accounts/letters/idle", to="a@example.org", language="en", context={}, now=NOW)
    is_gone_at("letters", NOW + DAY)


def test_jobs_that_are_done() -> None:
    write_letter("accounts/letters/idle", to="a@example.org", language="en", context={}, now=NOW)
    run_jobs()
    job = DBTaskResult.objects.get()
    assert job.finished_at is not None
    is_gone_at("jobs", job.finished_at + DAY)


def test_news_that_must_not_be_told_twice() -> None:
    News.objects.create(kind="x", key="k", context_sealed=b"", told_at=NOW, handed_out=True)
    is_gone_at("news", NOW + KEYS_LAST)


def test_links_to_exports() -> None:
    make_export_link(actor=make_ann(), now=NOW)
    is_gone_at("exports", NOW + DAY)


def test_requests_that_nobody_decided_on() -> None:
    group = make_group(make_founder())
    ask_to_join(group.pk, name="Ann", text="", actor=make_ann(), now=NOW)
    is_gone_at("requests", midnight_after(30))


def test_invitations() -> None:
    ann = make_founder()
    invite(make_group(ann).pk, actor=ann, now=NOW)
    is_gone_at("invitations", NOW + 14 * DAY)


def test_who_came_to_an_event() -> None:
    event = make_event(make_ann(), make_draft(seats=1))
    for name in ("Comes", "Waits"):
        say_yes(event.pk, once=uuid4(), name=name, language="en", now=NOW)
    is_gone_at("guests", event.ends_at + 7 * DAY)
    assert SignUp.objects.get().answer == Answer.COMES
    is_gone_at("guests", event.ends_at + 30 * DAY)
    event.refresh_from_db()
    assert (event.taken, event.waiting) == (0, 0)


def test_who_asked_to_come_and_who_was_declined() -> None:
    host = make_ann()
    event = make_event(host, make_home_draft())
    for name in ("Declined", "Asks"):
        say_yes(event.pk, once=uuid4(), name=name, language="en", now=NOW)
    decline(event.pk, 1, actor=host, now=NOW)
    is_gone_at("guests", midnight_after(7))
    assert SignUp.objects.get().answer == Answer.ASKS
    is_gone_at("guests", event.ends_at + 7 * DAY)


def test_names_of_members_of_a_group_that_closed() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_group(ann, name="Another")
    close_group(group.pk, actor=ann, now=NOW)
    is_gone_at("memberships", midnight_after(365))
    assert [each.group.name for each in Membership.objects.all()] == ["Another"]


def test_threads_of_channels() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_thread(make_channel(some_place(), ann), group, ann)
    is_gone_at("threads", midnight_after(365))


def test_hooks_of_groups_that_closed() -> None:
    ann = make_founder()
    group = make_group(ann)
    make_hook(group, ann, make_channel(some_place(), ann))
    assert due("hooks", NOW + 300 * DAY) == 0
    close_group(group.pk, actor=ann, now=NOW)
    assert forget(now=NOW)["hooks"] == 1


def test_accounts_that_nobody_uses() -> None:
    ann = make_ann()
    people = Person.objects.get_queryset().filter(pk=ann.pk)
    told = NOW.date() - timedelta(days=30)
    people.update(seen_in=week_of(NOW) - timedelta(weeks=60), warned_on=told)
    is_gone_at("accounts", midnight_after(1))
    assert people.erased().exists()
    assert verify_chain() == 2


def test_whoever_is_told_and_comes_back_stays() -> None:
    ann = make_ann()
    people = Person.objects.get_queryset().filter(pk=ann.pk)
    people.update(seen_in=week_of(NOW) - timedelta(weeks=60))
    assert forget(now=NOW)["accounts"] == 0
    assert people.get().warned_on == NOW.date()
    assert due("accounts", NOW + 30 * DAY) == 0
    assert due("accounts", NOW + 31 * DAY) == 1
    assert SiteRole.STAFF not in system_actor().roles


def test_what_moderators_decided() -> None:
    waiting = make_waiting(make_founder())
    open_group(waiting.pk, actor=system_actor(), now=NOW)
    make_waiting(make_founder("bob"))
    is_gone_at("cases", midnight_after(365))
    assert Case.objects.get().state == "open", "what waits stays"


def test_take_downs_that_were_refused_go_and_notes_of_the_others() -> None:
    more = {"kind": "instrument", "subject": "x", "direction": "take-down", "ground": "other"}
    day = NOW.date()
    done = TakeDown.objects.create(
        **more, note="Why", state="done", asked_on=day, done_on=day + 2 * DAY
    )
    TakeDown.objects.create(**more, note="Why", state="refused", asked_on=day)
    is_gone_at("take_downs", midnight_after(365))
    is_gone_at("take_downs", midnight_after(367))
    assert list(TakeDown.objects.values_list("pk", "note")) == [(done.pk, "")]
