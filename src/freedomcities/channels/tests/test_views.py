"""Who sees which page of channels, and what reading shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from freedomcities.accounts.tests.makers import NOW
from freedomcities.channels.models import Post, Thread, Voice
from freedomcities.channels.operations import mute
from freedomcities.channels.tests.makers import (
    HOOK_ADDRESS,
    make_reply,
    snapshot,
)
from freedomcities.channels.tests.pages import Site, pages_of, where
from freedomcities.groups.choices import Role
from freedomcities.groups.members import change_role
from freedomcities.groups.operations import close_group
from freedomcities.groups.tests.makers import (
    own,
)
from freedomcities.groups.urls import urlpatterns as groups_urls

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"
MISSING = "bbbbccccdddd"


def test_the_matrix_names_every_address(site: Site) -> None:
    from freedomcities.channels.urls import urlpatterns

    assert set(pages_of(site)) == {pattern.name for pattern in urlpatterns}


def test_who_sees_what(site: Site) -> None:
    for name, (path, allowed) in pages_of(site).items():
        for who, client in site.windows.items():
            shown = client.get(path)
            if who in allowed:
                assert shown.status_code == (302 if name in {"place", "rule", "follow"} else 200), (
                    name,
                    who,
                )
            elif who == "nobody":
                assert where(shown).startswith(f"{SIGN_IN}?next=%2Fchannels%2F"), name
            else:
                assert shown.status_code == 404, (name, who)
            assert "public" not in shown.headers.get("Cache-Control", ""), name


def test_nobody_writes_who_may_not_look(site: Site) -> None:
    sent = {
        "name": "x", "title": "x", "text": "x", "form": "slack", "address": HOOK_ADDRESS,
        "channels": "26161",
    }  # fmt: skip
    for name, (path, allowed) in pages_of(site).items():
        for who, client in site.windows.items():
            if who in allowed:
                continue
            before = snapshot()
            answer = client.post(f"{path}?as={site.group.pk}", sent)
            assert answer.status_code in {302, 404, 405}, (name, who)
            if answer.status_code == 302:
                assert where(answer) == SIGN_IN, (name, who)
            assert snapshot() == before, (name, who)


def test_hidden_and_missing_look_alike(site: Site) -> None:
    pairs = [
        (site.path(), f"/channels/{MISSING}/"),
        (site.thread(), f"/channels/{MISSING}/{MISSING}/"),
        (site.hooks(), f"/channels/hooks/{MISSING}/"),
        ("/channels/at/26161/", "/channels/at/99999/"),
    ]
    for who in ("far", "outsider", "member", "moderator", "waits"):
        for hidden, missing in pairs:
            one, two = (site.windows[who].get(path) for path in (hidden, missing))
            assert (one.status_code, _plain(one.text, hidden)) == (404, _plain(two.text, missing))


def _plain(text: str, path: str) -> str:
    for part in path.split("/")[2:]:
        text = text.replace(part, "") if len(part) > 4 else text
    return re.sub(r'nonce="[^"]*"', "", text)


@pytest.mark.parametrize("end", ["demoted", "closed"])
def test_a_second_later_it_is_not_there_any_more(site: Site, end: str) -> None:
    lead = site.windows["lead"]
    assert lead.get(site.thread()).status_code == 200
    if end == "demoted":
        second = own(site.group, site.people["organizer"])
        change_role(site.group.pk, second.pk, Role.LEAD, actor=site.people["lead"], now=NOW)
        mine = own(site.group, site.people["lead"])
        change_role(site.group.pk, mine.pk, Role.MEMBER, actor=site.people["lead"], now=NOW)
    else:
        close_group(site.group.pk, actor=site.people["lead"], now=NOW)
    before = snapshot()
    for path, _allowed in pages_of(site).values():
        assert lead.get(path).status_code == 404, path
        assert lead.post(path, {"text": "x", "title": "x"}).status_code in {404, 405}, path
    assert snapshot() == before


def test_whose_names_a_thread_shows(site: Site) -> None:
    make_reply(site.first, site.other, site.people["neighbour"])
    for who in ("lead", "organizer", "neighbour"):
        text = site.windows[who].get(site.thread()).text
        assert "<bdi>Wren</bdi></b> · <bdi>Neighbors of Ann Arbor</bdi>" in text
        assert "<bdi>Jay</bdi></b> · <bdi>Other group</bdi>" in text
        for person in site.people.values():
            assert str(person.pk) not in text
            assert person.pk.hex not in text
        for voice in Voice.objects.all():
            assert str(voice.pk) not in text
            assert str(voice.membership_id) not in text
    change_own = f'href="{site.thread("1/edit/")}"'
    assert change_own in site.windows["lead"].get(site.thread()).text
    assert change_own not in site.windows["neighbour"].get(site.thread()).text
    own(site.other, site.people["neighbour"]).delete()
    text = site.windows["lead"].get(site.thread()).text
    assert "former member</b> · <bdi>Other group</bdi>" in text
    assert "Jay" not in text


def test_the_list_is_nearest_first_and_says_what_is_new(site: Site) -> None:
    text = site.windows["lead"].get("/channels/").text
    order = [
        "Where your groups work", "Ann Arbor, MI", "The county around", "Washtenaw County, MI",
        "1 thread with new posts this week", "Neighbors</h2>", "Wayne County, MI", "Ypsilanti, MI",
        "The whole state", "Michigan", "By rule", "Title of freedom-cities",
    ]  # fmt: skip
    found = [text.index(each) for each in order]
    assert found == sorted(found)
    assert "Toledo" not in text
    assert "Detroit" not in text
    Thread.objects.update(last_on="2026-01-05")
    mute(site.channel.pk, actor=site.people["lead"], now=NOW)
    text = site.windows["lead"].get("/channels/").text
    assert "last written in on Jan. 5, 2026" in text
    assert "· muted" in text
    assert "· muted" not in site.windows["neighbour"].get("/channels/").text


def test_ten_thousand_posts_are_paged_in_few_queries(
    site: Site, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    thread = site.first.thread
    Post.objects.bulk_create(
        Post(thread=thread, number=number, voice=site.first.voice, group=site.group,
             text=f"Number {number}.", written_on=NOW.date())
        for number in range(2, 10_001)
    )  # fmt: skip
    thread.numbers = 10_000
    thread.save()
    lead = site.windows["lead"]
    assert f'href="{site.thread("?page=200")}"' in lead.get(site.path()).text
    with django_assert_max_num_queries(24):
        text = lead.get(site.thread("?page=100")).text
    assert re.findall(r'id="p(\d+)"', text) == [str(each) for each in range(4_951, 5_001)]
    assert "Page 100 of 200" in text
    assert "<textarea" not in text
    last = lead.get(site.thread("?page=200")).text
    assert "Number 10000." in last
    assert "<textarea" in last
    assert where(lead.post(site.thread("reply/"), {"text": "x"})) == site.thread("?page=201#p10001")
    Post.objects.filter(number__range=(51, 100)).delete()
    assert "The posts of this page were deleted." in lead.get(site.thread("?page=2")).text


def test_the_desk_leads_there(site: Site) -> None:
    desk = f"/groups/{site.group.pk}/desk/"
    assert any(pattern.name == "desk" for pattern in groups_urls)
    assert 'href="/channels/"' in site.windows["lead"].get(desk).text
    assert f'href="{site.hooks()}"' in site.windows["lead"].get(desk).text
    organizer = site.windows["organizer"].get(desk).text
    assert 'href="/channels/"' in organizer
    assert "/channels/hooks/" not in organizer
    assert "/channels/" not in site.windows["member"].get(desk).text


EMPTY = ("/channels/at-26/", "/channels/on-freedom-cities-1/")


def test_looking_writes_nothing(site: Site) -> None:
    lead, before = site.windows["lead"], snapshot()
    assert where(lead.get("/channels/at/26/")) == "/channels/at-26/"
    assert where(lead.get("/channels/on/freedom-cities/1/")) == "/channels/on-freedom-cities-1/"
    for path in EMPTY:
        page = lead.get(path).text
        assert "Nobody has written here yet" in page
        for rest in ("new/", "name/", "quiet/", "follow/"):
            assert f'href="{path}{rest}' in page
            assert lead.get(f"{path}{rest}").status_code == 200
    assert snapshot() == before


def test_an_empty_channel_is_there_for_those_alone_who_sit_near(site: Site) -> None:
    before = snapshot()
    for path in (*EMPTY, "/channels/at-39/", "/channels/at-99999/", "/channels/on-x-1/"):
        is_of_rule = path == EMPTY[1]
        for who in ("outsider", "member", "moderator", "waits", "far", "neighbour"):
            sees = who == "neighbour" and path in EMPTY
            sees |= who == "far" and path in {EMPTY[1], "/channels/at-39/"}
            sees |= who == "neighbour" and is_of_rule
            client = site.windows[who]
            for rest in ("", "new/", "name/", "quiet/", "follow/"):
                assert client.get(path + rest).status_code == (200 if sees else 404), (path, who)
                if not sees:
                    sent = {"title": "x", "text": "x", "name": "x"}
                    assert client.post(path + rest, sent).status_code in {404, 405}, (path, who)
    assert snapshot() == before


def test_a_channel_goes_by_both_names_once_it_is_there(site: Site) -> None:
    assert where(site.windows["lead"].get("/channels/at/26161/")) == site.path()
    assert "Titlecanary" in site.windows["lead"].get("/channels/at-26161/").text
