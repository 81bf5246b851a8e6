"""tirage itself, measured as a user runs it: the whole command, dossier written."""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from measure import Run, run
from pools import BenchPool

TIRAGE = os.environ.get("TIRAGE", str(Path(sys.executable).with_name("tirage")))
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"


def draw_panel(  # noqa: PLR0913 - what a user types
    people_csv: Path,
    quotas_csv: Path,
    seats: int,
    out: Path,
    *,
    household: Sequence[str] = (),
    fairness: str = "leximin",
    panels: int | None = None,
    limit: float,
) -> Run:
    """`tirage draw panel` from the files to the drawn panel, the lottery included.

    `panels`: None for as many as the chances need. A rehearsal, so that plan and draw are one command and one
    measure.
    """
    command: list[str | Path] = [TIRAGE, "draw", "panel", people_csv, "--quotas", quotas_csv]
    command += ["--seats", str(seats), "--fairness", fairness, "--seed", DICE, "--rehearsal", "--out", out]
    command += ["--ids", "published"]
    if household:
        command += ["--household", ",".join(household)]
    if panels:
        command += ["--panels", str(panels)]
    return run(command, limit)


def verify(out: Path, limit: float) -> Run:
    """`tirage verify` on a dossier."""
    return run([TIRAGE, "verify", out], limit)


def draw(pool: BenchPool, *, fairness: str = "leximin", limit: float = 60) -> dict[str, Any]:
    """One whole draw and one verification on a pool, with the chances that the lottery gives."""
    pool.ready()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "dossier"
        household = ("address1", "zip")
        done = draw_panel(
            pool.people_csv,
            pool.features_csv,
            pool.seats,
            out,
            household=household,
            fairness=fairness,
            limit=limit,
        )
        result = {"program": f"tirage {fairness}", "pool": pool.name, "limit_s": limit, **done.figures()}
        if done.status == "done":
            checked = verify(out, limit)
            result |= {"asked": fairness, "used": fairness, **chances(out), "verify": checked.figures()}
        elif done.status == "failed":
            result["message"] = done.stderr[-600:]
    return result


def chances(out: Path) -> dict[str, Any]:
    """Least and largest chance of a dossier's lottery, and what its certificate proves of the least."""
    certificate = certificate_of(out)
    with (out / "guarantors" / "chances.csv").open(encoding="utf-8", newline="") as file:
        panels = [int(row["panels"]) for row in csv.DictReader(file)]
    m = certificate["panels"]
    return {
        "panels": m,
        "least": min(panels) / m,
        "largest": max(panels) / m,
        "never": sum(not count for count in panels),
        "method": certificate["method"],
        "levels": len(certificate["levels"]),
        "least_bound": certificate["levels"][0]["bound"],
    }


def certificate_of(out: Path) -> dict[str, Any]:
    """`public/certificate.json` of a dossier."""
    document: dict[str, Any] = json.loads((out / "public" / "certificate.json").read_text(encoding="utf-8"))
    return document
