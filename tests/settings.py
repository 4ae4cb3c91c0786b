"""The site's settings in a home of its own, for tests, type checks and the tools."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from freedomcities.lib.keys import make_keys

if "FREEDOMCITIES_TEST_HOME" not in os.environ:
    _home = tempfile.mkdtemp(prefix="freedomcities-test-")
    os.environ["FREEDOMCITIES_TEST_HOME"] = _home
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _name in (
    "FREEDOMCITIES_KEYS_FILE",
    "PUBLIC_URL",
    "EMAIL_URL",
    "TRUSTED_PROXY_COUNT",
    "BACKUP_RECIPIENT",
    "FETCH_TEST_HOSTS",
    "TILES_URL",
    "TILES_CREDIT",
):
    os.environ.pop(_name, None)
# Each process has keys of its own: tests that change them would take them from the others.
_own = Path(os.environ["FREEDOMCITIES_TEST_HOME"]) / os.environ.get("PYTEST_XDIST_WORKER", "")
_own.mkdir(exist_ok=True)
os.environ["FREEDOMCITIES_HOME"] = str(_own)
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
make_keys(Path(os.environ["FREEDOMCITIES_HOME"]) / "keys.json")

(Path(os.environ["FREEDOMCITIES_HOME"]) / "static").mkdir(exist_ok=True)

from freedomcities.config.settings import *  # noqa: E402, F403

# Templates name static files; tests need no collected copies of them.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
