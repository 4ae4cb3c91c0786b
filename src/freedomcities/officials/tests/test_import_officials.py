from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from freedomcities.accounts.models import Person
from freedomcities.accounts.operations import system_actor
from freedomcities.audit.models import AuditEntry
from freedomcities.lib.importing import ImportRefused, MayNotImport, NothingToImport
from freedomcities.officials.models import Agency, Office, Official
from freedomcities.officials.officials_summary import OfficialsSummary
from freedomcities.officials.operations import import_officials, record_bounce
from freedomcities.officials.tests.agency_makers import make_michigan
from freedomcities.places.models import Place
from freedomcities.places.tests.makers import make_place

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MAYOR = "2603000-mayor"
HEADER = "kind,place,name,role,term_start,term_end,phone,email,checked_on,source\n"
TAYLOR = (
    "mayor,2603000,Christopher Taylor,Mayor,2022-11,2026-11,734-555-0100,mayor@example.org,"
    "2026-10-01,https://example.org/mayor\n"
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def michigan() -> None:
    make_michigan()
    for geoid, division in (
        ("26", "ocd-division/country:us/state:mi"),
        ("26161", "ocd-division/country:us/state:mi/county:washtenaw"),
        ("2603000", "ocd-division/country:us/state:mi/place:ann_arbor"),
    ):
        Place.objects.filter(pk=geoid).update(ocd_id=division)


def bring(text: str | bytes, folder: Path, name: str = "x.csv", **options: Any) -> OfficialsSummary:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return import_officials(path, actor=system_actor(), **{"now": NOW, **options})


def refusal(text: str | bytes, folder: Path, name: str = "x.csv") -> list[tuple[int, str]]:
    with pytest.raises(ImportRefused) as caught:
        bring(text, folder, name)
    assert not Office.objects.exists()
    assert not Official.objects.exists()
    assert not AuditEntry.objects.exists()
    return [(each.line, each.sentence) for each in caught.value.problems]


def test_a_mayor_and_her_office_from_csv(tmp_path: Path) -> None:
    summary = bring(HEADER + TAYLOR, tmp_path)
    assert (summary.offices, summary.new_offices, summary.officials, summary.new) == (1, 1, 1, 1)
    office = Office.objects.get()
    assert (office.pk, office.kind, office.place_id, office.title) == (
        MAYOR,
        "mayor",
        "2603000",
        "",
    )
    assert (office.checked_on, office.source) == ("2026-10-01", "https://example.org/mayor")
    mayor = office.officials.get()
    assert (mayor.name, mayor.role, mayor.term_start, mayor.term_end) == (
        "Christopher Taylor",
        "Mayor",
        "2022-11",
        "2026-11",
    )
    assert (mayor.phone, mayor.email) == ("734-555-0100", "mayor@example.org")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.detail["offices"]) == ("import-officials", [MAYOR])


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    bring(HEADER + TAYLOR, tmp_path)
    again = bring(HEADER + TAYLOR, tmp_path)
    assert (again.changed, again.unchanged, again.offices) == (0, 1, 1)
    assert AuditEntry.objects.count() == 1


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    summary = bring(HEADER + TAYLOR, tmp_path, dry_run=True)
    assert (summary.new, summary.dry_run) == (1, True)
    assert not Office.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_later_file_replaces_by_name_and_closes_nobody(tmp_path: Path) -> None:
    bring(HEADER + TAYLOR, tmp_path)
    summary = bring(
        "kind,place,name,term_end\nmayor,2603000,christopher  TAYLOR,2026-11-09\n"
        "mayor,2603000,A Successor,\n",
        tmp_path,
    )
    assert (summary.new, summary.replaced) == (1, 1)
    old, new = Official.objects.order_by("pk")
    assert (old.term_end, old.email, old.closed_on) == ("2026-11-09", "mayor@example.org", "")
    assert new.person == "a successor"


