"""The act that draws a wave of letters: plan, then chance, then result. Pure: facts in, files out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tirage.assembly.ceremony import Chance
from tirage.assembly.outcome import Outcome
from tirage.assembly.terms import PLAIN, Terms
from tirage.journal.canonical import canonical, sha256
from tirage.people.csv_text import csv_text

Drawn = Sequence[tuple[str, str]]
"""(pid, stratum), by ascending pid."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Letters of one stratum in a wave."""

    code: str
    people: int
    eligible: int
    """Those to whom nobody wrote yet, at home neither."""
    letters: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a wave is drawn from, by the hashes of its files."""

    frame: str
    """guarantors/frame.csv"""
    rules: str
    """public/rules.json"""
    before: tuple[str, ...]
    """guarantors/letters-K.csv of every earlier wave."""

    @property
    def wave(self) -> int:
        """The number of the wave that comes next, from 1."""
        return len(self.before) + 1


def plan_path(wave: int) -> str:
    """Where the plan of a wave is."""
    return f"public/letters-{wave}-plan.json"


def strata_path(wave: int) -> str:
    """Where the letters of a wave are counted by stratum."""
    return f"public/letters-{wave}-strata.csv"


def drawn_path(wave: int) -> str:
    """Where the people drawn in a wave are."""
    return f"guarantors/letters-{wave}.csv"


def plan(basis: Basis, strata: Sequence[Stratum], *, rehearsal: bool, terms: Terms = PLAIN) -> Outcome:
    """The files and the act that fix everything of a wave but chance.

    `strata` in the order of the frame. Raises ValueError for more letters than people who may get one.
    """
    wave = basis.wave
    if any(not 0 <= stratum.letters <= stratum.eligible <= stratum.people for stratum in strata):
        raise ValueError("more letters than people")
    rows = [("stratum", "people", "eligible", "letters")]
    rows += [(s.code, str(s.people), str(s.eligible), str(s.letters)) for s in strata]
    counted = csv_text(rows).encode()
    document = {
        "spec": "tirage/1",
        "act": "letters",
        "wave": wave,
        "stage": f"test/letters/{wave}" if rehearsal else f"letters/{wave}",
        "rehearsal": rehearsal,
        "inputs": {
            "frame": basis.frame,
            "rules": basis.rules,
            "strata": sha256(counted),
            "before": list(basis.before),
        },
        "contributors": terms.contributors,
        "beacon": terms.beacon,
    }
    planned = canonical(document)
    files = {plan_path(wave): planned, strata_path(wave): counted}
    return Outcome(files, (("plan", {"act": f"letters/{wave}", "sha256": sha256(planned)}),))


def draw(
    plan_bytes: bytes,
    strata_bytes: bytes,
    chance: Chance,
    select: Callable[[Mapping[str, int], str], Drawn],
) -> tuple[Outcome, Drawn]:
    """The people of a planned wave; `select(letters, stage_seed)` gives the first of each stratum."""
    document = json.loads(plan_bytes)
    act, plan_hash = f"letters/{document['wave']}", sha256(plan_bytes)
    rows = (line.split(",") for line in strata_bytes.decode("ascii").splitlines()[1:])
    drawn = select({code: int(letters) for code, _, _, letters in rows}, chance.stage_seed)
    listed = csv_text([("pid", "stratum"), *drawn]).encode()
    body = {"act": act, "plan": plan_hash, **chance.facts, "count": len(drawn), "sha256": sha256(listed)}
    files = {drawn_path(document["wave"]): listed}
    return Outcome(files, (("letters", body),)), drawn
