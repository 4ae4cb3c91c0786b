"""The pictures of a backup: what it unpacks is brought to say the same as its tables."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from freedomcities.accounts.operations import system_actor
from freedomcities.accounts.tests.makers import NOW
from freedomcities.events.models import EventPhoto
from freedomcities.events.tests.makers import make_begun, make_host, make_shown_photo
from freedomcities.media.files import all_files, path_of
from freedomcities.media.models import Picture, fresh_id
from freedomcities.privacy.backup import write_backup
from freedomcities.privacy.backup_media import StagedMedia

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def test_a_backup_holds_every_size(tmp_path: Path) -> None:
    host = make_host()
    photo = make_shown_photo(make_begun(host), host)
    path = tmp_path / "site.backup"
    assert write_backup(path, actor=system_actor(), now=NOW).media == 3
    with zipfile.ZipFile(path) as archive:
        names = {name for name in archive.namelist() if name.startswith("media/")}
        for width in (480, 960, 1200):
            file = path_of(photo.picture_id, width)
            name = f"media/{photo.picture_id[:2]}/{file.name}"
            assert archive.read(name) == file.read_bytes()
            names.discard(name)
    assert names == set()


def test_what_was_added_or_deleted_while_it_was_made(folder: Path, tmp_path: Path) -> None:
    host = make_host()
    event = make_begun(host)
    kept, deleted = make_shown_photo(event, host), make_shown_photo(event, host)
    staged = tmp_path / "staged"
    shutil.copytree(folder, staged)
    added = fresh_id()
    path_of(added, 480, root=staged).parent.mkdir(exist_ok=True)
    path_of(added, 480, root=staged).write_bytes(b"x")
    (staged / "note.txt").write_text("an operator's own")
    path_of(deleted.picture_id, 960, root=staged).unlink()
    media = StagedMedia(folder, staged, tmp_path / "old")
    media.match()
    assert list(EventPhoto.objects.all()) == [kept]
    assert list(Picture.objects.all()) == [kept.picture]
    found = {each for each, _path in all_files(root=staged)}
    assert found == {kept.picture_id}
    # Nothing of the site that runs was touched.
    assert len(list(all_files())) == 6
    media.put()
    assert (folder / "note.txt").exists()
    assert not staged.exists()
