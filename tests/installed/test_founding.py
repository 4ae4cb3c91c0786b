"""`init`, a second `demo`, and commands where no site is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.installed.command import Home, check_refusal
from tests.installed.databases import fingerprint, rows, standings
from tests.installed.laws import law, write_laws
from tests.installed.serving import free_port

pytestmark = pytest.mark.installed


def test_an_empty_site(founded: Home) -> None:
    keys = founded.folder / "keys.json"
    ours = [keys] if founded.database else [keys, founded.folder / "site.sqlite3"]
    assert {stat.S_IMODE(each.stat().st_mode) for each in ours} == {0o600}
    answer = founded.say("status", "Ann Arbor, MI", "--json").answer
    assert answer["adopted"] == 0
    assert {rule["standing"] for rule in answer["rules"]} == {"unknown"}
    # Nobody has read anything yet; what agencies signed is a published list, and is there.
    kinds = "SELECT kind, COUNT(*) FROM adoption_instrument GROUP BY kind"
    assert rows(founded, kinds) == [("agreement", 1_840)]
    assert founded.say("doctor", "--json").code == 0


def test_the_atlas_of_an_empty_site_is_whole(founded: Home) -> None:
    counts = founded.say("atlas", "info", "--json").answer["counts"]
    expected = {"states": 52, "counties": 3222, "municipalities": 19479, "towns": 16147}
    assert {name: counts[name] for name in expected} == expected
    assert counts["zip_codes"] == 33791


def test_init_once_more_changes_nothing(empty_home: Home) -> None:
    before = fingerprint(empty_home)
    keys = (empty_home.folder / "keys.json").read_bytes()
    assert empty_home.say("init", "--json").code == 0
    assert fingerprint(empty_home) == before
    assert (empty_home.folder / "keys.json").read_bytes() == keys


def test_a_second_demo_keeps_the_data_and_changes_nothing(home: Home, tmp_path: Path) -> None:
    home.say("import", "instruments", write_laws(tmp_path / "own.jsonl", law("of-our-own")))
    before, kept = fingerprint(home), standings(home)
    said = home.say("demo", "--no-serve", "--json")
    assert said.code == 0
    assert fingerprint(home) == before
    assert standings(home) == kept
    assert rows(home, "SELECT id FROM adoption_instrument WHERE id = 'of-our-own'")


def test_the_demo_says_where_things_are(home: Home) -> None:
    port = free_port()
    described = home.say("demo", "--no-serve", "--json", "--port", str(port)).answer
    assert described["url"] == f"http://127.0.0.1:{port}"
    assert described["outbox"] == str(home.folder / "outbox")
    assert described["instrument"].startswith(f"{described['url']}/instruments/")
    assert isinstance(described["people"], dict)


def test_the_home_may_be_named_in_the_command(demo: Home, home: Home) -> None:
    said = demo.say("demo", "--home", home.folder, "--no-serve", "--json")
    assert said.answer["outbox"] == str(home.folder / "outbox")


@pytest.mark.parametrize(
    "words",
    [["status", "us"], ["verify-audit"], ["export", "out"], ["atlas", "info"]],
    ids=lambda words: words[0],
)
def test_without_a_site_a_command_says_what_to_do(tmp_path: Path, words: list[str]) -> None:
    nowhere = Home(tmp_path / "nowhere")
    check_refusal(nowhere.say(*words, "--json"), "freedomcities init")
    assert not nowhere.folder.exists()


def test_serve_without_a_site_says_what_to_do(tmp_path: Path) -> None:
    nowhere = Home(tmp_path / "nowhere")
    said = nowhere.say("serve", "--port", str(free_port()))
    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert "freedomcities init" in said.err
    assert not nowhere.folder.exists()


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = Home(tmp_path / "home").say("init", "--home", tmp_path / "file" / "home", "--json")
    check_refusal(said, "cannot be written")


def test_an_atlas_from_an_empty_folder_is_refused(demo: Home, tmp_path: Path) -> None:
    check_refusal(demo.say("atlas", "import", tmp_path, "--json"), str(tmp_path))
