"""Nothing that is held on people is out of reach: a model that was forgotten fails here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field, Model

from freedomcities.accounts.models import Letter, Person
from freedomcities.accounts.seals import unseal
from freedomcities.events.models import SignUp
from freedomcities.groups.models import Group
from freedomcities.lib.privacy import DataClass
from freedomcities.privacy.operations import erase, held_on
from freedomcities.privacy.tests.whole_person import ADDRESS, WEDNESDAY, make_whole_person

pytestmark = pytest.mark.django_db

# Models with fields that are not public, and with no way to tell whose they are.
NOBODYS = {
    "accounts.Count": "a pseudonym of the day, gone within minutes",
    "accounts.RoleLink": "whoever opens it first; it knows nobody",
    "events.Event": "the address of a home goes with its host, whom it is told",
    "events.EventRole": "goes with its host or the sign-up; a name 30 days after the event",
    "events.HostInvitation": "whoever opens it first; it knows nobody",
    "events.Mailing": "an event's; it knows nobody, and is gone once its letters are written",
    "events.SignUp": "found by the address, which the tests below do",
    "groups.Invitation": "whoever opens it first; it knows nobody",
    "media.Picture": "found by what it belongs to, such as a photo of an event, and gone with it",
    "notices.News": "a subject's; sealed, and gone once everybody has heard of it",
    "moderation.Report": "nothing is kept of who sent it; gone once the case is decided",
    "officials.Correction": "nothing is kept of who sent it; gone once it is declined",
    "channels.Channel": "a place's or a rule's; it knows nobody",
    "channels.Voice": "found by the membership, and gone with it",
    "channels.Listener": "found by the membership, and gone with it",
    "channels.Thread": "the channel's; what is in it is the posts'",
    "channels.Post": "found by the voice, and a former member's without it",
    "channels.Hook": "a group's; it knows nobody",
    "channels.Delivery": "a hook's, gone once it has arrived",
    "accounts.Letter": "found by the address, which the tests below do",
}
# Fields of a person's rows that are told to nobody, and why.
SECRETS = {
    "accounts.Session.session_key": "a digest of what the window holds",
    "accounts.Session.session_data": "what the window needs: the person, and nothing of them",
    "accounts.Session.expire_date": "of no use to the person, and no more than the day",
    "accounts.Session.number": "random",
    "accounts.SignIn.code_digest": "lets in",
    "accounts.CodeApp.secret_sealed": "lets in; that there is an app is told",
    "accounts.RecoveryCode.digest": "a digest of what lets in; how many are left is told",
    "accounts.Passkey.public_key": "says nothing that its id does not say",
    **dict.fromkeys(
        (f"moderation.Case.{name}" for name in ("whys", "details", "reporters", "opened_on")),
        "what was decided on, and not whoever decided",
    ),
    "moderation.Case.decided_by": "the person",
    "moderation.TakeDown.asked_by": "the person",
    "moderation.TakeDown.answered_by": "somebody else, whom nobody is told of",
    "channels.Mute.channel": "told by the name of its place",
    "notices.Notice.news": "its kind is told, and the letter tells the rest",
    "notices.Notice.due_at": "when the next letter of that pace leaves",
    "privacy.ExportLink.digest": "a digest of what the link holds",
}
# What the site keeps for its own work, and no more than an hour of.
OF_THE_WORK = {
    "id", "email_index", "sessions_mark", "is_system", "is_active", "shares_code", "tries",
    "created_at", "expires_at", "last_step", "uses", "person", "group", "event",
}  # fmt: skip
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("freedomcities.")]


def fields_to_people(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.local_fields if field.related_model is Person]


def is_private(model: type[Model]) -> bool:
    """Whether a field of it is not for everybody."""
    whole, each = getattr(model, "data_class", None), getattr(model, "data_classes", {})
    classes = {each.get(field.name, whole) for field in model._meta.local_fields}
    return classes != {DataClass.PUBLIC}


def rows_of(person: Person) -> Iterator[Model]:
    """Every row that points at somebody, but for the log."""
    for model in models():
        for field in fields_to_people(model):
            if model._meta.label != "audit.AuditEntry":
                yield from model._default_manager.filter(**{field.name: person})


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_a_private_model_points_at_a_person_or_is_nobodys(model: type[Model]) -> None:
    if is_private(model) and model is not Person:
        assert fields_to_people(model) or model._meta.label in NOBODYS, (
            "whose is it? Point at the person and forget it with them (privacy/holdings.py), or "
            "say here why it is nobody's"
        )


def test_the_whole_person_has_a_row_in_every_model() -> None:
    seen = {type(row) for row in rows_of(make_whole_person())}
    wanted = {model for model in models() if fields_to_people(model)}
    unseen = {model._meta.label for model in wanted - seen} - {"audit.AuditEntry"}
    assert unseen == set(), "make a row in privacy/tests/whole_person.py"


def test_nothing_but_the_id_is_left_after_erasing() -> None:
    person = make_whole_person()
    erase(person, actor=person, now=WEDNESDAY)
    assert list(rows_of(person)) == []
    assert not Letter.objects.exists()
    assert not SignUp.objects.exists()
    person.refresh_from_db()
    left = {
        field.name: getattr(person, field.attname)
        for field in Person._meta.local_fields
        if field.name not in {"id", "sessions_mark"}
    }
    assert left == {
        "is_system": False, "is_active": False, "is_reader": False, "is_moderator": False,
        "is_staff": False, "name_sealed": b"", "email_sealed": b"", "email_index": None,
        "language": "en", "joined_in": None, "seen_in": None, "warned_on": None,
    }  # fmt: skip
    told = json.dumps(held_on(person))
    assert "canary" not in told
    # The group was theirs alone.
    assert Group.objects.get(name="Groupcanary").closed_on == WEDNESDAY.date()


def test_every_field_of_a_persons_rows_is_told() -> None:
    person = make_whole_person()
    told = json.dumps(held_on(person), ensure_ascii=False)
    # Found by another row than the person's own.
    assert '"thread": "Titlecanary", "text": "Postcanary"' in told
    assert '"name": "Voicecanary"' in told
    for row in [person, *rows_of(person)]:
        for field in row._meta.local_fields:
            label = f"{row._meta.label}.{field.name}"
            if label in SECRETS or field.name in OF_THE_WORK:
                continue
            assert _said(row, field) in told, f"{label}: tell it in `held_on`, or say why not"
    assert "idle" in told, "letters that wait for the address"


def _said(row: Model, field: Field[Any, Any]) -> str:
    value = getattr(row, field.attname)
    if field.name.endswith("_index"):
        return ""
    if field.name.endswith("_sealed"):
        return unseal(row, field.name)
    if isinstance(value, date):
        return str(value.fromordinal(value.toordinal() - value.weekday()))
    if isinstance(value, bool):
        return field.name.removeprefix("is_") if value else ""
    return str(value)


def test_no_date_that_is_told_is_finer_than_the_week() -> None:
    found = DAY.findall(json.dumps(held_on(make_whole_person())))
    assert len(found) > 8
    assert {date.fromisoformat(each).weekday() for each in found} == {0}


def test_the_address_of_somebody_else_stays() -> None:
    person = make_whole_person()
    assert held_on(person)["account"]["email"] == ADDRESS  # type: ignore[index]
    before = Person.objects.with_address("bob@example.org").get()
    erase(person, actor=person, now=WEDNESDAY)
    after = Person.objects.with_address("bob@example.org").get()
    assert held_on(before) == held_on(after)
    assert unseal(after, "email_sealed") == "bob@example.org"
