"""What `quotas check` finds, against answers worked out by hand and against every panel there is."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from support import oracle
from support.hull_gap import HULL_GAP
from support.instances import Instance, tiny, write

from tirage.analysis.limits import lines
from tirage.analysis.quota_costs import PoolDiagnosis, diagnose
from tirage.errors import QuotasImpossible
from tirage.people.pool.model import Pool
from tirage.people.pool.read import read_pool
from tirage.quotas.model import Bound, Quotas
from tirage.quotas.read import read_quotas


def read(bare: Instance, folder: Path) -> tuple[Pool, Quotas]:
    people, table = write(bare, folder)
    quotas = read_quotas(table, seats=bare.seats).quotas
    return read_pool(people, quotas, household=["address1"]).pool, quotas


def checked(bare: Instance, folder: Path) -> PoolDiagnosis:
    return diagnose(*read(bare, folder), bare.seats)


def positions(pids: object) -> set[int]:
    return {int(pid.removeprefix("p")) for pid in pids}  # type: ignore[attr-defined]


# Two old men, ten others: an old person must sit, and so must two women; old women there are none.
OLD = Instance(
    features=(*((("F", "young"),) * 6), *((("M", "young"),) * 4), ("M", "old"), ("M", "old")),
    households=("",) * 12,
    quotas=(("sex", (("F", 2, 2), ("M", 2, 2))), ("age", (("young", 0, 4), ("old", 1, 1)))),
    seats=4,
)


FREE_AGES = ("age", (("young", 0, 4), ("old", 0, 4)))


def test_a_pool_by_hand(tmp_path: Path) -> None:
    found = checked(OLD, tmp_path)
    assert [(line.category, line.volunteers) for line in found.lines] == [
        ("F", 6), ("M", 6), ("young", 10), ("old", 2),
    ]  # fmt: skip
    assert [(line.at_least, line.at_most) for line in found.lines] == [
        (Fraction(1, 3), Fraction(1, 3)),
        (Fraction(1, 3), Fraction(1, 3)),
        (Fraction(0), Fraction(2, 5)),
        (Fraction(1, 2), Fraction(1, 2)),
    ]
    # One old man of two, one young man of four, two women of six.
    means = [chances.mean for chances in found.ranges if chances]
    assert means == [Fraction(1, 3), Fraction(1, 3), Fraction(3, 10), Fraction(1, 2)]
    assert [chances.least for chances in found.ranges if chances] == [
        Fraction(1, 3),
        Fraction(1, 4),
        Fraction(1, 4),
        Fraction(1, 2),
    ]
    assert (found.chances.least, found.chances.at_least, found.chances.largest) == (
        Fraction(1, 4),
        4,
        Fraction(1, 2),
    )
    assert found.limits.without_quotas == Fraction(1, 3)
    assert found.scarcest.category == "old"
    assert {(row.category, row.limit, row.seats, row.volunteers) for row in found.limits.rows} >= {
        ("old", "minimum", 1, 2)
    }
    # Without the ages all men have 2/6; without the sexes the nine or ten young have 3/10.
    assert [(cost.criterion, cost.without, cost.share) for cost in found.costs if cost.category is None] == [
        ("age", Fraction(1, 3), Fraction(1, 4)),
        ("sex", Fraction(3, 10), Fraction(1, 6)),
    ]
    assert not found.excluded
    assert not found.forced
    assert not found.certain


def test_a_category_without_seats_keeps_its_people_out(tmp_path: Path) -> None:
    quotas = (OLD.quotas[0], ("age", (("young", 0, 4), ("old", 0, 0))))
    bare = Instance(OLD.features, OLD.households, quotas, OLD.seats)
    found = checked(bare, tmp_path)
    (reason,) = found.excluded
    assert positions(person.pid for person in reason.people) == {10, 11}
    assert [(d.criterion, d.category, d.limit, d.seats, d.volunteers) for d in reason.demands] == [
        ("age", "old", "maximum", 0, 2)
    ]
    assert reason.counts(["sex", "age"]) == {("sex", "M"): 2, ("age", "old"): 2}
    assert found.chances.never == 2
    # What can be said of a quota leaves them out: 2 seats for the 4 men who can be drawn.
    assert (found.scarcest.category, found.scarcest.at_least) == ("M", Fraction(1, 2))
    assert all(row.volunteers == 4 for row in found.limits.rows if row.category == "M")


def test_two_reasons_to_be_kept_out(tmp_path: Path) -> None:
    """The Z may not sit; and as both seats of the A are for a and b, nobody else of A can."""
    bare = Instance(
        features=(("A", "a"), ("A", "b"), ("A", "c"), ("B", "c"), ("B", "c"), ("Z", "c")),
        households=("",) * 6,
        quotas=(
            ("x", (("A", 2, 2), ("B", 1, 1), ("Z", 0, 0))),
            ("y", (("a", 1, 1), ("b", 1, 1), ("c", 1, 1))),
        ),
        seats=3,
    )
    found = checked(bare, tmp_path)
    reasons = {
        frozenset(positions(p.pid for p in each.people)): {(d.category, d.limit) for d in each.demands}
        for each in found.excluded
    }
    assert set(reasons) == {frozenset({2}), frozenset({5})}
    assert reasons[frozenset({5})] <= {("Z", "maximum"), ("A", "minimum"), ("B", "minimum")}
    assert {("a", "minimum"), ("b", "minimum")} <= reasons[frozenset({2})]
    assert positions(found.forced) == {0, 1}
    assert not found.certain


def test_a_household_as_a_reason(tmp_path: Path) -> None:
    """The only B must sit, so whoever lives with him cannot."""
    bare = Instance(
        features=(("A",), ("A",), ("A",), ("B",)),
        households=("h", "", "", "h"),
        quotas=(("x", (("A", 1, 2), ("B", 1, 1))),),
        seats=2,
    )
    found = checked(bare, tmp_path)
    (reason,) = found.excluded
    assert positions(person.pid for person in reason.people) == {0}
    assert reason.households
    assert [(d.category, d.limit) for d in reason.demands] == [("B", "minimum")]
    assert positions(found.forced) == {3}


def test_certain_by_leximin_alone_is_told_apart(tmp_path: Path) -> None:
    """The floor of the many is the same whether the one B always sits or not: leximin lets him."""
    bare = Instance(
        features=(*((("A", "x"),) * 8), ("B", "y"), ("B", "y"), ("B", "x")),
        households=("",) * 11,
        quotas=(("p", (("A", 2, 2), ("B", 2, 2))), ("q", (("x", 0, 3), ("y", 1, 2)))),
        seats=4,
    )
    found = checked(bare, tmp_path)
    assert not found.forced
    panels = oracle.valid_panels(*bare.problem())
    best = oracle.leximin(*bare.problem())
    assert positions(found.certain) == {i for i, chance in best.items() if chance == 1}
    assert all(set(range(11)) - set(panel) for panel in panels)


@pytest.mark.parametrize("bare", [*map(tiny, range(40)), *HULL_GAP[:4]])
def test_any_small_pool(bare: Instance, tmp_path: Path) -> None:
    panels = oracle.valid_panels(*bare.problem())
    everyone = set(range(len(bare.features)))
    found = checked(bare, tmp_path)
    excluded = [positions(person.pid for person in each.people) for each in found.excluded]
    assert sorted(i for people in excluded for i in people) == sorted(everyone.difference(*panels))
    assert positions(found.forced) == everyone.intersection(*panels)
    assert found.chances.never == len(everyone.difference(*panels))
    # No lottery does better than the polytope says.
    drawable = [value for value in oracle.leximin(*bare.problem()).values() if value]
    assert min(drawable) <= found.chances.least
    assert found.scarcest.at_least <= found.chances.largest
    assert found.chances.least <= found.limits.without_quotas
    assert all(0 < cost.share < 1 and cost.without > found.chances.least for cost in found.costs)


def test_no_panel_at_all(tmp_path: Path) -> None:
    quotas = (("sex", (("F", 2, 2), ("M", 2, 2))), ("age", (("young", 0, 1), ("old", 3, 4))))
    bare = Instance(OLD.features, OLD.households, quotas, OLD.seats)
    pool, read_back = read(bare, tmp_path)
    with pytest.raises(QuotasImpossible) as caught:
        diagnose(pool, read_back, bare.seats)
    assert caught.value.values["conflicts"]
    assert [(line.category, line.volunteers, line.minimum) for line in lines(pool, read_back)][-1] == (
        "old", 2, 3,
    )  # fmt: skip


def test_a_crossing_is_a_quota_like_any_other(tmp_path: Path) -> None:
    """An old man must not sit: then nobody old can, for there are no old women."""
    pool, quotas = read(
        Instance(OLD.features, OLD.households, (OLD.quotas[0], FREE_AGES), OLD.seats), tmp_path
    )
    old_men = (0, "M"), (1, "old")
    crossed = Quotas((*quotas.bounds, Bound("sex × age", old_men, 0, 0)))
    found = diagnose(pool, crossed, OLD.seats)
    assert [(line.criterion, line.category, line.volunteers) for line in found.lines][-1] == (
        "sex × age", "M × old", 2,
    )  # fmt: skip
    (reason,) = found.excluded
    assert [(d.criterion, d.category, d.limit) for d in reason.demands] == [
        ("sex × age", "M × old", "maximum")
    ]
    # Two seats of the men for one old man at least: 1/2 for both of them, a quarter less for the others.
    dear = Quotas((*quotas.bounds, Bound("sex × age", old_men, 1, 2)))
    assert [(cost.criterion, cost.category) for cost in diagnose(pool, dear, OLD.seats).costs] == [
        ("sex × age", None),
        ("sex × age", "M × old"),
        ("sex", None),
    ]


# fmt: skip
