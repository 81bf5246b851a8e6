"""The pools of `examples/` are what their READMEs say: reproducible, synthetic, feasible."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import yaml
from ortools.sat.python import cp_model
from support.oracle import common_denominator, leximin, valid_panels

EXAMPLES = Path(__file__).parents[1] / "examples"
PARIS, PETIT = EXAMPLES / "paris", EXAMPLES / "petit"
Row = dict[str, str]


def rows(path: Path, delimiter: str) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def paris_quotas() -> dict[str, dict[str, tuple[int, int]]]:
    document = yaml.load((PARIS / "quotas.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert document["tirage"] == "quotas/1"
    return {
        criterion: {name: (int(c["minimum"]), int(c["maximum"])) for name, c in categories.items()}
        for criterion, categories in document["criteria"].items()
    }


def test_the_generator_reproduces_the_committed_pool(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, PARIS / "make_pool.py", tmp_path], check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert (tmp_path / "volontaires.csv").read_bytes() == (PARIS / "volontaires.csv").read_bytes()


def test_the_pool_of_paris_is_a_french_export_with_hostile_names() -> None:
    raw = (PARIS / "volontaires.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfidentifiant;")
    assert raw.endswith(b"\r\n")
    people = rows(PARIS / "volontaires.csv", ";")
    assert len(people) == len({p["identifiant"] for p in people}) == 700
    assert {"NA", "Null", "None", "O’Brien", "D'Artagnan", "[/b]", "=1+1"} <= {p["nom"] for p in people}
    assert all(re.fullmatch(r"CC-\d{5}", p["identifiant"]) for p in people)
    assert all(p["courriel"].endswith("@example.org") for p in people)
    assert sum(not p["adresse"] for p in people) == 6
    homes = Counter((p["adresse"], p["code postal"]) for p in people if p["adresse"])
    assert Counter(homes.values()) == {1: 640, 2: 24, 3: 2}


def test_the_quotas_of_paris_are_the_seats_by_largest_remainder_and_one_either_way() -> None:
    quotas = paris_quotas()
    seats = [(low + high) // 2 for low, high in quotas["secteur"].values()]
    assert seats == [4, 3, 2, 2, 2, 3, 4, 6, 6, 9, 6, 11, 8, 8, 9, 8, 9]
    assert quotas["âge"]["16-17"] == (2, 4)
    for criterion, ranges in quotas.items():
        assert all(high - low == 2 for low, high in ranges.values())
        if criterion != "âge":
            assert sum(low + high for low, high in ranges.values()) == 200


def test_the_quotas_of_paris_can_be_met_with_one_seat_a_household() -> None:
    people, quotas = rows(PARIS / "volontaires.csv", ";"), paris_quotas()
    model = cp_model.CpModel()
    seated = [model.new_bool_var("") for _ in people]
    model.add(sum(seated) == 100)
    for criterion, ranges in quotas.items():
        assert {p[criterion] for p in people} == ranges.keys()
        for category, (low, high) in ranges.items():
            of_it = sum(s for s, p in zip(seated, people, strict=True) if p[criterion] == category)
            model.add_linear_constraint(of_it, low, high)
    homes: dict[tuple[str, str], list[cp_model.IntVar]] = {}
    for s, p in zip(seated, people, strict=True):
        if p["adresse"]:
            homes.setdefault((p["adresse"], p["code postal"]), []).append(s)
    for members in homes.values():
        model.add_at_most_one(members)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def test_the_small_example_by_brute_force() -> None:
    """The figures that its README gives."""
    people = rows(PETIT / "volontaires.csv", ",")
    quotas: dict[str, dict[str, tuple[int, int]]] = {}
    for row in rows(PETIT / "quotas.csv", ","):
        quotas.setdefault(row["feature"], {})[row["value"]] = (int(row["min"]), int(row["max"]))
    features = [tuple(p[criterion] for criterion in quotas) for p in people]
    problem = (features, [p["adresse"] for p in people], list(quotas.values()), 6)
    assert len(valid_panels(*problem)) == 429
    chances = leximin(*problem)
    women = {chances[i] for i, p in enumerate(people) if p["genre"] == "Femme"}
    men = [chances[i] for i, p in enumerate(people) if p["genre"] == "Homme"]
    assert women == {Fraction(3, 13)}
    assert (len(men), min(men), max(men)) == (7, Fraction(11, 39), Fraction(29, 39))
    assert common_denominator(chances.values()) == 39


def test_every_command_of_the_readmes_stands_in_a_console_block() -> None:
    for example, commands in ((PARIS, 6), (PETIT, 5)):
        lines = (example / "README.md").read_text(encoding="utf-8").splitlines()
        assert sum(line.startswith("$ tirage ") for line in lines) == commands
        for before, line in pairwise(lines):
            assert not line.startswith("$ ") or before == "```console"
