"""The picture of an event that links unfold into."""

from __future__ import annotations

from io import BytesIO
from unittest.mock import patch

import pytest
from django.test import Client
from PIL import Image

from freedomcities.accounts.tests.makers import NOW
from freedomcities.events.operations import cancel_event
from freedomcities.events.tests.makers import (
    HOME_ADDRESS,
    make_event,
    make_home_draft,
    make_host,
    make_series,
)
from freedomcities.events.tests.test_views import window
from freedomcities.ui.cards import Card

pytestmark = pytest.mark.django_db


def said(address: str) -> Card:
    """What a picture says: the card that is drawn."""
    with patch("freedomcities.events.card_views.draw", return_value=b"") as draw:
        assert Client().get(address).status_code == 200
    card: Card = draw.call_args.args[0]
    return card


@pytest.mark.parametrize(("shape", "size"), [("wide", (1200, 630)), ("square", (1080, 1080))])
def test_an_event_is_a_picture(shape: str, size: tuple[int, int]) -> None:
    event = make_event(make_host())
    page = Client().get(f"/events/{event.pk}/").text
    assert f'content="http://127.0.0.1:8000/events/{event.pk}.wide.png"' in page
    assert f"/events/{event.pk}.{shape}.png" in page
    answer = Client().get(f"/events/{event.pk}.{shape}.png")
    assert answer.headers["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == size


def test_it_says_what_the_page_says_in_its_language() -> None:
    event = make_event(make_host())
    card = said(f"/events/{event.pk}.wide.png?lang=es")
    assert card.headline == "First gathering"
    assert "Downtown library, 343 S Fifth Ave, Ann Arbor, MI" in card.sentence
    assert "de 6:30 p.m. a 8:00 p.m." in card.sentence
    page = Client().get(f"/es/events/{event.pk}/").text
    assert f"/events/{event.pk}.wide.png?lang=es" in page


def test_of_a_home_it_says_the_area_alone() -> None:
    event = make_event(make_host(), make_home_draft())
    card = said(f"/events/{event.pk}.square.png")
    assert "a private home in or near Ann Arbor, MI" in card.sentence
    assert HOME_ADDRESS not in f"{card}"
    page = Client().get(f"/events/{event.pk}/").text
    assert "facebook" not in page
    assert "wa.me" in page


def test_a_cancelled_one_says_so_and_a_waiting_one_has_none() -> None:
    host = make_host()
    event = make_event(host)
    cancel_event(event.pk, because="Rain.", actor=host, now=NOW)
    assert said(f"/events/{event.pk}.wide.png").sentence == "Cancelled"
    new = make_host("new")
    waiting = make_series(new)[0]
    for client in (Client(), window(new)):
        assert client.get(f"/events/{waiting.pk}.wide.png").status_code == 404
    assert "og:image" not in window(new).get(f"/events/{waiting.pk}/").text
    for path in ("nosuchevent.wide", f"{event.pk}.tall"):
        assert Client().get(f"/events/{path}.png").status_code == 404
