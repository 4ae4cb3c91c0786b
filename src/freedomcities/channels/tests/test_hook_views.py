"""The pages of hooks: setting one, trying it, what everybody in a channel is told of it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.channels.models import Delivery, Hook
from freedomcities.channels.tests.makers import (
    HOOK_ADDRESS,
    make_hook,
)
from freedomcities.channels.tests.pages import Site
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
