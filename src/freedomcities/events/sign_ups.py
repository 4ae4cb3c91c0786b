"""A sign-up as it is kept: what people wrote, made fit and sealed; its id and its private link.

The id is made of the number that the form carries, by a key that is not in the database, and the
secret of the private link is made of the id by the same key. So a form that is sent twice finds
what it made, and its link; whoever has the database has neither.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from freedomcities.accounts.mail_addresses import read_address
from freedomcities.accounts.seals import key_rings, seal, unseal
from freedomcities.events.models import SignUp
from freedomcities.events.once import made
from freedomcities.events.refusals import NoteHoldsDetails
from freedomcities.groups.texts import many_lines, own_name
from freedomcities.moderation.private_details import kinds_in

LONGEST_NOTE = 500
_SECRET_BYTES = 24


@dataclass(frozen=True, slots=True)
class Guest:
    """What somebody wrote to come: the email address is for letters alone, hosts never see it."""

    name: str
    note: str = ""
    email: str = ""


def read_guest(name: str, *, note: str = "", email: str = "") -> Guest:
    """What was written, fit to be kept.

    Raises NothingWritten, TooLong, HoldsDetails for the name, NoteHoldsDetails, BadAddress.
    """
    return Guest(
        name=own_name(name),
        note=read_note(note),
        email=read_address(email) if email.strip() else "",
    )


def read_note(text: str) -> str:
    """A word to the host; TooLong, NoteHoldsDetails."""
    said = many_lines(text, most=LONGEST_NOTE, required=False)
    if said and kinds_in(said):
        raise NoteHoldsDetails
    return said


def write_guest(row: SignUp, guest: Guest) -> None:
    """Seal what somebody wrote into the row, whose id is there already."""
    row.name_sealed = seal(row, "name_sealed", guest.name)
    row.note_sealed = seal(row, "note_sealed", guest.note)
    row.email_sealed = seal(row, "email_sealed", guest.email)
    row.email_index = key_rings().index(guest.email) if guest.email else ""


def guest_of(row: SignUp) -> Guest:
    """What somebody wrote, for their own eyes: hosts are not shown the address."""
    return Guest(
        name=unseal(row, "name_sealed"),
        note=unseal(row, "note_sealed"),
        email=unseal(row, "email_sealed"),
    )


def id_of(event_id: str, once: UUID, name: str, *, by_host: bool = False) -> UUID:
    """The id of what a form makes. With another name it is another person, at the same form.

    `by_host`: of a form of the hosts. The number of theirs leads to nobody's private link.
    """
    purpose = "walk-in id" if by_host else "sign-up id"
    found = made(purpose, f"{event_id}\n{once}\n{name.casefold()}")
    return UUID(bytes=found[:16], version=4)


def secret_of(row_id: UUID) -> str:
    """The secret of somebody's private link."""
    return urlsafe_b64encode(made("sign-up link", str(row_id))[:_SECRET_BYTES]).decode()


def digest_of(secret: str) -> str:
    """By which the row of a private link is found."""
    return hashlib.sha256(secret.encode()).hexdigest()
