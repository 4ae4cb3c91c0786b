"""Stopping letters by their link: signed out, in one click, and only by a POST."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client

from freedomcities.accounts.leaving import erase
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.resealing import rotate_keys
from freedomcities.accounts.seals import key_rings
from freedomcities.accounts.tests.makers import NOW, make_ann
from freedomcities.notices.choices import Pace
from freedomcities.notices.forgetting import forget_person
from freedomcities.notices.models import Follow, Notice, Wishes
from freedomcities.notices.operations import unfollow, wish
from freedomcities.notices.refusals import NoSuchLink
from freedomcities.notices.stop_links import LASTS, Scope, StopLink, read_token, token_of
from freedomcities.notices.telling import tell_people
from freedomcities.notices.tests.makers import NOON, A, B, make_follower, snapshot

pytestmark = pytest.mark.django_db
TODAY = datetime.now(UTC).date()
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def address(link: StopLink) -> str:
    return f"/notices/stop/{token_of(link, today=TODAY)}/"


def mail_program() -> Client:
    """It has no cookie, and is asked for a token as everybody."""
    return Client(enforce_csrf_checks=True)


def test_one_click_stops_one_thing_and_leaves_the_rest() -> None:
    ann = make_follower("ann", A, B)
    make_follower("bob", A)
    first = Follow.objects.get(person=ann, subject_id="a")
    answer = mail_program().post(address(StopLink(Scope.FOLLOW, first.pk)), ONE_CLICK)
    assert answer.status_code == 200
    assert "These emails are stopped" in answer.content.decode()
    comes = Follow.objects.all().wanting_letters().values_list("person__pk", "subject_id")
    assert set(comes) == {(ann.pk, "b"), (Follow.objects.exclude(person=ann).get().person_id, "a")}
    first.refresh_from_db()
    assert (first.pace, first.stopped_from) == ("muted", "at-once")
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_one_click_stops_those_on_ones_own_affairs() -> None:
    ann = make_follower()
    wishes = wish(pace=Pace.WEEKLY, directly=True, actor=ann, now=NOW)
    mail_program().post(address(StopLink(Scope.DIRECTLY, wishes.pk)), ONE_CLICK)
    wishes.refresh_from_db()
    assert (wishes.directly, wishes.pace, ann.follows.get().pace) == (False, "weekly", "at-once")


def test_one_click_stops_everything() -> None:
    ann = make_follower("ann", A, B)
    wishes = wish(pace=Pace.WEEKLY, directly=True, actor=ann, now=NOW)
    tell_people("happened", [ann], {"title": "x"}, NOON)
    mail_program().post(address(StopLink(Scope.ALL, wishes.pk)), ONE_CLICK)
    wishes.refresh_from_db()
    assert (wishes.directly, Notice.objects.count()) == (False, 0)
    assert set(ann.follows.values_list("pace", flat=True)) == {"muted"}


@pytest.mark.parametrize("method", ["get", "head"])
def test_whoever_only_looks_changes_nothing(method: str) -> None:
    ann = make_follower()
    links = [
        StopLink(Scope.FOLLOW, ann.follows.get().pk),
        StopLink(Scope.ALL, wish(pace=Pace.DAILY, directly=True, actor=ann, now=NOW).pk),
    ]
    before = snapshot()
    for link in links:
        answer = getattr(Client(), method)(address(link))
        assert answer.status_code == 200
        assert not answer.cookies, "no token is needed, so that there is no cookie"
        assert "ann@example.org" not in answer.content.decode(), "it names nobody"
    assert snapshot() == before


def test_the_page_asks_with_one_button() -> None:
    ann = make_follower()
    page = Client().get(address(StopLink(Scope.FOLLOW, ann.follows.get().pk))).content.decode()
    assert page.count('<form method="post"') == 1
    assert "Stop them" in page


def forged() -> list[str]:
    ann = make_follower()
    good = token_of(StopLink(Scope.FOLLOW, ann.follows.get().pk), today=TODAY)
    other = token_of(StopLink(Scope.FOLLOW, uuid4()), today=TODAY)
    body, dot, mark = good.partition(".")
    return [
        good[:-1],
        good + "x",
        body,
        body + dot,
        "d" + good[1:],
        other.partition(".")[0] + dot + mark,
        signing.Signer(salt="other", sep=".").sign(body),
        signing.Signer(key="guessed", salt="notices.stop", sep=".").sign(body),
        signing.Signer(salt="notices.stop", sep=".").sign("nonsense"),
        "é" * 40,
        "x" * 3_000,
    ]


def test_a_forged_link_is_not_there_and_changes_nothing() -> None:
    tokens = forged()
    before = snapshot()
    for token in tokens:
        for method in ("get", "post"):
            assert getattr(mail_program(), method)(f"/notices/stop/{token}/").status_code == 404
    assert snapshot() == before


def test_a_link_works_for_thirteen_months() -> None:
    link = StopLink(Scope.ALL, uuid4())
    token = token_of(link, today=TODAY)
    assert timedelta(days=396) <= LASTS
    assert read_token(token, today=TODAY + LASTS) == link
    with pytest.raises(NoSuchLink):
        read_token(token, today=TODAY + LASTS + timedelta(days=1))


def test_for_whoever_has_left_the_answer_is_the_same() -> None:
    ann, bob = make_follower("ann"), make_follower("bob")
    paths = [address(StopLink(Scope.FOLLOW, each.follows.get().pk)) for each in (ann, bob)]
    # Ann has only stopped following it.
    unfollow(ann.follows.get().pk, actor=ann, now=NOW)
    erase(bob, now=NOW, before=lambda person: forget_person(person, now=NOW))
    for ask in ("get", "post"):
        answers = [getattr(mail_program(), ask)(path) for path in paths]
        assert [each.status_code for each in answers] == [200, 200]
        shown = [
            each.content.decode().replace(path, "")
            for each, path in zip(answers, paths, strict=True)
        ]
        assert shown[0] == shown[1]


def test_a_link_survives_a_change_of_the_keys_that_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("freedomcities.accounts.resealing.time.sleep", lambda _seconds: None)
    ann = make_follower()
    path = address(StopLink(Scope.FOLLOW, ann.follows.get().pk))
    before = settings.KEYS_FILE.read_bytes()
    try:
        rotate_keys(actor=system_actor(), now=NOW)
        assert settings.KEYS_FILE.read_bytes() != before
        assert mail_program().post(path, ONE_CLICK).status_code == 200
    finally:
        # The keys of other tests are as they were.
        settings.KEYS_FILE.write_bytes(before)
        key_rings().keys(fresh=True)
    assert not Follow.objects.all().wanting_letters().exists()


def test_the_links_of_two_people_are_apart_and_name_neither() -> None:
    ann, bob = make_ann(), make_ann("bob@example.org")
    tokens = []
    for person in (ann, bob):
        wishes = wish(pace=Pace.DAILY, directly=True, actor=person, now=NOW)
        tokens.append(token_of(StopLink(Scope.ALL, wishes.pk), today=TODAY))
        assert person.pk.hex not in tokens[-1]
    mail_program().post(f"/notices/stop/{tokens[0]}/", ONE_CLICK)
    assert [Wishes.objects.get(person=each).directly for each in (ann, bob)] == [False, True]
