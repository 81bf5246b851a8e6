"""What the tests of the command line share: the small example, commands in process, files of a dossier."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from support.two_commands import by_hand, in_two
from tirage.cli import main

PETIT = Path(__file__).parents[2] / "examples" / "petit"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"


def plan_options(quotas: Path | str | None = PETIT / "quotas.csv", **changes: object) -> list[str]:
    """The options that make the plan of the small example; `seats=7` changes one, None leaves it out."""
    options = {
        "quotas": quotas,
        "seats": 6,
        "panels": 39,
        "household": "adresse",
        "ids": "published",
        "lang": "en",
        **changes,
    }
    typed: list[str] = []
    for name, value in options.items():
        if value is not None:
            typed += [f"--{name}"] if value is True else [f"--{name}", str(value)]
    return typed


def draw(pool: Path | str, out: Path | str, *more: str, **changes: Any) -> int:
    """`tirage draw panel POOL …`; the exit code.

    With chance, unless it is a rehearsal, the two commands that it takes.
    """
    words = ["draw", "panel", str(pool), "--out", str(out), *plan_options(**changes), *more]
    apart = not {"--seed", "--number"}.isdisjoint(words) and "--rehearsal" not in words
    return in_two(*words) if apart else main([*words, *by_hand(words)])


def finish(out: Path | str, *more: str) -> int:
    """`tirage draw panel --dossier DIR …`, the second call; the exit code."""
    return main(["draw", "panel", "--out", str(out), "--lang", "en", *more])


def number_of(out: Path, *pids: str) -> str:
    """The first panel that these people sit in together, in a plan by hand whose ids are published."""
    lines = (out / "public/lottery.csv").read_text(encoding="ascii").splitlines()
    return str(next(number for number, line in enumerate(lines) if {*pids} <= {*line.split(",")}))


def on_disk(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, private ones too, by its path in it."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def of_the_inputs(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that inputs and roll decide: the journal has the time and the hashes of the sources too."""
    return {name: data for name, data in files.items() if name.startswith(("public/", "guarantors/"))}


def defects(captured: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The defects of an error printed with --json."""
    found: list[dict[str, Any]] = json.loads(captured.readouterr().out)["error"]["defects"]
    return found
