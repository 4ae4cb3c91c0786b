"""What the engine of `in_force` reasons about: governments, instruments, findings, searches.

Plain values, no database. A day is a `date`; a text of a day is what was given ("2017",
"2017-04", "2017-04-03") and is what people are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from freedomcities.lib.dates import PartialDate


class Kind(StrEnum):
    """What an instrument is."""

    STATUTE = "statute"
    EXECUTIVE_ORDER = "executive-order"
    ORDINANCE = "ordinance"
    CHARTER = "charter"
    RESOLUTION = "resolution"
    AGENCY_POLICY = "agency-policy"
    SCHOOL_BOARD_POLICY = "school-board-policy"
    AGREEMENT = "agreement"
    APPROPRIATION = "appropriation"
    COURT_ORDER = "court-order"
    DECLARATION = "declaration"


class Reach(StrEnum):
    """Whom an instrument binds: its maker's agencies, everyone in the territory, named agencies."""

    OWN_AGENCIES = "own-agencies"
    TERRITORY = "territory"
    AGENCIES = "agencies"


class Verdict(StrEnum):
    """What an instrument says on a rule."""

    MEETS = "meets"
    PARTLY = "partly"
    CONTRADICTS = "contradicts"


class Force(StrEnum):
    """How an instrument stands to a rule on a day."""

    UNKNOWN = "unknown"
    """Not heard of yet on that day, or nobody wrote down any date."""
    PENDING = "pending"
    IN_FORCE = "in-force"
    STAYED = "stayed"
    ENDED = "ended"


class Mark(NamedTuple):
    """A day on which something may change, whose it is, and the text that gave it, if one did."""

    day: date
    source: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Government:
    """A place as the engine sees it.

    ``codes`` are all the codes that this government goes by. ``above`` are the state and the
    nation, nearest first: the only ones whose law over their territory binds it. A county
    never stands there, since its law counts for the county alone.
    """

    codes: frozenset[str]
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """Days on which a court held an instrument back, both ends included.

    An end of None is a stay that still lasts. No rules: the whole instrument. A stay of
    which only the year or month is known covers all the days that it could mean, so that
    nothing is said to be in force that may have been stayed.
    """

    begin: PartialDate
    end: PartialDate | None
    rules: frozenset[str] = frozenset()

    def covers(self, rule: str, day: date) -> bool:
        """Whether the instrument is held back for this rule on this day."""
        return (
            (not self.rules or rule in self.rules)
            and self.begin.first_day <= day
            and (self.end is None or day <= self.end.last_day)
        )

    def marks(self, source: str) -> list[Mark]:
        """The first day of the stay, and the first day after it."""
        found = [Mark(self.begin.first_day, source, self.begin.text)]
        if self.end is not None and self.end.last_day < date.max:
            resumed = self.end.last_day + timedelta(days=1)
            text = resumed.isoformat() if self.end.is_exact else self.end.text
            found.append(Mark(resumed, source, text))
        return found


@dataclass(frozen=True, slots=True)
class Finding:
    """What an instrument says on a rule, with the passage. Only a confirmed one counts."""

    rule: str
    verdict: Verdict
    confirmed: bool
    quote: str = ""
    pinpoint: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal act or document with what was found in it.

    In force from ``starts`` up to and not including ``ends``; known as introduced or adopted
    from ``known_from``. All three follow from the dates given.
    """

    id: str
    place: str
    kind: Kind
    reach: Reach = Reach.OWN_AGENCIES
    findings: tuple[Finding, ...] = ()
    introduced_on: PartialDate | None = None
    adopted_on: PartialDate | None = None
    effective_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    checked_on: PartialDate | None = None
    stays: tuple[Stay, ...] = ()
    preempts: bool = False
    starts: date | None = field(init=False)
    ends: date | None = field(init=False)
    known_from: date | None = field(init=False)

    def __post_init__(self) -> None:
        start = self.effective_on or self.adopted_on
        if start is None and self.introduced_on is None:
            start = self.checked_on
        known = [given.last_day for given in (self.introduced_on, self.adopted_on) if given]
        object.__setattr__(self, "starts", start.last_day if start else None)
        object.__setattr__(self, "ends", self.ended_on.first_day if self.ended_on else None)
        object.__setattr__(self, "known_from", min(known, default=None))

    @property
    def is_date_unknown(self) -> bool:
        """Whether it counts from the day on which somebody checked, for want of any other."""
        return not (self.effective_on or self.adopted_on or self.introduced_on)

    def force(self, rule: str, day: date) -> Force:
        """How it stands to a rule on a day."""
        if self.ends is not None and self.ends <= day:
            return Force.ENDED
        if self.starts is not None and self.starts <= day:
            if self.stays and any(stay.covers(rule, day) for stay in self.stays):
                return Force.STAYED
            return Force.IN_FORCE
        if self.known_from is not None and self.known_from <= day:
            return Force.PENDING
        return Force.UNKNOWN

    def marks(self, rule: str | None = None) -> list[Mark]:
        """Every day on which its force may change, for one rule or for any."""
        beginnings = (self.introduced_on, self.adopted_on, self.effective_on)
        found = [Mark(given.last_day, self.id, given.text) for given in beginnings if given]
        if self.ended_on:
            found.append(Mark(self.ended_on.first_day, self.id, self.ended_on.text))
        if self.is_date_unknown and self.starts:
            found.append(Mark(self.starts, self.id, None))
        for stay in self.stays:
            if rule is None or not stay.rules or rule in stay.rules:
                found.extend(stay.marks(self.id))
        return found


@dataclass(frozen=True, slots=True)
class Search:
    """A reader looked in the law of a place for these rules and found nothing."""

    id: str
    place: str
    checked_on: PartialDate
    rules: frozenset[str]

    def mark(self) -> Mark:
        """The day from which it counts."""
        return Mark(self.checked_on.last_day, self.id, self.checked_on.text)
