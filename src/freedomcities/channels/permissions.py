"""Who may do what in a channel; who sits in it at all is in `seats`."""

from __future__ import annotations

from freedomcities.channels.seats import SITS
from freedomcities.groups.permissions import both, is_lead, is_open, with_role

may_speak = both(with_role(*SITS), is_open)
may_hook = both(is_lead, is_open)
