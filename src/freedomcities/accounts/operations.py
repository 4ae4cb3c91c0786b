"""Writes about people; signing in, roles, second factors and leaving have modules of their own."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.choices import CodePurpose
from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.mail_addresses import read_address
from freedomcities.accounts.models import Person, Session, SignIn
from freedomcities.accounts.seals import key_rings, seal, unseal
from freedomcities.accounts.signing_in import SpentCode, send_code, take_code, week_of
from freedomcities.audit.operations import record
from freedomcities.lib.errors import Refusal
from freedomcities.lib.prepared import Prepared, columns_of, instance_of

SYSTEM_ID = uuid.UUID("00000000-0000-4000-8000-000000000001")
LONGEST_NAME = 60
# A phone number has no fewer.
_FEWEST_DIGITS = 7
_BY_PERSON = Limit("new-address", 5, timedelta(minutes=10))


class NameTooLong(Refusal):
    """Longer than a name is."""

    def __init__(self) -> None:
        super().__init__(_("Write a name of at most %(most)s characters.") % {"most": LONGEST_NAME})


class NameHoldsNumber(Refusal):
    """A name that is an email address or a phone number leads to somebody."""

    def __init__(self) -> None:
        super().__init__(
            _("Choose a name without a phone number, an email address or any such number in it.")
        )


class AddressTaken(Refusal):
    """Whoever asks has shown that the address is theirs, and has another account with it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have another account with this address. Sign in there and leave it, if you "
                "want to use the address here."
            )
        )


_people = Prepared(lambda: Person.objects.values_list(*columns_of(Person)))


def system_actor() -> Person:
    """The one who acts when a command, an import or the demo does; made when first needed."""
    found = _people.first(SYSTEM_ID)
    if found is not None:
        return instance_of(Person, found)
    person, _made = Person.objects.get_or_create(id=SYSTEM_ID, defaults={"is_system": True})
    return person


def make_person(address: str, *, name: str = "", language: str = "en", now: datetime) -> Person:
    """An account for somebody whose address is known to be theirs: for commands and the demo."""
    address = read_address(address)
    week = week_of(now)
    person = Person(
        joined_in=week, seen_in=week, language=language, email_index=key_rings().index(address)
    )
    person.email_sealed = seal(person, "email_sealed", address)
    person.name_sealed = seal(person, "name_sealed", read_name(name))
    with transaction.atomic():
        person.save(force_insert=True)
        record(actor=person, now=now, action="join", subject="account", is_public=False)
    return person


def change_details(person: Person, *, name: str, language: str, now: datetime) -> None:
    """What they want to be called, and the language of their letters; NameHoldsNumber."""
    named = read_name(name)
    if "@" in named or sum(map(str.isdigit, named)) >= _FEWEST_DIGITS:
        raise NameHoldsNumber
    person.name_sealed = seal(person, "name_sealed", named)
    person.language = language
    with transaction.atomic():
        person.save(update_fields=["name_sealed", "language"])
        record(actor=person, now=now, action="change-details", subject="account", is_public=False)


def read_name(text: str) -> str:
    """A name in one line; NameTooLong."""
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME:
        raise NameTooLong
    return name


def ask_for_new_address(person: Person, text: str, *, language: str, now: datetime) -> SignIn:
    """Send a code to an address that is to be somebody's; the same whoever else has it."""
    address = read_address(text)
    count(_BY_PERSON, str(person.pk), now=now)
    return send_code(
        address, purpose=CodePurpose.ADDRESS, language=language, now=now, person=person
    )


def confirm_new_address(person: Person, asked_id: UUID, code: str, *, now: datetime) -> None:
    """Take the code, and the address with it; the old one is told. Every other session ends.

    Raises WrongCode, SpentCode; AddressTaken where it is that of another account.
    """
    asked = take_code(asked_id, code, purpose=CodePurpose.ADDRESS, now=now)
    if asked.person_id != person.pk:
        raise SpentCode
    address, old = unseal(asked, "email_sealed"), unseal(person, "email_sealed")
    person.email_index = key_rings().index(address)
    person.email_sealed = seal(person, "email_sealed", address)
    person.sessions_mark = secrets.token_hex(16)
    try:
        with transaction.atomic():
            if Person.objects.with_address(address).exclude(pk=person.pk).exists():
                raise AddressTaken
            person.save(update_fields=["email_index", "email_sealed", "sessions_mark"])
            record(
                actor=person, now=now, action="change-address", subject="account", is_public=False
            )
            if old:
                write_letter(
                    "accounts/letters/address_changed",
                    to=old, language=person.language, context={}, now=now,
                )  # fmt: skip
    except IntegrityError:
        raise AddressTaken from None


def end_session(person: Person, number: UUID) -> bool:
    """End one of somebody's own sessions; whether there was one."""
    return bool(Session.objects.filter(person=person, number=number).delete()[0])


def end_other_sessions(person: Person, *, keep: UUID | None) -> int:
    """End all of somebody's sessions but one; how many."""
    others = Session.objects.filter(person=person)
    if keep is not None:
        others = others.exclude(number=keep)
    return others.delete()[0]
