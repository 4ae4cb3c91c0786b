"""Files of pictures: there with their row, gone with it, and nothing half done between."""

from __future__ import annotations

import os
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, transaction

from freedomcities.accounts.tests.makers import NOW
from freedomcities.audit.models import AuditEntry
from freedomcities.audit.operations import site_version
from freedomcities.media import files, sweeping
from freedomcities.media.files import all_files, path_of, remove, written
from freedomcities.media.models import Picture, fresh_id
from freedomcities.media.operations import read_alt, remove_picture
from freedomcities.media.refusals import NeedsAlt
from freedomcities.media.sweeping import Swept, lacking, sweep, sweep_files
from freedomcities.media.tests.makers import Wall, files_of, make_picture

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def test_an_id_cannot_be_guessed() -> None:
    ids = {fresh_id() for _time in range(1_000)}
    assert len(ids) == 1_000
    assert all(len(each) == 32 and int(each, 16) >= 0 for each in ids)


def test_files_go_under_random_names_and_are_for_their_owner_alone(folder: Path) -> None:
    picture = make_picture()
    assert files_of(picture.pk) == sorted(
        f"{picture.pk}-{width}.webp" for width in (480, 960, 1200)
    )
    path = path_of(picture.pk, 480)
    assert path.parent == folder / picture.pk[:2]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_where_the_block_fails_no_file_stays(folder: Path) -> None:
    with pytest.raises(NeedsAlt), written({480: b"x", 960: b"y"}):
        read_alt("  ")
    assert list(folder.rglob("*")) == []


def test_a_full_disk_leaves_nothing(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    done: list[int] = []

    def fsync(handle: int) -> None:
        if done:
            raise OSError(28, "No space left on device")
        done.append(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    with (
        pytest.raises(OperationalError, match="cannot be written: No space left"),
        written({480: b"x", 960: b"y"}),
    ):
        pytest.fail("the block ran")
    assert list(folder.rglob("*")) == []


@pytest.mark.django_db(transaction=True)
def test_files_go_with_the_commit_and_not_before() -> None:
    picture = make_picture()
    with transaction.atomic():
        remove_picture(picture)
        transaction.set_rollback(True)
    picture = Picture.objects.get()
    assert len(files_of(picture.pk)) == 3
    with transaction.atomic():
        remove_picture(picture)
        assert len(all_names()) == 3
    assert all_names() == []
    assert Picture.objects.count() == 0


def all_names() -> list[str]:
    return [path.name for _id, path in all_files()]


def test_a_picture_goes_alone(folder: Path) -> None:
    kept = make_picture()
    beside = path_of(kept.pk, 1).with_name("ab" + "0" * 30 + "-480.webp")
    beside.write_bytes(b"x")
    remove("ab" + "0" * 30)
    assert len(files_of(kept.pk)) == 3
    remove(kept.pk)
    assert (folder / kept.pk[:2]).exists() == (kept.pk[:2] != "ab")


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 201])
def test_words_are_needed(text: str) -> None:
    with pytest.raises(NeedsAlt):
        read_alt(text)


def test_words_stand_on_one_line() -> None:
    assert read_alt("  Two\n people. ") == "Two people."


def age(picture_id: str, *, hours: float) -> None:
    at = (NOW - timedelta(hours=hours)).timestamp()
    for each, path in all_files():
        if each == picture_id:
            os.utime(path, (at, at))


def test_a_crash_s_files_are_swept_up_after_an_hour(folder: Path, wall: Wall) -> None:
    kept = make_picture()
    wall.has.add(kept.pk)
    old, fresh = fresh_id(), fresh_id()
    for each in (old, fresh):
        files._write(each, {480: b"x"})
    part = path_of(old, 960).with_name(f"{old}-960.webp.part")
    part.write_bytes(b"x")
    (folder / "note.txt").write_text("an operator's own")
    (folder / old[:2] / "note.txt").write_text("an operator's own")
    age(old, hours=2)
    age(fresh, hours=0.5)
    assert sweep(now=NOW) == Swept(files=2, pictures=0)
    assert files_of(old) == []
    assert len(files_of(fresh)) == 1
    assert len(files_of(kept.pk)) == 3
    assert (folder / "note.txt").exists()
    assert (folder / old[:2] / "note.txt").exists()


def test_what_belongs_to_nothing_any_more_goes(wall: Wall) -> None:
    kept, stray, foreign = make_picture(), make_picture(), make_picture("nobody-s")
    wall.has.add(kept.pk)
    before = site_version()
    with transaction.atomic():
        assert sweep(now=NOW) == Swept(files=0, pictures=1)
    assert set(Picture.objects.values_list("pk", flat=True)) == {kept.pk, foreign.pk}
    entry = AuditEntry.objects.latest("sequence")
    assert (entry.action, entry.subject) == ("drop-picture", f"picture {stray.pk}")
    assert site_version() == before + 1


def test_a_row_that_lacks_a_file_goes(wall: Wall) -> None:
    whole, half = make_picture(), make_picture()
    wall.has |= {whole.pk, half.pk}
    path_of(half.pk, 960).unlink()
    assert lacking() == [half]
    assert sweep(now=NOW) == Swept(files=0, pictures=1)
    assert Picture.objects.get() == whole


def test_one_that_comes_in_while_it_is_swept_stays(
    wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall.has.add(make_picture().pk)
    listed = all_files

    def late(**how: Any) -> Any:
        found = list(listed(**how))
        wall.has.add(make_picture().pk)
        return iter(found)

    monkeypatch.setattr(sweeping, "all_files", late)
    assert sweep(now=NOW) == Swept(files=0, pictures=0)


def test_a_picture_that_goes_while_it_is_swept_is_no_fault(wall: Wall) -> None:
    gone = make_picture()
    wall.has |= {make_picture().pk, gone.pk}
    remove(gone.pk)
    found = lacking()
    Picture.objects.filter(pk=gone.pk).delete()
    assert found == [Picture(pk=gone.pk)]
    assert sweep(now=NOW) == Swept(files=0, pictures=0)


def test_where_the_folder_is_not_in_its_place_no_row_goes(folder: Path, wall: Wall) -> None:
    picture = make_picture()
    wall.has.add(picture.pk)
    folder.rename(folder.with_name("elsewhere"))
    assert sweep(now=NOW) == Swept(files=0, pictures=0)
    assert Picture.objects.get() == picture
    assert sweep_files() == 0
