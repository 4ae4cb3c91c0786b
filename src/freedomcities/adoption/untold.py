"""What changed where somebody follows: kept with the write of standings, told by a job after it.

An import that changes half a million standings asks twice who follows anything, and keeps a row for
each change that somebody waits for. All else, which law it was and who is told, is the job's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from freedomcities.adoption.answers import Standing as Stands
from freedomcities.adoption.models import UntoldChange
from freedomcities.adoption.tasks import tell_changes
from freedomcities.blueprints.followed import RULE, rules_named
from freedomcities.notices.models import Follow
from freedomcities.places.followed import PLACE

Key = tuple[str, int]
Row = tuple[str, str, bool, str | None]

_SILENT = frozenset({Stands.NONE.value, Stands.UNKNOWN.value})
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed by anybody: codes of places, ids of rules."""

    places: Collection[str]
    rules: Collection[int]


def keep_changes(
    keys: Iterable[Key], *, wanted: Mapping[Key, Row], present: Mapping[Key, Row]
) -> int:
    """Keep what changed of that which is followed, and ask for the job; how many rows."""
    followed = _followed()
    if not followed.places and not followed.rules:
        return 0
    rows = [
        row
        for key in keys
        if key[0] in followed.places or key[1] in followed.rules
        for row in _rows(key, wanted.get(key), present.get(key), followed)
    ]
    if rows:
        UntoldChange.objects.bulk_create(rows, batch_size=_BATCH)
        tell_changes.enqueue()
    return len(rows)


def fold(rows: Sequence[UntoldChange]) -> dict[Key, tuple[str, str]]:
    """What each standing was at first and is at last, where that differs; by place and rule."""
    found: dict[Key, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.pk):
        found[row.place_id, row.rule_id] += [row.before, row.after]
    return {key: (each[0], each[-1]) for key, each in found.items() if is_news(each[0], each[-1])}


def is_news(before: str, after: str) -> bool:
    """Whether a standing changed: that somebody looked and found nothing changes no law."""
    return before != after and not {before, after} <= _SILENT


def _followed() -> Followed:
    rules = Follow.objects.followed_among(RULE)
    return Followed(
        places=Follow.objects.followed_among(PLACE),
        rules={rule.pk for rule in rules_named(rules)} if rules else (),
    )


def _rows(
    key: Key, after: Row | None, before: Row | None, followed: Followed
) -> Iterable[UntoldChange]:
    place, rule = key
    was = before[0] if before else Stands.UNKNOWN.value
    stands = after[0] if after else Stands.UNKNOWN.value
    if not is_news(was, stands):
        return
    given = {"place_id": place, "rule_id": rule, "before": was, "after": stands}
    if place in followed.places:
        yield UntoldChange(follows=PLACE, **given)
    # What a state gives to all its towns is told of the state alone.
    own = after is not None and after[3] is None
    if rule in followed.rules and own and stands == Stands.ADOPTED:
        yield UntoldChange(follows=RULE, **given)
