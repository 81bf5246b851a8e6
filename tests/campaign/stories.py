"""The acts of the campaign: every one that writes, each from the folder as the acts before have left it."""

from __future__ import annotations

import csv
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from support.commands import DICE, PETIT, plan_options
from support.journey import ACCEPT, begun
from support.journey import DICE as ROLLS

from tirage.verify import read, verify

OTHER = "2 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"


@dataclass
class Act:
    """A command, and what the folder is before and after it."""

    name: str
    day: str
    words: Sequence[str | Callable[[Path], str]]
    codes: frozenset[int] = frozenset({0})
    folder: str = "d"
    where: str = "d"
    seconds: float = 0.0
    snapshot: Path = Path()
    before: dict[str, bytes] = field(default_factory=dict)
    after: frozenset[str] = frozenset()
    failing: tuple[str, ...] = ()
    beside: bool = False
    """Whether it writes beside the dossier too."""

    def dossier(self, folder: Path) -> Path:
        return folder / self.where

    def typed(self, folder: Path) -> list[str]:
        """The words of the command; `{w}` is the folder, `{d}` the dossier in it."""
        words = [word if isinstance(word, str) else word(folder) for word in self.words]
        return [word.format(w=folder, d=folder / "d") for word in words] + ["--lang", "en"]


def seated(place: int) -> Callable[[Path], str]:
    def found(folder: Path) -> str:
        panel = (folder / "d/public/panel.csv").read_text(encoding="utf-8").split()
        return panel[1 + place]

    return found


