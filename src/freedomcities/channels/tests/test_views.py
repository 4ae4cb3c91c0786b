"""Every page of channels, as everybody who may come to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW, sign_in
from freedomcities.blueprints.models import Rule
from freedomcities.blueprints.tests.makers import make_rule
from freedomcities.channels.models import Channel, Delivery, Hook, Mute, Post, Thread, Voice
from freedomcities.channels.operations import mute
from freedomcities.channels.tests.makers import (
    HOOK_ADDRESS,
    make_channel,
    make_hook,
    make_region,
    make_reply,
    make_thread,
    snapshot,
)
from freedomcities.groups.choices import Role
from freedomcities.groups.members import change_role
from freedomcities.groups.models import Group
from freedomcities.groups.operations import close_group
from freedomcities.groups.tests.makers import (
    make_founder,
    make_group,
    make_member,
    make_moderator,
    make_waiting,
    own,
)
from freedomcities.groups.urls import urlpatterns as groups_urls
from freedomcities.lib.door import Answer
from freedomcities.places.models import Place

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in/"
MISSING = "bbbbccccdddd"


def window(person: Person | None, *, strong: bool = False) -> Client:
    client = Client()
    if person is not None:
        sign_in(client, person, strong=strong)
    return client


@dataclass
class Site:
    """Two groups in one county with everybody around them, and a group far away."""

    places: dict[str, Place]
    channel: Channel
    first: Post
    hook: Hook
    group: Group
    other: Group
    windows: dict[str, Client]
    people: dict[str, Person]

    def path(self, rest: str = "") -> str:
        return f"/channels/{self.channel.pk}/{rest}"

    def thread(self, rest: str = "") -> str:
        return self.path(f"{self.first.thread_id}/{rest}")

    def hooks(self, rest: str = "") -> str:
        return f"/channels/hooks/{self.group.pk}/{rest}"


@pytest.fixture
def site() -> Site:
    places = make_region()
    lead, neighbour, far = make_founder(), make_founder("neighbour"), make_founder("far")
    group = make_group(lead, places=[places["ann_arbor"]], my_name="Wren")
    other = make_group(neighbour, name="Other group", my_name="Jay", places=[places["ypsilanti"]])
    make_group(far, name="Far group", places=[places["toledo"]])
    waits = make_founder("waits")
    make_waiting(waits, name="Waits", places=[places["ann_arbor"]])
    channel = make_channel(places["washtenaw"], lead)
    make_rule()
    people = {
        "nobody": None, "outsider": make_founder("out"), "moderator": make_moderator(),
        "waits": waits, "far": far, "member": make_member(group, lead).person,
        "organizer": make_member(group, lead, "orga", Role.ORGANIZER).person,
        "neighbour": neighbour, "lead": lead,
    }  # fmt: skip
    return Site(
        places=places,
        channel=channel,
        first=make_thread(channel, group, lead),
        hook=make_hook(group, lead, channel),
        group=group,
        other=other,
        windows={name: window(each, strong=name == "moderator") for name, each in people.items()},
        people={name: each for name, each in people.items() if each},
    )


def where(response: Any) -> str:
    return str(response.headers.get("Location", ""))


def pages_of(site: Site) -> dict[str, tuple[str, set[str]]]:
    """Every address, with who may see it; the others are not told that it is there."""
    near = {"organizer", "neighbour", "lead"}
    rule = Rule.objects.get()
    return {
        "channels": ("/channels/", near | {"far"}),
        "place": ("/channels/at/26161/", near),
        "rule": (f"/channels/on/{rule.blueprint_id}/{rule.number}/", near | {"far"}),
        "hooks": (site.hooks(), {"lead"}),
        "hook_new": (site.hooks("new/"), {"lead"}),
        "hook_try": (site.hooks(f"{site.hook.pk}/try/"), {"lead"}),
        "hook_remove": (site.hooks(f"{site.hook.pk}/remove/"), {"lead"}),
        "channel": (site.path(), near),
        "thread_new": (site.path("new/"), near),
        "name": (site.path("name/"), near),
        "quiet": (site.path("quiet/"), near),
        "thread": (site.thread(), near),
        "reply": (site.thread("reply/"), near),
        "edit": (site.thread("1/edit/"), {"lead"}),
        "delete": (site.thread("1/delete/"), {"lead"}),
        "report": (site.thread("1/report/"), near),
    }


def test_the_matrix_names_every_address(site: Site) -> None:
    from freedomcities.channels.urls import urlpatterns

    assert set(pages_of(site)) == {pattern.name for pattern in urlpatterns}


def test_who_sees_what(site: Site) -> None:
    for name, (path, allowed) in pages_of(site).items():
        for who, client in site.windows.items():
            shown = client.get(path)
            if who in allowed:
                assert shown.status_code == (302 if name in {"place", "rule"} else 200), (name, who)
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
        "The whole state", "Michigan", "By rule", "Title of blueprint",
    ]  # fmt: skip
    found = [text.index(each) for each in order]
    assert found == sorted(found)
    assert "Toledo" not in text
    assert "Detroit" not in text
    assert Channel.objects.count() == 1
    assert site.windows["lead"].get("/channels/at/2689140/").status_code == 302
    assert Channel.objects.count() == 2
    Thread.objects.update(last_on="2026-01-05")
    mute(site.channel.pk, actor=site.people["lead"], now=NOW)
    text = site.windows["lead"].get("/channels/").text
    assert "last written in on Jan. 5, 2026" in text
    assert "· muted" in text
    assert "· muted" not in site.windows["neighbour"].get("/channels/").text


def test_writing_and_answering(site: Site) -> None:
    lead, neighbour = site.windows["lead"], site.windows["neighbour"]
    assert 'name="name"' not in lead.get(site.path("new/")).text
    sent = lead.post(site.path("new/"), {"title": "Who comes?", "text": "On Monday."})
    thread = Thread.objects.get(title="Who comes?")
    assert where(sent) == site.path(f"{thread.pk}/#p1")
    page = neighbour.get(site.path(f"{thread.pk}/")).text
    assert 'name="name"' in page
    assert 'value="Jay"' in page
    answer = neighbour.post(
        site.path(f"{thread.pk}/reply/?as={site.other.pk}"), {"name": "Robin", "text": "We do."}
    )
    assert where(answer) == site.path(f"{thread.pk}/#p2")
    assert Voice.objects.get(channel=site.channel, name="Robin").membership.group == site.other
    text = lead.get(site.path(f"{thread.pk}/")).text
    assert "Robin" in text
    assert "Jay" not in text
    neighbour.post(site.path("name/"), {"name": "Finch"})
    assert "Finch" in lead.get(site.path(f"{thread.pk}/")).text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"title": "", "text": "x"}, "This field is required."),
        ({"title": "x", "text": " \u202e "}, "Write something here."),
        ({"title": "x" * 121, "text": "x"}, "at most 120 characters"),
        ({"title": "x", "text": "x" * 5_001}, "at most 5000 characters"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    site: Site, sent: dict[str, str], words: str
) -> None:
    before = snapshot()
    answer = site.windows["lead"].post(site.path("new/"), sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert snapshot() == before


def test_whoever_leads_two_groups_says_for_which(site: Site) -> None:
    lead = site.people["lead"]
    second = make_group(lead, name="Second", my_name="Owl", places=[site.places["ypsilanti"]])
    client = site.windows["lead"]
    asked = client.get(site.path("new/"))
    assert "For which group?" in asked.text
    for group in (site.group, second):
        assert f'href="{site.path("new/")}?as={group.pk}"' in asked.text
    before = snapshot()
    for path in (site.path("new/"), site.path(f"new/?as={site.other.pk}"), site.thread("reply/")):
        assert client.post(path, {"title": "x", "text": "x"}).status_code == 404
    assert snapshot() == before
    page = client.get(site.thread()).text
    assert "<form" not in page[page.index("<main") : page.index("</main>")]
    answer = client.post(site.thread(f"reply/?as={second.pk}"), {"name": "Owl", "text": "Hoo"})
    assert answer.status_code == 302
    assert Post.objects.get(text="Hoo").group == second
    # Both posts are one's own, and both can be changed.
    text = client.get(site.thread()).text
    assert {site.thread("1/edit/"), site.thread("2/edit/")} <= set(
        re.findall(r'href="([^"]*)"', text)
    )


def test_changing_and_deleting(site: Site) -> None:
    lead = site.windows["lead"]
    answer = lead.post(site.thread("1/edit/"), {"title": "New title", "text": "New text"})
    assert where(answer) == site.thread("#p1")
    text = lead.get(site.thread()).text
    assert "New title" in text
    assert "· changed" in text
    make_reply(site.first, site.other, site.people["neighbour"])
    assert lead.post(site.thread("1/delete/")).status_code == 302
    assert lead.get(site.thread("1/edit/")).status_code == 404
    assert site.windows["neighbour"].post(site.thread("2/delete/")).status_code == 302
    assert lead.get(site.thread()).status_code == 404
    assert lead.get(site.thread("99999999999999999999999/edit/")).status_code == 404


def test_quiet_and_not(site: Site) -> None:
    lead = site.windows["lead"]
    lead.post(site.path("quiet/"))
    assert Mute.objects.get().person == site.people["lead"]
    assert "You hear nothing of this channel." in lead.get(site.path()).text
    lead.post(site.path("quiet/"))
    assert not Mute.objects.exists()


def test_a_hook_is_set_tried_and_removed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from freedomcities.lib import door

    called: list[str] = []

    def send(address: str, *_args: object, **_more: object) -> Answer:
        called.append(address)
        return Answer(address, 200)

    monkeypatch.setattr(door, "send", send)
    lead = site.windows["lead"]
    Hook.objects.all().delete()
    page = lead.get(site.hooks("new/")).text
    assert page.count('name="channels"') >= 6
    answer = lead.post(
        site.hooks("new/"),
        {"form": "slack", "address": HOOK_ADDRESS, "channels": ["26161", "26", "26163"]},
    )
    assert answer.status_code == 200
    (secret,) = re.findall(r'code-secret">([^<]+)<', answer.text)
    hook = Hook.objects.get()
    assert sorted(each.place_id or "" for each in hook.channels.all()) == ["26", "26161", "26163"]
    listed = lead.get(site.hooks()).text
    assert "hooks.example.org" in listed
    assert "hookcanary" not in listed
    assert secret not in listed
    assert "Michigan · Washtenaw County, MI · Wayne County, MI" in listed
    lead.post(site.hooks(f"{hook.pk}/try/"))
    assert Delivery.objects.count() == 1
    run_jobs()
    assert called == [HOOK_ADDRESS]
    assert "The chat took news last on" in lead.get(site.hooks()).text
    lead.post(site.hooks(f"{hook.pk}/remove/"))
    assert not Hook.objects.exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"address": "http://hooks.example.org/"}, "Write an address that begins with https://."),
        ({"address": "https://example.org:22/"}, "Nothing on the public web was found"),
        ({"address": "nonsense"}, "Write a whole web address"),
        ({"channels": ["3977000"]}, "Select a valid choice"),
        ({"channels": []}, "This field is required."),
        ({"form": "matrix"}, "Write the room"),
    ],
)
def test_a_hook_that_leads_nowhere(site: Site, sent: dict[str, Any], words: str) -> None:
    before = list(Hook.objects.values())
    answer = site.windows["lead"].post(
        site.hooks("new/"),
        {"form": "slack", "address": HOOK_ADDRESS, "channels": ["26161"], **sent},
    )
    assert answer.status_code == 422
    assert words in answer.text
    assert list(Hook.objects.values()) == before


def test_everybody_in_a_channel_is_told_where_it_goes(site: Site) -> None:
    text = site.windows["neighbour"].get(site.path()).text
    assert "1 group has news of this channel handed on to a chat" in text
    assert "The text of posts stays here." in text
    make_hook(site.group, site.people["lead"], site.channel, with_text=True)
    text = site.windows["neighbour"].get(site.thread()).text
    assert "1 group has news" in text
    assert "The text of posts goes there as well." in text


def test_what_is_wrong_with_a_hook_is_told(site: Site) -> None:
    Hook.objects.update(trouble="slow")
    lead = site.windows["lead"]
    assert "The other side took too long to answer." in lead.get(site.hooks()).text
    Hook.objects.update(trouble="status 404", is_on=False)
    text = lead.get(site.hooks()).text
    assert "Switched off" in text
    assert "The chat refused it (status 404)." in text
    assert "news of this channel" not in lead.get(site.path()).text


HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>',
    "{{ 7 }}{% now 'Y' %}", "javascript:alert(1)", "https://evil.example/\" onclick=\"x",
    "=HYPERLINK(1)", "&lt;b&gt;", "\u202egnp.exe", "مرحبا بالعالم", "שלום", "a\u0000b",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_words(site: Site, text: str) -> None:
    lead = site.windows["lead"]
    answer = lead.post(site.path("new/"), {"title": text[:100], "text": f"{text}\n\nend"})
    if answer.status_code == 422:
        # The framework's own field refuses it.
        assert "\0" in text
        return
    shown = lead.get(where(answer).partition("#")[0]).text + lead.get(site.path()).text
    body = shown[shown.index("<main") :]
    assert "<script>alert" not in body
    assert "onerror=alert(1)>" not in body or "&lt;img" in body
    assert "<svg onload" not in body
    assert 'onclick="' not in body
    assert "\u202e" not in body
    assert 'href="javascript' not in body


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
