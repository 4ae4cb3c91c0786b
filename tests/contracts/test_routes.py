"""Every address says who may see it."""

from __future__ import annotations

import pytest

from freedomcities.lib.access import Audience
from freedomcities.lib.routes import UNDECLARED, Route, all_routes


@pytest.mark.parametrize("route", all_routes(), ids=lambda route: route.path)
def test_a_route_declares_its_audience(route: Route) -> None:
    assert route.audience != UNDECLARED, (
        f"{route.name or route.path}: put @audience(…) of freedomcities.lib.access on its view"
    )
    assert route.audience in set(Audience)


def test_the_addresses_of_the_contract_are_there() -> None:
    paths = {route.path for route in all_routes()}
    promised = {
        "/", "/places/", "/rules/", "/rules/<blueprint>/", "/rules/<blueprint>/<number>/",
        "/progress/", "/who/", "/instruments/<id>/", "/about/", "/api/v1/openapi.json",
        "/api/v1/docs", "/healthz", "/.well-known/security.txt",
    }  # fmt: skip
    assert promised <= paths


def test_names_are_not_given_twice() -> None:
    names = [route.name for route in all_routes() if route.name and route.name.count(":")]
    assert len(names) == len(set(names))
