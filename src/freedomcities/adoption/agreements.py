"""From the rows of a list of agreements to instruments: whose agency signed, and what it binds.

Pure: the places and agencies that are looked up are given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from freedomcities.adoption.agreements_list import AgreementsList, ByHand
from freedomcities.adoption.facts import Kind, Reach, Verdict
from freedomcities.adoption.reading_agreements import AgreementRow
from freedomcities.adoption.rows import FindingRow, InstrumentRow
from freedomcities.officials.agency_sorts import AgencySort, Level, sort_of, tidy
from freedomcities.officials.choices import AgencyKind
from freedomcities.officials.matching import Listed, match
from freedomcities.officials.matching_ground import Gazetteer
from freedomcities.places.names import slugify_name

AgencyOf = Callable[[str, str, str], str]
"""(postal code of the state, code of the place, name in the list) to an agency's id, or ""."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is looked up: places by name, states by their names, agencies by place.

    ``codes`` has the code that a place goes by for each of its codes, ``states`` (postal code,
    code) by the name in capitals.
    """

    gazetteer: Gazetteer
    codes: Mapping[str, str]
    states: Mapping[str, tuple[str, str]]
    agency_of: AgencyOf


@dataclass(frozen=True, slots=True)
class Signed:
    """An agreement with the place whose agency signed it; ``place`` is "" where nobody knows."""

    row: AgreementRow
    place: str
    agency: str
    speaks: bool


def who_signed(row: AgreementRow, ground: Ground, named: ByHand | None = None) -> Signed:
    """The government and the agency behind a row of the list; `named`: where somebody said so."""
    is_states = row.level.casefold().startswith("state")
    sort = sort_of(row.agency, is_states=is_states)
    postal, state = ground.states.get(row.state.upper(), ("", ""))
    if named:
        place, speaks = ground.codes[named.place], not named.small
    else:
        place = _place(row, sort, postal, state, ground.gazetteer) if postal else ""
        speaks = sort.speaks
    agency = ground.agency_of(postal, place, row.agency) if place else ""
    return Signed(row, place, agency, speaks)


def _place(
    row: AgreementRow, sort: AgencySort, postal: str, state: str, gazetteer: Gazetteer
) -> str:
    if sort.level is Level.STATE:
        return state
    if sort.level is Level.COUNTY:
        named = gazetteer.county(postal, sort.government) if sort.government else None
        county = named or gazetteer.county(postal, row.county)
        return county.government if county else ""
    # The list's county is now and then a wrong guess: Yoakum does not lie in Yoakum County.
    for field in (row.county, ""):
        listed = Listed(sort.government, postal, field, AgencyKind.CITY, None)
        found = match(listed, gazetteer, {postal: state})
        if len(found.places) == 1:
            return found.places[0]
    return ""


def instrument_of(signed: Signed, given: AgreementsList, *, edition: str) -> InstrumentRow:
    """The instrument that an agreement is: it binds the agency that signed, and nobody else."""
    row = signed.row
    words = {
        "agency": tidy(row.agency),
        "model": row.model,
        "county": row.county or "–",
        "state": row.state.title(),
    }
    note = given.note.format(**words)
    finding = FindingRow(
        rule=given.rule,
        verdict=Verdict(given.verdict),
        quote=row.passage,
        pinpoint=given.pinpoint,
        confirmed=signed.speaks,
        readers=(),
    )
    return InstrumentRow(
        line=row.line,
        id=id_of(row, given),
        place=signed.place,
        kind=Kind.AGREEMENT,
        title=given.title.format(**words),
        citation=given.citation,
        number="",
        introduced_on="",
        adopted_on=row.signed,
        effective_on=row.signed,
        ended_on="",
        checked_on=edition,
        stays=(),
        reach=Reach.AGENCIES if signed.agency else Reach.OWN_AGENCIES,
        agencies=(signed.agency,) if signed.agency else (),
        preempts=False,
        url=row.url or given.url,
        note=note if signed.speaks else f"{note} {given.note_of_small}",
        findings=(finding,),
    )


def id_of(row: AgreementRow, given: AgreementsList) -> str:
    """The same in every edition: the list, the state, the agency, the model."""
    parts = (given.slug, row.state, row.agency.replace("&", " and "), row.model)
    return "-".join(slugify_name(part) for part in parts)
