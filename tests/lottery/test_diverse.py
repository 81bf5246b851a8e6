"""Panels of the most diverse crossings: the same counts, every panel valid, more cells of two categories."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from support.commands import PETIT, draw
from support.instances import tight
from support.pools import read

from tirage.analysis.crossings.diversity import diversity
from tirage.chances.instance import Profiles, profiles
from tirage.draws import draw_up
from tirage.draws.lottery import LaterDraws, Lottery, Request
from tirage.lottery.preference.crossings import Crossings, crossings
from tirage.lottery.preference.diverse import Diverse
from tirage.lottery.preference.exchanges import Effort, preferred
from tirage.progress import SILENT
from tirage.quotas.model import Bound, Quotas
from tirage.verify import read as read_dossier
from tirage.verify import verify


def held(lottery: Lottery, quotas: Quotas) -> NDArray[np.int64]:
    """B × C: members of each panel in each cell."""
    return cells(lottery.profiles, quotas).counts(np.array(lottery.realised.compositions))


def cells(grouped: Profiles, quotas: Quotas) -> Crossings:
    return crossings([profile.features for profile in grouped.profiles], quotas.bounds)


def test_chances_are_the_same_and_panels_hold_more_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Diverse, "effort", Effort(2, 200))
    case = tight(3)
    pool, quotas = read(case)
    usual = Request(case.seats, panels=60, later=LaterDraws())
    wish = replace(usual, later=LaterDraws(prefer="diverse"))
    plain, diverse = (draw_up.draw_up(pool, quotas, each) for each in (usual, wish))
    counts = [np.array(each.realised.compositions).sum(axis=0).tolist() for each in (plain, diverse)]
    assert counts[0] == counts[1] and plain.realised.levels == diverse.realised.levels
    features = {person.pid: person.features for person in pool.people}
    homes = {person.pid: person.household for person in pool.people}
    for panel in diverse.panels:
        seated = quotas.count(features[pid] for pid in panel)
        assert all(row.minimum <= n <= row.maximum for row, n in zip(quotas.bounds, seated, strict=True))
        assert max(Counter(homes[pid] for pid in panel if homes[pid]).values(), default=1) == 1
    before, after = held(plain, quotas), held(diverse, quotas)
    assert (after > 0).sum() > (before > 0).sum() and (after**2).sum() < (before**2).sum()
    assert (before.sum(axis=0) == after.sum(axis=0)).all()
    assert diverse.panels == draw_up.draw_up(pool, quotas, wish).panels


def test_a_cell_that_a_quota_names_counts_no_more() -> None:
    case = tight(3)
    pool, quotas = read(case)
    grouped = draw_up.group(pool, quotas, case.seats)
    features = [profile.features for profile in grouped.profiles]
    found = crossings(features, quotas.bounds)
    pairs = combinations(range(len(features[0])), 2)
    known = {((a, own[a]), (b, own[b])) for a, b in pairs for own in features}
    assert set(found.names) == {frozenset(each) for each in known}
    cell = min(known)
    crossed = (*quotas.bounds, replace(quotas.bounds[0], where=cell))
    assert set(crossings(features, crossed).names) == set(found.names) - {frozenset(cell)}
    assert crossings(features, [row for row in quotas.bounds if row.where[0][0] == 0]).members == ()


def test_of_two_panels_of_two_kinds_each_the_best_two_are_found() -> None:
    """Eight people, two of each combination of a or b with x or y; a panel of four has two of each letter."""
    people = sorted(2 * list(product("ab", "xy")))
    rows = [
        Bound("", ((place, letter),), 2, 2)
        for place, letters in enumerate(("ab", "xy"))
        for letter in letters
    ]
    grouped = profiles(people, [""] * 8, rows, 4)
    preference = Diverse(grouped.instance, crossings([each.features for each in grouped.profiles], rows))
    worst, best = ((2, 0, 0, 2), (0, 2, 2, 0)), ((1, 1, 1, 1), (1, 1, 1, 1))
    # Two cells of two and two of nobody; four of one.
    assert preference.faults(np.array(worst)).tolist() == [2 * 4 + 2 * 10] * 2
    assert preference.faults(np.array(best)).tolist() == [4, 4]
    assert preferred(worst, preference, SILENT) == best
    assert preferred(worst[:1], preference, SILENT) == worst[:1]


def test_what_came_of_it_is_counted_by_both_verifiers(tmp_path: Path) -> None:
    cells = "genre × quartier,Femme × Sud,1,2\nquartier × âge,Nord × 18-39,1,1\n"
    asked = tmp_path / "quotas.csv"
    asked.write_text((PETIT / "quotas.csv").read_text(encoding="utf-8") + cells, encoding="utf-8")
    for prefer in ("diverse", "repairable"):
        out = tmp_path / prefer
        assert draw(PETIT / "volontaires.csv", out, "--later", f"prefer={prefer}", quotas=asked) == 0
        files = read_dossier(out)
        checks = verify(files).checks
        assert {check.status for check in checks} == {"ok", "not-checked"}
        said = [check.got for check in checks if check.code == "beyond.diverse"]
        found = diversity(files)
        assert found is not None and found.cells == 21 - 2
        figures = f"{hundredth(found.mean)} ({found.worst}–{found.best}) ≤ {hundredth(found.possible)} / 19"
        assert said == ([figures] if prefer == "diverse" else [])
        assert found.preferred == (prefer == "diverse")


def hundredth(number: Fraction) -> str:
    """To the nearest, halves up."""
    whole = int(100 * number + Fraction(1, 2))
    return f"{whole // 100}.{whole % 100:02}"
