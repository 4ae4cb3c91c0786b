"""Homes: one made by `demo` and one by `init` for reading, and copies for tests that write."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.installed.command import Home
from tests.installed.databases import drop_databases, fingerprint, make_database, new_database


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A site with the starter list; tests only read it."""
    template = _template(tmp_path_factory, "demo", "--no-serve", "--json")
    with copied(template, tmp_path_factory.mktemp("demo") / "home") as home:
        yield home


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """An empty site as `init` makes it; tests only read it."""
    template = _template(tmp_path_factory, "init", "--json")
    with copied(template, tmp_path_factory.mktemp("founded") / "home") as home:
        yield home


def _template(factory: pytest.TempPathFactory, *words: str) -> Home:
    """A site that nobody uses but for copies: the first worker makes it, the others wait for it."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    told = root / f"{words[0]}.told"
    with (root / f"{words[0]}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            home = Home(root / f"template-{words[0]}" / "home", make_database(root))
            home.folder.parent.mkdir()
            said = home.say(*words)
            assert said.code == 0, said.err
            told.write_text(home.database)
    return Home(root / f"template-{words[0]}" / "home", told.read_text())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Whoever began the workers takes away the databases of the templates."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        factory: pytest.TempPathFactory | None = getattr(session.config, "_tmp_path_factory", None)
        if factory is not None:
            drop_databases(factory.getbasetemp())


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
