from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor

pytestmark = pytest.mark.django_db


def test_the_system_is_one_person() -> None:
    assert system_actor() == system_actor()
    assert Person.objects.filter(is_system=True).count() == 1


def test_a_second_system_is_impossible() -> None:
    system_actor()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(is_system=True)


def test_a_person_is_a_random_id_and_nothing_that_can_be_read() -> None:
    """What is personal is sealed, or a keyed index; times are weeks."""
    columns = {field.name for field in Person._meta.local_fields}
    assert columns == {
        *("id", "is_system", "is_active", "is_reader", "is_moderator", "is_staff", "language"),
        *("name_sealed", "email_sealed", "email_index", "sessions_mark"),
        *("joined_in", "seen_in", "warned_on"),
    }
    assert Person().id.version == 4
