"""A year in the life of an assembly of a hundred: `python vie.py DOSSIER`, about a minute.

A rehearsal with the invented volunteers of examples/paris, because only a rehearsal may pretend a date.
Fifteen members leave in five groups, each group is replaced; where no one fits all seats, as many are drawn
as can be filled, and the others wait for the next draw. Every six months a third is renewed, the second time
two weeks late, after a group left and was replaced; at the third end everyone leaves, and the next assembly
is drawn without the former members. Everything is typed as an official would; the dossier is verified after
the year and at the end.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from hashlib import sha256
from pathlib import Path

from tirage.cli import main

PARIS = Path(__file__).parents[1] / "paris"
NO_ONE_FITS, NONE_AT_ALL = 4, 6
YEAR = (
    ("2027-02-01", "withdrawal", 2),
    ("2027-04-12", "moved", 3),
    ("2027-06-01", "renewal", 33),
    ("2027-06-21", "withdrawal", 4),
    ("2027-08-30", "withdrawal", 1),
    ("2027-12-06", "withdrawal", 5),
    ("2027-12-15", "renewal", 33),
)
"""Day, why and how many; fifteen departures, two renewals of a third, the second one due on 2027-12-01."""
RENEWED = ("2027-06-01", "renewal")
"""After this draw more volunteers join."""
NEXT = "2028-09-18"
"""Day on which the next assembly is drawn."""


def main_program(dossier: Path) -> int:
    """The year, act by act."""
    # A thousand panels each time: three balls can draw them, and the year is told in a minute.
    asked = [
        "--quotas",
        str(PARIS / "quotas.yaml"),
        "--seats",
        "100",
        "--later",
        "panels=1000",
        "--later",
        "cohorts=3",
    ]
    asked += ["--rehearsal", "--out", str(dossier)]
    typed("2026-11-23", "draw", "panel", str(PARIS / "volontaires.csv"), *asked, "--seed", dice(0))
    term = ["--start", "2026-12-01", "--months", "18", "--last", "3"]
    typed("2026-11-24", "term", str(dossier), *term)
    for number, (day, kind, count) in enumerate(YEAR, 1):
        draw = "renewal" if kind == "renewal" else "replacements"
        for pid in sitting(dossier)[number :: 100 // count][:count] if draw == "replacements" else ():
            typed(day, "record", kind, pid, str(dossier))
        typed(day, "status", str(dossier))
        filled = typed(day, "draw", draw, str(dossier), allowed=(0, NO_ONE_FITS)) == 0
        if not filled:
            filled = typed(day, "draw", draw, str(dossier), "--fill", allowed=(0, NONE_AT_ALL)) == 0
            if not filled:
                typed(day, "draw", draw, str(dossier), "--leave-vacant")
        if filled:
            typed(day, "draw", draw, str(dossier), "--seed", dice(number))
        if (day, draw) == RENEWED:
            # Between two draws: whoever knows which seats are open would choose who may have them.
            if vacant(dossier):
                typed(day, "draw", "replacements", str(dossier), "--leave-vacant")
            typed("2027-06-02", "record", "volunteers", str(newcomers(dossier)), "--dossier", str(dossier))
    typed("2027-12-15", "verify", str(dossier))
    follow(dossier)
    typed(NEXT, "replay", str(dossier))
    return typed(NEXT, "verify", str(dossier))


def follow(dossier: Path) -> None:
    """Everyone leaves; the next assembly has quotas and volunteers of its own, without the former members."""
    after = str(dossier / "next")
    typed("2028-06-01", "draw", "renewal", str(dossier), "--cooling-off", "36")
    asked = ["--quotas", str(PARIS / "quotas.yaml"), "--seats", "100", "--rehearsal", "--out", after]
    asked += ["--later", "tolerance=1", "--later", "standby=3:6"]
    typed(NEXT, "draw", "panel", str(volunteers(dossier)), *asked)
    typed(NEXT, "draw", "panel", "--out", after, "--seed", dice(99))
    typed(NEXT, "term", after, "--start", "2028-10-01", "--months", "12")
    stand_by(Path(after))
    typed(NEXT, "history", str(dossier), "--json")


def newcomers(dossier: Path) -> Path:
    """Sixty people whom nobody has seen before, for the draws that are left."""
    first, _, others = people("m")
    return listed(dossier.with_name(f"{dossier.name}-renfort.csv"), [first, *others[:60]])


def stand_by(dossier: Path) -> None:
    """One ceremony for the successors of six months: whoever is drawn may refuse, and the next one comes."""
    typed("2028-10-02", "draw", "standby", str(dossier))
    typed("2028-10-02", "draw", "standby", str(dossier), "--seed", dice(100))
    typed("2028-10-09", "record", "withdrawal", sitting(dossier)[0], str(dossier))
    typed("2028-10-09", "draw", "replacements", str(dossier))
    first = next((dossier / "journal").glob("*-successor.json"))
    typed("2028-10-16", "record", "refusal", str(json.loads(first.read_bytes())["body"]["pid"]), str(dossier))
    typed("2028-10-16", "draw", "replacements", str(dossier))


def volunteers(dossier: Path) -> Path:
    """Those of examples/paris once more, and as many whom nobody has seen before."""
    first, known, others = people("n")
    return listed(dossier.with_name(f"{dossier.name}-volontaires.csv"), [first, *known, *others])


def people(sign: str) -> tuple[list[str], list[list[str]], list[list[str]]]:
    """The titles of examples/paris, its people, and as many others whom a sign tells apart."""
    with (PARIS / "volontaires.csv").open(encoding="utf-8-sig", newline="") as file:
        first, *known = csv.reader(file, delimiter=";")
    # Other ids, surnames and mails: whoever has those of somebody else would be asked about.
    others = [
        [f"{sign}{row[0]}", f"{row[1]}-{beside[1]}", *row[2:5], f"{sign}{row[5]}", *row[6:]]
        for row, beside in zip(known, known[1:] + known[:1], strict=True)
    ]
    return first, known, others


def listed(path: Path, rows: list[list[str]]) -> Path:
    """The rows as a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def sitting(dossier: Path) -> list[str]:
    """Who sits, from the published files."""
    from tirage.assembly.record import load

    return list(load(dossier).state.seated)


def vacant(dossier: Path) -> list[str]:
    """Who held the seats that are open."""
    from tirage.assembly.record import load

    return list(load(dossier).state.vacant)


def dice(number: int) -> str:
    """Twenty dice, others each time: invented, as everything here."""
    return " ".join(
        str(int(digit, 16) % 6 + 1) for digit in sha256(f"année {number}".encode()).hexdigest()[:20]
    )


def typed(day: str, *words: str, allowed: tuple[int, ...] = (0,)) -> int:
    """One command on a day that the rehearsal pretends; its exit code, which is one of those allowed."""
    os.environ["TIRAGE_CLOCK"] = f"{day}T09:00:00Z"
    print(f"\n$ tirage {' '.join(words)}    # {day}")
    code = main([*words])
    if code not in allowed:
        sys.exit(code)
    return code


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python vie.py DOSSIER")
    sys.exit(main_program(Path(sys.argv[1])))
