"""Several at the same moment: two imports, and an import while people read."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

from tests.installed.command import Home
from tests.installed.databases import rows, standings
from tests.installed.laws import law, write_laws
from tests.installed.serving import serving, status_of

pytestmark = pytest.mark.installed

# Two files that touch the same places: a state's statutes, and ordinances below it.
STATUTES = [law(f"statute-{n}", "26", str(n % 9 + 1), kind="statute") for n in range(120)]
ORDINANCES = [
    law(f"ordinance-{n}", ("2603000", "26161", "2689140")[n % 3], str(n % 9 + 1))
    for n in range(120)
]
READ = (
    "/places/mi/ann-arbor/?n=",
    "/progress/?n=",
    "/api/v1/places?per_page=5&page=",
    "/places/?q=Springfield+",
    "/?n=",
)


def test_two_imports_at_once_both_land(home: Home, other_home: Home, tmp_path: Path) -> None:
    files = [
        write_laws(tmp_path / "statutes.jsonl", *STATUTES),
        write_laws(tmp_path / "ordinances.jsonl", *ORDINANCES),
    ]
    before = home.say("verify-audit", "--json").answer["entries"]
    started = [home.start("import", "instruments", file, "--json") for file in files]
    answers = [process.communicate(timeout=90) for process in started]
    assert [process.returncode for process in started] == [0, 0], answers
    assert [json.loads(out)["new"] for out, _err in answers] == [120, 120]
    chain = home.say("verify-audit", "--json").answer
    assert chain == {"entries": before + 2, "whole": True}
    for file in files:
        assert other_home.say("import", "instruments", file).code == 0
    assert standings(home) == standings(other_home)


def test_reading_goes_on_while_an_import_runs(home: Home, tmp_path: Path) -> None:
    file = write_laws(tmp_path / "laws.jsonl", *STATUTES, *ORDINANCES)
    answers: Counter[int] = Counter()
    over = threading.Event()

    def read_on(url: str) -> None:
        while not over.is_set():
            for path in READ:
                # Another number each time, so that no memory of the page answers.
                answers[status_of(f"{url}{path}{sum(answers.values()) + 1}")] += 1

    with serving(home) as url:
        reader = threading.Thread(target=read_on, args=[url])
        reader.start()
        said = home.say("import", "instruments", file, "--json")
        read_meanwhile = sum(answers.values())
        over.set()
        reader.join()
        with urllib.request.urlopen(f"{url}/api/v1/places/2603000/standings") as response:
            shown = json.load(response)
    assert said.code == 0, said.err
    assert set(answers) == {200}
    # How many is a matter of the machine; that nobody has to wait until the end is not.
    assert read_meanwhile > 0
    assert sum(answers.values()) >= len(READ)
    assert {rule["standing"] for rule in shown["rules"][:9]} == {"adopted"}
    assert rows(home, "SELECT COUNT(*) FROM adoption_instrument WHERE id LIKE 'statute-%'") == [
        (120,)
    ]
