"""The acts of the campaign: every one that writes, each from the folder as the acts before have left it."""

from __future__ import annotations

import csv
import json
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from support.commands import DICE, PETIT, plan_options
from support.dice import rolled
from support.journey import ACCEPT, begun
from support.journey import DICE as ROLLS
from support.witnesses import FIRST, cosigned, vkey

from tirage.randomness.seeds import commit
from tirage.verify import read, verify

SECRET = "a1" * 32
NAMES = ("amina", "bruno")
VECTORS = Path(__file__).parents[2] / "src/tirage/spec/vectors/drand-vectors.json"
PULSE = ("round", "randomness", "signature")
ROUND = 5555555
"""Of the beacon, due on 3 March 2024 at 12:47:09 UTC."""
RULES = """\
tirage: dossier/1
name: Essai
seats: 6
quotas: quotas.csv
household: [adresse]
ids: published
draws: {roll: hand, panels: 39}
"""
MORE = """\
identifiant,nom,prénom,adresse,genre,âge,quartier
N01,Petit,Ana,40 rue des Osiers,Femme,18-39,Nord
N03,Haddad,Nour,2 rue Basse,Homme,65 et plus,Sud
"""
CENSUS = "critère,modalité,effectif\ngenre,Femme,5300\ngenre,Homme,4700\n"
OTHER = "2 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"


@dataclass
class Act:
    """A command, and what the folder is before and after it."""

    name: str
    day: str
    words: Sequence[str | Callable[[Path], str]]
    codes: frozenset[int] = frozenset({0})
    again: frozenset[int] = frozenset()
    """What it may end with besides, where a killed one has left what is finished now."""
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
        """The words of the command; `{w}` is the folder, `{d}` and `{j}` the dossiers in it."""
        words = [word if isinstance(word, str) else word(folder) for word in self.words]
        return [word.format(w=folder, d=folder / "d", j=folder / "j") for word in words] + ["--lang", "en"]


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


def cosigning(folder: Path) -> str:
    """What a witness answers to the checkpoint that is there."""
    said = (folder / "checkpoint.txt").read_text(encoding="utf-8").partition("\n\n")[2].partition("\n\n")[0]
    seconds = int(datetime.fromisoformat("2026-11-26T09:35:00Z").timestamp())
    (folder / "cosigned.txt").write_text(cosigned(f"{said}\n", FIRST, seconds), encoding="utf-8")
    return str(folder / "cosigned.txt")


def corrected(folder: Path) -> str:
    """The first line of the letters, as a printing house sends it back."""
    with (folder / "d/private/letters-1.csv").open(encoding="utf-8-sig", newline="") as file:
        titles, row, *_ = csv.reader(file, delimiter=";")
    row[titles.index("line1")] = "M. UN"
    (folder / "back.csv").write_text("\n".join([";".join(titles), ";".join(row)]) + "\n", encoding="utf-8")
    return str(folder / "back.csv")


def undelivered(folder: Path) -> str:
    """The code of a letter that nobody has answered."""
    with (folder / "d/private/letters-1.csv").open(encoding="utf-8-sig", newline="") as file:
        code = [row["code"] for row in csv.DictReader(file, delimiter=";")][-1]
    (folder / "returned.csv").write_text(f"code\n{code}\n", encoding="utf-8")
    return str(folder / "returned.csv")


def _later(*rules: str) -> tuple[str, ...]:
    return tuple(word for rule in rules for word in ("--later", rule))


def _panel(*more: str) -> tuple[str, ...]:
    return ("draw", "panel", str(PETIT / "volontaires.csv"), "--out", "{d}", *plan_options(lang=None), *more)


