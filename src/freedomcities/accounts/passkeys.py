"""Passkeys, through the WebAuthn library: the second step, or both steps at once.

A passkey belongs to the site's name, so that there are none where the site goes by a number
(http://127.0.0.1). The challenge stands in the window's session between the two halves.
"""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from freedomcities.accounts.models import Passkey, Person
from freedomcities.accounts.operations import read_name
from freedomcities.accounts.seals import seal, unseal
from freedomcities.audit.operations import record
from freedomcities.lib.dates import day_of
from freedomcities.lib.errors import Refusal

MOST_PASSKEYS = 10
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Question:
    """What the browser is asked: `options` for it as JSON, and the challenge to keep."""

    options: dict[str, object]
    challenge: str


class WrongPasskey(Refusal):
    """What came back is no answer to the question, or of no passkey that is known."""

    def __init__(self) -> None:
        super().__init__(_("That passkey did not fit. Try again, or use a code."))


class TooManyPasskeys(Refusal):
    """More than anybody has devices."""

    def __init__(self) -> None:
        super().__init__(_("You have ten passkeys already: remove one first."))


def can_have_passkeys() -> bool:
    """Whether the site goes by a name."""
    try:
        ipaddress.ip_address(_host())
    except ValueError:
        return True
    return False


def ask_to_add(person: Person) -> Question:
    """The question to a browser that makes a passkey for somebody."""
    known = Passkey.objects.filter(person=person).values_list("credential", flat=True)
    options = generate_registration_options(
        rp_id=_host(),
        rp_name="Freedom Cities",
        user_id=person.pk.bytes,
        user_name=unseal(person, "name_sealed") or "Freedom Cities",
        exclude_credentials=_described(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return Question(json.loads(options_to_json(options)), bytes_to_base64url(options.challenge))


def add_passkey(
    person: Person, answer: str, *, challenge: str, name: str, now: datetime
) -> Passkey:
    """Take up what the browser made; WrongPasskey, TooManyPasskeys."""
    if Passkey.objects.filter(person=person).count() >= MOST_PASSKEYS:
        raise TooManyPasskeys
    try:
        found = verify_registration_response(
            credential=_read(answer),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_host(),
            expected_origin=settings.PUBLIC_URL,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise WrongPasskey from None
    passkey = Passkey(
        id=uuid4(),
        person=person,
        credential=bytes_to_base64url(found.credential_id),
        public_key=found.credential_public_key,
        uses=found.sign_count,
        added_on=day_of(now),
    )
    passkey.name_sealed = seal(passkey, "name_sealed", read_name(name))
    try:
        with transaction.atomic():
            passkey.save(force_insert=True)
            record(actor=person, now=now, action="add-passkey", subject="account", is_public=False)
    except IntegrityError:
        raise WrongPasskey from None
    return passkey


def ask_for_passkey(person: Person | None = None) -> Question:
    """The question to a browser that shows a passkey: anybody's, or one of somebody's own."""
    known = person.passkeys.values_list("credential", flat=True) if person else ()
    options = generate_authentication_options(
        rp_id=_host(),
        allow_credentials=_described(known),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Question(json.loads(options_to_json(options)), bytes_to_base64url(options.challenge))


def take_passkey(answer: str, *, challenge: str) -> Person:
    """Whoever's passkey answered; WrongPasskey. A copy of one is noticed by its count of uses."""
    try:
        given = parse_authentication_credential_json(_read(answer))
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise WrongPasskey from None
    with transaction.atomic():
        rows = Passkey.objects.select_for_update().select_related("person")
        passkey = rows.filter(credential=given.id, person__is_active=True).first()
        if passkey is None:
            raise WrongPasskey
        try:
            found = verify_authentication_response(
                credential=given,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=_host(),
                expected_origin=settings.PUBLIC_URL,
                credential_public_key=bytes(passkey.public_key),
                credential_current_sign_count=passkey.uses,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError):
            raise WrongPasskey from None
        passkey.uses = found.new_sign_count
        passkey.save(update_fields=["uses"])
    return passkey.person


def _host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or ""


def _described(known: object) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(text)) for text in known]  # type: ignore[attr-defined]


def _read(answer: str) -> dict[str, object]:
    if len(answer) > _LONGEST:
        raise ValueError
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise TypeError
    return found
