"""The hooks of a group as its leads see them: whose news, and how the last try went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef

from freedomcities.accounts.seals import unseal
from freedomcities.channels.models import Delivery, Hook
from freedomcities.channels.names import name_of
from freedomcities.channels.troubles import trouble_words
from freedomcities.groups.choices import Role
from freedomcities.groups.models import Group


@dataclass(frozen=True, slots=True)
class HookLine:
    """A hook. `is_lost`: whoever set it leads the group no more; `is_tested`: a test is under way.

    `trouble` is what went wrong at the last try, in a sentence.
    """

    hook: Hook
    host: str
    channels: Sequence[str]
    trouble: str
    is_lost: bool
    is_tested: bool


def lines_of(group: Group) -> list[HookLine]:
    """All hooks of a group, the oldest first."""
    tests = Delivery.objects.filter(hook=OuterRef("pk"), post=None)
    rows = group.hooks.select_related("membership").annotate(is_tested=Exists(tests))
    named = ("channels__place", "channels__rule__blueprint")
    return [_line(hook) for hook in rows.order_by("made_on", "pk").prefetch_related(*named)]


def host_of(hook: Hook) -> str:
    """Of an address no more than this is shown: the rest opens the chat."""
    return urlsplit(unseal(hook, "address_sealed")).hostname or ""


def _line(hook: Hook) -> HookLine:
    return HookLine(
        hook,
        host_of(hook),
        sorted(name_of(each) for each in hook.channels.all()),
        trouble_words(hook.trouble),
        is_lost=hook.membership is None or hook.membership.role != Role.LEAD,
        is_tested=hook.is_tested,  # type: ignore[attr-defined]
    )
