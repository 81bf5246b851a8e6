"""What cannot be undone is asked once: a script says --yes, a terminal is asked, a rehearsal is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.commands import DICE, PETIT, draw, finish, number_of, on_disk, plan_options
from support.journey import ACCEPT, begun
from support.journey import DICE as ROLLS

from tirage.cli import main

pytestmark = pytest.mark.asked

OUT = "{d}"


def planned(folder: Path, **changes: object) -> Path:
    assert draw(PETIT / "volontaires.csv", folder / "d", **changes) == 0
    return folder / "d"


def drawn(folder: Path, *more: str) -> Path:
    """V08 and others sit."""
    dossier = planned(folder, roll="hand")
    assert finish(dossier, "--number", number_of(dossier, "V08"), "--yes", *more) == 0
    return dossier


def left(folder: Path) -> Path:
    dossier = drawn(folder)
    assert main(["record", "withdrawal", "V08", str(dossier), "--yes"]) == 0
    assert main(["draw", "replacements", str(dossier)]) == 0
    return dossier


def left_by_mistake(folder: Path) -> Path:
    dossier = drawn(folder)
    assert main(["record", "withdrawal", "V08", str(dossier), "--yes"]) == 0
    return dossier


def ended(folder: Path) -> Path:
    """A term of everyone that is over today."""
    dossier = drawn(folder)
    words = ["--start", "2025-01-01", "--months", "12", "--yes"]
    assert main(["term", str(dossier), *words]) == 0
    return dossier


def rolls(folder: Path) -> Path:
    begun(folder)
    return folder / "dossier"


def letters(folder: Path) -> Path:
    dossier, files = begun(folder)
    typed = ["frame", *map(str, files), "--dossier", str(dossier), "--key", str(folder / "key"), *ACCEPT]
    assert main([*typed, "--yes"]) == main(["draw", "letters", "--dossier", str(dossier)]) == 0
    return dossier


def sealed(folder: Path) -> Path:
    """A ceremony that waits for amina."""
    from tirage.acts.ceremony import commit

    kept = commit(folder, "amina")
    return planned(folder, contributor=f"amina={kept.commit}")


REASON = ("--reason", "before the dice")
ACTS: dict[str, tuple[Callable[[Path], Path], tuple[str, ...]]] = {
    "a panel by dice": (planned, ("draw", "panel", "--out", OUT, "--seed", DICE)),
    "a panel by hand": (
        lambda folder: planned(folder, roll="hand"),
        ("draw", "panel", "--out", OUT, "--number", "7"),
    ),
    "letters": (letters, ("draw", "letters", "--dossier", OUT, "--seed", ROLLS[0])),
    "replacements": (left, ("draw", "replacements", OUT, "--number", "0")),
    "dice in a ceremony": (planned, ("seed", "reveal", OUT, "--name", "public", "--text", DICE)),
    "a contributor who is dropped": (sealed, ("seed", "drop", OUT, "--name", "amina")),
    "a withdrawal": (drawn, ("record", "withdrawal", "V08", OUT)),
    "a refusal": (drawn, ("record", "refusal", "V08", OUT)),
    "a removal": (drawn, ("record", "moved", "V08", OUT)),
    "an age limit": (drawn, ("record", "age-limit", "V08", OUT)),
    "a volunteer": (
        drawn,
        ("record", "withdrawal", "{out}", OUT, "--volunteer", "--evidence", str(PETIT / "quotas.csv")),
    ),
    "a correction": (
        left_by_mistake,
        ("record", "correction", "V08", OUT, "--reason", "typing", "--kind", "refusal"),
    ),
    "a term": (drawn, ("term", OUT, "--start", "2026-12-01", "--months", "12")),
    "the end of an assembly": (ended, ("draw", "renewal", OUT)),
    "a regulation": (rolls, ("plan", "--for", "guarantors", "--adopt", "--dossier", OUT)),
    "a frame": (rolls, ("frame", "{lists}", "--dossier", OUT, *ACCEPT)),
    "a void plan": (planned, ("void", OUT, *REASON)),
    "a contested draw": (drawn, ("contest", OUT, *REASON)),
    "erasure": (drawn, ("erase", OUT, *REASON)),
}
"""Each irreversible act: the dossier before it, and what is typed."""


def typed(words: tuple[str, ...], folder: Path, dossier: Path) -> list[str]:
    panel = dossier / "public/panel.csv"
    sitting = panel.read_text(encoding="ascii").split() if panel.exists() else []
    out = next(f"V{number:02}" for number in range(1, 21) if f"V{number:02}" not in sitting)
    return [word.format(d=dossier, lists=folder / "lists", out=out) for word in words] + ["--lang", "en"]


@pytest.mark.parametrize("act", ACTS)
def test_a_script_says_yes_or_nothing_is_written(
    act: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, words = ACTS[act]
    dossier = before(tmp_path)
    line, kept = typed(words, tmp_path, dossier), on_disk(tmp_path)
    capsys.readouterr()
    assert main([*line, "--json"]) == 6
    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["code"] == "asking.unasked"
    assert "add --yes" in said.err
    assert on_disk(tmp_path) == kept
    assert main([*line, "--yes"]) == 0
    assert on_disk(tmp_path) != kept


def test_nothing_is_asked_in_a_rehearsal(tmp_path: Path) -> None:
    out = str(tmp_path / "d")
    assert draw(PETIT / "volontaires.csv", out, rehearsal=True, roll="hand") == 0
    for words in (
        ["draw", "panel", "--out", out, "--number", number_of(tmp_path / "d", "V08")],
        ["term", out, "--start", "2025-01-01", "--months", "12", "--by-rules"],
        ["contest", out, *REASON],
        ["draw", "renewal", out],
        ["erase", out, *REASON],
    ):
        assert main([*words, "--lang", "en"]) == 0, words


def test_what_is_refused_is_refused_before_anybody_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = str(drawn(tmp_path))
    for words, code in (
        (["record", "withdrawal", "V99", dossier], "life.no_member"),
        (["record", "withdrawal", "V08", dossier, "--date", "2031-01-01"], "life.future"),
        (["term", dossier, "--months", "3", "--start", "2026-12-01"], "term.months"),
        (["void", dossier, *REASON], "void.drawn"),
        (["draw", "renewal", dossier], "term.none"),
        (["erase", dossier, "--reason", "Samira Benaïssa asks"], "ending.names"),
    ):
        capsys.readouterr()
        assert main([*words, "--json"]) == 6
        assert json.loads(capsys.readouterr().out)["error"]["code"] == code


def test_a_plan_is_not_asked_about_since_it_can_be_voided(tmp_path: Path) -> None:
    assert (
        main(["draw", "panel", str(PETIT / "volontaires.csv"), "--out", str(tmp_path / "d"), *plan_options()])
        == 0
    )
