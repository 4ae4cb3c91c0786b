"""Homes: one made by `demo` and one by `init` for reading, and copies for tests that write."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.installed.command import Home
from tests.installed.databases import fingerprint, new_database


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A site with the starter list; tests only read it."""
    with new_database() as database:
        home = Home(tmp_path_factory.mktemp("demo") / "home", database)
        said = home.say("demo", "--no-serve", "--json")
        assert said.code == 0, said.err
        yield home


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """An empty site as `init` makes it; tests only read it."""
    with new_database() as database:
        home = Home(tmp_path_factory.mktemp("founded") / "home", database)
        said = home.say("init", "--json")
        assert said.code == 0, said.err
        assert "/account/role/" in said.answer["staff_link"]
        yield home


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_changed(demo: Home) -> Iterator[None]:
    """Whatever a file of tests asks of the demo, right or wrong: no row is different after it."""
    before = fingerprint(demo)
    yield
    assert fingerprint(demo) == before


@pytest.fixture
def home(demo: Home, tmp_path: Path) -> Iterator[Home]:
    """A copy of the demo that a test may change."""
    with copied(demo, tmp_path / "home") as copy:
        yield copy


@pytest.fixture
def other_home(demo: Home, tmp_path: Path) -> Iterator[Home]:
    """A second copy, to compare with."""
    with copied(demo, tmp_path / "other") as copy:
        yield copy


@pytest.fixture
def empty_home(founded: Home, tmp_path: Path) -> Iterator[Home]:
    """A copy of the empty site."""
    with copied(founded, tmp_path / "empty") as copy:
        yield copy


@contextmanager
def copied(original: Home, folder: Path) -> Iterator[Home]:
    """The same site once more, with a database of its own."""
    shutil.copytree(original.folder, folder)
    with new_database(copy_of=original.database) as database:
        yield Home(folder, database)
