"""`doctor`, `verify-audit` and `routes`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.installed.command import Home, Said, check_refusal
from tests.installed.databases import rows, run_sql

pytestmark = pytest.mark.installed

AUDIENCES = {"public", "person", "member", "lead", "reader", "moderator", "staff"}


def _ill(said: Said, *parts: str) -> list[dict[str, Any]]:
    """What the doctor found wrong."""
    assert check_refusal(said, *parts, more={"ok", "looked_at"}) == []
    assert said.answer["ok"] is False
    return [look for look in said.answer["looked_at"] if not look["is_well"]]


def test_a_well_site(demo: Home) -> None:
    said = demo.say("doctor", "--json")
    assert (said.code, said.err, said.answer["ok"]) == (0, "", True)
    assert all(look["is_well"] for look in said.answer["looked_at"])
    for_people = demo.say("doctor")
    assert for_people.code == 0
    assert "ILL" not in for_people.out


def test_styles_that_are_missing(home: Home) -> None:
    shutil.rmtree(home.folder / "static")
    ill = _ill(home.say("doctor", "--json"), "Styles and scripts")
    assert [look["subject"] for look in ill] == ["Styles and scripts"]
    assert "freedomcities init" in ill[0]["mend"]


def test_standings_of_another_day(home: Home) -> None:
    run_sql(home, "UPDATE adoption_standingsday SET day = '2020-01-01'")
    ill = _ill(home.say("doctor", "--json"), "Standings of today")
    assert "2020-01-01" in ill[0]["finding"]


def test_a_database_that_is_gone(home: Home) -> None:
    if home.database:
        pytest.skip("the file of SQLite")
    (home.folder / "site.sqlite3").write_bytes(b"no database at all" * 500)
    ill = _ill(home.say("doctor", "--json"), "1 thing is wrong: Database.")
    assert [(look["finding"], look["mend"]) for look in ill] == [
        ("file is not a database", "Put the newest backup that verifies in its place.")
    ]
    check_refusal(home.say("status", "us", "--json"), "database")


def test_a_database_that_is_not_there_is_not_made(home: Home) -> None:
    if home.database:
        pytest.skip("the file of SQLite")
    file = home.folder / "site.sqlite3"
    file.unlink()
    (ill,) = _ill(home.say("doctor", "--json"), "1 thing is wrong: Database.")
    assert ill["finding"] == f"the file {file} is missing"
    assert "freedomcities init" in ill["mend"]
    assert not file.exists()


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
    ill = _ill(home.say("doctor", "--json"), "Audit chain")
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


def test_addresses_need_no_site(demo: Home, tmp_path: Path) -> None:
    nowhere = Home(tmp_path / "nowhere")
    said = nowhere.say("routes", "--json")
    assert said.code == 0, said.err
    assert said.answer == demo.say("routes", "--json").answer
    assert list(tmp_path.iterdir()) == []
