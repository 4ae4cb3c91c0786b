"""The feeds beside the page of a group and of a place answer as the filtered feed of all does."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from freedomcities.accounts.tests.makers import sign_in
from freedomcities.events.tests.makers import make_draft, make_event, make_host
from freedomcities.groups.tests.makers import make_group, make_waiting, some_place
from freedomcities.places.tests.makers import make_place

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
ENDINGS = ("ics", "atom", "geojson", "csv")


def get(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status, path
    return answer.text


def links_in(page: str) -> dict[str, str]:
    """The feeds in the head of a page: what each is, by its type."""
    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">', page)
    return dict(found)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_group_has_the_feed_of_its_events_beside_its_page(ending: str) -> None:
    host = make_host()
    group, other = make_group(host), make_group(host, name="Others")
    make_event(host, make_draft(title="Ours"), group_id=group.pk)
    make_event(host, make_draft(title="Theirs"), group_id=other.pk)
    text = get(f"/groups/{group.pk}.{ending}")
    assert "Ours" in text
    assert "Theirs" not in text
    own = f"/groups/{group.pk}.{ending}"
    assert text == get(f"/events.{ending}?group={group.pk}").replace(
        f"/events.{ending}?group={group.pk}", own
    )
    # A question may narrow it down, and never leads to another group.
    assert "Ours" not in get(f"{own}?kind=rally")
    assert "Theirs" not in get(f"{own}?group={other.pk}")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_place_has_the_feed_of_what_is_near_beside_its_page(ending: str) -> None:
    host = make_host()
    make_event(host, make_draft(title="Near"))
    far = make_place(
        "0820000", "Denver", state="CO", path="co/denver", latitude=39.7, longitude=-104.9
    )
    make_event(host, make_draft(title="Far", place=far, zip_code=""))
    text = get(f"/places/mi/ann-arbor.{ending}")
    assert "Near" in text
    assert "Far" not in text
    asked = "?place=geoid%3A2603000"
    assert text == get(f"/events.{ending}{asked}").replace(
        f"/events.{ending}{asked}", f"/places/mi/ann-arbor.{ending}"
    )
    # A question may narrow it down, and never leads to another place.
    assert "Near" not in get(f"/places/mi/ann-arbor.{ending}?kind=rally")
    assert "Far" not in get(f"/places/mi/ann-arbor.{ending}?place=geoid:0820000")


def test_what_has_no_page_has_no_feed() -> None:
    waiting = make_waiting(make_host())
    for path in (f"/groups/{waiting.pk}", "/groups/unknown", "/places/mi/nowhere", "/places/zz"):
        get(f"{path}/", 404)
        for ending in ENDINGS:
            get(f"{path}.{ending}", 404)
    some_place()
    get("/places/mi/ann-arbor.pdf", 404)


def test_an_old_address_of_a_place_leads_on() -> None:
    some_place()
    answer = Client().get("/places/MI/Ann-Arbor.ics?miles=50")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        "/places/mi/ann-arbor.ics?miles=50",
    )


def test_what_means_nothing_is_refused_in_a_sentence() -> None:
    group = make_group(make_host())
    some_place()
    said = "“dance” is no kind of event, so all are shown.\n"
    assert get(f"/groups/{group.pk}.ics?kind=dance", 400) == said
    assert get("/places/mi/ann-arbor.csv?kind=dance", 400) == said


@pytest.mark.parametrize("language", ["", "/es"])
def test_the_page_of_a_group_names_its_feeds(language: str) -> None:
    page = f"/groups/{make_group(make_host()).pk}"
    asked = "?lang=es" if language else ""
    links = links_in(get(f"{language}{page}/"))
    assert links == {
        "text/calendar": f"{SITE}{page}.ics{asked}",
        "application/atom+xml": f"{SITE}{page}.atom{asked}",
        "text/csv": f"{SITE}{page}.csv{asked}",
        "application/geo+json": f"{SITE}{page}.geojson{asked}",
    }
    for address in links.values():
        get(address.removeprefix(SITE))


def test_a_group_that_waits_names_none() -> None:
    founder = make_host()
    waiting = make_waiting(founder)
    client = Client()
    sign_in(client, founder)
    answer = client.get(f"/groups/{waiting.pk}/")
    assert (answer.status_code, links_in(answer.text)) == (200, {})


def test_the_next_events_go_into_ones_own_calendar() -> None:
    host = make_host()
    group = make_group(host)
    words = ">Put these events into my calendar</a>"
    assert words not in get(f"/groups/{group.pk}/")
    make_event(host, group_id=group.pk)
    opens = f'<a href="webcal://127.0.0.1:8000/groups/{group.pk}.ics"{words}'
    assert opens in get(f"/groups/{group.pk}/")
