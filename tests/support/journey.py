"""One dossier from the rolls to the panel, by the commands that an official types."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

from support.lists import paris, write
from tirage.cli import main

DICE = [
    "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6",
    "1 1 2 2 3 3 4 4 5 5 6 6 1 2 3 4 5 6 1 2",
    "6 5 4 3 2 1 6 5 4 3 2 1 6 5 4 3 2 1 6 5",
]
RULES = """\
tirage: dossier/1
name: Essai
seats: 12
reference_date: 2027-03-01
streams:
  listes:  {seats: 9, sources: [roll], ages: 18+}
  non-ue:  {seats: 2, sources: [cards], ages: 18+, nationality: non-EU}
  mineurs: {seats: 1, sources: [roll, cards], ages: 16-17}
criteria:
  volet: {from: stream, categories: {listes: listes, non-UE: non-ue, mineurs: mineurs}}
  genre: {from: sex, categories: {Femme: F, Homme: M}}
  secteur: {from: address, geography: paris-sectors}
  diplôme: {from: answers}
strata: [secteur, genre]
household: [address, surname]
exclusions: [opposition]
draws: {panels: 20}
letters:
  total: 150
  alpha: 0
  response: 20 %
  undeliverable: 9 %
  answers: {diplôme: {bac: 50 %, autre: 50 %}}
"""
QUOTAS = """\
tirage: quotas/1
criteria:
  volet:
    listes: {minimum: 9, maximum: 9}
    non-UE: {minimum: 2, maximum: 2}
    mineurs: {minimum: 1, maximum: 1}
  genre:
    Femme: {minimum: 5, maximum: 7}
    Homme: {minimum: 5, maximum: 7}
  secteur:
    5e: {minimum: 3, maximum: 5}
    15e: {minimum: 3, maximum: 5}
    18e: {minimum: 3, maximum: 5}
  diplôme:
    bac: {minimum: 4, maximum: 8}
    autre: {minimum: 4, maximum: 8}
"""
KEY = "ab" * 32
ACCEPTED = {
    "list-missing": "Three arrondissements are invented.",
    "stratum-empty": "Nobody lives in the others.",
    "stratum-size": "So everybody lives there.",
}
"""What is serious in these lists, and why it does not matter."""
ACCEPT = tuple(f"--accept={cause}={reason}" for cause, reason in ACCEPTED.items())


def begun(folder: Path, people: int = 120) -> tuple[Path, list[Path]]:
    """A folder with its rules, and the files received."""
    files = paris(folder / "lists", people)
    dossier = folder / "dossier"
    dossier.mkdir()
    (dossier / "tirage.yaml").write_text(RULES, encoding="utf-8")
    (dossier / "quotas.yaml").write_text(QUOTAS, encoding="utf-8")
    (folder / "key").write_text(KEY, encoding="ascii")
    return dossier, files


def run(*arguments: object) -> int:
    return main([*map(str, arguments), "--lang", "en"])


def frame(dossier: Path, files: list[Path], *more: object) -> int:
    """Close the frame, or try to."""
    return run("frame", *files, "--dossier", dossier, "--key", dossier.parent / "key", *ACCEPT, *more)


def answers(dossier: Path, wave: int, rate: float = 0.6) -> Path:
    """What comes back from a wave: yes from some, no from others."""
    rng = Random(f"answers {wave}")
    path = dossier.parent / f"answers-{wave}.csv"
    with (dossier / f"private/letters-{wave}.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file, delimiter=";")]
    rows = [
        {"code": code.lower().replace("-", " "), "réponse": "Oui", "diplôme": rng.choice(["BAC", "autre"])}
        if rng.random() < rate
        else {"code": code, "réponse": "non", "cause": "time"}
        for code in codes
        if rng.random() < 0.9
    ]
    return write(path, ["code", "réponse", "cause", "diplôme"], rows)


def whole(folder: Path, rules: str = RULES) -> Path:
    """Two waves, their answers, letters that came back, and a panel."""
    dossier, files = begun(folder)
    (dossier / "tirage.yaml").write_text(rules, encoding="utf-8")
    assert frame(dossier, files) == 0
    for wave in (1, 2):
        more = ["--letters", "60"] if wave == 2 else []
        assert run("draw", "letters", "--dossier", dossier, *more) == 0
        assert run("draw", "letters", "--dossier", dossier, "--seed", DICE[wave - 1]) == 0
        assert run("record", "responses", answers(dossier, wave), "--dossier", dossier) == 0
    assert run("draw", "panel", "--out", dossier) == 0
    assert run("draw", "panel", "--out", dossier, "--seed", DICE[2]) == 0
    return dossier
