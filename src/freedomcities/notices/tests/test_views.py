"""The pages of notices, as the person, as somebody else, as nobody."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.jobs import last_code
from freedomcities.accounts.tests.makers import NOW, make_ann, sign_in
from freedomcities.notices import operations
from freedomcities.notices.choices import Pace
from freedomcities.notices.models import Follow, Wishes
from freedomcities.notices.operations import follow, wish
from freedomcities.notices.refusals import TooManyFollows
from freedomcities.notices.tests.at_once import race
from freedomcities.notices.tests.makers import A, B, make_follower, snapshot
from freedomcities.notices.views import BY_PERSON

pytestmark = pytest.mark.django_db
THING = "/follow/?subject=thing:a"
HOME = "/account/notices/"


def window(person: Person) -> Client:
    client = Client()
    sign_in(client, person)
    return client


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_following_says_what_will_come_and_how_often() -> None:
    ann = make_ann()
    client = window(ann)
    page = text(client, THING)
    assert "Follow Ann Arbor" in page
    assert "We write when it changes." in page
    answer = client.post(THING, {"pace": "weekly"}, follow=True)
    assert answer.redirect_chain == [(HOME, 302)]
    assert "An email comes on Monday at 7 in the morning" in answer.content.decode()
    found = Follow.objects.get()
    assert (found.person, found.subject_kind, found.subject_id, found.pace) == (
        ann, "thing", "a", Pace.WEEKLY,
    )  # fmt: skip


def test_following_twice_is_following_once_by_whatever_id() -> None:
    ann = make_follower("ann", A, pace=Pace.DAILY)
    client = window(ann)
    page = text(client, "/follow/?subject=thing:A")
    assert "Stop following" in page
    assert page.count("checked") == 1
    client.post("/follow/?subject=thing:A", {"pace": "muted"})
    assert Follow.objects.get().pace == Pace.MUTED


def test_what_is_not_there_or_not_ones_own_to_follow() -> None:
    client = window(make_ann())
    before = snapshot()
    missing = ("thing:zzz", "nothing:a", "secret:a", "", "thing", "thing:", "thing:%00", "x" * 999)
    for subject in missing:
        path = f"/follow/?subject={subject}"
        assert client.get(path).status_code == 404, subject
        assert client.post(path, {"pace": "daily"}).status_code == 404, subject
    assert snapshot() == before


def test_a_visitor_signs_in_and_comes_back_to_one_button() -> None:
    client = Client()
    answer = client.get(THING)
    assert answer.status_code == 302
    sign_in_at = answer.headers["Location"]
    assert sign_in_at == "/account/sign-in/?next=%2Ffollow%2F%3Fsubject%3Dthing%3Aa"
    client.post(sign_in_at, {"email": "new@example.org"})
    answer = client.post("/account/code/", {"code": last_code()}, follow=True)
    assert answer.redirect_chain[-1] == (THING, 302)
    assert "Follow Ann Arbor" in answer.content.decode()
    assert not Follow.objects.exists()
    client.post(THING, {"pace": "daily"})
    assert Follow.objects.get().pace == Pace.DAILY


def test_nobody_is_led_to_sign_in_and_changes_nothing() -> None:
    number = make_follower().follows.get().pk
    before = snapshot()
    rest = ("", "wishes/", "stop/", f"{number}/pace/", f"{number}/stop/")
    for path in (*(HOME + each for each in rest), THING):
        for method in ("get", "post"):
            answer = getattr(Client(), method)(path)
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/account/sign-in/")
    assert snapshot() == before


def test_somebody_elses_follow_is_not_there() -> None:
    ann, bob = make_follower("ann"), make_follower("bob")
    before = snapshot()
    for number in (ann.follows.get().pk, uuid4()):
        for rest in ("pace", "stop"):
            path = f"{HOME}{number}/{rest}/"
            assert window(bob).get(path).status_code == 404
            assert window(bob).post(path, {"pace": "weekly"}).status_code == 404
    assert snapshot() == before
    assert "Ann Arbor" not in text(window(make_ann("eve@example.org")), HOME)


def test_how_often_is_changed_and_one_thing_stopped() -> None:
    ann = make_follower("ann", A, B)
    number = Follow.objects.get(subject_id="a").pk
    client = window(ann)
    assert client.post(f"{HOME}{number}/pace/", {"pace": "hourly"}).status_code == 422
    assert Follow.objects.get(pk=number).pace == Pace.AT_ONCE
    client.post(f"{HOME}{number}/pace/", {"pace": "daily"})
    assert Follow.objects.get(pk=number).pace == Pace.DAILY
    assert "Stop following Ann Arbor?" in text(client, f"{HOME}{number}/stop/")
    assert Follow.objects.count() == 2
    client.post(f"{HOME}{number}/stop/")
    assert list(Follow.objects.values_list("subject_id", flat=True)) == ["b"]


def test_the_list_shows_titles_escaped_and_what_is_gone() -> None:
    ann = make_follower("ann", A, B)
    Follow.objects.create(person=ann, subject_kind="thing", subject_id="gone")
    Follow.objects.create(person=ann, subject_kind="nothing", subject_id="x")
    page = text(window(ann), HOME)
    assert "You follow 4 things" in page
    assert "Überlingen &amp; Söhne" in page
    assert page.count("Something that is not there any more") == 2


def test_wishes_are_kept_and_count_for_what_is_followed_next() -> None:
    ann = make_follower("ann", B)
    client = window(ann)
    client.post(f"{HOME}wishes/", {"pace": "weekly"})
    wishes = Wishes.objects.get()
    assert (wishes.person, wishes.pace, wishes.directly) == (ann, Pace.WEEKLY, False)
    radios = re.findall(r'<input type="radio"[^>]*>', text(client, THING))
    assert [("weekly" in each, "checked" in each) for each in radios] == [
        (False, False), (False, False), (True, True),
    ]  # fmt: skip
    operations.follow_own(ann, *A)
    assert Follow.objects.get(subject_id="a").pace == Pace.WEEKLY
    assert Follow.objects.get(subject_id="b").pace == Pace.AT_ONCE
    assert "not at all" in text(client, HOME)


def test_all_letters_are_stopped() -> None:
    ann = make_follower("ann", A, B)
    client = window(ann)
    text(client, f"{HOME}stop/")
    assert ann.follows.count() == 2
    assert client.post(f"{HOME}stop/").headers["Location"] == HOME
    assert (ann.follows.count(), Wishes.objects.get().directly) == (0, False)


def test_too_often_is_refused_with_when_to_come_again() -> None:
    client = window(make_ann())
    for _time in range(BY_PERSON.most):
        assert client.post(THING, {"pace": "daily"}).status_code == 302
    before = snapshot()
    answer = client.post("/follow/?subject=thing:b", {"pace": "daily"})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    assert snapshot() == before


def test_a_thousand_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    ann = make_follower("ann", A)
    monkeypatch.setattr(operations, "MOST_FOLLOWS", 1)
    before = snapshot()
    answer = window(ann).post("/follow/?subject=thing:b", {"pace": "daily"})
    assert answer.status_code == 422
    assert "You follow 1 things already." in answer.content.decode()
    operations.follow_own(ann, *B)
    assert snapshot() == before
    follow(*A, pace=Pace.WEEKLY, actor=ann, now=NOW)
    assert Follow.objects.get().pace == Pace.WEEKLY, "what is followed may still change"


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_are_counted_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "MOST_FOLLOWS", 1)
    ann = make_ann()

    def try_one(subject: tuple[str, str]) -> object:
        try:
            return follow(*subject, pace=Pace.DAILY, actor=ann, now=NOW)
        except TooManyFollows as refusal:
            return refusal

    found = race(lambda: try_one(A), lambda: try_one(B))
    assert sorted(type(each).__name__ for each in found) == ["Follow", "TooManyFollows"]
    assert Follow.objects.count() == 1


def test_a_long_list_is_cut_into_pages_and_costs_the_same() -> None:
    ann = make_follower("ann", A)
    client = window(ann)
    text(client, HOME)
    with CaptureQueriesContext(connection) as few:
        text(client, HOME)
    rows = [Follow(person=ann, subject_kind="thing", subject_id=f"x{n:03}") for n in range(120)]
    Follow.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as many:
        page = text(client, HOME)
    assert "Page 1 of 3" in page
    assert len(many) == len(few)


def test_the_account_leads_to_it() -> None:
    ann = make_ann()
    wish(pace=Pace.DAILY, directly=True, actor=ann, now=NOW)
    assert f'href="{HOME}"' in text(window(ann), "/account/")
