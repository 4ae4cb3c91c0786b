"""Where the header and the footer lead. An address that does not exist yet is left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Destination:
    """A label and the names under which its address may be found, the best first."""

    label: str | _StrPromise
    url_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NavLink:
    """A destination that exists: `current` when the page shown is at or below it."""

    label: str
    href: str
    current: bool


HEADER = (
    Destination(_("The list"), ("progress:progress",)),
    Destination(_("Who to meet"), ("who:who",)),
    Destination(_("Rules"), ("blueprints:blueprints",)),
    Destination(_("Places"), ("places:places",)),
    Destination(_("Events"), ("events:events",)),
    Destination(_("Groups"), ("groups:groups",)),
    Destination(_("Laws"), ("adoption:instruments",)),
    Destination(_("About"), ("about:about",)),
)

SIGN_IN = (Destination(_("Sign in"), ("accounts:sign_in",)),)
ACCOUNT = (Destination(_("Your account"), ("accounts:account",)),)
OWN = (
    # The page of all groups begins with one's own.
    Destination(_("Your groups"), ("groups:groups",)),
    Destination(_("What you follow"), ("notices:notices",)),
)

FOOTER = (
    Destination(_("The data"), ("about:data",)),
    Destination(_("What we hold about people"), ("about:privacy",)),
    Destination(_("Transparency"), ("about:transparency",)),
    Destination(_("Accessibility"), ("about:accessibility",)),
    Destination(_("Design"), ("ui:design",)),
)


def links(destinations: tuple[Destination, ...], path: str) -> list[NavLink]:
    """Return the destinations that have an address, seen from the page at `path`."""
    found = _addresses(destinations, get_language(), settings.ROOT_URLCONF)
    return [NavLink(label, href, path.startswith(href)) for label, href in found]


@cache
def _addresses(
    destinations: tuple[Destination, ...], _language: str | None, _urls: str
) -> tuple[tuple[str, str], ...]:
    """What they are called and where they are; kept, since every page asks for all of them."""
    found = ((str(each.label), _address(each.url_names)) for each in destinations)
    return tuple((label, href) for label, href in found if href)


def _address(names: tuple[str, ...]) -> str:
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""
