"""Reads that are written once: they answer as the framework would, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from freedomcities.lib.prepared import Prepared, insert, update

RESULT = ("pk", "enqueued_at", "args_kwargs", "priority")


def result(number: int, queue: str = "default") -> DBTaskResult[..., object]:
    return DBTaskResult.objects.create(
        id=uuid4(),
        queue_name=queue,
        task_path="none",
        priority=number,
        args_kwargs={"args": [number], "kwargs": {}},
        backend_name="default",
    )


def in_queue() -> QuerySet[
    DBTaskResult[..., object], tuple[UUID, datetime, dict[str, object], int]
]:
    return DBTaskResult.objects.order_by("-priority").values_list(*RESULT)


@pytest.mark.django_db
def test_it_answers_with_the_same_values_as_the_framework() -> None:
    made = [result(number) for number in (1, 3, 2)]
    result(4, queue="other")
    by_queue, by_key = Prepared(in_queue, by="queue_name"), Prepared(in_queue)
    assert by_queue.rows("default") == list(in_queue().filter(queue_name="default"))
    assert [row[3] for row in by_queue.rows("default")] == [3, 2, 1]
    for each in made:
        wanted = (each.pk, each.enqueued_at, {"args": [each.priority], "kwargs": {}}, each.priority)
        assert by_key.first(each.pk) == wanted
    assert by_key.first(uuid4()) is None
    assert by_queue.rows("x' OR '1'='1") == []


@pytest.mark.django_db
def test_values_are_told_apart_from_what_the_question_says_itself() -> None:
    fixed = Prepared(
        lambda: ContentType.objects.filter(model="person").values_list("model"), by="app_label"
    )
    assert fixed.rows("accounts") == [("person",)]
    assert fixed.rows("person") == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, 2, 3, 8, 9, 512, 513, 1100])
def test_many_values_are_asked_for_together(number: int) -> None:
    names = list(ContentType.objects.order_by("pk").values_list("model", flat=True)[:9])
    strangers = [f"stranger {each}" for each in range(max(0, number - len(names)))]
    asked = [*names[:number], *strangers]
    by_model = Prepared(lambda: ContentType.objects.values_list("model"), by="model")
    with CaptureQueriesContext(connection) as queries:
        found = by_model.rows_of(asked)
    wanted = ContentType.objects.filter(model__in=names[:number]).values_list("model")
    assert sorted(found) == sorted(wanted)
    assert len(queries) == -(-number // 512)


@pytest.mark.django_db
def test_the_question_is_put_together_once() -> None:
    asked: list[Callable[..., object]] = []

    def question() -> QuerySet[ContentType, tuple[int]]:
        asked.append(question)
        return ContentType.objects.values_list("pk")

    by_model = Prepared(question, by="model")
    by_model.rows("person")
    before = len(asked)
    for name in ("person", "group", "nothing"):
        by_model.rows(name)
    assert len(asked) == before


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_inside_a_transaction_alone() -> None:
    locking = Prepared(lambda: in_queue().select_for_update(), by="queue_name")
    with pytest.raises(TransactionManagementError):
        locking.rows("default")


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection() -> None:
    made = result(1)
    by_key = Prepared(in_queue)
    found = [by_key.first(made.pk)]

    def ask() -> None:
        try:
            found.append(by_key.first(made.pk))
        finally:
            connection.close()

    for thread in [Thread(target=ask) for _ in range(3)]:
        thread.start()
        thread.join()
    assert found == [found[0]] * 4
    assert found[0] is not None


@pytest.mark.django_db
def test_a_column_of_numbers_is_refused() -> None:
    with pytest.raises(TypeError, match="priority"):
        Prepared(in_queue, by="priority").rows(1)


@pytest.mark.django_db
def test_a_row_is_written_as_the_framework_would() -> None:
    made = result(1)
    twin = DBTaskResult.objects.get(pk=made.pk)
    twin.pk = uuid4()
    assert insert(twin)
    twin.args_kwargs, twin.priority, twin.queue_name = {"args": ["“ä”", None]}, 7, "not written"
    update(twin, ("args_kwargs", "priority"))
    found = DBTaskResult.objects.get(pk=twin.pk)
    assert found.args_kwargs == {"args": ["“ä”", None]}
    assert (found.priority, found.queue_name) == (7, "default")
    assert found.enqueued_at == made.enqueued_at
    made.refresh_from_db()
    assert made.priority == 1


@pytest.mark.django_db
def test_what_is_there_already_is_left_or_refused() -> None:
    made = result(1)
    made.priority = 9
    assert not insert(made, or_leave=True)
    assert DBTaskResult.objects.get(pk=made.pk).priority == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(made)


@pytest.mark.django_db
def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(TypeError, match="nothing"):
        update(result(1), ("nothing",))
