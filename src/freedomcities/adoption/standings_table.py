"""Keeping the table of today's standings: only what changed is written.

Whoever writes holds the one row of `StandingsDay` until the transaction ends, so that two
imports at once come one after the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connections, router
from django.db.models import Q

from freedomcities.adoption.loading import issuers_due, load_facts
from freedomcities.adoption.models import Standing, StandingsDay
from freedomcities.adoption.standings import Row, standings
from freedomcities.adoption.territories import NATION, PlaceCode, Territory, territories
from freedomcities.adoption.untold import keep_changes
from freedomcities.blueprints.models import Rule
from freedomcities.places.choices import Kind
from freedomcities.places.models import Place

# Beyond this many places one reading of everything is quicker than asking for each.
_MANY_PLACES = 500
_COLUMNS = ("place_id", "rule_id", "standing", "since", "reported", "inherited_from_id")

_TableKey = tuple[str, int]
_TableRow = tuple[str, str, bool, str | None]


@dataclass(frozen=True, slots=True)
class Scope:
    """The places whose standings may have changed: all, those of states, or single codes."""

    everywhere: bool = False
    states: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()

    @classmethod
    def of_issuers(cls, issuers: Collection[str]) -> Scope:
        """Whom the law of these places can touch: a state's everyone in it, a city's itself."""
        if NATION in issuers or len(issuers) > _MANY_PLACES:
            return cls(everywhere=True)
        given = Place.objects.filter(pk__in=issuers).values_list("geoid", "same_as_id")
        governments = {same_as or geoid for geoid, same_as in given}
        rows = Place.objects.filter(Q(pk__in=governments) | Q(same_as__in=governments))
        codes, states = set(), set()
        for geoid, kind, state, same_as in rows.values_list("geoid", "kind", "state", "same_as_id"):
            codes.add(geoid)
            if kind == Kind.STATE and not same_as:
                states.add(state)
        return cls(states=frozenset(states), codes=frozenset(codes))

    def targets(self, path: str) -> Q:
        """The rows whose place (at this path, "" for the place itself) is in the scope."""
        if self.everywhere:
            return Q()
        prefix = f"{path}__" if path else ""
        return Q(**{f"{prefix}state__in": self.states}) | Q(
            **{(f"{path}_id__in" if path else "geoid__in"): self.codes}
        )


def lock_day() -> StandingsDay:
    """The row that every writer of standings holds; call it inside the transaction."""
    StandingsDay.objects.bulk_create([StandingsDay(id=1)], ignore_conflicts=True)
    return StandingsDay.objects.select_for_update().get(id=1)


def move_to(lock: StandingsDay, day: date) -> int:
    """Bring the whole table to a day; how many rows changed. Nothing to do on the same day."""
    if lock.day == day:
        return 0
    if lock.day is None:
        changed = rewrite(Scope(everywhere=True), day=day)
    else:
        changed = rewrite(Scope.of_issuers(issuers_due(lock.day, day)), day=day)
    lock.day = day
    lock.save(update_fields=["day"])
    return changed


def rewrite(scope: Scope, *, day: date, rules: Collection[int] | None = None) -> int:
    """Bring the table to a day for the places of the scope; how many rows changed.

    `rules` narrows it to those of which the changed instruments speak.
    """
    ids = {f"{slug}/{number}": id_ for slug, number, id_ in _rules(rules)}
    wanted = {(place, ids[rule]): row for (place, rule), row in _computed(scope, day, rules)}
    return _write(wanted, _present(scope, rules))


def _rules(rules: Collection[int] | None) -> Iterable[tuple[str, str, int]]:
    rows = Rule.objects.all() if rules is None else Rule.objects.filter(pk__in=rules)
    return rows.values_list("blueprint_id", "number", "id")


def _computed(
    scope: Scope, day: date, rules: Collection[int] | None
) -> Iterable[tuple[tuple[str, str], Row]]:
    governments = load_territories(scope)
    facts = load_facts(scope=_sources(scope, governments), rules=rules)
    return standings(governments, facts, day)


def load_territories(scope: Scope) -> list[Territory]:
    """The governments of the scope that exist today, each once."""
    places = Place.objects.active()
    if not scope.everywhere:
        # The states and the nation come along, since a place is told what is above it.
        places = places.filter(scope.targets("") | Q(kind__in=[Kind.NATION, Kind.STATE]))
    rows = places.values_list("geoid", "kind", "state", "same_as_id")
    all_rows = [PlaceCode(geoid, kind, state, same or "") for geoid, kind, state, same in rows]
    found = territories(all_rows)
    if scope.everywhere:
        return found
    wanted = {row.code for row in all_rows if row.state in scope.states} | scope.codes
    return [each for each in found if each.code in wanted]


def _sources(scope: Scope, governments: Iterable[Territory]) -> Q | None:
    """Whose instruments bear on the scope: its own places' and those above them."""
    if scope.everywhere:
        return None
    above = {code for each in governments for code in each.government.above}
    return scope.targets("place") | Q(place__in=above)


def _present(scope: Scope, rules: Collection[int] | None) -> dict[_TableKey, _TableRow]:
    rows = Standing.objects.filter(scope.targets("place"))
    if rules is not None:
        rows = rows.filter(rule__in=rules)
    return {row[:2]: row[2:] for row in rows.values_list(*_COLUMNS).iterator(chunk_size=10_000)}


def _write(wanted: Mapping[_TableKey, _TableRow], present: Mapping[_TableKey, _TableRow]) -> int:
    gone = sorted(present.keys() - wanted.keys())
    changed = sorted(key for key, row in wanted.items() if present.get(key) != row)
    using = connections[router.db_for_write(Standing)]
    with using.cursor() as cursor:
        if gone:
            cursor.executemany(_DELETE, gone)
        if changed:
            cursor.executemany(_UPSERT, [(*key, *wanted[key]) for key in changed])
    keep_changes([*gone, *changed], wanted=wanted, present=present)
    return len(gone) + len(changed)


# Plain statements, the same on both engines: with the framework's objects half a million rows
# take several times as long.
_DELETE = "DELETE FROM adoption_standing WHERE place_id = %s AND rule_id = %s"
_UPSERT = (
    "INSERT INTO adoption_standing"
    " (place_id, rule_id, standing, since, reported, inherited_from_id)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (place_id, rule_id) DO UPDATE SET standing = excluded.standing,"
    " since = excluded.since, reported = excluded.reported,"
    " inherited_from_id = excluded.inherited_from_id"
)
