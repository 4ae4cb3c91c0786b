from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

from django.core.mail import EmailMessage
from django.test import override_settings

from freedomcities.lib.outbox import OutboxBackend


def test_a_message_is_one_file_that_a_person_can_read(tmp_path: Path) -> None:
    with override_settings(MAIL_OUTBOX=tmp_path / "outbox"):
        message = EmailMessage(
            "¿Dónde?", "Mañana, en la biblioteca.", "a@example.org", ["b@example.org"]
        )
        assert OutboxBackend().send_messages([message]) == 1
    (file,) = (tmp_path / "outbox").iterdir()
    read = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert file.suffix == ".eml"
    assert "Mañana, en la biblioteca." in file.read_text(encoding="utf-8")
    assert read["Subject"] == "¿Dónde?"


def test_a_message_that_is_sent_again_is_the_same_file(tmp_path: Path) -> None:
    with override_settings(MAIL_OUTBOX=tmp_path):
        for identity in ("<17-ab@example.org>", "<17-ab@example.org>", "<../x@example.org>"):
            message = EmailMessage("a", "b", "a@example.org", ["b@example.org"])
            message.extra_headers["Message-ID"] = identity
            OutboxBackend().send_messages([message])
    names = sorted(file.name for file in tmp_path.iterdir())
    assert len(names) == 2
    assert "17-ab.eml" in names
