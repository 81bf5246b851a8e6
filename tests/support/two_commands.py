"""A plan, then its chance: the two commands of a draw that is no rehearsal, from the words of both."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Sequence

from tirage.cli import main

ROLLS = ("--seed", "--number")
KEPT = (*ROLLS, "--out", "--dossier", "--lang")
"""Options of the second command, each with its value."""


def split(words: Sequence[object]) -> tuple[list[str], list[str]]:
    """`draw … --seed TEXT` as the command that fixes the plan and the one that goes on with it."""
    typed = [str(word) for word in words]
    plan, then = typed[:2], typed[:2]
    if typed[1] != "panel" and len(typed) > 2 and not typed[2].startswith("--"):
        then.append(typed[2])
    for before, word in zip(["", *typed[2:]], typed[2:], strict=False):
        if word not in ROLLS and before not in ROLLS:
            plan.append(word)
        if word in KEPT or before in KEPT or word == "--json":
            then.append(word)
    return [*plan, *by_hand(typed)], then


def by_hand(words: Sequence[str]) -> list[str]:
    """What the plan must say for a number drawn by hand."""
    return ["--roll", "hand"] if "--number" in words and "--roll" not in words else []


def in_two(*words: object) -> int:
    """Type both: the exit code of the first if it fails, else of the second, whose output alone shows."""
    plan, then = split(words)
    said, talk = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(talk):
        code = main(plan)
    if code:
        sys.stdout.write(said.getvalue())
        sys.stderr.write(talk.getvalue())
        return code
    return main(then)
