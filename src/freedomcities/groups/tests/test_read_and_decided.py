"""A moderator decides on the words that they have read, and on no others."""

from __future__ import annotations

import pytest

from freedomcities.accounts.tests.makers import NOW
from freedomcities.accounts.tests.racing import race
from freedomcities.groups.choices import Joining, State
from freedomcities.groups.models import Group, GroupChange
from freedomcities.groups.moderating import show_change, show_group
from freedomcities.groups.operations import change_group
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_moderator,
    make_waiting,
)
from freedomcities.moderation.choices import Decision
from freedomcities.moderation.kinds import digest_of
from freedomcities.moderation.models import Case
from freedomcities.moderation.operations import decide
from freedomcities.moderation.refusals import ChangedSince

pytestmark = pytest.mark.django_db(transaction=True)
HARMLESS = "We read together. Write to ann@example.org."
HOME = "Bob lives at 4127 Quillfeather Terrace."


def _say(group: Group, about: str) -> None:
    lead = group.members.get(role="lead").person
    change_group(
        group.pk, name=group.name, about=about, joining=Joining.REQUEST, actor=lead, now=NOW
    )


def test_a_new_group_whose_words_changed_is_not_opened() -> None:
    group = make_waiting(make_founder(), about=HARMLESS)
    case, seen = Case.objects.get(), digest_of(show_group(group.pk))
    _say(group, HOME)
    with pytest.raises(ChangedSince):
        decide(case.pk, Decision.PUBLISH, seen=seen, actor=make_moderator(), now=NOW)
    group.refresh_from_db()
    assert (group.state, group.about) == (State.WAITING, HOME)


def test_new_words_that_changed_once_more_are_not_shown() -> None:
    group = make_group(make_founder())
    before = group.about
    _say(group, HARMLESS)
    case, seen = Case.objects.get(kind="group-change"), digest_of(show_change(group.pk))
    _say(group, HOME)
    with pytest.raises(ChangedSince):
        decide(case.pk, Decision.PUBLISH, seen=seen, actor=make_moderator(), now=NOW)
    group.refresh_from_db()
    assert (group.about, GroupChange.objects.get().about) == (before, HOME)


def test_words_that_change_at_the_same_moment_come_before_or_after() -> None:
    group, moderator = make_waiting(make_founder(), about=HARMLESS), make_moderator()
    case, seen = Case.objects.get(), digest_of(show_group(group.pk))
    refused = race(
        lambda: _say(group, HOME),
        lambda: decide(case.pk, Decision.PUBLISH, seen=seen, actor=moderator, now=NOW),
    )
    group.refresh_from_db()
    if refused[1] is None:
        assert (group.state, group.about) == (State.OPEN, HARMLESS), "the others wait"
        assert GroupChange.objects.get().about == HOME
    else:
        assert refused == [None, ChangedSince]
        assert (group.state, group.about) == (State.WAITING, HOME)
