"""Signing in: a code by email, whose first use makes the account. No password, and no oracle.

Asking for a code is the same for every address, known or not: nothing is looked up before the
code has shown whose the address is.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from freedomcities.accounts.choices import CodePurpose
from freedomcities.accounts.counting import Limit, count
from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.mail_addresses import read_address
from freedomcities.accounts.models import Person, SignIn
from freedomcities.accounts.seals import key_rings, seal, unseal
from freedomcities.audit.operations import record
from freedomcities.lib.dates import day_of, monday_of
from freedomcities.lib.errors import Refusal

CODE_LASTS = timedelta(minutes=15)
MOST_TRIES = 5
MOST_SHARED_TRIES = 10
"""Wrong codes that all windows together may enter which share one letter's code."""
_SPAN = timedelta(minutes=10)
BY_PEER = Limit("sign-in", 30, _SPAN)
BY_PEER_AND_ADDRESS = Limit("sign-in-address", 5, _SPAN)
MOST_LETTERS = 5


class WrongCode(Refusal):
    """Not the code of the email; it may be tried again."""

    def __init__(self) -> None:
        super().__init__(_("That is not the code of the email. Look again, and mind every digit."))


class SpentCode(Refusal):
    """The code is too old, used, or was tried too often: a new letter is needed."""

    def __init__(self) -> None:
        super().__init__(_("This code is used up or too old. Ask for a new one."))


@dataclass(frozen=True, slots=True)
class Entered:
    """Whose code it was, and whether the account was made now."""

    person: Person
    is_new: bool


def ask_for_code(text: str, *, peer: str, language: str, now: datetime) -> SignIn:
    """Send a code to an address, known or not; what the window that asked must keep.

    Raises BadAddress, and TooOften for a peer that asked too much. Where so many letters went to
    the address that nobody needs one more, the code of the last one is good here as well: nobody
    can shut somebody out by asking in their name.
    """
    address = read_address(text)
    count(BY_PEER, peer, now=now)
    count(BY_PEER_AND_ADDRESS, f"{peer} {key_rings().index(address)}", now=now)
    return send_code(address, purpose=CodePurpose.SIGN_IN, language=language, now=now)


def send_code(
    address: str,
    *,
    purpose: CodePurpose,
    language: str,
    now: datetime,
    person: Person | None = None,
) -> SignIn:
    """Write the letter with the code, and remember that it was asked for."""
    recent = SignIn.objects.for_address(address).filter(
        purpose=purpose, person=person, created_at__gt=now - _SPAN, shares_code=False
    )
    letters = list(recent[:MOST_LETTERS])
    asked = SignIn(
        id=uuid4(),
        purpose=purpose,
        person=person,
        email_index=key_rings().index(address),
        created_at=now,
        expires_at=now + CODE_LASTS,
    )
    asked.email_sealed = seal(asked, "email_sealed", address)
    if len(letters) == MOST_LETTERS:
        asked.shares_code = True
        asked.code_digest, asked.expires_at = letters[0].code_digest, letters[0].expires_at
        asked.save(force_insert=True)
        return asked
    code = f"{secrets.randbelow(1_000_000):06}"
    asked.code_digest = _digest(address, code)
    with transaction.atomic():
        asked.save(force_insert=True)
        write_letter(
            f"accounts/letters/{_LETTERS[purpose]}",
            to=address,
            language=language,
            context={"code": code, "minutes": int(CODE_LASTS.total_seconds() // 60)},
            now=now,
            lasts=CODE_LASTS,
        )
    return asked


def enter_code(asked_id: UUID, code: str, *, language: str = "en", now: datetime) -> Entered:
    """Take the code of a letter, once; the person whose address it is.

    The first use of an address makes the account, with letters in this language. Raises
    WrongCode, or SpentCode where only a new letter helps.
    """
    asked = take_code(asked_id, code, purpose=CodePurpose.SIGN_IN, now=now)
    address = unseal(asked, "email_sealed")
    known = Person.objects.with_address(address).first()
    if known is not None:
        return Entered(known, is_new=False)
    try:
        return Entered(_make_person(address, language=language, now=now), is_new=True)
    except IntegrityError:
        # Two windows at once: the other one made it.
        return Entered(Person.objects.with_address(address).get(), is_new=False)


def take_code(asked_id: UUID, code: str, *, purpose: CodePurpose, now: datetime) -> SignIn:
    """What was asked for, if this is its code; then nothing of it is left. A wrong try counts."""
    is_right = False
    with transaction.atomic():
        asked = SignIn.objects.select_for_update().filter(pk=asked_id, purpose=purpose).first()
        if asked is None or asked.expires_at <= now or _is_tried_out(asked):
            raise SpentCode
        entered = "".join(code.split())
        # Not the index of the address: it changes with the keys.
        expected = _digest(unseal(asked, "email_sealed"), entered)
        is_right = hmac.compare_digest(expected, asked.code_digest)
        if is_right:
            SignIn.objects.filter(code_digest=asked.code_digest).delete()
        else:
            asked.tries += 1
            asked.save(update_fields=["tries"])
    if not is_right:
        raise SpentCode if _is_tried_out(asked) else WrongCode
    return asked


def note_visit(person: Person, *, now: datetime) -> None:
    """Remember the week in which somebody came, and nothing finer."""
    week = week_of(now)
    if person.seen_in != week:
        person.seen_in, person.warned_on = week, None
        Person.objects.filter(pk=person.pk).update(seen_in=week, warned_on=None)


def week_of(now: datetime) -> date:
    """The Monday of the week."""
    return monday_of(day_of(now))


_LETTERS = {CodePurpose.SIGN_IN: "code", CodePurpose.ADDRESS: "new_address"}


def _is_tried_out(asked: SignIn) -> bool:
    """Whether this window, or all that share one letter's code, tried wrong codes enough."""
    if asked.tries >= MOST_TRIES:
        return True
    if not asked.shares_code:
        return False
    sharing = SignIn.objects.filter(code_digest=asked.code_digest, shares_code=True)
    return sum(sharing.values_list("tries", flat=True)) >= MOST_SHARED_TRIES


def _make_person(address: str, *, language: str, now: datetime) -> Person:
    week = week_of(now)
    person = Person(
        joined_in=week, seen_in=week, language=language, email_index=key_rings().index(address)
    )
    person.email_sealed = seal(person, "email_sealed", address)
    with transaction.atomic():
        person.save(force_insert=True)
        record(actor=person, now=now, action="join", subject="account", is_public=False)
    return person


def _digest(address: str, code: str) -> str:
    said = f"{address}\n{code}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()
