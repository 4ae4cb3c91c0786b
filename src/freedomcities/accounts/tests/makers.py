"""People for tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pyotp
from django.test import Client

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import make_person, system_actor
from freedomcities.accounts.roles import give_roles
from freedomcities.accounts.second_factors import add_code_app, new_secret

# Jobs look at the clock of the machine.
NOW = datetime.now(UTC)


def make_ann(address: str = "ann@example.org", *, name: str = "Ann") -> Person:
    """Somebody with an account."""
    return make_person(address, name=name, now=NOW)


def make_worker(*roles: Role, address: str = "staff@example.org") -> tuple[Person, str]:
    """Somebody with roles and an app for codes; and its secret."""
    person = make_person(address, now=NOW)
    give_roles(person, roles, actor=system_actor(), now=NOW)
    return person, set_up_app(person)


def set_up_app(person: Person) -> str:
    """An app for codes; its secret. A code of long ago set it up, so that today's are unused."""
    secret = new_secret()
    add_code_app(person, secret, pyotp.TOTP(secret).at(NOW), now=NOW)
    return secret


def sign_in(client: Client, person: Person, *, strong: bool = False) -> None:
    """A window in which somebody is signed in already."""
    client.force_login(person)
    session = client.session
    session["strong"] = strong
    session.save()
