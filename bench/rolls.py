"""From the rolls of a whole city to a wave of letters: what `check`, `frame` and `draw letters` take.

    python bench/rolls.py [--rows 1400000] [--letters 7000] [--limit 1200] [--keep DIR] [--out FILE]
    python bench/rolls.py --engine spark
    python bench/rolls.py --country [--rows 14000000] [--communes 10000] [--letters 15000] [--limit 14400]

The rolls are invented by `tirage synth roll`, three lists for each of twenty arrondissements, with a file of
cards; of a country, three lists for each of 101 départements. They are in a folder that is removed
(`--folder`: where it is made; `--keep`: a new one that stays, for `verifiers.py`). Doubtful duplicates stop
`tirage frame`: that is measured too, then each is declared to be two people and the frame is closed. Beside
them `plain.py` goes over the same files: how many times its processor time a step takes says more than
seconds, which hang on the machine and on what else it does. With `--engine spark` frame and letters are
made once more by a Spark on this machine (`cluster.py`), and the bytes compared. Prints a table and writes
one JSON file; exit code 1 if a step failed or took more than was promised.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measure import Run, machine, run, versions, write_result
from product import DICE, TIRAGE

RESULTS = Path(__file__).parent / "results"
DEPARTEMENTS = ("--geography", "france-departements")


@dataclass(frozen=True)
class Size:
    """What is measured, unless something else is said."""

    rows: int
    """People on the rolls."""
    letters: int
    limit: float
    """Seconds for one command."""
    out: str


CITY = Size(1_400_000, 7_000, 1_200, "rolls.json")
COUNTRY = Size(14_000_000, 15_000, 14_400, "rolls_country.json")
GOALS = {"check": 1.5, "frame": 4.0, "letters": 0.5, "verify": 0.7}
"""Times the processor time of the plain pass, for all steps of a kind together."""
PEAK, PEAK_OF_VERIFY = 1024, 100
"""MiB that the largest process may hold, however many rows there are."""
PLAIN = "plain pass"
UNDECIDED = 3
"""Exit code of a frame that has doubtful duplicates."""


@dataclass(frozen=True)
class Step:
    """One command of an assembly."""

    name: str
    words: Sequence[str | Path]
    kind: str = ""
    """Of `GOALS`; empty where nothing was promised."""
    codes: tuple[int, ...] = (0,)
    """Exit codes of a command that did its work."""
    program: Sequence[str | Path] = (TIRAGE,)

    def taken(self, limit: float) -> tuple[dict[str, Any], Run]:
        """Run it: what it took, and what it said."""
        load = round(os.getloadavg()[0], 2)
        language = ("--lang", "en") if self.program == (TIRAGE,) else ()
        done = run([*self.program, *self.words, *language], limit)
        ended = done.status != "timeout" and done.code in self.codes
        entry = {"step": self.name, "kind": self.kind, "load": load, **done.figures()}
        message = {} if ended else {"message": done.stderr[-600:]}
        return {**entry, "status": "done" if ended else done.status, **message}, done


def invented(rows: int, communes: int, rolls: Path) -> tuple[Step, ...]:
    """The rolls of a city and its cards; of so many communes, if any, the rolls of a country."""
    roll: tuple[str | Path, ...] = ("synth", "roll", rolls, "--people", str(rows))
    if communes:
        wide = (*DEPARTEMENTS, "--communes", str(communes), "--by", "place")
        return (Step("synth roll", (*roll, *wide)),)
    # Without cards nobody is in the stream of residents from outside the Union, and the frame is not closed.
    cards, holders = rolls / "carte-citoyenne.csv", ("--roll-people", str(rows))
    of_cards = ("synth", "cards", cards, "--people", str(rows // 20), *holders)
    return (Step("synth roll", roll), Step("synth cards", of_cards))


def planned(rows: int, letters: int, folder: Path, communes: int = 0) -> tuple[Step, ...]:
    """Every step of an assembly in its order; `communes`: of a country, 0 for a city."""
    rolls, dossier, decided = folder / "rolls", folder / "paris", folder / "decisions.csv"
    rules = (*DEPARTEMENTS, "--seats", "150") if communes else ("--template", "paris")
    frame: tuple[str | Path, ...] = ("frame", rolls, "--dossier", dossier, "--yes")
    draw: tuple[str | Path, ...] = ("draw", "letters", "--dossier", dossier)
    plain = (sys.executable, Path(__file__).with_name("plain.py"))
    return (
        *invented(rows, communes, rolls),
        Step(PLAIN, (rolls, folder / "plain.csv"), program=plain),
        Step("check", ("check", rolls, "--json"), "check"),
        Step("init", ("init", dossier, *rules)),
        Step("frame, until it asks", frame, "frame", (0, UNDECIDED)),
        Step("frame", (*frame, "--decisions", decided), "frame"),
        Step("draw letters, plan", (*draw, "--letters", str(letters)), "letters"),
        Step("draw letters, drawn", (*draw, "--seed", DICE, "--yes"), "letters"),
        Step("verify", ("verify", dossier), "verify"),
    )


def steps(rows: int, letters: int, limit: float, folder: Path, communes: int = 0) -> Iterator[dict[str, Any]]:
    """Every step, until one fails."""
    closed = False
    plain, taken = 0.0, dict.fromkeys(GOALS, 0.0)
    for step in planned(rows, letters, folder, communes):
        if closed and step.kind == "frame":
            continue
        if "--seed" in step.words:
            # Not in the second of the plan.
            time.sleep(1)
        entry, done = step.taken(limit)
        if step.name == "check" and entry["status"] == "done":
            entry |= read(done.stdout)
        if step.kind == "frame":
            closed = done.code == 0
            review = folder / "paris" / "private" / "review.csv"
            if done.code == UNDECIDED and review.exists():
                entry["doubts"] = decide(review, folder / "decisions.csv")
            elif done.code == UNDECIDED:
                # Something else, such as a list that is missing: too few people for a country.
                entry |= {"status": "stopped", "message": done.stderr[-600:]}
        plain = done.cpu if step.name == PLAIN else plain
        if step.kind:
            taken[step.kind] += done.cpu
            entry |= {"times_plain": round(taken[step.kind] / plain, 2), "goal": GOALS[step.kind]}
        yield {**entry, "within": is_within(entry)}
        if entry["status"] != "done":
            return


def on_spark(folder: Path, letters: int, limit: float) -> Iterator[dict[str, Any]]:
    """Frame and letters once more, by the second engine."""
    import cluster

    for entry in cluster.steps(folder, letters, lambda name, words: Step(name, words).taken(limit)):
        yield {**entry, "within": entry["status"] == "done" and all(entry["same"].values())}


def is_within(entry: dict[str, Any]) -> bool:
    """Whether a step did its work within what was promised."""
    peak = PEAK_OF_VERIFY if entry["kind"] == "verify" else PEAK
    promised = not entry["kind"] or (entry["times_plain"] <= entry["goal"] and entry["peak_mib"] <= peak)
    return entry["status"] == "done" and promised


def read(report: str) -> dict[str, int]:
    """Files and rows, as `tirage check --json` counts them."""
    files = json.loads(report)["files"]
    return {"files": len(files), "rows": sum(each["read"] for each in files)}


def decide(review: Path, decisions: Path) -> int:
    """Declare every doubtful case to be two people; how many there are."""
    with review.open(encoding="utf-8-sig", newline="") as file:
        cases = [row["case"] for row in csv.DictReader(file, delimiter=";")]
    rows = "".join(f"{case};different\n" for case in cases)
    decisions.write_text(f"case;decision\n{rows}", encoding="utf-8")
    return len(cases)


def line(entry: dict[str, Any]) -> str:
    """One row of the table."""
    note = "" if entry["within"] else "over the goal" if entry["status"] == "done" else entry["status"]
    return (
        f"| {entry['step']} | {entry['wall_s']:.1f} | {entry['cpu_s']:.1f} | {entry.get('times_plain', '')} "
        f"| {entry.get('goal', '')} | {entry['peak_mib']} | {entry['load']:.1f} | {note} |"
    )


@contextmanager
def _place(keep: Path | None, above: Path | None) -> Iterator[Path]:
    """The folder where all is written: one that stays, or one that is removed."""
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="tirage-rolls-", dir=above) as folder:
        yield Path(folder)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--country", action="store_true", help="the rolls of 101 départements, for a city's")
    parser.add_argument("--communes", type=int, default=10_000, help="of a country")
    parser.add_argument("--rows", type=int, help="people on the rolls")
    parser.add_argument("--letters", type=int)
    parser.add_argument("--limit", type=float, help="seconds for one command")
    parser.add_argument("--folder", type=Path, help="where the temporary folder is made")
    parser.add_argument("--keep", type=Path, help="new folder for all of it, which stays")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    size, communes = (COUNTRY, options.communes) if options.country else (CITY, 0)
    rows, letters = options.rows or size.rows, options.letters or size.letters
    started = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    print("| step | wall s | CPU s | × plain, so far | goal | peak MiB | load before | |")
    print("|---|---|---|---|---|---|---|---|")
    entries = []
    with _place(options.keep, options.folder) as folder:
        for entry in steps(rows, letters, options.limit or size.limit, folder, communes):
            print(line(entry), flush=True)
            entries.append(entry)
        if options.engine == "spark" and entries[-1]["status"] == "done":
            for entry in on_spark(folder, letters, options.limit or size.limit):
                print(line(entry), f"server {entry['cpu_of_server_s']} s", flush=True)
                entries.append(entry)
    result = {
        "taken": started,
        "machine": machine(),
        "packages": versions("tirage", "duckdb", "numpy", "pandas", "pyspark-client"),
        "people": rows,
        "letters": letters,
        **({"communes": communes} if communes else {}),
        "peak_goal_mib": PEAK,
        "peak_goal_of_verify_mib": PEAK_OF_VERIFY,
        "steps": entries,
    }
    name = "rolls_spark.json" if options.engine == "spark" else size.out
    write_result(options.out or RESULTS / name, result)
    sys.exit(0 if all(entry["within"] for entry in entries) else 1)


if __name__ == "__main__":
    main()