def test_precincts_without_anybody_in_them(tmp_path: Path) -> None:
    Agency.objects.create(
        id="MI8121800", ori="MI8121800", name="Ann Arbor Police", listed_name="Ann Arbor",
        kind="city", state="MI",
    )  # fmt: skip
    text = (
        "kind,place,area,agency,finder_url,phone,functions\n"
        "precinct-commander,2603000,1st Precinct,MI8121800,https://example.org/find,555-0101,street\n"
        "precinct-commander,2603000,2nd Precinct,MI8121800,https://example.org/find,555-0102,street\n"
    )
    assert bring(text, tmp_path).new_offices == 2
    first = Office.objects.get(pk="2603000-precinct-commander-1st-precinct")
    assert (first.title, first.area, first.agency_id, first.phone, first.functions) == (
        "1st Precinct",
        "1st Precinct",
        "MI8121800",
        "555-0101",
        ["street"],
    )
    assert bring(text, tmp_path).changed == 0


def test_a_council_is_one_office_with_many_members(tmp_path: Path) -> None:
    text = (
        "kind,place,area,name,office_phone\n"
        "council,2603000,Ward 1,Lisa Disch,734-555-0140\n"
        "council,2603000,Ward 2,Chris Watson,\n"
        "council,2603000,Ward 2,Jon Mallek,734-555-0140\n"
    )
    summary = bring(text, tmp_path)
    assert (summary.offices, summary.officials) == (1, 3)
    office = Office.objects.get()
    assert (office.pk, office.area, office.phone) == ("2603000-council", "", "734-555-0140")
    members = Official.objects.holding([office.pk]).values_list("area", "name")
    assert list(members) == [
        ("Ward 1", "Lisa Disch"), ("Ward 2", "Chris Watson"), ("Ward 2", "Jon Mallek"),
    ]  # fmt: skip


def test_other_codes_of_a_government_mean_its_own(tmp_path: Path) -> None:
    city = make_place("0820000", name="Denver", state="CO")
    make_place("08031", name="Denver County", state="CO", same_as=city)
    bring("kind,place,name\ncounty-board,08031,A B\n", tmp_path)
    assert Office.objects.get().pk == "0820000-county-board"


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("kind,name\nmayor,X\n", 1, "The header has no column “place”."),
        ("kind,place,place\nmayor,2603000,x\n", 1, "The header has the column “place” twice."),
        ("kind,place,name\nking,2603000,X\n", 2, "“kind” is “king”: write one of"),
        ("kind,place,name\nmayor,9999999,X\n", 2, "There is no place “9999999”."),
        ("kind,place,name\nmayor,26,X\n", 2, "A place such as “26” has no office of the kind"),
        ("kind,place,name\nsheriff,2603000,X\n", 2, "A place such as “2603000” has no office"),
        ("kind,place,checked_on\nmayor,2603000,2026-11-22\n", 2, "“checked_on” is “2026-11-22”,"),
        ("kind,place,role\nmayor,2603000,Mayor\n", 2, "There is a “role” and no “name”."),
        ("kind,place,area\ncouncil,2603000,Ward 1\n", 2, "Only a precinct is an office with"),
        ("kind,place,agency\nmayor,2603000,nobody\n", 2, "There is no agency “nobody”."),
        ("kind,place,name,email\nmayor,2603000,X,a@b\n", 2, "“a@b” is not an email address."),
        ("kind,place,name,url\nmayor,2603000,X,javascript:1\n", 2, "“url” is “javascript:1”"),
        ("kind,place,name,term_end\nmayor,2603000,X,soon\n", 2, "“term_end”: “soon” is not"),
        ("kind,place,functions\nmayor,2603000,magic\n", 2, "“functions” is “magic”"),
        (HEADER + TAYLOR + TAYLOR, 3, "“Christopher Taylor” stands on line 2 already."),
        (HEADER + TAYLOR[:30], 2, "This row has 3 cells, and the header has 10."),
        ("kind,place,name\nmayor,2603000,DoÃ±a\n", 2, "Letters of this row were lost"),
        ("kind,place,title\nmayor,2603000,A\nmayor,2603000,B\n", 3, "“2603000-mayor” stands on"),
        (
            "kind,place,name,title\ncouncil,2603000,X,A\ncouncil,2603000,Y,B\n",
            3,
            "Line 2 says otherwise of “title” of this office.",
        ),
        (
            "kind,place,name,term_start,term_end\nmayor,2603000,X,2026,2022\n",
            2,
            "“term_end” lies before “term_start”.",
        ),
    ],
)
def test_a_wrong_row_names_its_line(tmp_path: Path, text: str, line: int, sentence: str) -> None:
    ((found, said), *_more) = refusal(text, tmp_path)
    assert found == line
    assert said.startswith(sentence)


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    text = "kind,place,name\nmayor,2603000,Doña Ana\n"
    assert refusal(text.encode("latin-1"), tmp_path) == [(2, "This is not UTF-8 text.")]
    assert refusal(text.encode("utf-16"), tmp_path)[0][0] == 1


