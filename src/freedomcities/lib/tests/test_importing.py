from __future__ import annotations

from pathlib import Path

import pytest

from freedomcities.lib import importing
from freedomcities.lib.importing import FileNotRead, read_file


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotRead, match="“zero” is no file"):
        read_file(Path("/dev/zero"))
    with pytest.raises(FileNotRead, match="cannot be read: No such file"):
        read_file(tmp_path / "nowhere.csv")
    with pytest.raises(FileNotRead, match="cannot be read: Is a directory"):
        read_file(tmp_path)


def test_what_is_larger_than_any_list_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "large.csv"
    file.write_bytes(b"1234567890")
    assert read_file(file) == b"1234567890"
    monkeypatch.setattr(importing, "MOST_BYTES", 9)
    with pytest.raises(FileNotRead, match="is larger than 0 MB: bring it in in parts"):
        read_file(file)
