from __future__ import annotations

import json

import pytest

from freedomcities.cli.main import COMMANDS, load, main, make_parser


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
