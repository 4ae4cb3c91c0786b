"""The table of the engine, and nothing else: who says what, and the first line that applies."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from freedomcities.adoption.answers import Line
from freedomcities.adoption.facts import Verdict


class Voices(NamedTuple):
    """What confirmed findings of instruments in force say on a rule, on a day, at a place.

    `own` is what the place's own say, `above` what those above it say to everyone in their
    territory. `preempts`: one above contradicts and leaves no room. `proposed`: an own one that
    would meet the rule is on its way. `found_nothing`: a reader looked.
    """

    own: AbstractSet[Verdict]
    above: AbstractSet[Verdict]
    preempts: bool
    proposed: bool
    found_nothing: bool


def line_of(voices: Voices) -> Line:
    """The first line of the table that applies."""
    own, above = voices.own, voices.above
    if voices.preempts:
        has_own_rule = Verdict.MEETS in own or Verdict.PARTLY in own
        return Line.PREEMPTED if has_own_rule else Line.CONTRADICTED_FROM_ABOVE
    if Verdict.MEETS in own or Verdict.MEETS in above:
        return Line.MET
    if Verdict.PARTLY in own or Verdict.PARTLY in above:
        return Line.PARTLY_MET
    if own or above:
        return Line.CONTRADICTED
    if voices.proposed:
        return Line.PROPOSED
    return Line.NOTHING_FOUND if voices.found_nothing else Line.NOTHING_KNOWN
