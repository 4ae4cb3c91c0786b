"""What a state and the nation say on a rule to everyone in their territory, worked out once.

Thousands of places hear the same. So the single findings are folded into steps: from a day on,
the verdicts that are in force and who speaks them. A place then adds what is its own, and
neither the number of statutes nor their age costs it anything. That the answers are those of
`in_force` is tested on any law whatever.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from freedomcities.adoption.claims import Claim, is_preempting, is_report
from freedomcities.adoption.facts import Force, Verdict

_Voice = tuple[str, Verdict | None, bool]
"""Who says it, what (None: only reported), and whether it leaves no room for local rules."""


class Step(NamedTuple):
    """What is said from a day on; `places` of the deciding kinds, nearest first."""

    verdicts: frozenset[Verdict]
    preempts: bool
    is_reported: bool
    voices: tuple[_Voice, ...]

    def nearest(self, verdict: Verdict, *, preempting: bool = False) -> str | None:
        """Who of those above says so, the nearest of them."""
        for place, said, preempts in self.voices:
            if said is verdict and (preempts or not preempting):
                return place
        return None


_SILENCE = Step(frozenset(), preempts=False, is_reported=False, voices=())


@dataclass(frozen=True, slots=True)
class TerritoryLaw:
    """The steps of one rule, oldest first, and by day the findings with a mark on it."""

    days: Sequence[date]
    steps: Sequence[Step]
    marked: dict[date, list[Claim]]

    @classmethod
    def of(cls, rule: str, above: Sequence[str], claims: Iterable[Claim]) -> TerritoryLaw:
        """Fold the inherited findings on a rule; `above` has the nearest government first."""
        marked: dict[date, list[Claim]] = defaultdict(list)
        events: dict[date, list[tuple[_Voice, int]]] = defaultdict(list)
        for claim in claims:
            for day in {mark.day for mark in claim.instrument.marks(rule)}:
                marked[day].append(claim)
            for day, change in _turns(rule, claim):
                events[day].append((_voice(claim), change))
        days, steps = [], []
        speaking: Counter[_Voice] = Counter()
        for day in sorted(events):
            for voice, change in events[day]:
                speaking[voice] += change
            days.append(day)
            steps.append(_step(speaking, above))
        return cls(days, steps, dict(marked))

    def on(self, day: date) -> Step:
        """What is said on a day."""
        position = bisect_right(self.days, day)
        return self.steps[position - 1] if position else _SILENCE


SILENT = TerritoryLaw((), (), {})


def _turns(rule: str, claim: Claim) -> Iterator[tuple[date, int]]:
    """The days on which a finding begins (+1) and ceases (-1) to be in force."""
    spoke = False
    for day in sorted({mark.day for mark in claim.instrument.marks(rule)}):
        speaks = claim.instrument.force(rule, day) is Force.IN_FORCE
        if speaks is not spoke:
            yield day, 1 if speaks else -1
        spoke = speaks


def _voice(claim: Claim) -> _Voice:
    place = claim.instrument.place
    if is_report(claim, Force.IN_FORCE):
        return place, None, False
    return place, claim.finding.verdict, is_preempting(claim)


def _step(speaking: Counter[_Voice], above: Sequence[str]) -> Step:
    voices = [voice for voice, number in speaking.items() if number > 0]
    voices.sort(key=lambda voice: above.index(voice[0]))
    return Step(
        verdicts=frozenset(said for _, said, _ in voices if said),
        preempts=any(preempts for _, _, preempts in voices),
        is_reported=any(said is None for _, said, _ in voices),
        voices=tuple(voices),
    )
