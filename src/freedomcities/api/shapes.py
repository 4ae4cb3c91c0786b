"""The forms of the answers of API v1. Additions are free; a change is a line in the changelog."""

from __future__ import annotations

from datetime import date

from ninja import Field, Schema

from freedomcities.adoption.answers import Role, Standing
from freedomcities.adoption.facts import Force, Reach, Verdict
from freedomcities.api.kinds import InstrumentKind, PlaceKind
from freedomcities.blueprints.choices import Relation


class Fault(Schema):
    """What a wrong question gets."""

    error: str = Field(description="One sentence.")
    candidates: list[dict[str, object]] = Field(description="What may have been meant.")


class PlaceRef(Schema):
    """A place as other answers name it."""

    geoid: str
    name: str
    kind: PlaceKind
    state: str = Field(description="Postal code; empty for the nation.")


class PlaceItem(PlaceRef):
    """A place as a list shows it."""

    full_name: str
    population: int | None
    latitude: float
    longitude: float
    ocd_id: str
    url: str = Field(description="Its page on this site.")


class CountyShare(PlaceRef):
    """A county that a municipality or town lies in."""

    share: float = Field(description="The part of the place's land, 0 to 1.")
    main: bool


class PlaceDetail(PlaceItem):
    """A place with the governments around it."""

    designation: str
    land_km2: float
    other_codes: list[str] = Field(description="Further codes of the same government.")
    closed_on: date | None = Field(description="Where the place is no more.")
    parents: list[PlaceRef] = Field(description="The state, then the nation.")
    counties: list[CountyShare]


class Basis(Schema):
    """A finding behind a standing, in the instrument that `place` issued."""

    instrument: str
    title: str
    place: str
    verdict: Verdict
    inherited: bool
    quote: str
    url: str
    pinpoint: str
    confirmed: bool
    force: Force = Field(description="How the instrument stood on the day.")
    role: Role = Field(description="Whether it decided, says otherwise, or did not count.")


class RuleStanding(Schema):
    """Where a place stands on a rule."""

    number: str
    standing: Standing
    since: str | None = Field(description="YYYY, YYYY-MM or YYYY-MM-DD, as it was given.")
    reported: bool = Field(description="Only unconfirmed findings speak.")
    line: int = Field(description="The line of the table of standings that decided, from 1.")
    inherited_from: str | None = Field(description="The code of the place above that gives it.")
    basis: list[Basis]


class Status(Schema):
    """What `freedomcities status --json` says."""

    place: PlaceRef
    blueprint: str
    on: date
    rules: list[RuleStanding]
    adopted: int
    required: int
    freedom_city: bool = Field(description="Every required rule is adopted.")


class StandingItem(Schema):
    """A row of today's table."""

    place: PlaceRef
    blueprint: str
    rule: str
    standing: Standing
    since: str | None
    reported: bool
    inherited_from: str | None = Field(description="The code of the place above that gives it.")


class RuleItem(Schema):
    """A rule with its texts: Markdown, except `name` and `questions`. In `examples`, `[[id]]` names
    an instrument.
    """

    blueprint: str
    number: str
    slug: str
    required: bool
    pillars: list[str]
    version: str
    retired_on: date | None
    url: str
    language: str = Field(description="The language of the texts: English where there is no other.")
    name: str
    plain: str
    why: str
    clause: str
    clause_does: str
    questions: list[str]
    untouched: str
    examples: str


class RuleLink(Schema):
    """A rule of another blueprint, and how this one stands to it."""

    blueprint: str
    number: str
    relation: Relation
    note: str


class RuleDetail(RuleItem):
    """A rule with its links to those of other blueprints."""

    links: list[RuleLink]


class BlueprintItem(Schema):
    """A set of model rules, in order."""

    slug: str
    version: str
    retired_on: date | None
    url: str
    language: str
    title: str
    lead: str
    summary: str
    issue: str
    questions: list[str]
    all_in_force: str
    note: str
    rules: list[RuleItem]


class Blueprints(Schema):
    """All blueprints that are offered."""

    items: list[BlueprintItem]


class Stay(Schema):
    """Days on which a court held an instrument back, both ends included."""

    begin: str = Field(alias="from")
    end: str | None = Field(alias="to", description="Null while it lasts.")
    rules: list[str] = Field(description="blueprint/number; none: the whole instrument.")


class InstrumentItem(Schema):
    """A legal act or document. Dates are as given: YYYY, YYYY-MM or YYYY-MM-DD."""

    id: str
    place: PlaceRef
    kind: InstrumentKind
    title: str
    citation: str
    number: str
    introduced_on: str | None
    adopted_on: str | None
    effective_on: str | None
    ended_on: str | None
    checked_on: str | None
    stayed: list[Stay]
    reach: Reach | list[str] = Field(description="A list holds ids of agencies.")
    preempts: bool
    url: str = Field(description="The source.")
    page_url: str = Field(description="Its page on this site.")


class FindingItem(Schema):
    """What an instrument says on a rule. Only a confirmed one counts."""

    blueprint: str
    rule: str
    rule_version: str = Field(description="The text of the rule that it was read against.")
    verdict: Verdict
    quote: str
    pinpoint: str
    confirmed: bool


class InstrumentDetail(InstrumentItem):
    """An instrument with its findings; `versions` is how many earlier states are kept."""

    note: str
    findings: list[FindingItem]
    versions: int
