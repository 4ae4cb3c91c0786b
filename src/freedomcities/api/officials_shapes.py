"""The forms of the API's answers about agencies and about whom to meet."""

from __future__ import annotations

from ninja import Field, Schema

from freedomcities.api.shapes import PlaceRef
from freedomcities.officials.choices import AgencyKind, How, OfficeKind
from freedomcities.officials.who_facts import Function


class AskedItem(PlaceRef):
    """What was asked, and the place that it is taken for."""

    query: str
    zip_code: str = Field(description="Where a ZIP code was asked for; else empty.")
    via: str = Field(description="The community without a government that was named, or empty.")
    others: list[PlaceRef] = Field(description="What else it may mean, likeliest first.")
    confirm: bool = Field(description="People should be asked whether the place is right.")


class OfficeChoice(Schema):
    """An office of several of which people have to find their own."""

    id: str
    title: str
    area: str
    finder_url: str


class OfficeItem(Schema):
    """An office to meet. Empty texts and lists: nothing is known."""

    kind: OfficeKind
    title: str
    place: str = Field(description="The code of the place whose office it is.")
    agency: str
    ori: str = Field(description="The agency's number in the FBI's list.")
    agency_id: str
    functions: list[Function]
    to_be_confirmed: bool = Field(description="Something about it is only what is usual.")
    unsure: list[Function] = Field(description="Which of its functions that is.")
    finder_url: str = Field(description="Where the city itself says which precinct is whose.")
    choices: list[OfficeChoice]


class OwnOffices(Schema):
    """What one of several towns has for itself."""

    place: PlaceRef
    offices: list[OfficeItem]


class Who(Schema):
    """What `freedomcities who --json` says."""

    asked: list[AskedItem]
    meet_at: PlaceRef | None = Field(
        description="Null where people must be asked which of the candidates."
    )
    candidates: list[PlaceRef] = Field(description="The likeliest first.")
    offices: list[OfficeItem] = Field(description="Law enforcement at the place, in order.")
    also: list[OfficeItem] = Field(description="Other doors: who can make it law, towns' own.")
    why: list[str]
    own: list[OwnOffices]


class AgencyItem(Schema):
    """A law-enforcement agency as a list shows it. Numbers are null where nobody knows them."""

    id: str
    ori: str
    name: str
    listed_name: str = Field(description="What the list writes.")
    kind: AgencyKind
    state: str = Field(description="Postal code; FS for federal agencies, as the list has it.")
    county: str = Field(description="As the list has it.")
    population: int | None = Field(description="People it serves, by the list.")
    officers: int | None
    civilians: int | None
    places: list[str] = Field(description="Codes of the places it serves, the main one first.")
    edition: str = Field(description="Of the list in which it stands; empty where added by hand.")
    checked_on: str | None = Field(description="Of its figures: YYYY, YYYY-MM or YYYY-MM-DD.")
    closed_on: str | None


class Service(PlaceRef):
    """A place that an agency serves, and how that is known."""

    main: bool
    how: How


class AgencyDetail(AgencyItem):
    """An agency with its contacts at work and the places it serves."""

    serves: list[Service]
    why_nobody: str = Field(description="Where it serves no place of the atlas: why.")
    phone: str
    email: str
    url: str
    address: str
    outreach_name: str
    outreach_phone: str
    outreach_email: str
    source: str


class HolderItem(Schema):
    """Somebody who holds an office: what is public of the post."""

    name: str
    role: str
    area: str = Field(description="The ward or district that they stand for.")
    term_start: str | None = Field(description="YYYY, YYYY-MM or YYYY-MM-DD.")
    term_end: str | None
    phone: str
    email: str
    url: str
    source: str
    checked_on: str | None
    bounced_on: str | None = Field(description="The day on which mail to them last came back.")


class OfficeOnRecord(Schema):
    """An office that somebody entered, with those whose term has not run out."""

    id: str
    kind: OfficeKind
    title: str
    place: PlaceRef
    area: str = Field(description="Of a precinct: which.")
    functions: list[Function]
    agency_id: str
    phone: str
    email: str
    url: str
    address: str
    outreach_name: str
    outreach_phone: str
    outreach_email: str
    finder_url: str
    next_election: str | None
    source: str
    checked_on: str | None
    bounced_on: str | None
    holders: list[HolderItem]
