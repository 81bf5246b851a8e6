"""Programs whose variables are put aside by reduced costs, against the same programs whole."""

from __future__ import annotations

from random import Random

import pytest

from tirage.solvers import reduced
from tirage.solvers.integer import IntegerResult, LinearRow, Status, SumRow, integer_program
from tirage.solvers.reduced import Stopped, least_cost

Problem = tuple[list[tuple[int, int]], list[SumRow | LinearRow], list[int]]


def problem(seed: int) -> Problem:
    """12 to 40 variables, 3 to 6 rows, costs of either sign."""
    rng = Random(f"reduced/{seed}")
    count = rng.randint(12, 40)
    bounds = [(low := rng.choice((0, 0, 1)), low + rng.randint(0, 4)) for _ in range(count)]
    rows: list[SumRow | LinearRow] = []
    for _ in range(rng.randint(3, 6)):
        members = rng.sample(range(count), rng.randint(3, count))
        low = rng.randint(0, 2 * len(members))
        if rng.random() < 0.5:
            rows.append(SumRow(members, low, low + rng.randint(0, 3)))
        else:
            rows.append(LinearRow(members, [rng.randint(-3, 3) for _ in members], low // 2, low + 5))
    return bounds, rows, [rng.randint(-9, 99) for _ in range(count)]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_put_aside_is_in_no_solution_as_good(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reduced, "KEPT", 4)
    bounds, rows, costs = problem(seed)
    whole = integer_program(bounds, rows, [-cost for cost in costs])
    found = least_cost(bounds, rows, costs, integer_program)
    if whole.values is None:
        assert found is None
        return
    assert found is not None and found.proved
    least = sum(cost * value for cost, value in zip(costs, whole.values, strict=True))
    assert least == sum(cost * value for cost, value in zip(costs, found.values, strict=True))
    # Another solution as good as any is still within what is left.
    assert all(low <= value <= high for value, (low, high) in zip(whole.values, found.bounds, strict=True))
    assert least_cost(bounds, rows, costs, integer_program, enough=least) is not None
    assert least_cost(bounds, rows, costs, integer_program, enough=least - 1) is None


def test_a_search_that_stops_gives_the_best_it_had_or_says_that_it_had_none() -> None:
    bounds, rows, costs = [(0, 3)] * 6, [SumRow(range(6), 4, 4)], [5, 4, 3, 2, 1, 9]

    def stopped(values: tuple[int, ...] | None) -> IntegerResult:
        return IntegerResult(Status.STOPPED, values)

    with pytest.raises(Stopped):
        least_cost(bounds, rows, costs, lambda *_, **__: stopped(None))
    free = [(0, 3)] * 6
    found = least_cost(free, rows, costs, lambda told, *_, **__: stopped((0,) * len(told)))
    assert found is not None and not found.proved
