"""Letters leave by a job, once; what waits is sealed; what fails waits longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from freedomcities.accounts.choices import LetterState
from freedomcities.accounts.delivering import deliver, deliver_due, message_of
from freedomcities.accounts.letters import write_letter
from freedomcities.accounts.models import Letter
from freedomcities.accounts.tests.jobs import run_jobs

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "letters"
CONTEXTS: dict[str, dict[str, object]] = {
    "code": {"code": "012345", "minutes": 15},
    "new_address": {"code": "012345", "minutes": 15},
    "address_changed": {},
    "idle": {},
    "roles_changed": {"roles": ["reader"]},
    "factors_taken": {"roles": []},
    "recovery_used": {"left": 7},
}


def write(now: datetime | None = None, **more: object) -> Letter:
    given: dict[str, object] = {
        "to": "ann@example.org", "language": "en", "context": CONTEXTS["code"],
        "now": now or datetime.now(UTC), **more,
    }  # fmt: skip
    return write_letter("accounts/letters/code", **given)  # type: ignore[arg-type]


def test_a_letter_leaves_once_and_nothing_of_it_stays() -> None:
    letter = write()
    assert not mail.outbox
    run_jobs()
    run_jobs()
    assert not deliver(letter.pk, now=datetime.now(UTC))
    (message,) = mail.outbox
    assert message.to == ["ann@example.org"]
    assert not Letter.objects.exists()
    job = DBTaskResult.objects.get()
    assert (job.args_kwargs, job.traceback) == ({"args": [str(letter.pk)], "kwargs": {}}, "")


def test_a_write_that_fails_sends_no_letter() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    run_jobs()
    assert (Letter.objects.count(), DBTaskResult.objects.count(), mail.outbox) == (0, 0, [])


def test_while_the_mail_server_is_down_the_letter_waits_and_nothing_is_told() -> None:
    letter = write(lasts=timedelta(hours=3))
    now = letter.created_at
    with (
        patch.object(EmailMessage, "send", side_effect=OSError("ann@example.org refused")),
        patch("freedomcities.accounts.delivering._log") as log,
    ):
        for wait in (30, 60, 120, 240):
            assert not deliver(letter.pk, now=now)
            letter.refresh_from_db()
            assert letter.due_at - now == timedelta(seconds=wait)
            now = letter.due_at
    assert log.warning.call_count == 4
    assert "ann" not in str(log.mock_calls)
    assert DBTaskResult.objects.filter(traceback__contains="ann").count() == 0
    assert deliver_due(now=now - timedelta(seconds=1)) == 0
    assert deliver_due(now=now) == 1
    assert len(mail.outbox) == 1


def test_what_nobody_needs_any_more_is_not_sent() -> None:
    letter = write(lasts=timedelta(minutes=15))
    assert not deliver(letter.pk, now=letter.created_at + timedelta(minutes=15))
    assert (Letter.objects.count(), mail.outbox) == (0, [])


def test_a_job_that_broke_off_is_taken_up_again_under_the_same_name(tmp_path: Path) -> None:
    letter = write()
    now = letter.created_at
    outbox = override_settings(
        EMAIL_BACKEND="freedomcities.lib.outbox.OutboxBackend", MAIL_OUTBOX=tmp_path
    )
    with outbox:
        # The process was killed between sending and taking the letter away.
        message_of(letter).send()
        Letter.objects.update(state=LetterState.SENDING, claimed_until=now + timedelta(minutes=5))
        assert not deliver(letter.pk, now=now + timedelta(minutes=4))
        assert deliver_due(now=now + timedelta(minutes=5)) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_two_jobs_at_one_letter_send_it_once() -> None:
    letter = write()
    sent: list[bool] = []

    def send_and_let_another_try(_message: EmailMessage) -> int:
        sent.append(deliver(letter.pk, now=letter.created_at))
        return 1

    with patch.object(EmailMessage, "send", send_and_let_another_try):
        assert deliver(letter.pk, now=letter.created_at)
    assert sent == [False]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", sorted(CONTEXTS))
def test_the_words_of_every_letter(kind: str, language: str) -> None:
    letter = write_letter(
        f"accounts/letters/{kind}", to="ann@example.org", language=language,
        context=CONTEXTS[kind], now=datetime.now(UTC),
    )  # fmt: skip
    message = message_of(letter)
    golden = GOLDEN / f"{kind}.{language}.txt"
    assert f"{message.subject}\n\n{message.body}" == golden.read_text(encoding="utf-8")


def test_every_letter_has_its_words_written_down() -> None:
    templates = Path(__file__).parents[1] / "templates" / "accounts" / "letters"
    assert {path.stem for path in templates.iterdir()} == set(CONTEXTS)
