"""The framework with nothing of ours: one view that says "ok". What everything else is held to."""

from __future__ import annotations

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def ok(_request: HttpRequest) -> HttpResponse:
    """Next to nothing."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [path("healthz", ok)]

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="bare", MIDDLEWARE=[]
)
application = get_wsgi_application()
