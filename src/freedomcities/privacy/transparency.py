"""What the page of transparency says, gathered."""

from __future__ import annotations

from dataclasses import dataclass

from freedomcities.accounts.models import Person
from freedomcities.groups.member_counts import count_words
from freedomcities.groups.models import Group
from freedomcities.privacy.models import Demand
from freedomcities.privacy.retention import RETENTION, Retention


@dataclass(frozen=True, slots=True)
class Transparency:
    """Numbers of people as they may be said, "" for none; numbers of groups exactly."""

    accounts: str
    erased: str
    groups: int
    kept: tuple[Retention, ...]
    demands: list[Demand]


def gather_transparency() -> Transparency:
    """As of now."""
    people = Person.objects.get_queryset().filter(is_system=False)
    return Transparency(
        accounts=count_words(people.exclude(email_index=None).count()),
        erased=count_words(people.erased().count()),
        groups=Group.objects.visible_to(None).open().count(),
        kept=RETENTION,
        demands=list(Demand.objects.order_by("-month", "-pk")),
    )
