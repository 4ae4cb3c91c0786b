"""The page of a letter's link: what it says of the letters, and how they come again."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.notices import kinds
from freedomcities.notices.choices import Pace
from freedomcities.notices.kinds import SubjectKind
from freedomcities.notices.models import Follow, Notice, Wishes
from freedomcities.notices.operations import change_pace, follow, unfollow, unfollow_all, wish
from freedomcities.notices.stop_links import Scope, StopLink
from freedomcities.notices.telling import hand_out_rest, tell_people
from freedomcities.notices.tests.makers import (
    NOON,
    A,
    B,
    C,
    find_thing,
    make_follower,
    say,
    snapshot,
)
from freedomcities.notices.tests.test_stopping import ONE_CLICK, address, mail_program

pytestmark = pytest.mark.django_db
UNDO = {"undo": "1"}


def text_of(path: str, sent: dict[str, str] | None = None) -> str:
    """What a page says to somebody who is not signed in."""
    client = mail_program()
    answer = client.get(path) if sent is None else client.post(path, sent)
    assert answer.status_code == 200
    page = answer.content.decode()
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def paces() -> dict[str, str]:
    return dict(Follow.objects.order_by("subject_id").values_list("subject_id", "pace"))


@pytest.mark.parametrize(
    ("pace", "words"),
    [
        (Pace.AT_ONCE, "They tell of Ann Arbor, at once."),
        (Pace.DAILY, "They tell of Ann Arbor, once a day."),
        (Pace.WEEKLY, "They tell of Ann Arbor, once a week."),
        (Pace.MUTED, "They tell of Ann Arbor. The others"),
    ],
)
def test_the_page_says_which_letters_stop(pace: Pace, words: str) -> None:
    ann = make_follower("ann", pace=pace)
    path = address(StopLink(Scope.FOLLOW, ann.follows.get().pk))
    text = text_of(path)
    assert text.startswith("Stop these emails?")
    assert words in text
    assert "Cuentan de Ann Arbor" in text_of(f"/es{path}")


def test_of_what_is_not_public_the_page_says_its_kind_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ann = make_follower()
    kind = SubjectKind("thing", find=find_thing, public_title=lambda _id: "a thing")
    monkeypatch.setitem(kinds._subjects, "thing", kind)
    path = address(StopLink(Scope.FOLLOW, ann.follows.get().pk))
    for text in (text_of(path), text_of(path, ONE_CLICK), text_of(path, UNDO)):
        assert "They tell of a thing, at once." in text
        assert "Ann Arbor" not in text


def test_the_page_of_all_letters_and_of_own_affairs_say_so() -> None:
    ann = make_follower()
    wishes = wish(pace=Pace.WEEKLY, directly=True, actor=ann, now=NOW)
    every = text_of(address(StopLink(Scope.ALL, wishes.pk)))
    assert "They tell of all that you follow, of what you asked for, and what waits" in every
    assert "Only codes and word on your account still come." in every
    own = text_of(address(StopLink(Scope.DIRECTLY, wishes.pk)))
    assert "They tell of what you asked for, and what waits for you." in own
    assert "Ann Arbor" not in every + own


def test_one_thing_comes_again_as_often_as_before() -> None:
    ann = make_follower("ann", A, B, pace=Pace.WEEKLY)
    path = address(StopLink(Scope.FOLLOW, ann.follows.get(subject_id="a").pk))
    done = text_of(path, ONE_CLICK)
    assert done.startswith("These emails are stopped They tell of Ann Arbor, once a week.")
    assert "Let them come again" in done
    assert "Stop them" not in done
    # Whoever opens the link again, after their mail program stopped it, finds the same.
    assert text_of(path) == done
    assert paces() == {"a": "muted", "b": "weekly"}
    undone = text_of(path, UNDO)
    assert undone.startswith("These emails come again They tell of Ann Arbor, once a week.")
    assert "Let them come again" not in undone
    assert paces() == {"a": "weekly", "b": "weekly"}
    assert text_of(path).startswith("Stop these emails?")
    actions = AuditEntry.objects.order_by("sequence").values_list("action", "subject")
    assert list(actions)[-2:] == [
        ("stop-letters", "notices"),
        ("undo-stop", "notices"),
    ]


def test_all_come_again_but_what_was_off_before() -> None:
    ann = make_follower("ann", A, B, pace=Pace.DAILY)
    follow(*C, pace=Pace.MUTED, actor=ann, now=NOW)
    wishes = wish(pace=Pace.WEEKLY, directly=True, actor=ann, now=NOW)
    tell_people("happened", [ann], {"title": "x"}, NOON)
    path = address(StopLink(Scope.ALL, wishes.pk))
    for _ in range(2):
        assert "Let them come again" in text_of(path, ONE_CLICK)
        assert paces() == {"a": "muted", "b": "muted", "c": "muted"}
        assert not Notice.objects.exists()
    assert text_of(path, UNDO).startswith("These emails come again")
    wishes.refresh_from_db()
    assert (wishes.directly, wishes.stopped) == (True, False)
    assert paces() == {"a": "daily", "b": "daily", "c": "muted"}


@pytest.mark.parametrize("scope", [Scope.DIRECTLY, Scope.ALL])
def test_own_affairs_come_again_only_where_the_link_stopped_them(scope: Scope) -> None:
    ann = make_follower()
    wishes = wish(pace=Pace.WEEKLY, directly=True, actor=ann, now=NOW)
    path = address(StopLink(scope, wishes.pk))
    text_of(path, ONE_CLICK)
    text_of(path, UNDO)
    assert Wishes.objects.get().directly
    wish(pace=Pace.WEEKLY, directly=False, actor=ann, now=NOW)
    text_of(path, ONE_CLICK)
    text_of(path, UNDO)
    assert not Wishes.objects.get().directly


def test_what_somebody_changed_since_is_not_undone() -> None:
    ann = make_follower("ann", A, B)
    row = ann.follows.get(subject_id="a")
    path = address(StopLink(Scope.FOLLOW, row.pk))
    text_of(path, ONE_CLICK)
    change_pace(row.pk, Pace.MUTED, actor=ann, now=NOW)
    before = snapshot()
    assert "Let them come again" not in text_of(path)
    text_of(path, UNDO)
    assert snapshot() == before
    # The same of everything, stopped by the link and then by hand.
    wishes = wish(pace=Pace.DAILY, directly=True, actor=ann, now=NOW)
    every = address(StopLink(Scope.ALL, wishes.pk))
    text_of(every, ONE_CLICK)
    unfollow_all(actor=ann, now=NOW)
    before = snapshot()
    text_of(every, UNDO)
    assert snapshot() == before


def test_an_undo_without_a_stop_changes_nothing() -> None:
    ann, bob = make_follower("ann"), make_follower("bob")
    gone = bob.follows.get()
    unfollow(gone.pk, actor=bob, now=NOW)
    before = snapshot()
    paths = [address(StopLink(Scope.FOLLOW, id_)) for id_ in (ann.follows.get().pk, gone.pk)]
    for path in paths:
        assert text_of(path, UNDO).startswith("Stop these emails?")
    assert "They tell of one thing that you followed." in text_of(paths[1])
    assert snapshot() == before


def test_while_it_is_stopped_no_letter_waits() -> None:
    ann = make_follower()
    path = address(StopLink(Scope.FOLLOW, ann.follows.get().pk))
    text_of(path, ONE_CLICK)
    say("Not told")
    hand_out_rest(now=NOON)
    assert not Notice.objects.exists()


def test_a_scanner_and_a_second_click_undo_nothing() -> None:
    ann = make_follower()
    path = address(StopLink(Scope.FOLLOW, ann.follows.get().pk))
    text_of(path, ONE_CLICK)
    before = snapshot()
    for _ in range(2):
        Client().get(f"{path}?undo=1")
        Client().head(path)
        text_of(path, ONE_CLICK)
    assert snapshot() == before
