"""Photos of an event: who adds them and when, who decides, and when they and their files go."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from freedomcities.accounts.choices import Role
from freedomcities.accounts.counting import TooOften
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW, make_worker
from freedomcities.accounts.tests.racing import race
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.events import photos
from freedomcities.events.choices import PhotoState, State
from freedomcities.events.forgetting import (
    NAMES_LAST,
    forget_person,
    forget_photo_people,
    held_on,
    old_photo_people,
)
from freedomcities.events.hosting import invite_host, leave_hosting, use_host_invitation
from freedomcities.events.models import Event, EventPhoto
from freedomcities.events.moderating import take_down
from freedomcities.events.operations import cancel_event
from freedomcities.events.photo_moderating import (
    decline_photo,
    publish_photo,
    show_photo,
    take_down_photo,
)
from freedomcities.events.photos import MOST_PHOTOS, PHOTO, add_photo, remove_photo
from freedomcities.events.refusals import MayNot, PhotosLater, SayAgreed, TooManyPhotos
from freedomcities.events.tests.makers import (
    make_begun,
    make_draft,
    make_event,
    make_host,
    make_photo,
    make_series,
    make_shown_photo,
    snapshot,
)
from freedomcities.groups.choices import Role as GroupRole
from freedomcities.groups.tests.makers import make_founder, make_group, make_member
from freedomcities.lib.errors import Refusal
from freedomcities.media.files import all_files
from freedomcities.media.models import Picture
from freedomcities.media.refusals import NeedsAlt, NoPicture
from freedomcities.media.tests.makers import photo
from freedomcities.moderation.choices import Decision, Ground, Why
from freedomcities.moderation.choices import State as CaseState
from freedomcities.moderation.models import Case
from freedomcities.moderation.operations import decide
from freedomcities.moderation.refusals import NotOnesOwn
from freedomcities.notices.models import News

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def files() -> int:
    return sum(1 for _each in all_files())


def make_moderator() -> Person:
    return make_worker(Role.MODERATOR)[0]


def make_cohost(event: Event, host: Person) -> Person:
    cohost = make_host("cohost")
    secret = invite_host(event.pk, actor=host, now=NOW)
    use_host_invitation(secret, name="Cohost", actor=cohost, now=NOW)
    return cohost


def all_there_is() -> list[Any]:
    cases = list(Case.objects.filter(kind=PHOTO).order_by("pk").values())
    return [snapshot(), list(Picture.objects.order_by("pk").values()), files(), cases]


def refused(kind: type[Refusal], do: Callable[[], object]) -> None:
    before = all_there_is()
    with pytest.raises(kind):
        do()
    assert all_there_is() == before


def test_a_photo_waits_whoever_adds_it() -> None:
    host = make_host()
    event = make_begun(host)
    version = site_version()
    made = make_photo(event, host, alt=" Hands  over a map. ")
    assert made.state == PhotoState.WAITING
    assert (made.person, made.event) == (host, event)
    picture = made.picture
    assert (picture.alt, picture.width, picture.height) == ("Hands over a map.", 1200, 800)
    assert picture.owner == PHOTO
    assert files() == 3
    case = Case.objects.get(kind=PHOTO, subject=picture.pk)
    assert (case.state, case.whys, case.details) == (CaseState.OPEN, [Why.EVERY_ONE], [])
    entry = AuditEntry.objects.filter(action="add-photo").get()
    assert (entry.subject, entry.detail) == (f"event {event.pk}", {})
    assert site_version() == version
    assert photos_for_everybody() == []


def photos_for_everybody() -> list[str]:
    return list(EventPhoto.objects.for_everybody().values_list("picture", flat=True))


def test_private_details_in_its_words_are_marked() -> None:
    host = make_host()
    made = make_photo(make_begun(host), host, alt="Ana, 734-555-0123")
    case = Case.objects.get(kind=PHOTO, subject=made.picture_id)
    assert case.whys == [Why.PRIVATE_DETAILS, Why.EVERY_ONE]
    assert case.details == ["phone"]


def test_co_hosts_and_those_who_organize_the_group_add_photos_too() -> None:
    host = make_founder()
    group = make_group(host)
    organizer = make_member(group, host, "organizer", role=GroupRole.ORGANIZER).person
    event = make_begun_of(group.pk, host)
    cohost = make_cohost(event, host)
    for each in (host, cohost, organizer):
        make_photo(event, each)
    assert [row.person for row in event.photos.order_by("pk")] == [host, cohost, organizer]


def make_begun_of(group_id: str, host: Person) -> Event:
    draft = make_draft(day=(NOW - timedelta(days=2)).date())
    return make_event(host, draft, group_id=group_id, now=NOW - timedelta(days=30))


def test_nobody_else_adds_any() -> None:
    host = make_host()
    event = make_begun(host)
    for each in (make_host("outsider"), make_moderator()):
        refused(MayNot, lambda each=each: make_photo(event, each))  # type: ignore[misc]
    refused(MayNot, lambda: add(Event(pk="gone"), host))


def add(event: Event, host: Person, **how: Any) -> EventPhoto:
    values: dict[str, Any] = {"alt": "All.", "agreed": True, "now": NOW, **how}
    file = values.pop("file", None) or photo()
    return add_photo(event.pk, file, actor=host, **values)


def test_only_once_it_has_begun() -> None:
    host = make_host()
    event = make_event(host)
    refused(PhotosLater, lambda: add(event, host))
    refused(PhotosLater, lambda: add(event, host, now=event.starts_at - timedelta(seconds=1)))
    add(event, host, now=event.starts_at)
    assert event.photos.count() == 1


def test_not_while_it_waits_nor_once_it_is_cancelled() -> None:
    host = make_host()
    waiting = make_series(host)[0]
    assert waiting.state == State.WAITING
    refused(PhotosLater, lambda: add(waiting, host, now=waiting.starts_at))
    event = make_event(host)
    cancel_event(event.pk, because="Ice.", actor=host, now=event.starts_at)
    refused(PhotosLater, lambda: add(event, host, now=event.starts_at))


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        (SayAgreed, {"agreed": False}),
        (NeedsAlt, {"alt": "  "}),
        (NeedsAlt, {"alt": "x" * 201}),
        (NoPicture, {"file": io.BytesIO(b"<html>")}),
    ],
)
def test_what_is_no_photo_to_show_leaves_nothing(
    kind: type[Refusal], how: dict[str, Any], folder: Path
) -> None:
    host = make_host()
    event = make_begun(host)
    refused(kind, lambda: add(event, host, **how))
    assert list(folder.rglob("*")) == []


def test_where_the_log_cannot_be_written_no_file_stays(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    host = make_host()
    event = make_begun(host)

    def broken(*_args: object, **_how: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(photos, "note", broken)
    before = snapshot()
    with pytest.raises(RuntimeError):
        add(event, host)
    assert snapshot() == before
    assert Picture.objects.count() == 0
    assert list(folder.rglob("*")) == []


def test_twelve_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    host = make_host()
    event = make_begun(host)
    for _number in range(MOST_PHOTOS):
        make_photo(event, host)
    refused(TooManyPhotos, lambda: add(event, host))
    monkeypatch.setattr(photos, "rebuild", lambda _file: pytest.fail("worked for nothing"))
    refused(TooManyPhotos, lambda: add(event, host))


def test_two_at_once_find_room_for_one(folder: Path) -> None:
    host = make_host()
    event = make_begun(host)
    cohost = make_cohost(event, host)
    for _number in range(MOST_PHOTOS - 1):
        make_photo(event, host)
    found = race(lambda: add(event, host), lambda: add(event, cohost))
    assert set(found) == {None, TooManyPhotos}
    assert event.photos.count() == MOST_PHOTOS
    assert files() == 3 * MOST_PHOTOS


def test_a_photo_that_is_sent_twice_is_there_once(folder: Path) -> None:
    host = make_host()
    event, other = make_begun(host), make_begun(host)
    file = photo().getvalue()
    first = add(event, host, file=io.BytesIO(file))
    assert add(event, host, file=io.BytesIO(file)) == first
    race(*[lambda: add(event, host, file=io.BytesIO(file))] * 2)
    assert event.photos.count() == 1
    assert files() == 3
    assert Case.objects.filter(kind=PHOTO).count() == 1
    # At another event it is another photo, and so it is once the first was taken away.
    assert add(other, host, file=io.BytesIO(file)) != first
    remove_photo(event.pk, first.picture_id, actor=host, now=NOW)
    assert add(event, host, file=io.BytesIO(file)) != first


def test_forty_an_hour_are_looked_at() -> None:
    host = make_host()
    event = make_begun(host)
    for _number in range(photos.AN_HOUR.most):
        with pytest.raises(NoPicture):
            add(event, host, file=io.BytesIO(b"x"))
    refused(TooOften, lambda: add(event, host))


def test_a_moderator_lets_it_in() -> None:
    host, moderator = make_host(), make_moderator()
    event = make_begun(host)
    made = make_photo(event, host)
    version = site_version()
    case = Case.objects.get(kind=PHOTO)
    decide(case.pk, Decision.PUBLISH, actor=moderator, now=NOW)
    assert photos_for_everybody() == [made.picture_id]
    assert Case.objects.get(pk=case.pk).state == CaseState.PUBLISHED
    assert site_version() > version


def test_nobody_lets_in_their_own() -> None:
    moderator = make_moderator()
    event = make_begun(moderator)
    made = make_photo(event, moderator)
    case = Case.objects.get(kind=PHOTO, subject=made.picture_id)
    with pytest.raises(NotOnesOwn):
        decide(case.pk, Decision.PUBLISH, actor=moderator, now=NOW)
    assert photos_for_everybody() == []


@pytest.mark.parametrize("do", [publish_photo, decline_photo, take_down_photo])
def test_nobody_else_decides(do: Callable[..., object]) -> None:
    host = make_host()
    made = make_photo(make_begun(host), host)
    how = {} if do is publish_photo else {"ground": Ground.PRIVATE}
    for each in (host, make_host("outsider")):
        refused(MayNot, lambda each=each: do(made.picture_id, actor=each, now=NOW, **how))  # type: ignore[misc]
    refused(MayNot, lambda: do("0" * 32, actor=make_moderator(), now=NOW, **how))


@pytest.mark.parametrize(
    ("make", "decision", "state"),
    [
        (make_photo, Decision.DECLINE, CaseState.DECLINED),
        (make_shown_photo, Decision.TAKE_DOWN, CaseState.TAKEN_DOWN),
    ],
)
def test_what_a_moderator_refuses_is_deleted_and_its_hosts_hear_why(
    make: Callable[..., EventPhoto], decision: Decision, state: CaseState
) -> None:
    host, moderator = make_host(), make_moderator()
    event = make_begun(host)
    kept, made = make_shown_photo(event, host), make(event, host)
    News.objects.all().delete()
    case = Case.objects.filter(kind=PHOTO, subject=made.picture_id).latest("opened_on")
    if decision == Decision.DECLINE:
        decide(case.pk, decision, ground=Ground.PRIVATE, actor=moderator, now=NOW)
        assert Case.objects.get(pk=case.pk).state == state
    else:
        take_down_photo(made.picture_id, ground=Ground.PRIVATE, actor=moderator, now=NOW)
    assert Picture.objects.get() == kept.picture
    assert files() == 3
    told = News.objects.get()
    assert told.kind == "event-photo-declined"
    assert told.context == {"event": event.pk, "title": event.title, "ground": "private"}


def test_a_case_of_a_photo_shows_it() -> None:
    host = make_host()
    event = make_begun(host)
    made = make_photo(event, host, alt="Hands.")
    shown = show_photo(made.picture_id)
    assert shown is not None
    assert (shown.title, shown.author, shown.is_public) == (event.title, host, False)
    assert [text.text for text in shown.texts] == ["Hands."]
    (image,) = shown.images
    assert image.alt == "Hands."
    assert image.address == f"/media/{made.picture_id}/960.webp"
    publish_photo(made.picture_id, actor=system_actor(), now=NOW)
    again = show_photo(made.picture_id)
    assert again is not None
    assert again.is_public
    # Of an event that is hidden nobody learns the title by its photo.
    Event.objects.update(state=State.WAITING)
    hidden = show_photo(made.picture_id)
    assert hidden is not None
    assert not hidden.is_public
    assert photos_for_everybody() == []
    assert show_photo("0" * 32) is None


@pytest.mark.parametrize("make", [make_photo, make_shown_photo])
def test_hosts_take_their_photos_away(make: Callable[..., EventPhoto]) -> None:
    host = make_host()
    event = make_begun(host)
    cohost = make_cohost(event, host)
    made = make(event, host)
    for each in (make_host("outsider"), make_moderator()):
        refused_removal(event, made, each)
    other = make_begun(cohost)
    refused_removal(other, made, cohost)
    version = site_version()
    remove_photo(event.pk, made.picture_id, actor=cohost, now=NOW)
    assert (EventPhoto.objects.count(), Picture.objects.count(), files()) == (0, 0, 0)
    assert not Case.objects.waiting().filter(kind=PHOTO).exists()
    assert AuditEntry.objects.filter(action="remove-photo").count() == 1
    # Pages that showed it are made anew.
    assert (site_version() > version) == (make is make_shown_photo)


def refused_removal(event: Event, made: EventPhoto, actor: Person) -> None:
    refused(MayNot, lambda: remove_photo(event.pk, made.picture_id, actor=actor, now=NOW))


def test_a_removal_that_is_undone_keeps_the_files() -> None:
    host = make_host()
    event = make_begun(host)
    made = make_photo(event, host)
    with transaction.atomic():
        remove_photo(event.pk, made.picture_id, actor=host, now=NOW)
        transaction.set_rollback(True)
    assert (EventPhoto.objects.count(), files()) == (1, 3)


def test_a_cancelled_event_shows_none() -> None:
    host = make_host()
    event = make_event(host)
    make_shown_photo(event, host)
    cancel_event(event.pk, because="Ice.", actor=host, now=event.starts_at)
    assert (EventPhoto.objects.count(), Picture.objects.count(), files()) == (0, 0, 0)


def test_with_the_event_its_photos_go() -> None:
    host, moderator = make_host(), make_moderator()
    event = make_begun(host)
    make_photo(event, host)
    make_shown_photo(event, host)
    take_down(event.pk, ground=Ground.HARMFUL, actor=moderator, now=NOW)
    assert not Event.objects.exists()
    assert (Picture.objects.count(), files()) == (0, 0)
    assert not Case.objects.waiting().filter(kind=PHOTO).exists()


def test_whoever_hosts_it_no_more_leaves_their_photos() -> None:
    host = make_host()
    event = make_begun(host)
    cohost = make_cohost(event, host)
    made = make_shown_photo(event, cohost)
    leave_hosting(event.pk, actor=cohost, now=NOW)
    assert photos_for_everybody() == [made.picture_id]
    refused_removal(event, made, cohost)
    remove_photo(event.pk, made.picture_id, actor=host, now=NOW)
    assert photos_for_everybody() == []


def test_whoever_leaves_the_site_takes_their_photos_along() -> None:
    host = make_host()
    event = make_begun(host)
    cohost = make_cohost(event, host)
    kept = make_shown_photo(event, host)
    made = make_shown_photo(event, cohost, alt="Hands.")
    make_photo(event, cohost)
    assert held_on(cohost)["photos"] == [
        {
            "event": event.title,
            "what_is_to_be_seen": alt,
            "state": state,
            "address": f"/media/{picture}/1200.webp",
            "week": str((NOW - timedelta(days=NOW.weekday())).date()),
        }
        for alt, state, picture in [
            ("Hands.", "published", made.picture_id),
            ("Two people.", "waiting", event.photos.latest("pk").picture_id),
        ]
    ]
    forget_person(cohost, now=NOW)
    assert photos_for_everybody() == [kept.picture_id]
    assert files() == 3
    assert held_on(cohost)["photos"] == []


def test_they_go_also_where_somebody_hosts_it_no_more() -> None:
    host = make_host()
    event = make_begun(host)
    cohost = make_cohost(event, host)
    make_shown_photo(event, cohost)
    leave_hosting(event.pk, actor=cohost, now=NOW)
    forget_person(cohost, now=NOW)
    assert (EventPhoto.objects.count(), files()) == (0, 0)


def test_an_event_that_ends_with_its_host_loses_all_photos() -> None:
    host = make_host()
    event = make_event(host)
    cohost = make_cohost(event, host)
    make_shown_photo(event, cohost)
    leave_hosting(event.pk, actor=cohost, now=event.starts_at)
    forget_person(host, now=event.starts_at)
    event.refresh_from_db()
    assert event.state == State.CANCELLED
    assert (EventPhoto.objects.count(), files()) == (0, 0)


def test_who_added_a_photo_is_forgotten_after_a_year_and_the_photo_stays() -> None:
    host = make_host()
    event = make_begun(host)
    made = make_shown_photo(event, host)
    at = event.ends_at + NAMES_LAST
    assert old_photo_people(at).count() == 0
    assert forget_photo_people(now=at) == 0
    later = at + timedelta(seconds=1)
    assert list(old_photo_people(later)) == [made]
    assert forget_photo_people(now=later) == 1
    made.refresh_from_db()
    assert made.person is None
    assert photos_for_everybody() == [made.picture_id]
    assert forget_photo_people(now=later) == 0
