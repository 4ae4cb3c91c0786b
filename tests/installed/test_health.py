"""`doctor`, `verify-audit` and `routes`."""

from __future__ import annotations

import shutil

import pytest

from tests.installed.command import Home, check_refusal
from tests.installed.databases import rows, run_sql

pytestmark = pytest.mark.installed

AUDIENCES = {"public", "person", "member", "lead", "reader", "moderator", "staff"}


def test_a_well_site(demo: Home) -> None:
    said = demo.say("doctor", "--json")
    assert (said.code, said.err, said.answer["ok"]) == (0, "", True)
    assert all(look["is_well"] for look in said.answer["looked_at"])
    for_people = demo.say("doctor")
    assert for_people.code == 0
    assert "ILL" not in for_people.out


def test_styles_that_are_missing(home: Home) -> None:
    shutil.rmtree(home.folder / "static")
    ill = check_refusal(home.say("doctor", "--json"), "Styles and scripts")
    assert [look["subject"] for look in ill] == ["Styles and scripts"]
    assert "freedomcities init" in ill[0]["mend"]


def test_standings_of_another_day(home: Home) -> None:
    run_sql(home, "UPDATE adoption_standingsday SET day = '2020-01-01'")
    ill = check_refusal(home.say("doctor", "--json"), "Standings of today")
    assert "2020-01-01" in ill[0]["finding"]


def test_a_database_that_is_gone(home: Home) -> None:
    if home.database:
        pytest.skip("the file of SQLite")
    (home.folder / "site.sqlite3").write_bytes(b"no database at all" * 500)
    assert check_refusal(home.say("doctor", "--json"), "Database")
    check_refusal(home.say("status", "us", "--json"), "database")


def test_the_chain_of_a_site_is_whole(demo: Home) -> None:
    said = demo.say("verify-audit", "--json")
    assert said.code == 0
    assert said.answer["whole"] is True
    assert said.answer["entries"] > 1


def test_a_chain_that_somebody_touched(home: Home) -> None:
    entry = "UPDATE audit_auditentry SET"
    head = "UPDATE audit_chainhead SET sequence = sequence"
    [(subject,)] = rows(home, "SELECT subject FROM audit_auditentry WHERE sequence = 2")
    touches = [
        (f"{entry} subject = 'x' WHERE sequence = 2", "entry 2 was changed"),
        (f"{entry} subject = '{subject}' WHERE sequence = 2", ""),
        (f"{entry} sequence = 1002 WHERE sequence = 2", "entry 2 is missing"),
        (f"{entry} sequence = 2 WHERE sequence = 1002", ""),
        (f"{head} + 1", "head"),
    ]
    for statement, complaint in touches:
        run_sql(home, statement)
        said = home.say("verify-audit", "--json")
        if complaint:
            check_refusal(said, complaint)
        else:
            assert said.code == 0
    ill = check_refusal(home.say("doctor", "--json"), "Audit chain")
    assert [look["subject"] for look in ill] == ["Audit chain"]


def test_every_address_and_who_may_see_it(demo: Home) -> None:
    routes = demo.say("routes", "--json").answer
    assert all(set(route) == {"path", "methods", "name", "audience"} for route in routes)
    assert {route["audience"] for route in routes} <= AUDIENCES
    assert all(route["name"] for route in routes)
    paths = [route["path"] for route in routes]
    assert {"/", "/progress/", "/instruments/<id>/", "/api/v1/openapi.json"} <= set(paths)
    assert not [path for path in paths if "(?P" in path or ":" in path]
    assert all(set(route["methods"]) <= {"GET", "POST", "PUT", "DELETE"} for route in routes)
