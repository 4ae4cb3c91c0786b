"""Today's standings of many places at once.

A place without instruments or searches of its own has exactly what its state and the nation
give to everyone in their territory: that is worked out once a state. Only a place with
something of its own is judged by itself, and only on the rules of which that speaks. So the
work grows with the number of instruments and of places, not with their product.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from freedomcities.adoption.answers import STANDING_OF, Line, Standing
from freedomcities.adoption.claims import Claim, is_report, voices_on
from freedomcities.adoption.facts import Instrument, Kind, Reach, Search, Verdict
from freedomcities.adoption.in_force import text_of_day
from freedomcities.adoption.loading import Facts
from freedomcities.adoption.table import Voices, line_of
from freedomcities.adoption.territories import Territory
from freedomcities.adoption.territory_law import SILENT, TerritoryLaw

Key = tuple[str, str]


class Row(NamedTuple):
    """A standing as the table keeps it."""

    standing: str
    since: str
    reported: bool
    inherited_from: str | None


@dataclass(frozen=True, slots=True)
class QuickCase:
    """A case of `in_force` with the inherited part folded: the same answers, without a basis."""

    rule: str
    own: Sequence[Claim]
    searches: Sequence[Search]
    above: TerritoryLaw

    def line_on(self, day: date) -> Line:
        """The line of the table that decides on a day."""
        return line_of(self._voices(day))

    def row_on(self, day: date) -> Row:
        """What the table keeps for a day."""
        line = self.line_on(day)
        standing = STANDING_OF[line]
        return Row(
            standing.value,
            self._since(standing, day) or "",
            standing in {Standing.NONE, Standing.UNKNOWN} and self._is_reported(day),
            self._inherited_from(line, day),
        )

    def _voices(self, day: date) -> Voices:
        above = self.above.on(day)
        own = voices_on(self.rule, self.own, self.searches, day)
        return Voices(own.own, above.verdicts, above.preempts, own.proposed, own.found_nothing)

    def _is_reported(self, day: date) -> bool:
        return self.above.on(day).is_reported or any(
            is_report(claim, claim.instrument.force(self.rule, day)) for claim in self.own
        )

    def _inherited_from(self, line: Line, day: date) -> str | None:
        above = self.above.on(day)
        if line in {Line.PREEMPTED, Line.CONTRADICTED_FROM_ABOVE}:
            return above.nearest(Verdict.CONTRADICTS, preempting=True)
        verdict = _VERDICT_OF.get(line)
        if verdict is None or verdict in self._voices(day).own:
            return None
        return above.nearest(verdict)

    def _since(self, standing: Standing, day: date) -> str | None:
        if standing is Standing.UNKNOWN:
            return None
        days = self._days()
        position = bisect_right(days, day) - 1
        while position and STANDING_OF[self.line_on(days[position - 1])] is standing:
            position -= 1
        began = days[position]
        claims = [*self.own, *self.above.marked.get(began, ())]
        return text_of_day(self.rule, self.line_on(began), claims, self.searches, began)

    def _days(self) -> list[date]:
        own = {mark.day for claim in self.own for mark in claim.instrument.marks(self.rule)}
        own.update(search.checked_on.last_day for search in self.searches)
        return sorted(own.union(self.above.days))


_VERDICT_OF = {
    Line.MET: Verdict.MEETS,
    Line.PARTLY_MET: Verdict.PARTLY,
    Line.CONTRADICTED: Verdict.CONTRADICTS,
}


@dataclass(frozen=True, slots=True)
class World:
    """The facts of many places, by place, to be asked government by government."""

    instruments: Mapping[str, list[Instrument]]
    searches: Mapping[str, list[Search]]
    _above: dict[tuple[str, ...], Mapping[str, TerritoryLaw]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts) -> World:
        """Sort the facts by the codes of their places."""
        instruments: dict[str, list[Instrument]] = defaultdict(list)
        searches: dict[str, list[Search]] = defaultdict(list)
        for instrument in facts.instruments:
            if instrument.kind is not Kind.DECLARATION:
                instruments[instrument.place].append(instrument)
        for search in facts.searches:
            searches[search.place].append(search)
        return cls(instruments, searches)

    def inherited_cases(self, above: tuple[str, ...]) -> list[QuickCase]:
        """The cases of any place below these that has nothing of its own."""
        return [QuickCase(rule, (), (), law) for rule, law in self._law(above).items()]

    def own_cases(self, territory: Territory) -> list[QuickCase]:
        """The cases on the rules of which something of the government's own speaks."""
        claims: dict[str, list[Claim]] = defaultdict(list)
        looked: dict[str, list[Search]] = defaultdict(list)
        for code in territory.government.codes:
            for instrument in self.instruments.get(code, ()):
                for finding in instrument.findings:
                    claims[finding.rule].append(Claim(instrument, finding, inherited=False))
            for search in self.searches.get(code, ()):
                for rule in search.rules:
                    looked[rule].append(search)
        if not claims and not looked:
            return []
        law = self._law(territory.government.above)
        return [
            QuickCase(rule, claims.get(rule, ()), looked.get(rule, ()), law.get(rule, SILENT))
            for rule in claims.keys() | looked.keys()
        ]

    def _law(self, above: tuple[str, ...]) -> Mapping[str, TerritoryLaw]:
        """By rule, what binds everyone in the territory of those above."""
        if above not in self._above:
            claims: dict[str, list[Claim]] = defaultdict(list)
            for instrument in (each for code in above for each in self.instruments.get(code, ())):
                if instrument.reach is Reach.TERRITORY:
                    for finding in instrument.findings:
                        claims[finding.rule].append(Claim(instrument, finding, inherited=True))
            self._above[above] = {
                rule: TerritoryLaw.of(rule, above, found) for rule, found in claims.items()
            }
        return self._above[above]


def standings(
    governments: Iterable[Territory], facts: Facts, day: date
) -> Iterator[tuple[Key, Row]]:
    """((place, rule), row) of every standing that is not simply unknown."""
    world = World.of(facts)
    inherited: dict[tuple[str, ...], dict[str, Row]] = {}
    for territory in governments:
        above = territory.government.above
        if above not in inherited:
            inherited[above] = _rows(world.inherited_cases(above), day)
        rows = inherited[above] | _rows(world.own_cases(territory), day)
        for rule, row in rows.items():
            if row.reported or row.standing != Standing.UNKNOWN:
                yield (territory.code, rule), row


def _rows(cases: Iterable[QuickCase], day: date) -> dict[str, Row]:
    return {case.rule: case.row_on(day) for case in cases}
