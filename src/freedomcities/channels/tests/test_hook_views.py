"""The pages of hooks: setting one, trying it, what everybody in a channel is told of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import override

from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW
from freedomcities.channels.chat_steps import GUIDES, Chat
from freedomcities.channels.models import Delivery, Hook
from freedomcities.channels.tests.makers import (
    HOOK_ADDRESS,
    make_hook,
    snapshot,
)
from freedomcities.channels.tests.pages import Site
from freedomcities.groups.choices import Role
from freedomcities.groups.members import change_role
from freedomcities.groups.tests.makers import make_group, make_member
from freedomcities.lib.door import Answer

pytestmark = pytest.mark.django_db


def test_a_hook_is_set_tried_and_removed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from freedomcities.lib import door

    called: list[str] = []

    def send(address: str, *_args: object, **_more: object) -> Answer:
        called.append(address)
        return Answer(address, 200)

    monkeypatch.setattr(door, "send", send)
    lead = site.windows["lead"]
    Hook.objects.all().delete()
    page = lead.get(site.hooks("new/?chat=slack")).text
    assert page.count('name="channels"') >= 6
    answer = lead.post(
        site.hooks("new/?chat=slack"),
        {"address": HOOK_ADDRESS, "channels": ["26161", "26", "26163"]},
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
    assert "Nothing was sent to it yet. Send a test, to see that it arrives." in listed
    lead.post(site.hooks(f"{hook.pk}/try/"))
    assert Delivery.objects.count() == 1
    assert "A test is on its way." in lead.get(site.hooks()).text
    run_jobs()
    assert called == [HOOK_ADDRESS]
    today = date_format(datetime.now(UTC).date(), "DATE_FORMAT")
    assert f"The last try, on {today}, arrived." in lead.get(site.hooks()).text
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
        ({"chat": "matrix", "token": "x"}, "This field is required."),
        ({"chat": "matrix", "room": "!a:b.org"}, "This field is required."),
        ({"chat": "matrix", "room": "#a:b.org", "token": "x"}, "Write the room"),
        ({"chat": "irc"}, "Which chat does your group use?"),
        ({"chat": ""}, "Which chat does your group use?"),
    ],
)
def test_a_hook_that_leads_nowhere(site: Site, sent: dict[str, Any], words: str) -> None:
    before, chat = snapshot(), sent.pop("chat", "slack")
    answer = site.windows["lead"].post(
        site.hooks(f"new/?chat={chat}"),
        {"address": HOOK_ADDRESS, "channels": ["26", "26161"], **sent},
    )
    assert answer.status_code == 422
    assert words in answer.text
    assert snapshot() == before


def test_first_one_says_which_chat_it_is(site: Site) -> None:
    page = site.windows["lead"].get(site.hooks("new/")).text
    for chat in Chat:
        assert f'href="?chat={chat.value}"' in page
    body = page[page.index("<main") :]
    assert "<form" not in body
    assert 'name="token"' not in body


@pytest.mark.parametrize("chat", list(Chat))
@pytest.mark.parametrize("language", ["", "/es"])
def test_each_chat_has_its_steps_and_asks_for_no_more_than_it_needs(
    site: Site, chat: Chat, language: str
) -> None:
    page = site.windows["lead"].get(f"{language}{site.hooks('new/')}?chat={chat.value}").text
    with override(language.strip("/") or "en"):
        steps = [escape(str(each)) for each in GUIDES[chat].steps]
    assert len(steps) >= 2
    listed = page[page.index("<ol>", page.index("<main")) :]
    assert [each for each in steps if f"<li>{each}</li>" not in listed] == []
    is_matrix = chat is Chat.MATRIX
    assert ('name="room"' in page, 'name="token"' in page) == (is_matrix, is_matrix)
    assert str(GUIDES[chat].sample) in page
    assert chat.form == ("matrix" if is_matrix else "slack")


def test_the_own_county_is_ticked_and_rules_are_folded_away(site: Site) -> None:
    path = site.hooks("new/?chat=slack")
    page = site.windows["lead"].get(path).text
    boxes = re.findall(
        r'<input type="checkbox" name="channels" value="([^"]+)"[^>]*?( checked)?>', page
    )
    assert [value for value, checked in boxes if checked] == ["26161"]
    fold = page[page.index('<details class="more">', page.index("<main")) :]
    fold = fold[: fold.index("</details>")]
    rules = {value for value, _checked in boxes if value.startswith("rule:")}
    assert set(re.findall(r'value="([^"]+)"', fold)) == rules
    assert len(rules) == 1
    # Where one of them is ticked, it stays in sight.
    sent = {"address": "nonsense", "channels": [*rules]}
    assert '<details class="more" open>' in site.windows["lead"].post(path, sent).text


def test_a_group_of_a_county_has_its_own_channel_ticked(site: Site) -> None:
    client, lead = site.windows["lead"], site.people["lead"]
    county = make_group(lead, name="County", my_name="Owl", places=[site.places["wayne"]])
    page = client.get(f"/channels/hooks/{county.pk}/new/?chat=slack").text
    boxes = re.findall(r'name="channels" value="([^"]+)"[^>]*? checked>', page)
    assert boxes == ["26163"]


def test_everybody_in_a_channel_is_told_where_it_goes(site: Site) -> None:
    text = site.windows["neighbour"].get(site.path()).text
    assert "1 group has news of this channel handed on to a chat" in text
    assert "The text of posts stays here." in text
    make_hook(site.group, site.people["lead"], site.channel, with_text=True)
    text = site.windows["neighbour"].get(site.thread()).text
    assert "1 group has news" in text
    assert "The text of posts goes there as well." in text


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("slow", "The other side took too long to answer."),
        ("status 400", "The chat refused it (status 400)."),
        ("status 401", "The chat does not let us in (status 401): what opens it is wrong."),
        ("status 404", "The chat does not know this address (status 404). Get a new one there."),
        ("status 429", "The chat was told too much at once (status 429)."),
        ("status 503", "The chat has a fault of its own (status 503)."),
        ("sealed", "It could not be told."),
    ],
)
def test_what_is_wrong_with_a_hook_is_told_with_its_day(
    site: Site, trouble: str, words: str
) -> None:
    Hook.objects.update(trouble=trouble, tried_on="2026-01-05", wait_until=NOW)
    lead = site.windows["lead"]
    text = lead.get(site.hooks()).text
    assert "The last try failed" in text
    assert f"Tried on Jan. 5, 2026. {words} We try again by ourselves." in " ".join(text.split())
    Hook.objects.update(is_on=False, wait_until=None)
    text = " ".join(lead.get(site.hooks()).text.split())
    assert "Switched off" in text
    assert f"Tried on Jan. 5, 2026. {words} Send a test to switch it on again." in text
    assert "news of this channel" not in lead.get(site.path()).text


def test_a_hook_whose_lead_is_gone_says_so_and_cannot_be_tried(site: Site) -> None:
    other = make_member(site.group, site.people["lead"], "second", Role.LEAD)
    hook = make_hook(site.group, other.person, site.channel)
    change_role(site.group.pk, other.pk, Role.MEMBER, actor=site.people["lead"], now=NOW)
    text = site.windows["lead"].get(site.hooks()).text
    assert text.count("Posts no longer arrive") == 1
    assert "Whoever set this hook leads the group no more." in text
    assert site.hooks(f"{hook.pk}/try/") not in text
    assert site.hooks(f"{hook.pk}/remove/") in text
    assert site.hooks(f"{site.hook.pk}/try/") in text
