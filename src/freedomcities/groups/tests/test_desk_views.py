"""The desk of a group, and what its members do there."""

from __future__ import annotations

import pytest

from freedomcities.groups.tests.sites import Site, where

pytestmark = pytest.mark.django_db


def test_names_leaving_and_the_last_lead(site: Site) -> None:
    member = site.windows["member"]
    assert member.post(site.path("name/"), {"name": " "}).status_code == 422
    member.post(site.path("name/"), {"name": "Another"})
    assert "Another" in site.windows["lead"].get(site.path("desk/")).text
    refused = site.windows["lead"].post(site.path("leave/"))
    assert (refused.status_code, "You are the only lead" in refused.text) == (422, True)
    assert where(member.post(site.path("leave/"))) == site.path()
    assert member.get(site.path("desk/")).status_code == 404
