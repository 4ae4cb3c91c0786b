"""API v1, put together."""

from __future__ import annotations

from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from freedomcities.api import agencies, instruments, offices, places, rules, standings, who
from freedomcities.api.docs import DESCRIPTION, Documentation
from freedomcities.api.faults import answer_faults


class _Renderer(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}


def make_api() -> NinjaAPI:
    """All operations under one roof; the name `api-1` is what addresses are reversed with."""
    api = NinjaAPI(
        title="Freedom Cities API",
        version="1",
        description=DESCRIPTION,
        urls_namespace="api-1",
        docs=Documentation(),
        docs_url="docs",
        openapi_url="openapi.json",
        renderer=_Renderer(),
    )
    for group in (places, rules, instruments, standings, who, agencies, offices):
        api.add_router("", group.router)
    answer_faults(api)
    return api
