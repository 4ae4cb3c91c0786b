"""`freedomcities init`: an empty site."""

from __future__ import annotations

import argparse

from freedomcities.cli.answer import Answer
from freedomcities.cli.site import found_site

HELP = "Make an empty site, or bring one up to this version: keys, database, facts that ship."
NEEDS_SITE = False


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--home", metavar="DIR", help="where the site lives (default ./var)")
    parser.add_argument(
        "--staff-link",
        action="store_true",
        help="give another link for the first of the staff; the first time it comes by itself",
    )
    parser.add_argument("--json", action="store_true", help="answer with one object")


def run(args: argparse.Namespace, answer: Answer) -> None:
    """Make the site."""
    found_site(args.home)
    from django.conf import settings

    from freedomcities.cli.founding import bring_up_to_date, found

    found(answer)
    bring_up_to_date()
    link = _first_link(anew=args.staff_link)
    answer.say(f"The site in {settings.HOME} is ready: start it with “freedomcities serve”.")
    if link:
        answer.say(f"The first of the staff signs in here, once: {link}")
    answer.give(
        {"home": str(settings.HOME), "keys_file": str(settings.KEYS_FILE), "staff_link": link}
    )


def _first_link(*, anew: bool) -> str:
    """A link for the first member of staff; "" where there is somebody already, or a link was
    given before and nobody asks for another one.
    """
    from datetime import UTC, datetime

    from django.conf import settings
    from django.urls import reverse

    from freedomcities.accounts.choices import Role
    from freedomcities.accounts.models import Person, RoleLink
    from freedomcities.accounts.operations import system_actor
    from freedomcities.accounts.roles import make_role_link

    now = datetime.now(UTC)
    if Person.objects.get_queryset().filter(is_staff=True, is_active=True).exists():
        return ""
    if not anew and RoleLink.objects.filter(role=Role.STAFF, expires_at__gt=now).exists():
        return ""
    secret = make_role_link(Role.STAFF, actor=system_actor(), now=now)
    return settings.PUBLIC_URL + reverse("accounts:take_role", args=[secret])