def test_an_empty_file_and_strangers_are_refused(tmp_path: Path) -> None:
    assert refusal("", tmp_path) == [(1, "There is no row in this file.")]
    with pytest.raises(MayNotImport):
        import_officials([HEADER, TAYLOR], actor=Person.objects.create(), now=NOW)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToImport):
        import_officials(tmp_path / "empty", actor=system_actor(), now=NOW)


WHITMER = """\
id: ocd-person/9b425a88
name: A Governor
birth_date: 1971-08-23
party:
- name: Democratic
roles:
- start_date: '2019-01-01'
  end_date: '2023-01-01'
  type: governor
  jurisdiction: ocd-jurisdiction/country:us/state:mi/government
- start_date: '2023-01-01'
  end_date: '2027-01-01'
  type: governor
  jurisdiction: ocd-jurisdiction/country:us/state:mi/government
- type: lt_governor
  jurisdiction: ocd-jurisdiction/country:us/state:mi/government
links:
- url: https://example.org/governor
offices:
- classification: district
  voice: 555-0199
- classification: capitol
  voice: 555-0100
sources:
- url: https://example.org/source
"""
SENATOR = """\
id: ocd-person/02f692dd
name: A Senator
email: senator@example.org
roles:
- type: upper
  jurisdiction: ocd-jurisdiction/country:us/state:mi/government
  district: '15'
"""
TOWN_MAYOR = """\
id: ocd-person/fe834eb8
name: Christopher Taylor
roles:
- end_date: 2030-11-09
  jurisdiction: ocd-jurisdiction/country:us/state:mi/place:ann_arbor/government
  type: mayor
- jurisdiction: ocd-jurisdiction/country:us/state:mi/place:nowhere/government
  type: mayor
"""
COMMITTEE = "name: Rules\nmembers:\n- name: A Senator\n"


def open_states(folder: Path, **more: str) -> Path:
    people = folder / "people"
    for name, text in {
        "executive/a.yml": WHITMER, "legislature/b.yml": SENATOR,
        "municipalities/c.yaml": TOWN_MAYOR, "committees/d.yml": COMMITTEE, **more,
    }.items():  # fmt: skip
        (people / name).parent.mkdir(parents=True, exist_ok=True)
        (people / name).write_text(text, encoding="utf-8")
    return people


def test_a_folder_of_open_states(tmp_path: Path) -> None:
    people = open_states(tmp_path)
    summary = import_officials(people, actor=system_actor(), now=NOW, checked_on="2026-10-01")
    assert (summary.new_offices, summary.new) == (3, 3)
    assert sorted((each.why, each.what) for each in summary.left_out) == [
        ("office", "Rules"),
        ("office", "lt_governor"),
        ("place", "ocd-jurisdiction/country:us/state:mi/place:nowhere/government"),
    ]
    governor = Official.objects.get(office="26-governor")
    assert (governor.term_start, governor.term_end, governor.phone, governor.url) == (
        "2023-01-01",
        "2027-01-01",
        "555-0100",
        "https://example.org/governor",
    )
    assert (governor.person, governor.source, governor.checked_on) == (
        "ocd-person/9b425a88",
        "https://example.org/source",
        "2026-10-01",
    )
    senator = Official.objects.get(office="26-legislature")
    assert (senator.role, senator.area, senator.email) == ("upper", "15", "senator@example.org")
    again = import_officials(people, actor=system_actor(), now=NOW, checked_on="2026-10-01")
    assert again.changed == 0


