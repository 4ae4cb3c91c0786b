"""The words in which news of events is told, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from freedomcities.events.choices import State
from freedomcities.events.models import Event
from freedomcities.events.news import EVENT
from freedomcities.events.saving import save
from freedomcities.events.tests.makers import make_draft, make_host, make_series
from freedomcities.notices.kinds import subject_kind
from freedomcities.notices.tests.entries import entry_text

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "news"
ID = "bcdfghjkmnpq"
NOW = datetime(2027, 1, 4, 15, tzinfo=UTC)
CONTEXT: dict[str, Any] = {"event": ID}
BEFORE = {
    "time": "2027-01-18T23:00:00+00:00/2027-01-19T00:30:00+00:00",
    "place": "Town hall, 1 Main St, Ann Arbor, MI",
}
KINDS: dict[str, dict[str, Any]] = {
    "event-on-the-map": CONTEXT,
    "event-is-on-the-map": CONTEXT,
    "event-changed": {**CONTEXT, "before": BEFORE},
    "event-cancelled": CONTEXT,
    "event-declined": {"title": "First gathering", "ground": "unrelated"},
    "event-words-declined": {**CONTEXT, "title": "First gathering", "ground": "private"},
    "event-recap-declined": {**CONTEXT, "title": "First gathering", "ground": "private"},
    "event-photo-declined": {**CONTEXT, "title": "First gathering", "ground": "private"},
}


def make_told(*, is_cancelled: bool) -> None:
    draft = make_draft(day=datetime(2027, 1, 18, tzinfo=UTC).date(), begin=time(18, 30))
    made = make_series(make_host(), draft, now=NOW)[0]
    Event.objects.filter(pk=made.pk).delete()
    event = made
    event.pk = ID
    event.state = State.CANCELLED if is_cancelled else State.PUBLISHED
    event.cancelled_because = "The library is closed that day." if is_cancelled else ""
    save(event, now=NOW)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_the_news(kind: str, language: str) -> None:
    make_told(is_cancelled=kind == "event-cancelled")
    golden = GOLDEN / f"{kind}.{language}.txt"
    assert entry_text(kind, KINDS[kind], language) == golden.read_text(encoding="utf-8")


def test_all_news_has_its_words_written_down() -> None:
    templates = Path(__file__).parents[1] / "templates" / "events" / "news"
    said = {f"event-{path.stem.replace('_', '-')}" for path in templates.iterdir()}
    assert said == set(KINDS)


def test_a_link_in_a_letter_names_no_event_that_waits() -> None:
    host = make_host()
    event = make_series(
        host, now=NOW, draft=make_draft(day=datetime(2027, 1, 18, tzinfo=UTC).date())
    )[0]
    named = subject_kind(EVENT)
    assert named is not None
    assert named.public_title is not None
    assert named.public_title(event.pk) == "an event"
    event.state = State.PUBLISHED
    save(event, now=NOW)
    assert named.public_title(event.pk) == "First gathering"
    assert named.public_title(ID) == ""
