"""The entry for granian: ``freedomcities.config.wsgi:application``."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freedomcities.config.settings")
application = get_wsgi_application()
# All views with what they import, so that no visitor waits for it.
get_resolver().url_patterns  # noqa: B018

# What is loaded now stays. Garbage is looked for among what a page makes, which is thousands of
# things, and not each time among all that is loaded: a page takes an eighth less.
gc.freeze()
gc.set_threshold(20_000, 20, 50)