LIFE = (
    Act(
        "panel plan",
        "2026-11-23T09:00:00",
        _panel("--rehearsal", *_later("cohorts=3", "alternates=3", "standby=2:6", "tolerance=1")),
    ),
    Act("ceremony", "2026-11-23T09:30:00", ("ceremony", "{d}", "--out", "{w}/screen.html"), beside=True),
    Act("panel roll", "2026-11-23T10:00:00", ("draw", "panel", "--out", "{d}", "--seed", DICE)),
    Act("proof", "2026-11-23T11:00:00", ("proof", seated(0), "{d}", "--out", "{w}/proof.json"), beside=True),
    Act("receipts", "2026-11-23T11:00:00", ("proof", "--all", "{d}"), beside=True),
    Act("report", "2026-11-23T11:00:00", ("report", "{d}", "--out", "{w}/report.html"), beside=True),
    Act("everything", "2026-11-23T12:00:00", ("publish", "{d}", "--out", "{w}/publication"), beside=True),
    Act(
        "export",
        "2026-11-23T12:00:00",
        ("export", "{d}", "--format", "peers", "--out", "{w}/peers"),
        beside=True,
    ),
    Act(
        "term",
        "2026-11-24T09:00:00",
        ("term", "{d}", "--start", "2026-12-01", "--months", "18", "--cohorts", "3"),
    ),
    Act("members", "2026-11-24T11:00:00", ("members", "{d}", "--list", "calls"), beside=True),
    Act("alternates", "2026-11-25T09:00:00", ("alternates", "{d}", "--record")),
    Act("alternates roll", "2026-11-25T10:00:00", ("alternates", "{d}", "--record", "--seed", ROLLS[1])),
    Act("acceptance", "2026-11-26T09:00:00", ("record", "acceptance", seated(1), "{d}")),
    Act("anchor slip", "2026-11-26T09:10:00", ("anchor", "{d}", "--out", "{w}/slip.html"), beside=True),
    Act(
        "witnesses",
        "2026-11-26T09:20:00",
        ("anchor", "{d}", "--witnesses", "{w}/witnesses.txt", "--quorum", "1"),
    ),
    Act(
        "checkpoint",
        "2026-11-26T09:30:00",
        ("anchor", "{d}", "--checkpoint", "{w}/checkpoint.txt"),
        beside=True,
    ),
    Act("cosigned", "2026-11-26T09:40:00", ("anchor", "{d}", "--cosign", cosigning)),
    Act("withdrawal", "2027-01-05T09:00:00", ("record", "withdrawal", seated(0), "{d}")),
    Act(
        "correction",
        "2027-01-05T10:00:00",
        ("record", "correction", seated(0), "{d}", "--reason", "confusion", "--yes"),
    ),
    Act("moved", "2027-01-05T11:00:00", ("record", "moved", seated(0), "{d}")),
    Act("standby plan", "2027-01-06T10:00:00", ("draw", "standby", "{d}")),
    Act("standby roll", "2027-01-06T11:00:00", ("draw", "standby", "{d}", "--seed", OTHER)),
    Act("succession", "2027-01-06T12:00:00", ("draw", "replacements", "{d}")),
    Act("end of standby", "2027-01-07T09:00:00", ("draw", "standby", "{d}", "--end", "the links are lost")),
    Act("refusal", "2027-01-07T09:10:00", ("record", "refusal", seated(2), "{d}")),
    Act("replaced plan", "2027-01-07T09:20:00", ("draw", "replacements", "{d}", "--relax")),
    Act("replaced roll", "2027-01-07T09:30:00", ("draw", "replacements", "{d}", "--seed", ROLLS[2])),
    Act("audit", "2027-01-07T10:00:00", ("audit", "{d}", "--solve")),
    Act("renewal plan", "2027-06-01T09:00:00", ("draw", "renewal", "{d}", "--relax")),
    Act("renewal roll", "2027-06-01T10:00:00", ("draw", "renewal", "{d}", "--seed", rolled("renewal"))),
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
    Act(
        "plan to void",
        "2026-11-23T09:00:00",
        _panel("--rehearsal", f"--contributor=bruno={commit('bruno', SECRET)}"),
    ),
    Act("drop", "2026-11-23T10:00:00", ("seed", "drop", "{d}", "--name", "bruno")),
    Act("void", "2026-11-23T11:00:00", ("void", "{d}", "--reason", "a mistaken file")),
)
REVEALED = (
    Act(
        "plan to reveal",
        "2024-03-03T12:40:00",
        _panel(
            "--rehearsal",
            *[f"--contributor={name}={commit(name, SECRET)}" for name in NAMES],
            f"--beacon-round={ROUND}",
        ),
    ),
    Act("reveal", "2024-03-03T12:41:00", ("seed", "reveal", "{d}", "--name", "amina", "--text", SECRET)),
    Act("reveal dice", "2024-03-03T12:42:00", ("seed", "reveal", "{d}", "--name", "public", "--text", DICE)),
    Act("beacon", "2024-03-03T12:47:10", ("seed", "beacon", "{d}", "--file", "{w}/drand.json")),
    Act("revealed draw", "2024-03-03T12:49:00", ("draw", "panel", "--out", "{d}")),
)
FILE = (
    Act(
        "init",
        "2026-11-20T09:00:00",
        ("init", "{d}", "--template", "volunteers", "--name", "Essai", "--seats", "6", "--city", "Paris"),
        again=frozenset({6}),
        beside=True,
    ),
    Act(
        "rules",
        "2026-11-20T10:00:00",
        ("quotas", "build", "{w}/census.csv", "--seats", "6", "--out", "{w}/built.yaml"),
        beside=True,
    ),
    Act(
        "regulation",
        "2026-11-20T11:00:00",
        ("plan", "--for", "guarantors", "--dossier", "{j}", "--out", "{w}/rules.html"),
        beside=True,
    ),
    Act(
        "adoption",
        "2026-11-20T12:00:00",
        ("plan", "--for", "guarantors", "--dossier", "{j}", "--adopt", "--rehearsal", "--yes"),
        where="j",
    ),
    Act(
        "prepared",
        "2026-11-21T10:00:00",
        ("prepare", "{w}/people.csv", "--dossier", "{j}"),
        where="j",
        beside=True,
    ),
    Act(
        "prepared again",
        "2026-11-21T11:00:00",
        ("prepare", "{w}/people.csv", "--dossier", "{j}"),
        where="j",
        beside=True,
    ),
    Act(
        "plan of a file",
        "2026-11-23T09:00:00",
        ("draw", "panel", "--dossier", "{j}", "--rehearsal"),
        where="j",
    ),
    Act("number", "2026-11-23T10:00:00", ("draw", "panel", "--dossier", "{j}", "--number", "2"), where="j"),
    Act("models", "2026-11-23T11:00:00", ("letters", "models", "--dossier", "{j}"), where="j", beside=True),
    Act(
        "more volunteers",
        "2026-11-24T09:00:00",
        ("record", "volunteers", "{w}/more.csv", "--dossier", "{j}"),
        where="j",
    ),
)
ROLL = (
    Act(
        "frame",
        "2027-03-01T09:00:00",
        ("frame", "{w}/lists/{roll}", "--dossier", "{d}", "--key", "{w}/key", "--rehearsal", *ACCEPT),
    ),
    Act("letters plan", "2027-03-02T09:00:00", ("draw", "letters", "--dossier", "{d}")),
    Act("letters roll", "2027-03-02T10:00:00", ("draw", "letters", "--dossier", "{d}", "--seed", ROLLS[0])),
    Act("addresses", "2027-03-10T09:00:00", ("record", "addresses", corrected, "--dossier", "{d}")),
    Act("responses", "2027-04-02T09:00:00", ("record", "responses", answered, "--dossier", "{d}")),
    Act("undelivered", "2027-04-02T10:00:00", ("record", "undelivered", undelivered, "--dossier", "{d}")),
    Act("panel plan of a roll", "2027-04-03T09:00:00", ("draw", "panel", "--out", "{d}")),
    Act("panel roll of a roll", "2027-04-03T10:00:00", ("draw", "panel", "--out", "{d}", "--seed", ROLLS[2])),
)
STORIES = (LIFE, HAND, VOID, REVEALED, FILE, ROLL)


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


