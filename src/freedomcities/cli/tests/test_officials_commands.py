"""`corrections` and `import officials` as an operator types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from freedomcities.cli.main import main
from freedomcities.officials.corrections import About, send_correction
from freedomcities.officials.models import Office, Official
from freedomcities.officials.tests.agency_makers import make_michigan

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TEXT = "The mayor is somebody else since November: https://example.org/mayor"
FILE = "kind,place,name,shoe_size\nmayor,2603000,A Mayor,9\n"

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def michigan() -> None:
    make_michigan()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> tuple[int, str, str]:
        status = main([str(each) for each in arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


def test_signs_that_command_a_terminal_are_shown_and_not_obeyed(run: Run) -> None:
    office = Office.objects.create(id="2603000-mayor", place_id="2603000", kind="mayor")
    send_correction(About(office=office), "red \x1b[31m turned \u202e\ntwo lines", now=NOW)
    _status, out, _err = run("corrections")
    assert "red \\x1b[31m turned \\u202e\ntwo lines" in out
    assert json.loads(run("corrections", "--json")[1])["corrections"][0]["text"].startswith(
        "red \x1b"
    )


def test_what_was_sent_in_is_listed_and_decided(run: Run) -> None:
    office = Office.objects.create(id="2603000-mayor", place_id="2603000", kind="mayor")
    assert run("corrections")[1] == "No correction waits for a decision.\n"
    sent = send_correction(About(office=office), TEXT, now=NOW)
    status, out, _err = run("corrections", "--json")
    assert status == 0
    assert json.loads(out) == {
        "corrections": [
            {
                "number": sent.pk,
                "submitted_at": "2026-11-21",
                "about": "Mayor of Ann Arbor",
                "id": "2603000-mayor",
                "text": TEXT,
            }
        ]
    }
    assert run("corrections", "--accept", sent.pk, "--note", "done")[1] == (
        f"Correction {sent.pk} is accepted.\n"
    )
    status, _out, err = run("corrections", "--decline", sent.pk)
    assert (status, err) == (2, f"There is no correction {sent.pk} that waits for a decision.\n")


def test_officials_as_an_operator_imports_them(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "officials.csv"
    path.write_text(FILE)
    status, out, _err = run("import", "officials", path, "--checked-on", "2026-10")
    assert (status, out.splitlines()) == (
        0,
        [
            "1 offices: 1 new, 0 replaced.",
            "1 people who hold them: 1 new, 0 replaced, 0 unchanged.",
            "Passed over, since they mean nothing here: shoe_size.",
        ],
    )
    assert Official.objects.get().checked_on == "2026-10"
    answer = json.loads(run("import", "officials", path, "--json", "--checked-on", "2026-10")[1])
    assert (answer["changed"], answer["unchanged"], answer["ignored"]) == (0, 1, ["shoe_size"])


def test_a_refused_file_of_officials_is_one_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "officials.csv"
    path.write_text(FILE.replace("2603000", "nowhere"))
    status, _out, err = run("import", "officials", path)
    assert status == 2
    assert err == ("Nothing was imported, because of line 2: there is no place “nowhere”.\n")
    path.write_text(FILE)
    status, _out, err = run("import", "officials", path, "--checked-on", "yesterday")
    assert status == 2
    assert "“yesterday” is not a date" in err
    assert run("import", "officials", tmp_path / "none.csv")[0] == 2
    assert not Official.objects.exists()
