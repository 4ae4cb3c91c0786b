from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest
from django.db import OperationalError

from freedomcities.cli.answer import Answer
from freedomcities.cli.commands import routes
from freedomcities.cli.main import COMMANDS, load, main, make_parser
from freedomcities.lib.errors import Refusal


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert load(name).HELP.split()[0] in capsys.readouterr().out


def test_no_command_is_a_wrong_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1


def test_an_unknown_argument_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", "--nonsense"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_programs_get_an_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["routes", "--json", "--nonsense"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out) == {"error": err.strip(), "candidates": []}


def test_the_parser_names_the_commands_of_the_contract() -> None:
    assert {"demo", "init", "serve", "status", "atlas", "import", "export", "routes", "doctor",
            "verify-audit"} <= set(COMMANDS)  # fmt: skip
    assert make_parser().prog == "freedomcities"


def test_tables_cannot_be_made_of_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["atlas", "build", str(tmp_path), str(tmp_path / "out"), "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["error"] == err.strip()


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
@pytest.mark.parametrize("word", ["Cañon", "half \udc80 a sign"])
def test_a_sign_that_a_terminal_has_not_is_no_crash(
    encoding: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, err = io.BytesIO(), io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding))
    Answer(as_json=True).refuse(Refusal(f"No place is known as “{word}”."))
    assert json.loads(out.getvalue())["error"] == f"No place is known as “{word}”."
    assert err.getvalue().decode().startswith("No place is known as ")
    Answer().say(word)
    assert out.getvalue().decode().count("\n") > 1


def test_a_locked_database_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(routes, "run", refuse)
    assert main(["routes", "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["error"] == err.strip()
    assert err.startswith("The database cannot be used now (database is locked), and nothing")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_step_is_one_line_of_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    with Answer().step("The tables") as tell:
        tell("one")
        tell("two")
        assert log.getvalue() == ""
    assert re.fullmatch(r"  The tables … \d+\.\d s\n", log.getvalue())


def test_a_step_is_one_line_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with Answer().step("The tables") as tell:
        assert screen.getvalue().endswith("The tables … ")
        tell("one")
        assert screen.getvalue().endswith("\r\x1b[K  The tables … one")
    assert re.search(r"\r\x1b\[K  The tables … \d+\.\d s\n$", screen.getvalue())
    assert screen.getvalue().count("\n") == 1


@pytest.mark.parametrize("stream", [io.StringIO, _Terminal])
def test_the_refusal_of_a_step_stands_alone(
    stream: type[io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = stream()
    monkeypatch.setattr(sys, "stderr", told)
    with pytest.raises(Refusal), Answer().step("The tables"):
        raise Refusal("No.")
    assert told.getvalue().split("\x1b[K")[-1] == ""


def test_demands_are_written_down_by_the_command_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["demands", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "only this command does" in told
    assert "/about/transparency/" in told
