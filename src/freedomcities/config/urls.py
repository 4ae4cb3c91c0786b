"""Every address of the site: the nouns' own, with a language prefix where people read them."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from freedomcities.api.urls import api_patterns
from freedomcities.pages import urls as pages

# Pages that people read: in English as they stand, in Spanish under /es/. Each line is tried in
# its turn: those that are asked for most stand first, those that have no prefix last.
read_by_people: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("places/", include((pages.places, "places"))),
    path("events/", include("freedomcities.events.urls")),
    path("rules/", include((pages.rules, "blueprints"))),
    path("instruments/", include((pages.instruments, "adoption"))),
    path("officials/", include("freedomcities.officials.urls")),
    path("groups/", include("freedomcities.groups.urls")),
    path("channels/", include("freedomcities.channels.urls")),
    path("account/", include("freedomcities.accounts.urls")),
    path("account/", include("freedomcities.privacy.urls")),
    path("progress/", include((pages.progress, "progress"))),
    path("who/", include((pages.who, "who"))),
    path("staff/", include((pages.staff, "staff"))),
    path("about/", include((pages.about, "about"))),
    path("about/design/", include("freedomcities.ui.urls")),
    path("", include("freedomcities.moderation.urls")),
    path("", include("freedomcities.notices.urls")),
]

# What programs read stands once, and takes ?lang=.
read_by_programs: list[URLPattern | URLResolver] = [
    path("api/v1/", api_patterns),
    path("", include((pages.feeds, "feeds"))),
    path("", include("freedomcities.events.feed_urls")),
    path("", include("freedomcities.media.urls")),
    path("", include((pages.machine, "machine"))),
]

urlpatterns = [*i18n_patterns(*read_by_people, prefix_default_language=False), *read_by_programs]

handler400 = "freedomcities.ui.views.bad_request"
handler403 = "freedomcities.ui.views.forbidden"
handler404 = "freedomcities.ui.views.missing"
handler500 = "freedomcities.ui.views.server_error"