def answered(folder: Path) -> str:
    with (folder / "d/private/letters-1.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file, delimiter=";")]
    rows = [f"{code};oui;{'bac' if place % 2 else 'autre'}" for place, code in enumerate(codes[:100])]
    (folder / "answers.csv").write_text("\n".join(["code;réponse;diplôme", *rows]) + "\n", encoding="utf-8")
    return str(folder / "answers.csv")


def _panel(*more: str) -> tuple[str, ...]:
    return ("draw", "panel", str(PETIT / "volontaires.csv"), "--out", "{d}", *plan_options(lang=None), *more)


LIFE = (
    Act(
        "panel plan",
        "2026-11-23T09:00:00",
        _panel("--rehearsal", "--later", "cohorts=3", "--later", "alternates=3"),
    ),
    Act("panel roll", "2026-11-23T10:00:00", ("draw", "panel", "--out", "{d}", "--seed", DICE)),
    Act("proof", "2026-11-23T11:00:00", ("proof", seated(0), "{d}", "--out", "{w}/proof.json"), beside=True),
    Act("report", "2026-11-23T11:00:00", ("report", "{d}", "--out", "{w}/report.html"), beside=True),
    Act(
        "term",
        "2026-11-24T09:00:00",
        ("term", "{d}", "--start", "2026-12-01", "--months", "18", "--cohorts", "3"),
    ),
    Act("alternates", "2026-11-25T09:00:00", ("alternates", "{d}", "--record")),
    Act("acceptance", "2026-11-26T09:00:00", ("record", "acceptance", seated(1), "{d}")),
    Act("anchor slip", "2026-11-26T09:10:00", ("anchor", "{d}", "--out", "{w}/slip.html"), beside=True),
    Act("withdrawal", "2027-01-05T09:00:00", ("record", "withdrawal", seated(0), "{d}")),
    Act("replacement plan", "2027-01-06T09:00:00", ("draw", "replacements", "{d}", "--relax")),
    Act("replacement roll", "2027-01-06T10:00:00", ("draw", "replacements", "{d}", "--seed", OTHER)),
    Act("refusal", "2027-01-07T09:00:00", ("record", "refusal", seated(2), "{d}")),
    Act("audit", "2027-01-07T10:00:00", ("audit", "{d}", "--solve")),
    Act("renewal plan", "2027-06-01T09:00:00", ("draw", "renewal", "{d}", "--relax")),
    Act("renewal roll", "2027-06-01T10:00:00", ("draw", "renewal", "{d}", "--seed", ROLLS[1])),
    Act(
        "publish",
        "2027-06-02T09:00:00",
        ("publish", "{d}", "--for", "public", "--out", "{w}/pack", "--zip"),
        beside=True,
    ),
    Act("contest", "2027-06-03T09:00:00", ("contest", "{d}", "--reason", "dice fell to the floor")),
    Act("erase", "2027-06-04T09:00:00", ("erase", "{d}", "--reason", "end", "--yes")),
)
HAND = (
    Act("hand plan", "2026-11-23T09:00:00", _panel("--rehearsal", "--roll", "hand")),
    Act("hand number", "2026-11-23T10:00:00", ("draw", "panel", "--out", "{d}", "--number", "7")),
    Act("term of one", "2026-11-24T09:00:00", ("term", "{d}", "--start", "2026-12-01", "--months", "12")),
    Act("end of term", "2027-12-01T09:00:00", ("draw", "renewal", "{d}", "--cooling-off", "36")),
    Act(
        "next plan",
        "2028-01-10T09:00:00",
        ("draw", "panel", "{w}/others.csv", "--out", "{d}/next", *plan_options(lang=None), "--rehearsal"),
        where="d/next",
    ),
    Act(
        "next roll",
        "2028-01-11T09:00:00",
        ("draw", "panel", "--out", "{d}/next", "--seed", OTHER),
        where="d/next",
    ),
)
VOID = (
    Act(
        "commit",
        "2026-11-22T09:00:00",
        ("seed", "commit", "{w}", "--name", "amina", "--text", "a" * 64),
        beside=True,
    ),
    Act("plan to void", "2026-11-23T09:00:00", _panel("--rehearsal")),
    Act("void", "2026-11-23T11:00:00", ("void", "{d}", "--reason", "a mistaken file")),
)
REVEALED = (
    Act("plan to reveal", "2026-11-23T09:00:00", _panel("--rehearsal")),
    Act("reveal", "2026-11-23T10:00:00", ("seed", "reveal", "{d}", "--name", "public", "--text", DICE)),
)
ROLL = (
    Act(
        "frame",
        "2027-03-01T09:00:00",
        ("frame", "{w}/lists/{roll}", "--dossier", "{d}", "--key", "{w}/key", "--rehearsal", *ACCEPT),
    ),
    Act("letters plan", "2027-03-02T09:00:00", ("draw", "letters", "--dossier", "{d}")),
    Act("letters roll", "2027-03-02T10:00:00", ("draw", "letters", "--dossier", "{d}", "--seed", ROLLS[0])),
    Act("responses", "2027-04-02T09:00:00", ("record", "responses", answered, "--dossier", "{d}")),
    Act("panel plan of a roll", "2027-04-03T09:00:00", ("draw", "panel", "--out", "{d}")),
    Act("panel roll of a roll", "2027-04-03T10:00:00", ("draw", "panel", "--out", "{d}", "--seed", ROLLS[2])),
)
STORIES = (LIFE, HAND, VOID, REVEALED, ROLL)


def prepared(story: Sequence[Act], parent: Path, run: Callable[[Act, Path], tuple[int, str]]) -> list[Act]:
    """The acts of a story, each with the folder that it begins from and how long it takes."""
    work = parent / f"story-{story[0].name.replace(' ', '-')}"
    work.mkdir()
    _begin(story, work)
    for act in story:
        act.snapshot = parent / f"{work.name}-{act.name.replace(' ', '-')}"
        act.typed(work)  # Where it takes a file that must be made first.
        shutil.copytree(work, act.snapshot)
        act.before = {
            str(path.relative_to(work)): path.read_bytes() for path in work.rglob("*") if path.is_file()
        }
        start = time.monotonic()
        code, said = run(act, work)
        act.seconds = time.monotonic() - start
        if code not in act.codes:
            raise SystemExit(f"{act.name}: {code}\n{said}")
        act.after = frozenset(str(path.relative_to(work)) for path in work.rglob("*") if path.is_file())
        main = act.dossier(work)
        if (main / "journal").is_dir():
            act.failing = tuple(each.code for each in verify(read(main)).checks if each.status == "failed")
            print(f"{act.name}: {act.seconds:.2f} s, failed {act.failing}", flush=True)
    return list(story)


def _begin(story: Sequence[Act], work: Path) -> None:
    first, *rows = (PETIT / "volontaires.csv").read_text(encoding="utf-8").splitlines()
    lines = [first, *rows, *(f"n{row}" for row in rows)]
    (work / "others.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if story is ROLL:
        _, files = begun(work)
        (work / "dossier").rename(work / "d")
        frame = story[0]
        lists = [str(path) for path in files]
        frame.words = [
            "frame",
            *(f"{{w}}/{Path(path).relative_to(work)}" for path in lists),
            *frame.words[2:],
        ]
