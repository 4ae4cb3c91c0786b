"""A hook that goes with its lead: the other leads of the group are told, once, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from freedomcities.accounts.leaving import erase
from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import NOW
from freedomcities.channels.lost_hooks import LOST, tell_lost
from freedomcities.channels.models import Hook
from freedomcities.channels.tests.makers import make_channel, make_hook, make_region
from freedomcities.groups.choices import Role
from freedomcities.groups.forgetting import forget_person
from freedomcities.groups.members import change_role, hand_over, leave, remove_member
from freedomcities.groups.models import Group
from freedomcities.groups.operations import close_group
from freedomcities.groups.tests.makers import make_founder, make_group, make_member, own
from freedomcities.notices.choices import Pace
from freedomcities.notices.kinds import news_kind
from freedomcities.notices.models import News, Notice
from freedomcities.notices.operations import wish
from freedomcities.notices.tests.entries import entry_text
from freedomcities.places.models import Place

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden"


class Site:
    """Mallory, Ann and Cy lead a group with an organizer and a member; Mallory set its hooks."""

    def __init__(self) -> None:
        places: dict[str, Place] = make_region()
        self.ann = make_founder("ann")
        self.group: Group = make_group(self.ann, places=[places["ann_arbor"]])
        self.mallory = make_member(self.group, self.ann, "mallory", Role.LEAD).person
        self.cy = make_member(self.group, self.ann, "cy", Role.LEAD).person
        self.orga = make_member(self.group, self.ann, "orga", Role.ORGANIZER).person
        make_member(self.group, self.ann, "member")
        self.channel = make_channel(places["washtenaw"], self.ann)
        for _ in range(2):
            make_hook(self.group, self.mallory, self.channel)

    def end(self, how: str) -> None:
        member, by = own(self.group, self.mallory), self.ann
        if how == "leaves":
            leave(self.group.pk, actor=self.mallory, now=NOW)
        elif how == "removed":
            remove_member(self.group.pk, member.pk, actor=by, now=NOW)
        elif how == "hands over":
            orga = own(self.group, self.orga)
            hand_over(self.group.pk, orga.pk, actor=self.mallory, now=NOW)
        elif how == "erased":
            erase(self.mallory, now=NOW, before=lambda person: forget_person(person, now=NOW))
        else:
            change_role(self.group.pk, member.pk, Role(how), actor=by, now=NOW)


def told() -> set[Person]:
    return {each.person for each in Notice.objects.filter(news__kind=LOST)}


ENDS = ["leaves", "removed", "erased", "organizer", "member"]


@pytest.mark.parametrize("how", ENDS)
def test_the_other_leads_are_told_once(how: str) -> None:
    site = Site()
    site.end(how)
    assert News.objects.filter(kind=LOST).count() == 1
    assert told() == {site.ann, site.cy}
    (context,) = [dict(each.context) for each in News.objects.filter(kind=LOST)]
    assert context == {"group": site.group.pk, "name": site.group.name}


def test_whoever_leads_from_now_on_is_told_as_well() -> None:
    site = Site()
    site.end("hands over")
    assert told() == {site.ann, site.cy, site.orga}


def test_whoever_follows_the_only_lead_who_was_erased_is_told() -> None:
    site = Site()
    for person in (site.ann, site.cy):
        leave(site.group.pk, actor=person, now=NOW)
    site.end("erased")
    assert told() == {site.orga}
    assert own(site.group, site.orga).role == Role.LEAD


def test_nobody_is_told_where_nothing_ends() -> None:
    site = Site()
    leave(site.group.pk, actor=site.orga, now=NOW)
    leave(site.group.pk, actor=site.cy, now=NOW)
    assert not News.objects.filter(kind=LOST).exists()
    # Switched off, it handed nothing on, and they were told of that.
    Hook.objects.update(is_on=False)
    site.end("leaves")
    assert not News.objects.filter(kind=LOST).exists()


def test_a_closed_group_has_no_hook_to_lose() -> None:
    site = Site()
    close_group(site.group.pk, actor=site.ann, now=NOW)
    leave(site.group.pk, actor=site.mallory, now=NOW)
    assert not News.objects.filter(kind=LOST).exists()


def test_whoever_wants_no_such_letters_gets_none() -> None:
    site = Site()
    wish(pace=Pace.DAILY, directly=False, actor=site.ann, now=NOW)
    site.end("leaves")
    assert told() == {site.cy}


def test_whoever_leads_no_more_when_the_letter_is_written_is_not_told() -> None:
    site = Site()
    site.end("leaves")
    kind, news = news_kind(LOST), News.objects.get(kind=LOST)
    assert kind is not None
    assert kind.may_see is not None
    assert [kind.may_see(each, news) for each in (site.ann, site.cy)] == [True, True]
    change_role(site.group.pk, own(site.group, site.cy).pk, Role.MEMBER, actor=site.ann, now=NOW)
    assert not kind.may_see(site.cy, news)
    assert not kind.may_see(site.mallory, news)


def test_of_another_groups_hook_nobody_here_is_told() -> None:
    site = Site()
    tell_lost(site.group, own(site.group, site.cy), now=NOW)
    assert not News.objects.filter(kind=LOST).exists()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_words_are_what_they_were(language: str) -> None:
    context = {"group": "bcdfghjkmnpq", "name": "Ann Arbor Neighbors"}
    golden = GOLDEN / f"hook_lost.{language}.txt"
    assert entry_text(LOST, context, language) == golden.read_text(encoding="utf-8")