def test_one_known_by_name_is_found_under_the_id_of_a_list(tmp_path: Path) -> None:
    bring(HEADER + TAYLOR, tmp_path)
    summary = bring(TOWN_MAYOR, tmp_path, "c.yml")
    assert (summary.new, summary.replaced) == (0, 1)
    mayor = Official.objects.get(office=MAYOR)
    assert (mayor.person, mayor.term_end, mayor.role) == ("ocd-person/fe834eb8", "2030-11-09", "")
    assert bring(TOWN_MAYOR, tmp_path, "c.yml").changed == 0


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (SENATOR + SENATOR, 8, "“id” stands on line 1 already."),
        (SENATOR[:-25] + "\n  - [", 7, "This is broken off or not well formed YAML."),
        ("a: &x [1]\nb: *x\n", 1, "Write it out: references are not read."),
        ("[" * 20, 1, "This lies too deep."),
        ("- a\n", 1, "There is nobody in this file."),
        ("", 1, "There must be one person in this file."),
        ("name: X\n", 1, "There is no “roles”."),
        ("id: x\nroles: []\n", 1, "There is no “name”."),
        ("name: X\nroles:\n- type: [mayor]\n", 3, "“type” is not a text."),
        ("name: X\nroles: none\n", 1, "“roles” is not a list of entries."),
        (
            SENATOR.replace("senator@example.org", "nowhere"),
            5,
            "“nowhere” is not an email address.",
        ),
        (SENATOR.replace("A Senator", "DoÃ±a"), 2, "Letters of this row were lost"),
    ],
)
def test_a_wrong_file_of_open_states(tmp_path: Path, text: str, line: int, sentence: str) -> None:
    ((found, said), *_more) = refusal(text, tmp_path, "x.yml")
    assert found == line
    assert said.startswith(sentence)


def test_in_a_folder_the_file_is_named(tmp_path: Path) -> None:
    people = open_states(tmp_path, **{"z.yml": "[" * 20})
    with pytest.raises(ImportRefused, match=r"line 1: in “z\.yml”: This lies too deep"):
        import_officials(people, actor=system_actor(), now=NOW)
    assert not Office.objects.exists()


def test_nothing_of_a_yaml_file_is_run(tmp_path: Path) -> None:
    text = SENATOR.replace("A Senator", "!!python/object/apply:os.system ['true']")
    assert refusal(text, tmp_path, "x.yml") == [(1, "“name” is not a text.")]


POPOLO: dict[str, Any] = {
    "persons": [
        {
            "id": "p1",
            "name": "A Sheriff",
            "email": "sheriff@example.org",
            "contact_details": [{"type": "voice", "value": "555-0111"}],
            "links": [{"url": "https://example.org/sheriff"}],
        },
        {"id": "p2", "name": "A Member"},
        {"id": "p3", "name": "A Donor"},
    ],
    "organizations": [
        {"id": "o1", "name": "Washtenaw County Sheriff's Office", "area_id": "a1"},
        {"id": "o2", "name": "Ann Arbor", "classification": "City Council"},
        {"id": "o3", "name": "A Party", "classification": "party"},
    ],
    "posts": [
        {"id": "t1", "label": "Sheriff", "organization_id": "o1"},
        {"id": "t2", "label": "Member", "organization_id": "o2", "area_id": "a2"},
    ],
    "memberships": [
        {"person_id": "p1", "post_id": "t1", "organization_id": "o1", "start_date": "2025-01-01"},
        {"person_id": "p2", "post_id": "t2", "organization_id": "o2", "role": "Member"},
        {"person_id": "p3", "organization_id": "o3"},
    ],
    "areas": [
        {"id": "a1", "identifier": "geoid:26161", "name": "Washtenaw County"},
        {
            "id": "a2",
            "identifier": "ocd-division/country:us/state:mi/place:ann_arbor/ward:3",
            "name": "Third Ward",
        },
    ],
}


