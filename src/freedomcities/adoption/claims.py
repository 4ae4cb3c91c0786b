"""Single findings before the table: whether they bind, speak, decide."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from freedomcities.adoption.answers import Line, Role
from freedomcities.adoption.facts import (
    Finding,
    Force,
    Government,
    Instrument,
    Reach,
    Search,
    Verdict,
)
from freedomcities.adoption.table import Voices


class Claim(NamedTuple):
    """A finding of a binding instrument; `inherited` where a government above made it."""

    instrument: Instrument
    finding: Finding
    inherited: bool


def is_binding(instrument: Instrument, government: Government) -> bool:
    """Whether it binds the government: its own, or one over the whole territory from above."""
    if instrument.place in government.codes:
        return True
    return instrument.reach is Reach.TERRITORY and instrument.place in government.above


def voices_on(rule: str, claims: Iterable[Claim], searches: Iterable[Search], day: date) -> Voices:
    """Who says what on a day, as far as it counts."""
    own: set[Verdict] = set()
    above: set[Verdict] = set()
    preempts = proposed = False
    for claim in claims:
        if not claim.finding.confirmed:
            continue
        force = claim.instrument.force(rule, day)
        if force is Force.IN_FORCE:
            (above if claim.inherited else own).add(claim.finding.verdict)
            preempts = preempts or is_preempting(claim)
        elif is_proposal(claim, force):
            proposed = True
    found_nothing = any(search.checked_on.last_day <= day for search in searches)
    return Voices(own, above, preempts, proposed, found_nothing)


def is_preempting(claim: Claim) -> bool:
    """Whether it contradicts from above and leaves no room for local rules."""
    is_contrary = claim.finding.verdict is Verdict.CONTRADICTS
    return claim.inherited and claim.instrument.preempts and is_contrary


def is_proposal(claim: Claim, force: Force) -> bool:
    """Whether it would meet the rule here, and is on its way."""
    would_meet = claim.finding.verdict is Verdict.MEETS
    return force is Force.PENDING and would_meet and not claim.inherited


def is_report(claim: Claim, force: Force) -> bool:
    """Whether it would speak if a second reader had confirmed it."""
    speaks = force is Force.IN_FORCE or is_proposal(claim, force)
    return speaks and not claim.finding.confirmed


def role_of(claim: Claim, force: Force, line: Line) -> Role:
    """What part a finding plays where this line of the table decides."""
    if line is Line.PROPOSED:
        is_decider = claim.finding.confirmed and is_proposal(claim, force)
        return Role.DECIDED if is_decider else Role.LISTED
    is_silent = line in {Line.NOTHING_FOUND, Line.NOTHING_KNOWN}
    if is_silent or not claim.finding.confirmed or force is not Force.IN_FORCE:
        return Role.LISTED
    verdict = claim.finding.verdict
    if verdict in _DECIDING[line] or is_preempting(claim):
        return Role.DECIDED
    if line is Line.PREEMPTED:
        # Both sides of a preemption decide it: without the own rule it is a contradiction.
        is_own_rule = not claim.inherited and verdict is not Verdict.CONTRADICTS
        return Role.DECIDED if is_own_rule else Role.TENSION
    # Beside a full rule a part of it is no contradiction, only less.
    is_less = line is Line.MET and verdict is Verdict.PARTLY
    return Role.LISTED if is_less else Role.TENSION


_DECIDING: dict[Line, Collection[Verdict]] = {
    Line.PREEMPTED: (),
    Line.CONTRADICTED_FROM_ABOVE: (Verdict.CONTRADICTS,),
    Line.MET: (Verdict.MEETS,),
    Line.PARTLY_MET: (Verdict.PARTLY,),
    Line.CONTRADICTED: (Verdict.CONTRADICTS,),
}