def _like(row: str, number: int) -> str:
    """Somebody else of the same categories, elsewhere."""
    own, _, _, _, *profile = row.split(",")
    return ",".join(
        [f"n{own}", f"{chr(65 + number)}o" * 4, f"{chr(90 - number)}u" * 3, f"{number} quai Z", *profile]
    )


def _begin(story: Sequence[Act], work: Path) -> None:
    first, *rows = (PETIT / "volontaires.csv").read_text(encoding="utf-8").splitlines()
    lines = [first, *rows, *(_like(row, number) for number, row in enumerate(rows))]
    (work / "others.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (work / "witnesses.txt").write_text(f"{vkey(FIRST)}\n", encoding="utf-8")
    rounds = json.loads(VECTORS.read_text(encoding="utf-8"))["quicknet"]["rounds"]
    pulse = next(each for each in rounds if each["round"] == ROUND)
    (work / "drand.json").write_text(json.dumps({key: pulse[key] for key in PULSE}), encoding="utf-8")
    if story is FILE:
        (work / "j").mkdir()
        (work / "j/tirage.yaml").write_text(RULES, encoding="utf-8")
        shutil.copy(PETIT / "quotas.csv", work / "j")
        shutil.copy(PETIT / "volontaires.csv", work / "people.csv")
        (work / "more.csv").write_text(MORE, encoding="utf-8")
        (work / "census.csv").write_text(CENSUS, encoding="utf-8")
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
