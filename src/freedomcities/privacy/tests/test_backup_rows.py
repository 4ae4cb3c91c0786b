"""Every table is in a backup or said to be left out, and every row comes back as it was."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.seals import key_rings, unseal
from freedomcities.blueprints.operations import load_blueprints
from freedomcities.privacy.backup_rows import LEFT_OUT, columns, lines_of, load, tables
from freedomcities.privacy.tests.whole_person import WEDNESDAY, make_whole_person

pytestmark = pytest.mark.django_db


def test_what_is_left_out_is_there_and_nothing_else_is_left_out() -> None:
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert set(LEFT_OUT) <= labels
    kept = {model._meta.label for model in tables()}
    assert labels - kept == set(LEFT_OUT)
    assert len(kept) > 35


def dumped(model: type[Model], keys: set[str] | None = None) -> list[bytes]:
    lines = b"".join(lines_of(model, sealing_keys=keys if keys is not None else set()))
    return sorted(lines.splitlines())


def test_every_row_comes_back_as_it_was() -> None:
    person = make_whole_person()
    load_blueprints(actor=system_actor(), now=WEDNESDAY)
    keys: set[str] = set()
    before = {model: dumped(model, keys) for model in tables()}
    assert keys == {key_rings().keys().sealing.current}
    assert sum(map(len, before.values())) > 60
    with connection.cursor() as cursor:
        for model in before:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        for model, lines in before.items():
            assert load(model, [field.attname for field in columns(model)], lines) == len(lines)
    connection.check_constraints()
    assert {model: dumped(model) for model in before} == before
    assert unseal(Person.objects.get(pk=person.pk), "name_sealed") == "Wholecanary"
