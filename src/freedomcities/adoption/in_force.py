"""Engine 2: the standing of a place on a rule on a day, and why.

Pure: the instruments, findings and searches come in, the answer with its basis goes out.
The order in which they come in never matters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from freedomcities.adoption.answers import (
    STANDING_OF,
    Change,
    Ground,
    Line,
    Result,
    Role,
    Standing,
)
from freedomcities.adoption.claims import (
    Claim,
    is_binding,
    is_report,
    role_of,
    voices_on,
)
from freedomcities.adoption.facts import (
    Force,
    Government,
    Instrument,
    Kind,
    Mark,
    Search,
    Verdict,
)
from freedomcities.adoption.table import line_of


@dataclass(frozen=True, slots=True)
class Case:
    """What there is to say on one rule at one place: binding findings, and its own searches."""

    government: Government
    rule: str
    claims: tuple[Claim, ...]
    searches: tuple[Search, ...]

    def marks(self) -> set[Mark]:
        """Every day on which the standing may change."""
        found = {mark for claim in self.claims for mark in claim.instrument.marks(self.rule)}
        return found.union(search.mark() for search in self.searches)


def case_of(
    government: Government,
    rule: str,
    instruments: Iterable[Instrument],
    searches: Iterable[Search] = (),
) -> Case:
    """Gather what bears on a rule at a place. A declaration meets nothing and is left out."""
    claims = [
        Claim(instrument, finding, instrument.place not in government.codes)
        for instrument in instruments
        if instrument.kind is not Kind.DECLARATION and is_binding(instrument, government)
        for finding in instrument.findings
        if finding.rule == rule
    ]
    own = [each for each in searches if each.place in government.codes and rule in each.rules]
    return Case(government, rule, tuple(claims), tuple(own))


def standing_on(case: Case, day: date) -> Result:
    """The answer for a day, with the day from which it has held."""
    line = _line_on(case, day)
    return _result(case, day, line, since=_since(case, STANDING_OF[line], day))


def timeline(case: Case, *, until: date | None = None) -> tuple[Change, ...]:
    """The days on which the standing changed, oldest first, up to and including `until`."""
    changes: list[Change] = []
    before = Standing.UNKNOWN
    for day in sorted({mark.day for mark in case.marks()}):
        if until is not None and day > until:
            break
        line = _line_on(case, day)
        standing = STANDING_OF[line]
        if standing is not before:
            text = text_of_day(case.rule, line, case.claims, case.searches, day)
            since = None if standing is Standing.UNKNOWN else text
            changes.append(Change(day, text, before, _result(case, day, line, since=since)))
            before = standing
    return tuple(changes)


def count_adopted(standings: Iterable[tuple[Standing, bool]]) -> tuple[int, int]:
    """Of (standing, required) of each rule: how many required ones are adopted, of how many.

    An optional rule never counts.
    """
    required = [standing for standing, is_required in standings if is_required]
    return sum(standing is Standing.ADOPTED for standing in required), len(required)


def are_all_in_force(standings: Iterable[tuple[Standing, bool]]) -> bool:
    """Whether every required rule is adopted (`freedom_city` in answers to programs)."""
    adopted, required = count_adopted(standings)
    return required > 0 and adopted == required


def text_of_day(
    rule: str, line: Line, claims: Iterable[Claim], searches: Sequence[Search], day: date
) -> str | None:
    """How the day of a change was given: by what decided then, the most exact text first.

    Only what has a mark on that day matters.
    """
    marks, deciders = set(), {search.id for search in deciding_searches(line, searches, day)}
    for claim in claims:
        of_day = [mark for mark in claim.instrument.marks(rule) if mark.day == day]
        marks.update(of_day)
        if of_day and role_of(claim, claim.instrument.force(rule, day), line) is Role.DECIDED:
            deciders.add(claim.instrument.id)
    marks.update(mark for mark in (search.mark() for search in searches) if mark.day == day)
    texts = {mark.text for mark in marks if mark.source in deciders}
    known = [text for text in texts or {mark.text for mark in marks} if text]
    return min(known, key=lambda text: (-len(text), text), default=None)


def deciding_searches(line: Line, searches: Iterable[Search], day: date) -> tuple[Search, ...]:
    """The last search, where a search decided."""
    if line is not Line.NOTHING_FOUND:
        return ()
    done = [search for search in searches if search.checked_on.last_day <= day]
    return (max(done, key=lambda each: (each.checked_on.last_day, each.id)),)


def _line_on(case: Case, day: date) -> Line:
    return line_of(voices_on(case.rule, case.claims, case.searches, day))


def _since(case: Case, standing: Standing, day: date) -> str | None:
    """Walk back mark by mark to the day on which the present standing began."""
    if standing is Standing.UNKNOWN:
        return None
    days = sorted({mark.day for mark in case.marks()})
    position = bisect_right(days, day) - 1
    while position and STANDING_OF[_line_on(case, days[position - 1])] is standing:
        position -= 1
    began = days[position]
    return text_of_day(case.rule, _line_on(case, began), case.claims, case.searches, began)


def _result(case: Case, day: date, line: Line, *, since: str | None) -> Result:
    standing = STANDING_OF[line]
    forces = [claim.instrument.force(case.rule, day) for claim in case.claims]
    reported = any(map(is_report, case.claims, forces))
    basis = _basis(case, line, forces)
    return Result(
        standing,
        line,
        reported=reported and standing in {Standing.NONE, Standing.UNKNOWN},
        basis=basis,
        inherited_from=_inherited_from(case.government, line, basis),
        searches=deciding_searches(line, case.searches, day),
        since=since,
    )


def _basis(case: Case, line: Line, forces: Sequence[Force]) -> tuple[Ground, ...]:
    """The findings with their roles: what decided, then what says otherwise, then the rest."""
    grounds = [
        Ground(claim.instrument, claim.finding, claim.inherited, force, role_of(claim, force, line))
        for claim, force in zip(case.claims, forces, strict=True)
        if _is_heard_of(claim.instrument, force)
    ]
    if len(grounds) > 1:
        grounds.sort(key=lambda ground: _place_in_basis(case.government, ground))
    return tuple(grounds)


def _is_heard_of(instrument: Instrument, force: Force) -> bool:
    # An instrument without any date at all stays listed, since nobody can say when it began.
    is_undated = instrument.starts is None and instrument.known_from is None
    return force is not Force.UNKNOWN or is_undated


def _place_in_basis(government: Government, ground: Ground) -> tuple[object, ...]:
    finding, instrument = ground.finding, ground.instrument
    return (
        _ROLES.index(ground.role),
        government.above.index(instrument.place) + 1 if ground.inherited else 0,
        instrument.starts or date.max,
        instrument.id,
        _VERDICTS.index(finding.verdict),
        not finding.confirmed,
        finding.quote,
        finding.pinpoint,
    )


_ROLES, _VERDICTS = list(Role), list(Verdict)


def _inherited_from(government: Government, line: Line, basis: Sequence[Ground]) -> str | None:
    deciders = [ground for ground in basis if ground.role is Role.DECIDED]
    if line in {Line.PREEMPTED, Line.CONTRADICTED_FROM_ABOVE}:
        deciders = [
            ground for ground in deciders if ground.inherited and ground.instrument.preempts
        ]
    if not deciders or any(not ground.inherited for ground in deciders):
        return None
    return min((each.instrument.place for each in deciders), key=government.above.index)
