"""Once a day moderators, and readers of law, hear how much waits for them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from freedomcities.accounts.choices import Role as SiteRole
from freedomcities.accounts.models import Person
from freedomcities.accounts.tests.makers import make_ann
from freedomcities.groups.tests.makers import make_waiting
from freedomcities.moderation.models import Case
from freedomcities.moderation.tests.makers import leaves, make_moderator, make_reading
from freedomcities.notices.models import Notice
from freedomcities.notices.telling import tell_moderators
from freedomcities.notices.tests.entries import entry_text
from freedomcities.pages.desk_news import TO_READ, WAITING, how_many_to_read, how_many_wait

GOLDEN = Path(__file__).parent / "news"
NOON = datetime(2026, 11, 18, 17, tzinfo=UTC)


@pytest.mark.django_db
def test_moderators_hear_once_a_day_how_much_waits() -> None:
    moderator = make_moderator()
    tell_moderators(now=NOON)
    assert not Notice.objects.exists()
    make_waiting(make_ann())
    assert how_many_wait() == Case.objects.waiting().count() == 1
    for _look in range(2):
        tell_moderators(now=NOON)
    (notice,) = Notice.objects.select_related("news")
    assert (notice.person_id, notice.news.kind) == (moderator.pk, WAITING)
    assert notice.news.context == {"number": 1}
    Notice.objects.all().delete()
    tell_moderators(now=NOON)
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_whoever_does_not_moderate_hears_nothing() -> None:
    moderator = make_moderator()
    Person.objects.filter(pk=moderator.pk).update(is_moderator=False)
    make_waiting(make_ann())
    tell_moderators(now=NOON)
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_readers_hear_of_what_they_are_asked_and_moderators_do_not() -> None:
    reader = make_moderator("reader", SiteRole.READER)
    with leaves(states={"one": "public"}):
        make_reading()
        tell_moderators(now=NOON)
    (notice,) = Notice.objects.select_related("news")
    assert (notice.person_id, notice.news.kind) == (reader.pk, TO_READ)
    assert notice.news.context == {"number": 1}
    assert (how_many_wait(), how_many_to_read()) == (0, 1)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", [WAITING, TO_READ])
def test_the_words(kind: str, language: str) -> None:
    golden = GOLDEN / f"{kind}.{language}.txt"
    assert entry_text(kind, {"number": 3}, language) == golden.read_text(encoding="utf-8")
