"""What API v1 says of itself: the description in its OpenAPI, and the page that shows that."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

DESCRIPTION = """
Everything that this site shows in public, for programs. Reading only, without a key.

- **Facts are free**: no licence stands on codes, names, dates and passages of law; name the source.
- **Errors** are one object, `{"error": "one sentence", "candidates": [...]}`: 404 where the address
  names what there is not, 400 where a date or a filter makes no sense. A name behind the question
  mark that means nothing here is refused with 400, since a misspelt filter would otherwise answer
  with everything.
- **Pages**: `page` from 1, `per_page` up to 100. A page past the end is empty, with 200.
- **Languages**: `?lang=es` gives the texts that have been translated, and English for the rest.
- **Freshness**: every answer carries an `ETag`. Send it back as `If-None-Match`, and a 304 says
  that nothing has changed. Answers may be kept for 30 seconds.
- **From other sites**: any page may ask (`Access-Control-Allow-Origin: *`). There are no cookies.
- **Dates** of instruments are as given, and may be a year or a month.
- All of it at once: `freedomcities export DIR` writes CSV, GeoJSON and JSON lines.
"""


class Documentation(DocsBase):
    """The page of the OpenAPI, with nothing from elsewhere and nothing inline."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """Everything in it comes from our own static files."""
        address = self.get_openapi_url(api, kwargs)
        # Without the null Swagger would ask a validator on another site about every page.
        shown = {
            "url": address,
            "layout": "BaseLayout",
            "deepLinking": True,
            "validatorUrl": None,
            "supportedSubmitMethods": ["get"],
        }
        return render(request, "api/docs.html", {"openapi": address, "shown": shown})
