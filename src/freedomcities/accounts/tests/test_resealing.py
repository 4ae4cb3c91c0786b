"""The keys change while somebody is signing in, and everything is found again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings

from freedomcities.accounts import resealing
from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import CodeApp, Letter, Person, SignIn
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.resealing import KeysStillNeeded, rotate_keys, sealed_models
from freedomcities.accounts.seals import key_rings, unseal
from freedomcities.accounts.signing_in import ask_for_code, enter_code
from freedomcities.accounts.tests.jobs import last_code
from freedomcities.accounts.tests.makers import NOW, make_ann, make_worker
from freedomcities.lib.keys import read_keys

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys_stay_as_they_were() -> Iterator[None]:
    path = settings.KEYS_FILE
    before = path.read_bytes()
    yield
    path.write_bytes(before)
    key_rings().keys(fresh=True)


def test_everything_sealed_is_sealed_anew_and_the_old_keys_go() -> None:
    ann = make_ann()
    worker, secret = make_worker(Role.STAFF)
    asked = ask_for_code("ann@example.org", peer="x", language="en", now=NOW)
    old = read_keys(settings.KEYS_FILE)
    before = bytes(ann.email_sealed)
    assert rotate_keys(actor=system_actor(), now=NOW) == 5
    new = read_keys(settings.KEYS_FILE)
    assert list(new.sealing.keys) == [new.sealing.current]
    assert list(new.finding.keys) == [new.finding.current]
    assert new.sealing.current != old.sealing.current
    ann.refresh_from_db()
    assert bytes(ann.email_sealed) != before
    assert (unseal(ann, "name_sealed"), unseal(ann, "email_sealed")) == ("Ann", "ann@example.org")
    assert Person.objects.with_address("ann@example.org").get() == ann
    assert unseal(CodeApp.objects.get(person=worker), "secret_sealed") == secret
    # The letter that waited leaves, and its code lets in whoever had asked for it.
    assert Letter.objects.count() == 1
    assert enter_code(asked.pk, last_code(), now=NOW).person == ann


def test_every_model_that_keeps_something_sealed_is_known() -> None:
    assert {Person, SignIn, CodeApp, Letter} <= set(sealed_models())


def test_old_keys_stay_while_something_needs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    make_ann()
    monkeypatch.setattr(resealing, "_reseal", lambda _model, _progress: 1)
    monkeypatch.setattr(resealing, "_wait_for_everybody", lambda: None)
    with pytest.raises(KeysStillNeeded):
        rotate_keys(actor=system_actor(), now=NOW)
    key_rings().keys(fresh=True)
    assert len(read_keys(settings.KEYS_FILE).sealing.keys) == 2
    assert unseal(Person.objects.with_address("ann@example.org").get(), "name_sealed") == "Ann"
