"""Addresses of static files carry the name of what is in them; each is looked up once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from freedomcities.config.static_files import KeptAddresses


def test_an_address_is_looked_up_once(tmp_path: Path) -> None:
    listed = {"paths": {"a.css": "a.123.css", "b.css": "b.456.css"}, "version": "1.1", "hash": ""}
    (tmp_path / "staticfiles.json").write_text(json.dumps(listed))
    storage = KeptAddresses(location=str(tmp_path), base_url="/static/")
    assert storage.url("a.css") == "/static/a.123.css"
    storage.hashed_files = {}
    assert storage.url("a.css") == "/static/a.123.css"
    with pytest.raises(ValueError, match=r"b\.css"):
        storage.url("b.css")
