"""Codes by mail: once, in time, by the window that asked; the same for every address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail

from freedomcities.accounts.choices import CodePurpose
from freedomcities.accounts.counting import TooOften
from freedomcities.accounts.models import Letter, Person, SignIn
from freedomcities.accounts.seals import unseal
from freedomcities.accounts.signing_in import (
    MOST_LETTERS,
    MOST_SHARED_TRIES,
    MOST_TRIES,
    SpentCode,
    WrongCode,
    ask_for_code,
    enter_code,
    send_code,
    week_of,
)
from freedomcities.accounts.tests.jobs import last_code, run_jobs
from freedomcities.accounts.tests.makers import NOW, make_ann

pytestmark = pytest.mark.django_db


def ask(address: str = "ann@example.org", peer: str = "192.0.2.7", minutes: float = 0) -> SignIn:
    now = NOW + timedelta(minutes=minutes)
    return ask_for_code(address, peer=peer, language="en", now=now)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_first_use_of_an_address_makes_the_account() -> None:
    asked = ask("New@Example.org")
    assert not Person.objects.exists()
    entered = enter_code(asked.pk, last_code(), now=NOW)
    assert entered.is_new
    assert unseal(entered.person, "email_sealed") == "new@example.org"
    assert entered.person.joined_in == week_of(NOW)
    again = enter_code(ask().pk, last_code(), now=NOW)
    assert again.is_new
    same = enter_code(ask("NEW@example.ORG").pk, last_code(), now=NOW)
    assert (same.is_new, same.person) == (False, entered.person)


def test_a_code_is_good_once() -> None:
    asked = ask()
    code = last_code()
    enter_code(asked.pk, code, now=NOW)
    with pytest.raises(SpentCode):
        enter_code(asked.pk, code, now=NOW)
    assert not SignIn.objects.exists()


def test_a_code_is_good_for_a_quarter_of_an_hour() -> None:
    asked = ask()
    code = last_code()
    with pytest.raises(SpentCode):
        enter_code(asked.pk, code, now=NOW + timedelta(minutes=15))
    enter_code(asked.pk, code, now=NOW + timedelta(minutes=14, seconds=59))


def test_spaces_in_a_code_are_no_fault() -> None:
    asked = ask()
    code = last_code()
    assert enter_code(asked.pk, f" {code[:3]} {code[3:]} ", now=NOW).is_new


def test_after_a_few_wrong_codes_only_a_new_letter_helps() -> None:
    asked = ask()
    code = last_code()
    for _ in range(MOST_TRIES - 1):
        with pytest.raises(WrongCode):
            enter_code(asked.pk, wrong(code), now=NOW)
    for _ in range(20):
        with pytest.raises(SpentCode):
            enter_code(asked.pk, wrong(code), now=NOW)
    with pytest.raises(SpentCode):
        enter_code(asked.pk, code, now=NOW)
    assert not Person.objects.exists()


def test_somebody_elses_wrong_codes_shut_nobody_out() -> None:
    theirs, own = ask(peer="198.51.100.1"), ask()
    code = last_code()
    for _ in range(MOST_TRIES):
        with pytest.raises((WrongCode, SpentCode)):
            enter_code(theirs.pk, wrong(code), now=NOW)
    assert enter_code(own.pk, code, now=NOW).is_new


def test_the_code_of_one_window_opens_no_other() -> None:
    first, second = ask("ann@example.org"), ask("bob@example.org")
    code = last_code()
    with pytest.raises(WrongCode):
        enter_code(first.pk, code, now=NOW)
    assert enter_code(second.pk, code, now=NOW).is_new


def test_two_letters_to_one_address_are_both_good() -> None:
    first = ask()
    code = last_code()
    ask(minutes=1)
    run_jobs()
    assert enter_code(first.pk, code, now=NOW + timedelta(minutes=2)).is_new


def test_a_window_that_asked_for_nothing_gets_nothing() -> None:
    with pytest.raises(SpentCode):
        enter_code(uuid4(), "000000", now=NOW)


def test_one_peer_asks_five_times_for_one_address_and_thirty_in_all() -> None:
    for _ in range(5):
        ask()
    with pytest.raises(TooOften):
        ask()
    # What was refused was asked as well.
    for number in range(24):
        ask(f"person{number}@example.org")
    with pytest.raises(TooOften):
        ask("one-more@example.org")
    ask("one-more@example.org", peer="198.51.100.1")
    ask(minutes=10)


def test_asking_in_somebodys_name_neither_floods_nor_shuts_out() -> None:
    """From everywhere at once: five letters, and the last of them lets the right person in."""
    for number in range(12):
        ask(peer=f"198.51.100.{number}", minutes=number / 1000)
    own = ask(minutes=1)
    run_jobs()
    assert len(mail.outbox) == MOST_LETTERS
    assert own.shares_code
    assert enter_code(own.pk, last_code(), now=NOW).is_new


def test_a_shared_code_is_not_guessed_from_many_windows() -> None:
    for number in range(MOST_LETTERS):
        ask(peer=f"198.51.100.{number}", minutes=number / 1000)
    code = last_code()
    for number in range(MOST_SHARED_TRIES // 2):
        shared = ask(peer=f"203.0.113.{number}", minutes=1)
        for _ in range(2):
            with pytest.raises((WrongCode, SpentCode)):
                enter_code(shared.pk, wrong(code), now=NOW)
    late = ask(peer="203.0.113.99", minutes=1)
    with pytest.raises(SpentCode):
        enter_code(late.pk, code, now=NOW)


def test_known_and_unknown_addresses_leave_the_same_behind() -> None:
    make_ann()
    known, unknown = ask(), ask("nobody@example.org")
    rows = [
        (row.purpose, row.person_id, len(row.email_index), row.tries, row.expires_at)
        for row in (known, unknown)
    ]
    assert rows[0] == rows[1]
    run_jobs()
    texts = [message.body.replace(message.subject[:6], "") for message in mail.outbox]
    assert texts[0] == texts[1]


def test_a_code_for_another_purpose_signs_nobody_in() -> None:
    ann = make_ann()
    asked = send_code(
        "new@example.org", purpose=CodePurpose.ADDRESS, language="en", now=NOW, person=ann
    )
    with pytest.raises(SpentCode):
        enter_code(asked.pk, last_code(), now=NOW)


def test_nothing_that_is_kept_shows_the_address_or_the_code() -> None:
    asked = ask()
    (letter,) = Letter.objects.all()
    kept = b"".join([asked.email_sealed, letter.to_sealed, letter.context_sealed])
    said = f"{asked.email_index} {asked.code_digest} {letter.kind}"
    code = last_code()
    assert b"ann" not in kept
    assert code.encode() not in kept
    assert "ann" not in said.replace("accounts/letters/code", "")
    assert code not in said


def test_a_week_begins_on_monday() -> None:
    sunday = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    assert str(week_of(sunday)) == "2026-11-16"
    assert str(week_of(sunday + timedelta(minutes=1))) == "2026-11-23"
