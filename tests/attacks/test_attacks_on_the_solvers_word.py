"""Bounds that nobody proved: claims of an integer program that is not there to be asked.

Each forged assembly is drawn by the product itself, which is told a lie in one place: everything else follows
from it, and is hashed and drawn anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from support.assemblies import Assembly, retold
from support.attacks import caught, edited, failures
from support.dossier_cases import COLUMNS, EVEN, ROUNDED
from support.dossiers import Case, contents, dossier, seal
from support.instances import Instance
from support.realising import grouped

from tirage.chances.proof import RowProof, positive_upper_bound
from tirage.chances.trees.prove import ProvedCut, single_leaf
from tirage.dossier.canonical import canonical, sha256
from tirage.draws import draw_up
from tirage.draws.seat_draw import SeatDraw
from tirage.lottery.realise import Realised, realise
from tirage.people.pool.files import pool_csv
from tirage.quotas.amendments import Move, amended
from tirage.quotas.model import Bound
from tirage.solvers.integer import LinearRow
from tirage.verify import Check, verify

FRIENDS = Bound("a × b × c", ((0, "a2"), (1, "b2"), (2, "c3")), 2, 2)
"""A cell that is in no published quota: two friends are alone in it, and two seats are theirs."""


def _pool() -> Instance:
    rng = Random("solver's word")
    features = [
        (rng.choice(("a1", "a2")), f"b{rng.randint(1, 3)}", f"c{rng.randint(1, 4)}") for _ in range(70)
    ]
    cell = ("a2", "b2", "c3")
    features = [each for each in features if each != cell] + [cell, cell]
    counts = [Counter(column) for column in zip(*features, strict=True)]
    quotas = []
    for name, count in zip("abc", counts, strict=True):
        shares = [(each, 12 * people // len(features)) for each, people in sorted(count.items())]
        quotas.append((name, tuple((each, max(0, share - 1), share + 2) for each, share in shares)))
    return Instance(tuple(features), ("",) * len(features), tuple(quotas), 12)


POOL = _pool()


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, bytes]:
    """Solved with the secret cell, published without it, each proof by rows turned into a claim."""
    asked, published = grouped(POOL, [FRIENDS]).instance, grouped(POOL, []).instance

    def lied(
        _instance: object, _fairness: object, panels: int, workers: Any, progress: Any, *_: Any
    ) -> Realised:
        found = realise(asked, "leximin", panels, workers, progress)
        levels, cuts = [], []
        for number, level in enumerate(found.levels):
            weights = {t: s for t, s in enumerate(level.proof.weights(asked)) if s > 0}
            best = positive_upper_bound(level.proof, asked)
            leaf, proved = single_leaf(published, [weights.get(t, 0) for t in range(len(published.sizes))])
            cut = LinearRow(tuple(weights), tuple(weights.values()), 0, best)
            cuts.append(ProvedCut(cut, max(best, proved), (leaf,)))
            levels.append(replace(level, proof=RowProof(0, {}, {}, {number: 1})))
        return replace(found, method="columns", levels=tuple(levels), cuts=tuple(cuts))

    monkeypatch.setattr(draw_up, "realise", lied)
    return Assembly(POOL, 60).files


def test_a_secret_quota_behind_claims_of_an_integer_program(secret: Mapping[str, bytes]) -> None:
    """Two friends are certain, and every bound is reached: an exchange within a panel is worth more."""
    counts = Counter(secret["public/lottery.csv"].decode().replace("\n", ",").split(","))
    people = len(POOL.features)
    assert {counts[f"p{people - 2:03}"], counts[f"p{people - 1:03}"]} == {60}
    report = caught(secret, "certificate.best")
    assert {check.code for check in report.checks if check.status == "failed"} == {"certificate.best"}


def test_a_bound_that_nobody_refutes_is_not_green_and_what_is_proved_stands_beside_it() -> None:
    """Whether it is true makes no difference: nothing here shows that no lottery can give more."""
    said = {check.code: (check.status, check.got) for check in verify(dossier(COLUMNS)).checks}
    assert said["certificate.proof"] == ("not-checked", "not-proved-here: 1/1; 0: 1/3 (1)")
    assert said["certificate.best"] == ("not-checked", "not-proved-here: cut 0: 4 (999999999999)")


def test_a_certificate_of_another_solver_than_the_program_has() -> None:
    def edit(certificate: dict[str, Any]) -> None:
        certificate["solver"] = "ortools 1.0"

    files = edited(contents(EVEN), "public/certificate.json", edit)
    assert failures(seal(EVEN, files)) == {"certificate.solver"}


@pytest.mark.parametrize(
    "case, said",
    [(ROUNDED, "0: 8/25 < 1/3"), (COLUMNS, "0: 8/25 < 1/3 (1)")],
    ids=["proved bound", "claimed bound"],
)
def test_a_value_forged_below_its_bound_is_not_green(case: Case, said: str) -> None:
    """Within 19/20 of a bound that is proved in full, seats could be kept back: the line has both."""
    level = {**ROUNDED.levels[0], "value": "8/25", "bound": "1/3", "proof": case.levels[0]["proof"]}
    report = verify(dossier(replace(ROUNDED, levels=(level,), cuts=case.cuts)))
    found = {check.code: (check.status, check.got) for check in report.checks}
    assert found["certificate.proof"] == ("not-checked", f"not-proved-here: 1/1; {said}")


# --- Nobody fits, they say ---------------------------------------------------------------------------


def _relaxed(draw: SeatDraw) -> SeatDraw:
    """The draw under quotas that gave way without need: the first minimum above 0 asks for a seat less."""
    row = next(each for each in draw.quotas.bounds if each.minimum)
    move = Move(row.criterion, row.category, "minimum", row.minimum, row.minimum - 1)
    said = {"moves": [move.document()], "proof": None}
    return replace(draw, quotas=amended(draw.quotas, (move,)), relaxed=said)


def _nobody(files: Mapping[str, bytes]) -> Check:
    return next(check for check in verify(files).checks if check.code == "life.nobody")


@pytest.mark.parametrize("gone", [1, 2, 5])
def test_quotas_relaxed_without_need_and_without_proof(gone: int) -> None:
    """For one seat everyone who remains is tried; for a few, a search or a published panel finds who fits."""
    assembly = Assembly(POOL, 60)
    for _ in range(gone):
        assembly.leave(assembly.life.seated[0])
    while not any(row.minimum for row in assembly.open_seats().quotas.bounds):
        assembly.leave(assembly.life.seated[0])
    assembly.replace(_relaxed(assembly.open_seats()))
    caught(assembly.files, "life.nobody")
    assert _nobody(assembly.files).got.startswith("fits: p")
    assert _nobody(assembly.files).file.endswith("-plan.json")


def test_seats_left_open_without_need_and_without_proof() -> None:
    assembly = Assembly(POOL, 60)
    for _ in range(3):
        assembly.leave(assembly.life.seated[0])
    draw = assembly.open_seats()
    body = {
        "vacancies": list(draw.vacancies),
        "people": len(draw.pool.people),
        "pool": sha256(pool_csv(draw.pool)),
        "quotas": sha256(canonical(draw.quotas.document())),
        "proof": None,
    }
    caught(retold(assembly.files, lambda acts: acts.append(("unfilled", body))), "life.nobody")


def test_a_seat_for_which_nobody_fits_needs_no_proof() -> None:
    """Everyone was tried: that nobody fits is checked, whether or not something else proves it."""
    only = Instance((("f",), *[("h",)] * 5), ("",) * 6, (("g", (("f", 1, 1), ("h", 2, 2))),), 3)
    assembly = Assembly(only)
    assembly.leave("p000")
    assembly.leave_open()
    files = retold(assembly.files, lambda acts: acts[-1][1].update(proof=None))
    assert _nobody(files).status == "ok"
