"""Every page of moderation, as everybody who may come to it: nobody, a person, those with roles."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client

from freedomcities.moderation.tests.makers import snapshot
from freedomcities.moderation.tests.site import DESK, FORM, READING, Site, where, window

pytestmark = pytest.mark.django_db


def test_the_matrix_names_every_address(site: Site) -> None:
    from freedomcities.moderation.urls import urlpatterns

    assert set(site.pages()) == {pattern.name for pattern in urlpatterns}


def test_who_sees_what(site: Site) -> None:
    for name, (path, allowed) in site.pages().items():
        for who, client in site.windows.items():
            shown = client.get(path)
            if who in allowed:
                assert shown.status_code == 200, (name, who)
            elif who == "nobody":
                assert where(shown).startswith("/account/sign-in/?next=%2Fstaff%2F"), name
            else:
                assert shown.status_code == 404, (name, who)


def test_nobody_writes_who_may_not_look(site: Site) -> None:
    for name, (path, allowed) in site.pages().items():
        for who, client in site.windows.items():
            if who in allowed:
                continue
            before = snapshot()
            sent = client.post(path, {"ground": "other", "text": "x"})
            assert sent.status_code in {302, 404, 405}, (name, who)
            assert snapshot() == before, (name, who)
            assert site.leaf.done == []


def test_a_reader_without_the_second_factor_is_led_to_it(site: Site) -> None:
    weak, before = window(site.people["reader"]), snapshot()
    for answer in (weak.get(READING), weak.post(f"{READING}{site.read.pk}/right/", {"text": ""})):
        assert (answer.status_code, where(answer)) == (302, "/account/code-app/")
    assert snapshot() == before


def test_a_moderator_without_the_second_factor_is_led_to_it(site: Site) -> None:
    weak = window(site.people["moderator"])
    assert weak.get(DESK).status_code == 302
    before = snapshot()
    assert weak.post(f"{DESK}{site.waits.pk}/publish/").status_code == 302
    assert snapshot() == before


def test_forbidden_and_missing_look_alike(site: Site) -> None:
    person, missing = site.windows["person"], uuid4()
    for rest in ("/", "/publish/"):
        hidden = person.get(f"{DESK}{site.waits.pk}{rest}")
        absent = site.windows["moderator"].get(f"{DESK}{missing}{rest}")
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert _plain(hidden.text) == _plain(person.get(f"{DESK}{missing}{rest}").text)
    moderator = site.windows["moderator"]
    assert moderator.get(f"{DESK}{site.waits.pk}/no-decision/").status_code == 404
    for subject in ("leaf:one", "leaf-law:none", "no-such-kind:one", "leaf-law", ""):
        address = f"{DESK}take-downs/ask/?subject={subject}"
        assert moderator.get(address).status_code == 404, subject


def _plain(text: str) -> str:
    return re.sub(r'nonce="[^"]*"|[0-9a-f-]{36}', "", text)


def test_forms_are_kept_nowhere(site: Site) -> None:
    assert "no-store" in Client().get(FORM).headers["Cache-Control"]
    for name, (path, allowed) in site.pages().items():
        if name not in {"report", "thanks", "decisions"}:
            who = "staff" if "staff" in allowed else "reader"
            kept = site.windows[who].get(path).headers["Cache-Control"]
            assert kept == "no-store", name


def test_pages_in_spanish(site: Site) -> None:
    for name, (path, allowed) in site.pages().items():
        who = "moderator" if "moderator" in allowed else "reader"
        shown = site.windows[who].get(f"/es{path}")
        assert shown.status_code == 200, name
        assert '<html lang="es"' in shown.text, name
