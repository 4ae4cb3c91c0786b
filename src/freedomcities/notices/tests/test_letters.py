"""The words of the letter around the news, in both languages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from freedomcities.accounts.delivering import message_of
from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import Letter
from freedomcities.accounts.operations import change_details
from freedomcities.accounts.tests.jobs import run_jobs
from freedomcities.accounts.tests.makers import NOW
from freedomcities.notices import delivering
from freedomcities.notices.delivering import send_due
from freedomcities.notices.telling import tell_people
from freedomcities.notices.tests.makers import HOUR, NOON, A, B, make_follower, say

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "letters"
KINDS = ("one", "two", "more", "direct", "several")


def tell_of(kind: str, language: str) -> None:
    """What leads to a letter of each kind."""
    ann = make_follower("ann", *([A, B] if kind == "several" else [A]))
    change_details(ann, name="", language=language, now=NOW)
    if kind == "direct":
        tell_people("happened", [ann], {"title": "It rained"}, NOON)
        return
    say("It rained", *([B] if kind == "several" else [A]))
    for number in range({"one": 0, "more": 52}.get(kind, 1)):
        say(f"It snowed ({number})", at=NOON + timedelta(seconds=number))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_the_letter(kind: str, language: str) -> None:
    tell_of(kind, language)
    run_jobs()
    with patch.object(delivering, "token_of", return_value="f0123456789abcdef.signed"):
        send_due(now=NOON + HOUR)
    message = message_of(Letter.objects.get())
    golden = GOLDEN / f"{kind}.{language}.txt"
    assert f"{message.subject}\n\n{message.body}" == golden.read_text(encoding="utf-8")


def test_every_letter_has_its_words_written_down() -> None:
    names = {f"{kind}.{language}.txt" for kind in KINDS for language in ("en", "es")}
    assert {path.name for path in GOLDEN.iterdir()} == names


def test_no_other_header_gets_into_a_letter() -> None:
    for headers in ({"Bcc": "eve@example.org"}, {"list-unsubscribe": "<x>"}):
        with pytest.raises(ValueError, match="may not have"):
            write_letter(
                "accounts/letters/idle", to="ann@example.org", language="en", context={},
                now=NOW, headers=headers,
            )  # fmt: skip
    assert not Letter.objects.exists()


@pytest.mark.parametrize("kind", ["code", "new_address", "address_changed", "idle"])
def test_letters_on_the_account_cannot_be_stopped(kind: str) -> None:
    context = {"code": "012345", "minutes": 15}
    letter = write_letter(
        f"accounts/letters/{kind}", to="ann@example.org", language="en", context=context, now=NOW
    )
    assert set(message_of(letter).extra_headers) == {
        "Message-ID", "Auto-Submitted", "Content-Language",
    }  # fmt: skip
