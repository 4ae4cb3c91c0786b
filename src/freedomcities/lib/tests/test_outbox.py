from __future__ import annotations

import os
import stat
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


def test_nobody_else_on_the_machine_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "outbox"
    folder.mkdir(mode=0o755)
    (folder / ".17-ab.part").touch(mode=0o644)
    message = EmailMessage("a", "b", "a@example.org", ["b@example.org"])
    message.extra_headers["Message-ID"] = "<17-ab@example.org>"
    before = os.umask(0)
    try:
        with override_settings(MAIL_OUTBOX=folder):
            OutboxBackend().send_messages([message])
        with override_settings(MAIL_OUTBOX=tmp_path / "fresh"):
            OutboxBackend().send_messages([message])
    finally:
        os.umask(before)
    for made in (folder, tmp_path / "fresh"):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
        (letter,) = made.iterdir()
        assert (letter.name, stat.S_IMODE(letter.stat().st_mode)) == ("17-ab.eml", 0o600)
