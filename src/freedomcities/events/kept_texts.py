"""What feeds and lists say of an event, kept in the process until the event changes.

Formatting is most of the work of a feed. A text is kept under all that it is made of: the event
and when it was changed, the names of its groups, the language, the site's address and the
edition of the atlas, which names the places. So nothing has to be told that it is out of date,
and what nobody asks for any more makes room for the next.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language

from freedomcities.events.feed_pages import Sliceable
from freedomcities.events.page_reads import group_names
from freedomcities.events.querysets import EventQuerySet
from freedomcities.events.rows import Row, rows_by_id
from freedomcities.places.outlines import edition_in_use

_MOST = 8_192

Write = Callable[[Row, tuple[str, ...]], str]
"""Makes the text of an event and the names of its groups."""


class Key(NamedTuple):
    """An event as it is now: `changed_at` is never twice the same for one."""

    id: str
    changed_at: datetime


def keys_of(events: EventQuerySet) -> Sliceable[Key]:
    """The keys of these events, in their order."""
    return events.values_list(*Key._fields, named=True)


_kept: OrderedDict[object, str] = OrderedDict()
_lock = threading.Lock()


def texts_of(keys: Iterable[Key], write: Write, *, groups: bool = True) -> list[str]:
    """The texts of these events, in their order; without `groups` the text names none."""
    keys = list(keys)
    names = group_names([key.id for key in keys]) if groups else {}
    about = (write, get_language(), settings.PUBLIC_URL, edition_in_use())
    wanted = [(about, key, names.get(key.id, ())) for key in keys]
    with _lock:
        found = {each: _kept[each] for each in wanted if each in _kept}
    missing = [each for each in wanted if each not in found]
    if missing:
        rows = rows_by_id(key.id for _about, key, _names in missing)
        # One may be gone since it was found.
        made = {each: write(rows[each[1].id], each[2]) for each in missing if each[1].id in rows}
        found |= made
        _keep(made.items())
    return [found[each] for each in wanted if each in found]


def forget() -> None:
    """Drop everything: for whoever changes the database beside the operations, as tests do."""
    with _lock:
        _kept.clear()


def _keep(texts: Iterable[tuple[object, str]]) -> None:
    with _lock:
        _kept.update(texts)
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
