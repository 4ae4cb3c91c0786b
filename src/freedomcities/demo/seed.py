"""What the demo holds beyond the facts that ship.

The list shows real law of real places, so the demo adds none of its own: it opens the
starter list, and says which pages are worth a look.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from freedomcities.adoption.models import Instrument
from freedomcities.demo.events import describe_events
from freedomcities.demo.groups import describe_groups
from freedomcities.demo.people import CROWD, describe_people

# A state's act in force, with confirmed passages on several rules.
_SHOWN = "ca-values-act-7284"


def describe_demo(url: str) -> Mapping[str, object]:
    """The object that ``freedomcities demo --json`` prints; ``url`` is the site's address.

    Keys appear as their parts get built.
    """
    described: dict[str, object] = {
        "url": url,
        "outbox": _outbox(),
        "people": describe_people(),
        "crowd": list(CROWD),
        "groups": describe_groups(url),
        "events": describe_events(url, now=datetime.now(UTC)),
    }
    if Instrument.objects.filter(id=_SHOWN).exists():
        described["instrument"] = url + reverse("adoption:instrument", args=[_SHOWN])
    return described


def _outbox() -> str | None:
    folder: Path | None = settings.MAIL_OUTBOX
    return str(folder) if folder else None
