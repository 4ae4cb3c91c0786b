"""What the engine of `in_force` answers: a standing, the line that decided, and the basis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from freedomcities.adoption.facts import Finding, Force, Instrument, Search


class Standing(StrEnum):
    """Where a place stands on a rule."""

    ADOPTED = "adopted"
    PARTIAL = "partial"
    PROPOSED = "proposed"
    CONTRADICTED = "contradicted"
    PREEMPTED = "preempted"
    NONE = "none"
    UNKNOWN = "unknown"


class Line(IntEnum):
    """The lines of the table; the first that applies decides."""

    PREEMPTED = 1
    CONTRADICTED_FROM_ABOVE = 2
    MET = 3
    PARTLY_MET = 4
    CONTRADICTED = 5
    PROPOSED = 6
    NOTHING_FOUND = 7
    NOTHING_KNOWN = 8


STANDING_OF: dict[Line, Standing] = {
    Line.PREEMPTED: Standing.PREEMPTED,
    Line.CONTRADICTED_FROM_ABOVE: Standing.CONTRADICTED,
    Line.MET: Standing.ADOPTED,
    Line.PARTLY_MET: Standing.PARTIAL,
    Line.CONTRADICTED: Standing.CONTRADICTED,
    Line.PROPOSED: Standing.PROPOSED,
    Line.NOTHING_FOUND: Standing.NONE,
    Line.NOTHING_KNOWN: Standing.UNKNOWN,
}


class Role(StrEnum):
    """What part a finding played in the answer."""

    DECIDED = "decided"
    TENSION = "tension"
    """It is in force and says otherwise than what decided."""
    LISTED = "listed"
    """It did not count: unconfirmed, ended, stayed, not yet in effect, or weaker."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One finding of the basis."""

    instrument: Instrument
    finding: Finding
    inherited: bool
    force: Force
    role: Role = Role.LISTED

    @property
    def counts(self) -> bool:
        """Whether it is in force on the day, and confirmed by a second reader."""
        return self.finding.confirmed and self.force is Force.IN_FORCE


@dataclass(frozen=True, slots=True)
class Result:
    """The standing, the line of the table that decided, and the basis.

    ``since``: the day from which this standing has held without a break, as it was given;
    None where the standing is unknown or the day is. ``reported``: only unconfirmed findings
    speak. ``inherited_from``: the code of the government above, where the place's own
    instruments alone would not have given this standing. ``searches``: those that decided.
    """

    standing: Standing
    line: Line
    reported: bool
    basis: tuple[Ground, ...]
    inherited_from: str | None = None
    searches: tuple[Search, ...] = ()
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which the standing changed; ``text`` is the day as it was given, if it was."""

    day: date
    text: str | None
    before: Standing
    result: Result
