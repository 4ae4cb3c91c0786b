"""What every page's frame needs: the site's name, its navigation, the other languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language, get_language_info

from freedomcities.ui.languages import LanguageLink, language_links, path_in
from freedomcities.ui.navigation import ACCOUNT, FOOTER, HEADER, OWN, SIGN_IN, NavLink, links

if TYPE_CHECKING:
    from django.http import HttpRequest

NAME = "Freedom Cities"


@dataclass(frozen=True, slots=True)
class Site:
    """The frame of one page. Addresses in `canonical` and `root` are absolute.

    `languages` are this page in each language, `homes` the first page. `account` leads to signing
    in, or to the account where a session's cookie says that somebody may be signed in; then `own`
    leads to where they take part.
    """

    name: str
    root: str
    home: str
    path: str
    query: str
    languages: tuple[LanguageLink, ...]
    homes: tuple[LanguageLink, ...]
    nav: tuple[NavLink, ...]
    footer: tuple[NavLink, ...]
    account: tuple[NavLink, ...]
    own: tuple[NavLink, ...]

    @property
    def canonical(self) -> str:
        """The one address of this page in this language, without a question behind it."""
        return self.root + self.path

    @property
    def today(self) -> str:
        """The day in words, for whoever prints the page."""
        return _in_words(localdate(), get_language())

    @property
    def default_path(self) -> str:
        """The path of this page for people whose language is not among ours."""
        return self.languages[0].path

    @property
    def name_lead(self) -> str:
        """The name but for its last word, which is set apart."""
        return self.name.rpartition(" ")[0]

    @property
    def name_end(self) -> str:
        """The last word of the name."""
        return self.name.rpartition(" ")[2]


def site(request: HttpRequest) -> dict[str, Site]:
    """Context processor: the frame of the page, as `site`. Touches no session, no database."""
    default = settings.LANGUAGE_CODE
    current = get_language() or default
    names = [(code, get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES]
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    names.sort(key=lambda pair: pair[0] != default)
    frame = Site(
        name=getattr(settings, "SITE_NAME", NAME),
        root=settings.PUBLIC_URL,
        home=path_in("/", current, default=default),
        path=request.path,
        query=_query(request),
        languages=tuple(
            language_links(request.path, names=names, current=current, default=default)
        ),
        homes=tuple(language_links("/", names=names, current=current, default=default)),
        nav=tuple(links(HEADER, request.path)),
        footer=tuple(links(FOOTER, request.path)),
        account=tuple(links(ACCOUNT if has_session else SIGN_IN, request.path)),
        own=tuple(links(OWN, request.path)) if has_session else (),
    )
    return {"site": frame}


@lru_cache(maxsize=8)
def _in_words(day: date, _language: str | None) -> str:
    return date_format(day, "DATE_FORMAT")


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("lang", None)
    return f"?{kept.urlencode()}" if kept else ""
