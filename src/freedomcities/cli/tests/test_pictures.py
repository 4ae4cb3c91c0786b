"""What a crash left of pictures: the clock and `purge` sweep it up, `doctor` says what is gone."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from freedomcities.accounts.tests.makers import NOW
from freedomcities.cli import examination, jobs
from freedomcities.cli.main import main
from freedomcities.events.tests.makers import make_begun, make_host, make_shown_photo
from freedomcities.media.files import all_files, path_of
from freedomcities.media.models import fresh_id

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def by_clock(now: datetime) -> None:
    jobs._forget(now)


def by_command(now: datetime) -> None:
    assert main(["purge", "--now", now.isoformat(), "--json"]) == 0


def by_dry_run(now: datetime) -> None:
    assert main(["purge", "--dry-run", "--now", now.isoformat()]) == 0


def make_stray() -> None:
    path = path_of(fresh_id(), 480)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    before = (NOW - timedelta(hours=2)).timestamp()
    os.utime(path, (before, before))


@pytest.mark.parametrize(("sweep", "left"), [(by_clock, 3), (by_command, 3), (by_dry_run, 4)])
def test_a_file_without_a_row_is_swept_up(sweep: Callable[[datetime], None], left: int) -> None:
    host = make_host()
    make_shown_photo(make_begun(host), host)
    make_stray()
    assert len(list(all_files())) == 4
    sweep(NOW)
    assert len(list(all_files())) == left


def test_doctor_says_what_is_missing(folder: Path) -> None:
    host = make_host()
    event = make_begun(host)
    photo = make_shown_photo(event, host)
    make_shown_photo(event, host)
    look = examination._pictures()
    assert (look.is_well, look.finding) == (True, "2, with all their files")
    path_of(photo.picture_id, 960).unlink()
    look = examination._pictures()
    assert not look.is_well
    assert look.finding == f"1 of 2 lack their files in {folder}"
    assert look.mend == "Put the folder back from the newest backup."
