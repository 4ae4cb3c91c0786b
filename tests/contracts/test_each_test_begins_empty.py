"""A test in transactions of its own leaves no row, though its tables are not made anew."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from freedomcities.accounts.tests.makers import make_ann
from freedomcities.groups.tests.makers import make_founder, make_group


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_nothing_is_left_of_the_test_before(time: int) -> None:
    names = connection.introspection.django_table_names(only_existing=True)
    filled = {name for name in names if _rows(name)}
    assert filled == {"django_content_type", "auth_permission"}
    assert ContentType.objects.get_by_natural_key("groups", "group").model == "group"
    make_group(make_founder())
    make_ann("ben@example.org")
    assert _rows("groups_group") == 1


def _rows(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}")
        (count,) = cursor.fetchone()
    return int(count)
