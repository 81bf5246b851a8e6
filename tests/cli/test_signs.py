"""What a text of a stranger does to a terminal: nothing. ESC, control signs and turned lines are shown."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text
from support.commands import PETIT, draw, plan_options

from tirage.cli import main
from tirage.dossier.canonical import canonical
from tirage.report.rendering.terminal import Terminal

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\x85\u202egnp\u2066\u2028\x00\r\x7f\u200f\u061c"
OBEYED = set(HOSTILE) - set("]0;owned[2J31mgnp")


def harmless(said: str) -> bool:
    return not OBEYED & set(said)


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """A plan declared void for a reason that a terminal would obey."""
    folder = tmp_path / "dossier"
    assert draw(PETIT / "volontaires.csv", folder) == 0
    assert main(["void", str(folder), "--reason", "mistaken", "--lang", "en"]) == 0
    last = max((folder / "journal").iterdir())
    entry = json.loads(last.read_bytes())
    entry["body"]["reason"] = HOSTILE
    last.write_bytes(canonical(entry))
    return folder


@pytest.mark.parametrize("command", ["history", "status", "verify", "replay", "report"])
@pytest.mark.parametrize("more", [[], ["--json"]])
def test_what_is_on_the_record_is_shown_and_not_obeyed(
    command: str, more: list[str], planned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    main([command, str(planned), "--lang", "en", *(more if command != "report" else [])])
    said = capsys.readouterr()
    assert harmless(said.out) and harmless(said.err)
    if command in {"history", "verify"}:
        assert "\\x1b[2J" in said.out or "\\u001b[2J" in said.out


def test_json_reads_back_as_it_was(planned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["history", str(planned), "--json", "--lang", "en"]) == 0
    assert HOSTILE in json.loads(capsys.readouterr().out)["acts"][-1]["text"]


@pytest.mark.parametrize("command", ["chances", "draw", "check"])
def test_a_category_of_a_file_is_shown_and_not_obeyed(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = HOSTILE.replace("\r", "").replace("\x00", "").replace("\u2028", "").replace("\x85", "")
    for name in ("volontaires.csv", "quotas.csv"):
        text = (PETIT / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("Femme", f"Femme{odd}"), encoding="utf-8")
    typed = [str(tmp_path / "volontaires.csv"), *plan_options(tmp_path / "quotas.csv")]
    capsys.readouterr()
    if command == "draw":
        main(["draw", "panel", *typed, "--out", str(tmp_path / "d")])
    else:
        main([command, *typed])
    said = capsys.readouterr()
    assert harmless(said.out) and harmless(said.err)


@pytest.mark.parametrize("command", ["verify", "status", "history", "publish"])
def test_the_name_of_a_file_is_shown_and_not_obeyed(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = tmp_path / "x\x1b[2J\u202e"
    main(
        [
            command,
            str(name),
            "--lang",
            "en",
            *(["--for", "public", "--out", str(name)] if command == "publish" else []),
        ]
    )
    said = capsys.readouterr()
    assert harmless(said.out) and harmless(said.err) and "\\x1b" in said.out + said.err


def test_tables_and_texts_are_shown_in_their_columns() -> None:
    stream = io.StringIO()
    table = Table("a", HOSTILE)
    table.add_row(HOSTILE, Text(HOSTILE))
    console = Terminal(stream)
    console.print(table)
    console.print(Text(HOSTILE), HOSTILE, soft_wrap=True)
    assert harmless(stream.getvalue().replace("\n", ""))
    widths = {len(line) for line in stream.getvalue().splitlines()[:4]}
    assert len(widths) == 1
