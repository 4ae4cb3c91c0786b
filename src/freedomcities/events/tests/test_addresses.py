"""Addresses that are put together from what was found once are those that the framework finds."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from freedomcities.events.addresses import group_at, page_at, yes_at
from freedomcities.events.feed_links import feed_path
from freedomcities.lib.named_addresses import named_address


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("key", ["abc123", "zz9zz9zz9zz9"])
def test_they_are_the_same(key: str, language: str) -> None:
    with translation.override(language):
        assert page_at(key) == reverse("events:event", args=[key])
        assert yes_at(key) == reverse("events:yes", args=[key])
        assert group_at(key) == reverse("groups:group", args=[key])
        assert named_address("events:events") == reverse("events:events")
        assert named_address("home") == reverse("home")
        for shape in ("wide", "square"):
            arguments = (key, shape)
            found = reverse("event_feeds:event_picture", args=arguments)
            assert named_address("event_feeds:event_picture", *arguments) == found


@pytest.mark.parametrize("ending", ["ics", "atom", "csv", "geojson"])
@pytest.mark.parametrize("page", ["mi", "mi/ann-arbor", "nj/essex-county/montclair"])
def test_a_path_of_several_parts_is_a_key_too(page: str, ending: str) -> None:
    found = reverse("event_feeds:place_feed", args=[page, ending])
    assert feed_path("place_feed", {}, page, ending) == found


def test_what_has_no_address_is_not_given_one() -> None:
    with pytest.raises(NoReverseMatch):
        named_address("events:nowhere")
