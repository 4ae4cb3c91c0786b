"""What stands around the list is drawn once for a question, and anew when it says another thing."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import override_settings
from django.utils import translation

from freedomcities.accounts.tests.makers import NOW
from freedomcities.events.addresses import page_at
from freedomcities.events.around_list import AroundList, around_list
from freedomcities.events.question import read_question
from freedomcities.groups.models import Group
from freedomcities.groups.tests.makers import can_be_found, make_founder, make_group, some_place
from freedomcities.places.models import AtlasEdition, Place

pytestmark = pytest.mark.django_db


def around(asked: str = "") -> AroundList:
    return around_list(read_question(QueryDict(asked)))


def test_it_is_drawn_once_for_a_question_however_that_is_written() -> None:
    can_be_found(some_place())
    first = around("place=Ann+Arbor%2C+MI&kind=rally")
    assert around("kind=rally&place=geoid:2603000&miles=25&x=7") is first
    assert around("kind=rally&place=geoid:2603000&miles=50") is not first
    assert "geoid%3A2603000" in first.take_along
    assert "kind=rally" in first.map
    assert "kind=rally" in first.feeds
    assert "oembed" in first.oembed


def test_each_language_has_its_own() -> None:
    english = around()
    with translation.override("es"):
        spanish = around()
        assert page_at("abc") == "/es/events/abc/"
    assert "Put these events into my calendar" in english.take_along
    assert "Put these events into my calendar" not in spanish.take_along
    assert "lang=es" in spanish.feeds
    assert page_at("abc") == "/events/abc/"


def test_what_it_says_of_others_is_never_old() -> None:
    group = make_group(make_founder())
    asked = f"group={group.pk}"
    assert group.name in around(asked).take_along
    Group.objects.update(name="Called anew")
    assert "Called anew" in around(asked).take_along
    with override_settings(PUBLIC_URL="https://elsewhere.example"):
        assert "https://elsewhere.example/events.ics" in around(asked).take_along
    assert "elsewhere" not in around(asked).take_along


def test_a_new_atlas_moves_the_middle_of_the_map() -> None:
    can_be_found(some_place())
    asked = "place=geoid:2603000"
    before = around(asked).map
    Place.objects.filter(pk="2603000").update(latitude=10.5)
    AtlasEdition.objects.create(edition="next", digest="0", loaded_at=NOW, counts={})
    assert 'data-centre="10.5,' in around(asked).map
    assert 'data-centre="10.5,' not in before


def test_nothing_that_somebody_typed_stands_in_what_is_kept_for_all() -> None:
    can_be_found(some_place())
    drawn = around("place=aNN%20aRBOR,%20mi&issue=nonsense")
    parts = (drawn.feeds, drawn.oembed, drawn.map, drawn.take_along)
    assert any("geoid%3A2603000" in part for part in parts)
    for part in parts:
        assert "arbor, mi" not in part.replace("Arbor, MI", "").lower()
        assert "nonsense" not in part
