"""What is said of an event is made once, and anew as soon as anything of it is another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from freedomcities.accounts.tests.makers import NOW
from freedomcities.events import kept_texts
from freedomcities.events.kept_texts import Key, keys_of, texts_of
from freedomcities.events.models import Event
from freedomcities.events.operations import change_event
from freedomcities.events.rows import Row
from freedomcities.events.tests.makers import make_draft, make_event, make_host
from freedomcities.groups.models import Group
from freedomcities.groups.tests.makers import make_group
from freedomcities.places.models import AtlasEdition, Place

pytestmark = pytest.mark.django_db


class Writer:
    """Says an event's title, place and groups, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, event: Row, groups: Sequence[str]) -> str:
        self.asked += 1
        return f"{event.title} in {event.place} by {'+'.join(groups)}"

    def texts(self) -> list[str]:
        return texts_of(keys_of(Event.objects.order_by("title"))[:], self)


def test_a_text_is_made_once_and_no_row_is_read_again() -> None:
    host = make_host()
    for title in "BA":
        make_event(host, make_draft(title=title))
    write = Writer()
    said = ["A in Ann Arbor, MI by ", "B in Ann Arbor, MI by "]
    assert (write.texts(), write.asked) == (said, 2)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert (write.texts(), write.asked) == (said, 2)
    # The keys, the names of groups, the edition of the atlas.
    assert len(asked) == 3


def test_two_changes_in_one_second_are_both_seen() -> None:
    host, write = make_host(), Writer()
    event = make_event(host, make_draft(title="First"))
    found = write.texts()
    for title in ("Second", "Third"):
        change_event(event.pk, make_draft(title=title), actor=host, now=NOW)
        found += write.texts()
    assert [each.partition(" ")[0] for each in found] == ["First", "Second", "Third"]


def test_what_stands_around_an_event_counts_as_well() -> None:
    host, write = make_host(), Writer()
    group = make_group(host, name="Before")
    make_event(host, make_draft(title="A"), group_id=group.pk)
    assert write.texts() == ["A in Ann Arbor, MI by Before"]
    Group.objects.update(name="After")
    assert write.texts() == ["A in Ann Arbor, MI by After"]
    Place.objects.update(name="Tree Town")
    AtlasEdition.objects.create(edition="x", digest="x", loaded_at=NOW, counts={})
    assert write.texts() == ["A in Tree Town, MI by After"]
    assert write.asked == 3
    with translation.override("es"):
        write.texts()
    assert write.asked == 4
    Event.objects.all().delete()
    assert write.texts() == []


def test_one_that_is_gone_meanwhile_is_left_out() -> None:
    event, write = make_event(make_host()), Writer()
    keys = [Key("nowhere", datetime.now(UTC)), Key(event.pk, event.changed_at)]
    assert texts_of(keys, write) == ["First gathering in Ann Arbor, MI by "]


def test_the_oldest_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_texts, "_MOST", 2)
    host, write = make_host(), Writer()
    for title in "ABC":
        make_event(host, make_draft(title=title))
    assert len(write.texts()) == 3
    assert write.texts()[0].startswith("A")
    assert write.asked == 4
