"""The pages of what comes after an event, as everybody may come to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest

from freedomcities.events.choices import Answer
from freedomcities.events.models import EventRecap, Mailing
from freedomcities.events.querysets import GUESTS_LAST
from freedomcities.events.tests.guests import ADDRESS, GUEST, make_yes
from freedomcities.events.tests.makers import snapshot
from freedomcities.events.tests.test_views import Site, site  # noqa: F401 a fixture

pytestmark = pytest.mark.django_db
WALK_IN, TEXT = "Walkincanary", "We chose whom to meet."
_VIEWS = ("after_views", "desk_views", "people_views", "views", "coming_views")
FORMS = ("attendance/", "attendance/walk-in/", "thanks/")


@pytest.fixture
def clock(site: Site) -> Iterator[Any]:  # noqa: F811
    """The event has just ended, as far as its pages know."""
    with patch("freedomcities.events.after_views.datetime") as one:
        one.now.return_value = site.event.ends_at
        others = [patch(f"freedomcities.events.{name}.datetime", one) for name in _VIEWS[1:]]
        for other in others:
            other.start()
        yield one
        for other in others:
            other.stop()


def sent(rest: str) -> dict[str, Any]:
    """What makes each form do something."""
    return {
        "attendance/": {"attended": "12"},
        "attendance/walk-in/": {"name": WALK_IN, "has_agreed": "on", "once": str(uuid4())},
        "thanks/": {},
        "recap/": {"text": TEXT},
    }[rest]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("rest", [*FORMS, "recap/"])
def test_they_are_for_those_who_host_alone(site: Site, rest: str) -> None:  # noqa: F811
    make_yes(site.event, email=ADDRESS)
    before = snapshot()
    # Whoever leads the group sees no names; what came of it is theirs to tell.
    for who in ("outsider", "member", "moderator", *(["lead"] if rest in FORMS else [])):
        assert site.windows[who].get(site.path(rest)).status_code == 404
        assert site.windows[who].post(site.path(rest), sent(rest)).status_code == 404
    assert site.windows["nobody"].post(site.path(rest), sent(rest)).status_code == 302
    assert snapshot() == before
    assert site.windows["host"].get(site.path(rest)).status_code == 200
    answer = site.windows["host"].post(site.path(rest), sent(rest))
    assert answer.status_code == 302
    assert snapshot() != before


@pytest.mark.usefixtures("clock")
def test_a_host_counts_and_ticks(site: Site) -> None:  # noqa: F811
    for name in (GUEST, "Ben", "Cleo"):
        make_yes(site.event, name)
    host = site.windows["host"]
    form = host.get(site.path("attendance/")).text
    assert GUEST in form
    # All were there, until a host says otherwise.
    assert form.count("checked") == 3
    words = {"attended": "14", "listed": ["1", "2", "3"], "present": ["1", "3"]}
    host.post(site.path("attendance/"), words)
    rows = site.event.sign_ups.order_by("number")
    assert list(rows.values_list("attended", flat=True)) == [True, False, True]
    form = host.get(site.path("attendance/")).text
    assert form.count("checked") == 2
    assert 'value="14"' in form
    desk = host.get(site.path("desk/")).text
    assert "14 people were there." in desk
    page = site.windows["nobody"].get(site.path()).text
    assert "There were 10 or more people." in page
    assert "14" not in page.partition("What came of it")[2].partition("</section>")[0]
    assert GUEST not in page


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"attended": "many"}, "whole number"),
        ({"attended": "-3"}, "greater than or equal to 0"),
        ({"attended": "9" * 30}, "less than or equal to 100000"),
        ({"attended": "0", "listed": ["1"], "present": ["1"]}, "it cannot be fewer"),
        ({"attended": "3", "listed": ["x"]}, "not one of the available choices"),
        ({"attended": "3", "present": ["9" * 30]}, "not one of the available choices"),
    ],
)
def test_what_is_counted_wrongly_is_said_and_kept(
    site: Site,  # noqa: F811
    words: dict[str, Any],
    sentence: str,
) -> None:
    make_yes(site.event)
    before = snapshot()
    answer = site.windows["host"].post(site.path("attendance/"), words)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{words["attended"]}"' in answer.text
    assert snapshot() == before


@pytest.mark.usefixtures("clock")
def test_numbers_of_nobody_count_for_nothing(site: Site) -> None:  # noqa: F811
    make_yes(site.event)
    words = {"listed": ["1", "77"], "present": ["1", "77"]}
    assert site.windows["host"].post(site.path("attendance/"), words).status_code == 302
    site.event.refresh_from_db()
    assert site.event.attended == 1


@pytest.mark.usefixtures("clock")
def test_who_walked_in_is_added_once_and_can_be_deleted(site: Site) -> None:  # noqa: F811
    host = site.windows["host"]
    words = sent("attendance/walk-in/")
    for _time in range(2):
        host.post(site.path("attendance/walk-in/"), words)
    row = site.event.sign_ups.get()
    assert row.answer == Answer.WALKED_IN
    text = host.get(site.path("attendance/")).text
    assert f"{site.path()}people/{row.number}/remove/" in text
    assert text.count(f"<b>{WALK_IN}</b>") == 1
    assert "Walked in (1)" in host.get(site.path("people/")).text
    host.post(site.path(f"people/{row.number}/remove/"))
    assert not site.event.sign_ups.exists()


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"has_agreed": ""}, "This field is required"),
        ({"name": ""}, "This field is required"),
        ({"name": "734 555 0143"}, "Choose a name without"),
        ({"email": "nobody"}, "email"),
    ],
)
def test_who_is_not_added_is_said(site: Site, change: dict[str, str], sentence: str) -> None:  # noqa: F811
    before = snapshot()
    words = {**sent("attendance/walk-in/"), **change}
    answer = site.windows["host"].post(site.path("attendance/walk-in/"), words)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert snapshot() == before


@pytest.mark.usefixtures("clock")
def test_thanks_leave_once(site: Site) -> None:  # noqa: F811
    make_yes(site.event, email=ADDRESS)
    host = site.windows["host"]
    assert "Thank everybody" in host.get(site.path("desk/")).text
    host.post(site.path("thanks/"))
    assert Mailing.objects.filter(kind="thanks").count() == 1
    assert "Everybody has been thanked." in host.get(site.path("desk/")).text
    answer = host.post(site.path("thanks/"))
    assert answer.status_code == 422
    assert "Everybody has been thanked already." in answer.text
    assert Mailing.objects.filter(kind="thanks").count() == 1


@pytest.mark.usefixtures("clock")
def test_what_came_of_it_stands_on_the_page(site: Site) -> None:  # noqa: F811
    site.windows["lead"].post(site.path("recap/"), {"text": f"{TEXT} <script>x</script>"})
    text = site.windows["nobody"].get(site.path()).text
    assert f"{TEXT} &lt;script&gt;" in text
    assert "subject=event-recap" in text
    assert TEXT in site.windows["host"].get(site.path("recap/")).text
    site.windows["host"].post(site.path("recap/"), {"text": ""})
    assert not EventRecap.objects.exists()
    assert "What came of it" not in site.windows["nobody"].get(site.path()).text


@pytest.mark.parametrize("rest", [*FORMS, "recap/"])
def test_before_it_nothing_is_done(site: Site, rest: str) -> None:  # noqa: F811
    make_yes(site.event)
    before = snapshot()
    answer = site.windows["host"].post(site.path(rest), sent(rest))
    assert answer.status_code == 422
    assert "This event is still to come" in answer.text
    assert snapshot() == before
    assert "After it" not in site.windows["host"].get(site.path("desk/")).text


@pytest.mark.parametrize("rest", FORMS)
def test_a_month_later_nobody_is_counted(site: Site, clock: Any, rest: str) -> None:  # noqa: F811
    make_yes(site.event)
    clock.now.return_value = site.event.ends_at + GUESTS_LAST
    before = snapshot()
    answer = site.windows["host"].post(site.path(rest), sent(rest))
    assert answer.status_code == 422
    assert "The names of this event are deleted" in answer.text
    assert snapshot() == before
    desk = site.windows["host"].get(site.path("desk/")).text
    assert "What came of it" in desk
    assert "Who was there?" not in desk
