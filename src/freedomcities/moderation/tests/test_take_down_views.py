"""Taking down and putting back, from asking to the public list."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from freedomcities.accounts.tests.makers import NOW
from freedomcities.moderation.models import TakeDown
from freedomcities.moderation.taking_down import confirm
from freedomcities.moderation.tests.makers import read_and_send, snapshot
from freedomcities.moderation.tests.site import DESK, Site

pytestmark = pytest.mark.django_db


def test_a_take_down_of_words_that_changed_is_not_confirmed(site: Site) -> None:
    client, path = site.windows["second"], f"{DESK}take-downs/{site.asked.pk}/confirm/"
    page = client.get(path).text
    assert "Come on Monday." in page
    (seen,) = re.findall(r'name="seen" value="([0-9a-f]{64})"', page)
    site.leaf.text = "Other words."
    before = snapshot()
    refused = client.post(path, {"seen": seen})
    assert (refused.status_code, "Other words." in refused.text) == (422, True)
    assert "It has changed since you read it: read it again." in refused.text
    assert (snapshot(), site.leaf.done) == (before, [])


def test_a_take_down_from_asking_to_the_public_list(site: Site) -> None:
    take_downs = f"{DESK}take-downs/"
    confirm_it = f"{take_downs}{site.asked.pk}/confirm/"
    own = site.windows["moderator"].post(confirm_it)
    assert own.status_code == 422
    assert "You asked for this yourself. Somebody else has to confirm it." in own.text
    assert site.leaf.done == []
    visitor = site.windows["nobody"]
    assert "Nothing was ever taken off the list." in visitor.get("/about/decisions/").text
    assert read_and_send(site.windows["second"], confirm_it).status_code == 302
    assert site.leaf.done == [("law", "hidden")]
    public = visitor.get("/about/decisions/").text
    assert "Listed leaflet: Leaf law" in public
    assert "Taken down. It is not true, or it has no source." in public
    for secret in ("canarynote", *(str(each.pk) for each in site.people.values())):
        assert secret not in public
    assert site.windows["second"].post(confirm_it).status_code == 404
    again = site.windows["second"].post(
        f"{take_downs}ask/?subject=leaf-law:law", {"ground": "source", "text": ""}
    )
    assert again.status_code == 302
    back = TakeDown.objects.waiting().get()
    assert back.direction == "put-back"
    done = read_and_send(site.windows["staff"], f"{take_downs}{back.pk}/confirm/")
    assert done.status_code == 302
    assert "Put back. A source for it was found." in visitor.get("/about/decisions/").text


def test_one_asks_once_and_can_take_it_back(site: Site) -> None:
    take_downs = f"{DESK}take-downs/"
    sent = {"ground": "other", "text": ""}
    address = f"{take_downs}ask/?subject=leaf-law:law"
    before = snapshot()
    refused = site.windows["second"].post(address, sent)
    assert refused.status_code == 422
    assert snapshot() == before
    own = site.windows["moderator"].get(take_downs).text
    assert f"{take_downs}{site.asked.pk}/confirm/" not in own
    assert site.windows["moderator"].post(f"{take_downs}{site.asked.pk}/refuse/").status_code == 302
    assert TakeDown.objects.get().state == "refused"


def test_a_take_down_that_is_confirmed_moves_the_version_of_public_pages(site: Site) -> None:
    client = Client()
    tag = client.get("/about/decisions/").headers["ETag"]
    confirm(site.asked.pk, actor=site.people["second"], now=NOW)
    fresh = client.get("/about/decisions/", headers={"if-none-match": tag})
    assert fresh.status_code == 200
    assert "Listed leaflet: Leaf law" in fresh.text


@pytest.mark.parametrize("ground", ["private", "harmful", "unrelated"])
def test_a_name_that_may_be_what_was_wrong_is_not_told(site: Site, ground: str) -> None:
    TakeDown.objects.update(ground=ground)
    confirm(site.asked.pk, actor=site.people["second"], now=NOW)
    public = site.windows["nobody"].get("/about/decisions/").text
    assert "Leaf law" not in public
    assert "Listed leaflet law" in public
    site.leaf.states["law"] = "public"
    back = site.windows["nobody"].get("/about/decisions/?page=1").text
    assert "Listed leaflet: Leaf law" in back, "it is back on the list"


def test_the_second_person_reads_why_it_was_asked_for(site: Site) -> None:
    for rest in ("confirm", "refuse"):
        text = site.windows["second"].get(f"{DESK}take-downs/{site.asked.pk}/{rest}/").text
        assert "It is not true, or it has no source." in text
        assert "canarynote" in text
    TakeDown.objects.update(note="")
    text = site.windows["second"].get(f"{DESK}take-downs/{site.asked.pk}/confirm/").text
    assert "They left no note." in text


def test_putting_back_has_grounds_of_its_own(site: Site) -> None:
    site.leaf.states["law"] = "hidden"
    client, down = site.windows["second"], f"{DESK}take-downs/ask/?subject=leaf-law:three"
    back = f"{DESK}take-downs/ask/?subject=leaf-law:law"
    TakeDown.objects.all().delete()
    offered = {path: set(re.findall(r'name="ground" value="([a-z-]+)"', client.get(path).text))
               for path in (down, back)}  # fmt: skip
    assert offered == {
        down: {"private", "untrue", "harmful", "unrelated", "not-ours", "other"},
        back: {"mistake", "source", "mended", "appeal", "other"},
    }
    before = snapshot()
    for path, ground in ((down, "mistake"), (down, "out-of-date"), (back, "untrue")):
        assert client.post(path, {"ground": ground, "text": ""}).status_code == 422, (path, ground)
    assert snapshot() == before
    assert client.post(back, {"ground": "appeal", "text": ""}).status_code == 302
