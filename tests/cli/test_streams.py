"""Pipes that close, disks that are full, a hand on Ctrl-C, and what nobody foresaw."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.commands import DICE, PETIT, draw, finish, on_disk, plan_options
from support.consoles import console
from support.two_commands import split

from tirage.acts import panel
from tirage.cli import main
from tirage.verify.checklist import verify
from tirage.verify.reading.dossier import read

TIRAGE = [sys.executable, "-m", "tirage"]


def closed_pipe() -> int:
    """A descriptor to write to that nobody will ever read."""
    ours, theirs = os.pipe()
    os.close(ours)
    return theirs


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_reader_who_has_had_enough_is_no_failure(tmp_path: Path, more: list[str]) -> None:
    pipe = closed_pipe()
    done = subprocess.run(
        [*TIRAGE, "chances", str(PETIT / "volontaires.csv"), *plan_options(ids=None), *more],
        stdout=pipe,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(pipe)
    assert done.returncode == 0
    assert not re.search(r"Traceback|Exception|rror", done.stderr), done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full there")
def test_output_that_cannot_be_written_is_said_and_what_is_on_record_not_denied(
    pool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A rehearsal, which takes its time from here: the clock of tests and that of another process differ.
    monkeypatch.setenv("TIRAGE_CLOCK", "2026-11-23T09:00:00Z")
    draw(pool, tmp_path / "d", "--rehearsal")
    monkeypatch.setenv("TIRAGE_CLOCK", "2026-11-23T09:05:00Z")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*TIRAGE, "draw", "panel", "--out", str(tmp_path / "d"), "--seed", DICE, "--yes", "--lang", "en"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "ENOSPC" in done.stderr
    assert "othing was changed" not in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "d/public/panel.csv").exists()
    assert verify(read(tmp_path / "d")).ok


@pytest.mark.parametrize(("language", "sentence"), [("fr", "Interrompu."), ("en", "Interrupted.")])
def test_an_interruption_is_said_and_leaves_nothing(
    pool: Path,
    tmp_path: Path,
    language: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(panel, "read_inputs", interrupted)
    assert draw(pool, tmp_path / "d", lang=language) == 130
    said = capsys.readouterr().err
    # Where there is no dossier, nobody is told to verify one.
    assert sentence in said and "tirage verify" not in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["volontaires.csv"]


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_an_error_that_nobody_foresaw_says_where_and_never_what_it_was_reading(
    pool: Path,
    tmp_path: Path,
    more: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The text of an exception may quote a cell; its class and its line may not."""

    def broken(*_: object) -> None:
        raise ValueError("could not read 'Élise Martin'")

    monkeypatch.setattr(panel, "read_inputs", broken)
    assert draw(pool, tmp_path / "d", *more) == 1
    said = capsys.readouterr()
    assert re.search(r"ValueError, acts/panel\.py:\d+\)", said.err)
    assert "Martin" not in said.out + said.err
    assert "Traceback" not in said.err
    assert not (tmp_path / "d").exists()


def test_talk_is_on_stderr_and_data_alone_on_stdout(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    for command in (
        ["draw", "panel", str(pool), "--out", str(tmp_path / "d"), *plan_options(), "--json"],
        ["draw", "panel", "--out", str(tmp_path / "d"), "--seed", DICE, "--json"],
        ["chances", str(pool), *plan_options(ids=None), "--json"],
        ["verify", str(tmp_path / "d"), "--json"],
        ["replay", str(tmp_path / "d"), "--trials", "20", "--json"],
    ):
        assert main(command) == 0
        assert json.loads(capsys.readouterr().out)


def test_a_terminal_without_accents_shows_plain_letters_and_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool, out = PETIT / "volontaires.csv", tmp_path / "d"
    written = console(monkeypatch, "ascii")
    options = plan_options(lang="fr")
    for words in split(["draw", "panel", pool, "--out", out, *options, "--rehearsal", "--seed", DICE]):
        assert main([str(word) for word in (*words, "--yes")]) == 0
    said = written().decode("ascii")
    assert "tires au sort" in said
    assert "?" not in said.replace("\x1b[?25", "")  # what hides the cursor while a bar moves
    assert verify(read(out)).ok


def printed(surroundings: dict[str, str], *words: str) -> bytes:
    """What a command writes on stdout, in a process of its own."""
    env = {**os.environ, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **surroundings}
    return subprocess.run([*TIRAGE, *words], capture_output=True, check=False, env=env).stdout


@pytest.mark.parametrize("surroundings", [{"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C"}], ids=str)
def test_data_are_utf8_whatever_the_terminal_is(
    pool: Path, tmp_path: Path, surroundings: dict[str, str]
) -> None:
    """What another program reads: `é`, and signs that cp1252 lacks, come out as they are."""
    import json

    quotas = tmp_path / "q.csv"
    for path, source in ((pool, pool), (quotas, PETIT / "quotas.csv")):
        text = source.read_text(encoding="utf-8-sig").replace("Nord", "Łódź")
        path.write_text(text, encoding="utf-8")
    said = printed(surroundings, "chances", str(pool), *plan_options(quotas, ids=None), "--json")
    assert "Łódź" in {row["category"] for row in json.loads(said.decode("utf-8"))["quotas"]}
    assert b"\r" not in said
    said = printed(surroundings, "chances", "none.csv", *plan_options(quotas, ids=None, lang="fr"), "--json")
    assert "é" in json.loads(said.decode("utf-8"))["error"]["defects"][0]["remedy"]


def test_the_verifier_s_data_are_utf8_as_well(pool: Path, tmp_path: Path) -> None:
    import json

    draw(pool, tmp_path / "d")
    said = printed({"PYTHONIOENCODING": "utf-16"}, "verify", str(tmp_path / "d"), "--json", "--lang", "fr")
    assert "é" in str(json.loads(said.decode("utf-8")))


def test_an_act_refused_by_the_disk_after_it_was_recorded_is_finished_by_the_next_reading(
    pool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(pool, tmp_path / "d")
    real = os.rename

    def full(source: object, target: object, *more: object, **options: object) -> None:
        if "public" in str(target):
            raise OSError(28, "No space left on device")
        real(source, target, *more, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", full)
        assert finish(tmp_path / "d", "--seed", DICE) == 1
    assert "The act IS on record" in capsys.readouterr().err
    assert finish(tmp_path / "d", "--seed", DICE) == 6
    assert "panel.csv" in {Path(name).name for name in on_disk(tmp_path / "d")}
    assert main(["verify", str(tmp_path / "d")]) == 0
