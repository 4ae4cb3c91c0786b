"""The pages on which people write: threads, answers, their posts, their name, quiet."""

from __future__ import annotations

import re

import pytest

from freedomcities.audit.models import AuditEntry
from freedomcities.channels.models import Channel, Mute, Post, Thread, Voice
from freedomcities.channels.tests.makers import (
    make_reply,
    snapshot,
)
from freedomcities.channels.tests.pages import Site, where
from freedomcities.groups.tests.makers import (
    make_group,
)

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    ("rest", "sent"),
    [
        ("new/", {"name": "Wren", "title": "First", "text": "Hello."}),
        ("name/", {"name": "Wren"}),
        ("quiet/", {}),
        ("follow/", {}),
    ],
)
@pytest.mark.parametrize("key", ["at-26", "on-freedom-cities-1"])
def test_whoever_writes_follows_or_mutes_first_makes_the_channel(
    site: Site, key: str, rest: str, sent: dict[str, str]
) -> None:
    answer = site.windows["lead"].post(f"/channels/{key}/{rest}", sent)
    channel = Channel.objects.exclude(pk=site.channel.pk).get()
    assert (channel.place_id, channel.rule_id is None) == (
        ("26", True) if key == "at-26" else (None, False)
    )
    leads_to = {
        "new/": f"/channels/{channel.pk}/",
        "name/": f"/channels/{channel.pk}/",
        "quiet/": f"/channels/{key}/",
        "follow/": f"/follow/?subject=channel%3A{channel.pk}",
    }
    assert where(answer).startswith(leads_to[rest])
    assert Thread.objects.filter(channel=channel).count() == (rest == "new/")
    assert Mute.objects.filter(channel=channel).count() == (rest == "quiet/")
    assert AuditEntry.objects.filter(action="open-channel").count() == 2
    assert site.windows["lead"].get(where(answer).partition("#")[0]).status_code == 200


def test_a_post_that_is_refused_makes_no_channel(site: Site) -> None:
    before = snapshot()
    for sent in ({"title": "x", "text": " \u202e ", "name": "W"}, {"title": "", "text": "x"}):
        assert site.windows["lead"].post("/channels/at-26/new/", sent).status_code == 422
    assert snapshot() == before