def test_popolo(tmp_path: Path) -> None:
    text = json.dumps(POPOLO, indent=1)
    summary = bring(text, tmp_path, "x.json")
    assert (summary.new_offices, summary.new) == (2, 2)
    assert [each.why for each in summary.left_out] == ["office"]
    sheriff = Official.objects.get(office="26161-sheriff")
    assert (sheriff.name, sheriff.phone, sheriff.email, sheriff.term_start, sheriff.url) == (
        "A Sheriff",
        "555-0111",
        "sheriff@example.org",
        "2025-01-01",
        "https://example.org/sheriff",
    )
    member = Official.objects.get(office="2603000-council")
    assert (member.area, member.role, member.person) == ("Third Ward", "Member", "p2")
    assert bring(text, tmp_path, "x.json").changed == 0


def test_popolo_with_memberships_within_people() -> None:
    person = {
        "name": "A Sheriff",
        "memberships": [{"role": "Sheriff", "area": {"id": "geoid:26161", "name": "Washtenaw"}}],
    }
    text = json.dumps({"persons": [person]})
    assert import_officials([text], actor=system_actor(), now=NOW).new == 1
    assert Official.objects.get().person == "a sheriff"


def changed(**lists: Any) -> str:
    return json.dumps({**POPOLO, **lists}, indent=0)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (json.dumps(POPOLO)[:300], "This is broken off or not well formed JSON."),
        (json.dumps(POPOLO) * 2, "This is broken off or not well formed JSON."),
        ("[1]", "This is broken off or not well formed JSON."),
        ('{"persons": [{"id": ' + "9" * 10_000 + "}]}", "This is broken off or not well formed"),
        ('{"persons": [], "persons": []}', "“persons” stands on line 1 already."),
        ('{"persons": []}', "The list “memberships” has nobody in it."),
        ('{"a": ' + "[" * 100_000, "This lies too deep."),
        (changed(persons=POPOLO["persons"][1:]), "There is no “p1” among “persons”."),
        (changed(persons=POPOLO["persons"] * 2), "“p1” stands on line"),
        (changed(posts=[]), "There is no “t1” among “posts”."),
    ],
)
def test_a_wrong_file_of_popolo(tmp_path: Path, text: str, sentence: str) -> None:
    assert refusal(text, tmp_path, "x.json")[0][1].startswith(sentence)


def test_signs_that_no_database_takes_are_refused(tmp_path: Path) -> None:
    for bad in ("A\0B", "A\ud800B"):
        people = [{**POPOLO["persons"][0], "name": bad}, *POPOLO["persons"][1:]]
        ((_line, said),) = refusal(changed(persons=people), tmp_path, "x.json")
        assert said == "“name” has signs in it that are no text."


def test_a_fault_of_popolo_names_the_line_of_the_membership(tmp_path: Path) -> None:
    bad = {"person_id": "p1", "post_id": "t1", "start_date": "long ago"}
    text = json.dumps({**POPOLO, "memberships": [*POPOLO["memberships"], bad]}, indent=1)
    (line, said), *more = refusal(text, tmp_path, "x.json")
    assert text.splitlines()[line] == '   "person_id": "p1",'
    assert "long ago" in text.splitlines()[line + 2]
    assert said.startswith("“term_start”: “long ago” is not a date")
    assert more == []


def test_mail_that_came_back_marks_everybody_at_the_address(tmp_path: Path) -> None:
    bring(HEADER + TAYLOR, tmp_path)
    bring("kind,place,email\ncouncil,2603000,Mayor@example.org\n", tmp_path)
    assert record_bounce("MAYOR@example.org", actor=system_actor(), now=NOW) == 2
    assert record_bounce("mayor@example.org", actor=system_actor(), now=NOW) == 0
    assert Official.objects.get().bounced_on == "2026-11-21"
    assert Office.objects.get(kind="council").bounced_on == "2026-11-21"
    bring(HEADER + TAYLOR, tmp_path)
    assert Official.objects.get().bounced_on == "2026-11-21"
    bring(HEADER + TAYLOR.replace("mayor@", "new@"), tmp_path)
    assert Official.objects.get().bounced_on == ""
