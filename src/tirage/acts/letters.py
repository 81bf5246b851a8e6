"""A wave of letters: plan, then chance, then result; and where the letters of a dossier stand.

Pure: facts and files in, files and entries out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tirage.assembly.letters import Basis
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.layout import drawn_path, plan_path, strata_path
from tirage.dossier.outcome import Changes
from tirage.draws.chance import PUBLIC_ROLL, Chance, ChanceSources
from tirage.forecast.letters import LettersSoFar
from tirage.tabular.writing import csv_text

Drawn = Sequence[tuple[str, str]]
"""(pid, stratum), by ascending pid."""


@dataclass(frozen=True, slots=True)
class StratumLetters:
    """Letters of one stratum in a wave."""

    code: str
    people: int
    eligible: int
    """Those to whom nobody wrote yet, at home neither."""
    letters: int


def plan(
    basis: Basis, strata: Sequence[StratumLetters], *, rehearsal: bool, terms: ChanceSources = PUBLIC_ROLL
) -> Changes:
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
    return Changes(files, (("plan", {"act": f"letters/{wave}", "sha256": sha256(planned)}),))


def draw(
    plan_bytes: bytes,
    strata_bytes: bytes,
    chance: Chance,
    select: Callable[[Mapping[str, int], str], Drawn],
) -> tuple[Changes, Drawn]:
    """The people of a planned wave; `select(letters, stage_seed)` gives the first of each stratum."""
    document = json.loads(plan_bytes)
    act, plan_hash = f"letters/{document['wave']}", sha256(plan_bytes)
    rows = (line.split(",") for line in strata_bytes.decode("ascii").splitlines()[1:])
    drawn = select({code: int(letters) for code, _, _, letters in rows}, chance.stage_seed)
    listed = csv_text([("pid", "stratum"), *drawn]).encode()
    body = {"act": act, "plan": plan_hash, **chance.facts, "count": len(drawn), "sha256": sha256(listed)}
    files = {drawn_path(document["wave"]): listed}
    return Changes(files, (("letters", body),)), drawn


def strata(now: LettersSoFar, letters: Mapping[str, int]) -> tuple[StratumLetters, ...]:
    """The wave's letters as its plan has them."""
    return tuple(
        StratumLetters(each.code, now.people[each.code], each.eligible, letters[each.code])
        for each in now.strata
    )
