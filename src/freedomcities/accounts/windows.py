"""What a browser's window holds on the way in: the code it asked for, whose second factor is due.

A session of the framework is the window; nothing of a visitor is in it before they ask.
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.urls import Resolver404, is_valid_path, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freedomcities.accounts.models import Person
from freedomcities.accounts.second_factors import has_second_factor
from freedomcities.ui.languages import bare_path, path_in

_BACKEND = "freedomcities.accounts.signed_in.PersonBackend"
_ASKED, _NEW_ADDRESS, _DUE, _NEXT = "code", "new_address", "factor_due", "next"
_STRONG = "strong"
_ON_THE_WAY = 60 * 60
_FOR_ROLES = 12 * 60 * 60


def remember_code(request: HttpRequest, asked: UUID) -> None:
    """The code that this window asked for."""
    request.session[_ASKED] = str(asked)
    keep_a_while(request)


def remember_way(request: HttpRequest, after: str) -> None:
    """Where this window wants to go once somebody is signed in."""
    if after:
        request.session[_NEXT] = after
        keep_a_while(request)


def keep_a_while(request: HttpRequest) -> None:
    """What a visitor's window holds is gone within the hour."""
    if not request.user.is_authenticated:
        request.session.set_expiry(_ON_THE_WAY)


def remembered_code(request: HttpRequest) -> UUID | None:
    """The code that this window asked for."""
    found = request.session.get(_ASKED)
    return UUID(found) if found else None


def remember_new_address(request: HttpRequest, asked: UUID) -> None:
    """The code for a new address that this window asked for."""
    request.session[_NEW_ADDRESS] = str(asked)


def remembered_new_address(request: HttpRequest) -> UUID | None:
    """The code for a new address that this window asked for."""
    found = request.session.get(_NEW_ADDRESS)
    return UUID(found) if found else None


def forget_new_address(request: HttpRequest) -> None:
    """It is confirmed."""
    request.session.pop(_NEW_ADDRESS, None)


def let_in(request: HttpRequest, person: Person, *, strong: bool = False) -> str:
    """Sign somebody in whose code was right, or ask for their second factor; where to go next."""
    if not strong and has_second_factor(person):
        request.session.pop(_ASKED, None)
        request.session[_DUE] = str(person.pk)
        request.session.set_expiry(_ON_THE_WAY)
        return reverse("accounts:second_factor")
    after = str(request.session.get(_NEXT, ""))
    for name in (_ASKED, _DUE, _NEXT):
        request.session.pop(name, None)
    login(request, person, backend=_BACKEND)
    request.session[_STRONG] = strong
    request.session.set_expiry(_FOR_ROLES if person.roles else settings.SESSION_COOKIE_AGE)
    if person.roles and not strong:
        return reverse("accounts:code_app")
    return after or reverse("accounts:account")


def factor_due(request: HttpRequest) -> Person | None:
    """Whoever has entered a right code in this window, and owes the second factor."""
    found = request.session.get(_DUE)
    return Person.objects.filter(pk=found, is_active=True).first() if found else None


def make_strong(request: HttpRequest) -> None:
    """The person of this window has just shown a second factor."""
    request.session[_STRONG] = True
    if request.user.is_authenticated and request.user.roles:
        # The window may be older than the role.
        request.session.set_expiry(_FOR_ROLES)
    request.session.cycle_key()


def is_strong(request: HttpRequest) -> bool:
    """Whether whoever is signed in here has shown a second factor."""
    return bool(request.session.get(_STRONG))


def let_out(request: HttpRequest) -> None:
    """End this window's session."""
    logout(request)


def safe_address(request: HttpRequest, text: str) -> str:
    """An address of this site to go on to; "" for any other."""
    is_ours = url_has_allowed_host_and_scheme(
        text, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return text if is_ours and text.startswith("/") else ""


def way_of(request: HttpRequest) -> str:
    """Where this window wants to go once somebody is signed in, in the language that it shows now.

    The question `next` says it, or what was remembered; "" where there is none, or it is not ours.
    """
    asked = request.GET.get("next") or str(request.session.get(_NEXT, ""))
    after = urlsplit(safe_address(request, asked))
    default = settings.LANGUAGE_CODE
    others = (code for code, _name in settings.LANGUAGES if code != default)
    here = path_in(bare_path(after.path, others), get_language() or default, default=default)
    return urlunsplit(after._replace(path=here) if is_valid_path(here) else after)


def why_sign_in(after: str) -> str:
    """What signing in is for: the line that the view of this address says; "" for no address.

    Nobody learns from it what there is: but for a link, whose secret they have, it says the same
    of every address.
    """
    if not after:
        return ""
    try:
        found = resolve(urlsplit(after).path)
    except Resolver404:
        return ""
    why = getattr(found.func, "why", None)
    said = str(why(*found.args, **found.kwargs)) if why else ""
    return said or _("Sign in first: then you are led on to the page that you asked for.")
