"""What somebody may do for the whole site: given and taken away by the staff, and by the operator.

Nobody looks for people here: the staff makes a link, and whoever opens it first and signs in takes
the role. Only those who have a role are shown to the staff, under the name that they gave.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.choices import Role
from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import CodeApp, Passkey, Person, RecoveryCode, RoleLink
from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.seals import unseal
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Hidden, Refusal

LINK_LASTS = timedelta(days=7)
_COLUMNS = ("is_reader", "is_moderator", "is_staff")


class MayNotGive(Refusal):
    """Somebody who is not of the staff gives roles, or there is no such person."""

    def __init__(self) -> None:
        super().__init__(_("Only the staff gives roles, to people who are still here."))


class LastStaff(Refusal):
    """Nobody would be left who can give roles."""

    def __init__(self) -> None:
        super().__init__(_("You are the last of the staff. Give the role to somebody else first."))


class NoSuchLink(Hidden):
    """The link was used, is too old, or never was one."""

    def __init__(self) -> None:
        super().__init__(_("This link was used before, or is too old."))


def give_roles(person: Person, roles: Iterable[Role], *, actor: Person, now: datetime) -> None:
    """Set what somebody may do for the whole site; MayNotGive, LastStaff.

    They are told by email, unless a command did it.
    """
    held = set(roles)
    with transaction.atomic():
        giver, taker = _locked(actor, person.pk)
        before = set(taker.roles)
        _set_roles(taker, held)
        detail = {"roles": sorted(role.value for role in held)}
        _record(giver, taker, "give-roles", now, detail)
        if held != before and not giver.is_system:
            _write(taker, "roles_changed", now)
    person.refresh_from_db(fields=_COLUMNS)


def take_factors(person_id: UUID, *, actor: Person, now: datetime) -> Person:
    """For somebody who lost their second factor: take it away, and every role with it.

    Whoever got into their mail would have nothing but an account without a role: the staff gives
    the role again once they have spoken. The operator does it for the last of the staff as well,
    and has a command that makes the next. Raises MayNotGive, LastStaff.
    """
    with transaction.atomic():
        giver, taker = _locked(actor, person_id)
        _set_roles(taker, set(), may_be_last=giver.is_system)
        for model in (CodeApp, Passkey, RecoveryCode):
            model.objects.filter(person=taker).delete()
        taker.sessions_mark = secrets.token_hex(16)
        taker.save(update_fields=["sessions_mark"])
        _record(giver, taker, "take-factors", now, {})
        _write(taker, "factors_taken", now)
    return taker


def make_role_link(role: Role, *, actor: Person, now: datetime) -> str:
    """A link's secret part, which gives a role to whoever uses it first; MayNotGive."""
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        giver = _giver(actor)
        RoleLink.objects.filter(expires_at__lte=now).delete()
        RoleLink.objects.create(digest=_digest(secret), role=role, expires_at=now + LINK_LASTS)
        detail = {"role": role.value}
        record(
            actor=giver, now=now, action="make-role-link", subject="roles", detail=detail,
            is_public=False,
        )  # fmt: skip
    return secret


def use_role_link(person: Person, secret: str, *, now: datetime) -> Role:
    """Take the role of a link, once; NoSuchLink."""
    with transaction.atomic():
        links = RoleLink.objects.select_for_update().filter(digest=_digest(secret))
        link = links.filter(expires_at__gt=now).first()
        if link is None:
            raise NoSuchLink
        role = Role(link.role)
        link.delete()
        known = Person.objects.filter(pk=person.pk, is_active=True).first()
        if known is None:
            raise NoSuchLink
        give_roles(known, {*known.roles, role}, actor=system_actor(), now=now)
    return role


def role_of_link(secret: str, *, now: datetime) -> Role | None:
    """The role that a link gives, while it is good."""
    link = RoleLink.objects.filter(digest=_digest(secret), expires_at__gt=now).first()
    return Role(link.role) if link else None


def _locked(actor: Person, person_id: UUID) -> tuple[Person, Person]:
    """Who gives and who takes, as they stand now; the staff is locked, so that one stays."""
    people = Person.objects.get_queryset().select_for_update(no_key=True)
    # In one order, so that two who do it at once never wait for each other.
    list(people.filter(is_staff=True).order_by("pk"))
    taker = people.filter(pk=person_id, is_active=True, is_system=False).first()
    if taker is None:
        raise MayNotGive
    return _giver(actor), taker


def _giver(actor: Person) -> Person:
    found = Person.objects.filter(pk=actor.pk, is_active=True).first()
    if found is None or not (found.is_system or found.is_staff):
        raise MayNotGive
    return found


def _set_roles(taker: Person, held: set[Role], *, may_be_last: bool = False) -> None:
    """LastStaff where nobody else would be left."""
    if taker.is_staff and Role.STAFF not in held and not may_be_last:
        others = Person.objects.filter(is_staff=True, is_active=True).exclude(pk=taker.pk)
        if not others.exists():
            raise LastStaff
    taker.is_reader = Role.READER in held
    taker.is_moderator = Role.MODERATOR in held
    taker.is_staff = Role.STAFF in held
    taker.save(update_fields=_COLUMNS)


def _write(person: Person, letter: str, now: datetime) -> None:
    address = unseal(person, "email_sealed")
    if address:
        roles = [role.value for role in person.roles]
        write_letter(
            f"accounts/letters/{letter}", to=address, language=person.language,
            context={"roles": roles}, now=now,
        )  # fmt: skip


def _record(
    actor: Person, taker: Person, action: str, now: datetime, detail: Mapping[str, object]
) -> None:
    subject = f"person {taker.pk}"
    record(actor=actor, now=now, action=action, subject=subject, detail=detail, is_public=False)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
