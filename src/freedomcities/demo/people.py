"""The people of the demo: made once, and told each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pyotp

from freedomcities.accounts.choices import Role
from freedomcities.accounts.models import CodeApp, Person
from freedomcities.accounts.operations import make_person, system_actor
from freedomcities.accounts.roles import give_roles
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.second_factors import add_code_app, new_secret

_DOMAIN = "example.org"
CROWD = tuple(f"neighbor{number:02}@{_DOMAIN}" for number in range(1, 41))


def address_of(key: str) -> str:
    """Where the letters of one of the parts go."""
    return f"{key.replace('_', '.')}@{_DOMAIN}"


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in the demo: their key, name, what they are, and the role they have."""

    key: str
    name: str
    told: str
    role: Role | None = None

    @property
    def email(self) -> str:
        """Where their letters go."""
        return address_of(self.key)


PARTS = (
    Part("alice", "Alice", "lead of group_a"),
    Part("bob", "Bob", "member of group_a"),
    Part("carol", "Carol", "lead of group_b"),
    Part("eve", "Eve", "in no group"),
    Part("reader_one", "Ruth", "reads law", Role.READER),
    Part("reader_two", "Omar", "reads law", Role.READER),
    Part("moderator", "Mo", "moderates", Role.MODERATOR),
    Part("staff", "Sam", "of the staff", Role.STAFF),
)


def add_people(*, now: datetime) -> None:
    """Make those who are not there yet."""
    for part in PARTS:
        if not _is_there(part.email):
            person = make_person(part.email, name=part.name, now=now)
            if part.role:
                give_roles(person, [part.role], actor=system_actor(), now=now)
                secret = new_secret()
                add_code_app(person, secret, pyotp.TOTP(secret).at(now), now=now)
                # The code of this half minute is still to be used.
                CodeApp.objects.filter(person=person).update(last_step=0)
    for number, address in enumerate(CROWD, 1):
        if not _is_there(address):
            make_person(address, name=f"Neighbor {number}", now=now)


def describe_people() -> Mapping[str, Mapping[str, str]]:
    """Each by key: the address, what they are, and the secret of their app for codes."""
    found = {}
    for part in PARTS:
        told = {"email": part.email, "role": part.told}
        app = CodeApp.objects.filter(person__in=Person.objects.with_address(part.email)).first()
        if app is not None:
            told["totp_secret"] = unseal(app, "secret_sealed")
        found[part.key] = told
    return found


def _is_there(address: str) -> bool:
    return Person.objects.with_address(address).exists()
