"""The operation `import_agreements`: whose agency signed, later editions, what is refused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.adoption.agreements_loading import load_agreements, read_shipped
from freedomcities.adoption.import_summary import AgreementsSummary
from freedomcities.adoption.models import Instrument, InstrumentVersion, Standing
from freedomcities.adoption.operations import import_agreements
from freedomcities.adoption.tests.makers import NOW, make_country, make_nine
from freedomcities.audit.models import AuditEntry
from freedomcities.lib.importing import FileNotRead, ImportRefused, MayNotImport
from freedomcities.officials.models import Agency, AgencyService
from freedomcities.places.models import Place, PlaceName

pytestmark = pytest.mark.django_db

HEAD = "STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA"
SHERIFF = "MICHIGAN,Washtenaw County Sheriff's Office,County,Washtenaw County,{},2025-09-22,link"
JAIL, STREET = SHERIFF.format("Jail Enforcement Model"), SHERIFF.format("Task Force Model")
POLICE = "MICHIGAN,Ypsilanti Police Department,Municipality,#N/A,Task Force Model,2025-03-01,link"
STATE = "MICHIGAN,Michigan Department of Corrections,State Agency,#N/A,Task Force Model,2025-04-01,"
OTHER = "{},{},{},{},Task Force Model,2025-04-02,"
CONSTABLES = [
    OTHER.format(
        "MICHIGAN", f"Washtenaw County Constable Precinct {n}", "County", "Washtenaw County"
    )
    for n in range(1, 31)
]
CONSTABLE = CONSTABLES[2]
NOBODY = OTHER.format("GUAM", "Office Of The Attorney General", "State Agency", "Kattan District")
ALL = (JAIL, STREET, POLICE, STATE, CONSTABLE, NOBODY)
JAIL_ID = "287g-michigan-washtenaw-county-sheriffs-office-jail-enforcement-model"
POLICE_ID = "287g-michigan-ypsilanti-police-department-task-force-model"
CONSTABLE_ID = "287g-michigan-washtenaw-county-constable-precinct-3-task-force-model"


@pytest.fixture(autouse=True)
def _country() -> None:
    make_country()
    make_nine()
    PlaceName.objects.create(key="ypsilanti", place_id="2689140", weight=20_000)


@pytest.fixture
def bring(tmp_path: Path) -> Any:
    def bring(*lines: str, day: str = "2026-05-18", **given: Any) -> AgreementsSummary:
        file = tmp_path / f"list_{day}.csv"
        file.write_text("\n".join((HEAD, *lines, "")), encoding="utf-8")
        given = {"actor": system_actor(), "now": NOW, **given}
        return import_agreements(file, **given)

    return bring


def standing(place: str) -> tuple[str, bool] | None:
    found = Standing.objects.filter(place=place, rule__number="2", rule__blueprint="freedom-cities")
    return found.values_list("standing", "reported").first()


def counts() -> tuple[int, ...]:
    models = (Instrument, InstrumentVersion, Standing, AuditEntry)
    return tuple(model._default_manager.count() for model in models)


def test_each_agreement_is_an_instrument_of_the_agency_that_signed(bring: Any) -> None:
    agency = Agency.objects.create(
        id="MI8181800", name="Washtenaw County Sheriff's Office", listed_name="Washtenaw",
        kind="county", state="MI",
    )  # fmt: skip
    county = Place.objects.get(pk="26161")
    AgencyService.objects.create(agency=agency, place=county, main=True, how="name")
    summary = bring(*ALL)
    assert (summary.new, summary.confirmed, summary.ended, summary.unmatched) == (5, 4, 0, 1)
    jail = Instrument.objects.get(pk=JAIL_ID)
    assert (jail.place_id, jail.kind, jail.reach, jail.agencies) == (
        "26161", "agreement", "agencies", ["MI8181800"],
    )  # fmt: skip
    assert (jail.effective_on, jail.ended_on, jail.checked_on) == ("2025-09-22", "", "2026-05-18")
    (finding,) = jail.findings.all()
    assert (finding.rule.number, finding.verdict, finding.confirmed) == ("2", "contradicts", True)
    assert finding.quote == (
        "MICHIGAN | Washtenaw County Sheriff's Office | County | Washtenaw County | "
        "Jail Enforcement Model | 2025-09-22"
    )
    assert Instrument.objects.get(pk=POLICE_ID).reach == "own-agencies"
    assert standing("26161") == ("contradicted", False)
    assert standing("2689140") == ("contradicted", False)
    assert standing("26") == ("contradicted", False)
    assert standing("2603000") is None, "neither a county's nor a state's agency speaks for a city"


def test_one_officer_does_not_speak_for_a_county(bring: Any) -> None:
    bring(CONSTABLE)
    (finding,) = Instrument.objects.get(pk=CONSTABLE_ID).findings.all()
    assert finding.confirmed is False
    assert standing("26161") == ("unknown", True)


def test_the_same_list_again_changes_nothing(bring: Any) -> None:
    bring(*ALL)
    before = counts()
    again = bring(*reversed(ALL))
    assert (again.new, again.replaced, again.unchanged) == (0, 0, 5)
    assert counts() == before


def test_a_later_list_ends_what_it_lacks_and_keeps_the_history(bring: Any) -> None:
    bring(*ALL)
    later = bring(JAIL, STREET, STATE, CONSTABLE, day="2026-06-30", now=NOW + timedelta(days=1))
    assert (later.new, later.replaced, later.unchanged, later.ended) == (0, 1, 4, 1)
    jail = Instrument.objects.get(pk=JAIL_ID)
    assert (jail.checked_on, jail.recorded_at) == ("2026-06-30", NOW), "seen again is no change"
    ended = Instrument.objects.get(pk=POLICE_ID)
    assert (ended.ended_on, ended.checked_on) == ("2026-06-30", "2026-06-30")
    assert InstrumentVersion.objects.get(instrument=POLICE_ID).content["ended_on"] is None
    assert standing("2689140") is None
    back = bring(*ALL, day="2026-07-31")
    assert back.ended == 0
    assert Instrument.objects.get(pk=POLICE_ID).ended_on == ""
    assert standing("2689140") == ("contradicted", False)


def test_who_nobody_knew_is_written_down_to_be_looked_up(bring: Any, tmp_path: Path) -> None:
    report = tmp_path / "who.csv"
    odd = "MICHIGAN,Ypsi Police Department,Municipality,#N/A,Task Force Model,2025-03-01"
    assert bring(STATE, odd, report=report).unmatched == 1
    head, row = report.read_text().splitlines()
    assert (head, row) == (
        "STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,PLACE",
        "MICHIGAN,Ypsi Police Department,Municipality,,Task Force Model,2025-03-01,",
    )
    report.write_text(f"{head}\n{row}2689140\n{STATE},\n")
    given: dict[str, Any] = {"actor": system_actor(), "now": NOW, "edition": "2026-05-18"}
    assert import_agreements(report, **given).unmatched == 0
    assert standing("2689140") == ("contradicted", False)
    # What was looked up once stays, for a list that does not say it.
    assert bring(STATE, odd, day="2026-06-01").unmatched == 0
    report.write_text(f"{head}\n{row}9999999\n")
    with pytest.raises(ImportRefused, match="because of line 2: there is no place “9999999”"):
        import_agreements(report, **{**given, "edition": "2026-06-02"})


def test_what_is_refused_changes_nothing(bring: Any, tmp_path: Path) -> None:
    bring(*ALL, *(line for line in CONSTABLES if line not in ALL))
    before = counts()
    with pytest.raises(ImportRefused, match="because of line 2: the list is of 2026-01-01"):
        bring(JAIL, day="2026-01-01")
    with pytest.raises(ImportRefused, match="line 4: the list ends here, and 32 of the 34"):
        bring(JAIL, NOBODY, CONSTABLE, day="2026-06-01")
    with pytest.raises(ImportRefused, match="line 3: “2027-01-01” is later than the list itself"):
        bring(JAIL, STREET.replace("2025-09-22", "2027-01-01"), *ALL[2:], day="2026-06-01")
    with pytest.raises(ImportRefused, match="nothing says of which day this list is"):
        bring(*ALL, day="new")
    with pytest.raises(ImportRefused, match="nothing says of which day this list is"):
        bring(*ALL, edition="2026-13-01")
    with pytest.raises(ImportRefused, match="of 2099-01-01, and that day has not come yet"):
        bring(*ALL, day="2099-01-01")
    with pytest.raises(FileNotRead):
        import_agreements(tmp_path / "none.csv", actor=system_actor(), now=NOW)
    with pytest.raises(MayNotImport):
        bring(*ALL, actor=Person())
    assert bring(*ALL, day="2026-06-01", complete=True, dry_run=True).ended == 29
    more = (*CONSTABLES, POLICE, POLICE.replace("Task Force", "Warrant"))
    assert bring(*more, day="2026-06-01", dry_run=True).new == 1
    assert counts() == before


def test_the_list_that_ships(bring: Any) -> None:
    rows = read_shipped()
    assert len(rows) == 1_843
    assert len({row.key for row in rows}) == 1_843
    assert len({row.key[:2] for row in rows}) == 1_557
    assert sum(row.url.startswith("https://www.ice.gov/") for row in rows) > 1_600
    bring(*ALL, day="2026-05-18")
    assert load_agreements(actor=system_actor(), now=NOW) is None, "one as new is there already"
