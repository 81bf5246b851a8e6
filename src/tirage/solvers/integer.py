"""Integer programs, every answer the same on every machine.

Everything here is deterministic: one worker, fixed seeds, limits counted in the
solver's own deterministic units and never in seconds. The C++ model classes are used directly, because
`ortools.sat.python.cp_model` imports pandas, half a second that every command would pay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from threading import Thread
from time import sleep
from typing import Any, NamedTuple, Protocol

EXTRA_SOLUTIONS = 5
STARTING = 100
"""Looks at a thread after which it was never started."""
LOOK = 0.005
"""Seconds between two looks."""
LARGEST = 1 << 53
"""No single number of an integer program may reach this; up to there a float holds it too."""
LARGEST_SUM = 1 << 62
"""No row and no objective may reach this, whatever the values: the solver counts in 64 bits."""


class TooLarge(ArithmeticError):
    """An integer program with a number that the solver cannot hold: a fault of the caller."""


class SumRow(NamedTuple):
    """A row of a program: the variables that it sums, and what the sum may be."""

    members: Sequence[int]
    lower: int
    upper: int


class LinearRow(NamedTuple):
    """A row in which each variable counts for its own integer weight."""

    members: Sequence[int]
    weights: Sequence[int]
    lower: int
    upper: int


class Status(Enum):
    """What an integer program's answer is worth."""

    FOUND = "found"
    """A solution, proved best where an objective was given."""
    STOPPED = "stopped"
    """The deterministic limit came first; a solution may be there, not proved best."""
    IMPOSSIBLE = "impossible"
    """Proved to have no solution."""


@dataclass(frozen=True, slots=True)
class IntegerResult:
    """The outcome of an integer program."""

    status: Status
    values: tuple[int, ...] | None
    """One value a variable, or None."""
    bound: int | None = None
    """No solution has an objective above this; None without an objective."""
    effort: float = 0.0
    """Deterministic time spent."""
    others: tuple[tuple[int, ...], ...] = ()
    """Good solutions met on the way to the best."""


def integer_program(
    bounds: Sequence[tuple[int, int]],
    rows: Iterable[SumRow | LinearRow],
    objective: Sequence[int] | None = None,
    *,
    limit: float = 60.0,
    light: bool = False,
    linear: bool = False,
) -> IntegerResult:
    """Integers within `bounds` whose sums over `rows` are in range, `objective`·x as large as possible.

    `limit` is in CP-SAT's deterministic units, about a second each; `light`: without relaxations, symmetries
    and probing, for small programs whose preparation would cost more than their solution; `linear`: with each
    row in the relaxation, where the proof is what takes long. Raises TooLarge for a program with numbers that
    the solver cannot hold.
    """
    rows = list(rows)
    if any(low > high for low, high in bounds) or any(row.lower > row.upper for row in rows):
        return IntegerResult(Status.IMPOSSIBLE, None)  # the solver calls an empty range an invalid program
    _check_size(bounds, rows, objective)
    from ortools.sat.python import cp_model_helper as cp

    model = cp.CpModelProto()
    model.parse_text_format("".join(_written(bounds, rows, objective)))
    parameters = cp.SatParameters()
    # On these small dense programs the presolve costs twice what it saves.
    parameters.merge_text_format(
        f"num_workers:1 random_seed:0 cp_model_presolve:false max_deterministic_time:{limit}"
        # Ctrl-C is for Python to hear: the solver's own handler would swallow it, and go on.
        " catch_sigint_signal:false"
        f" fill_additional_solutions_in_response:true solution_pool_size:{EXTRA_SOLUTIONS}"
        + (" linearization_level:0 symmetry_level:0 cp_model_probing_level:0" if light else "")
        + (" linearization_level:2" if linear else "")
    )
    solver = cp.SolveWrapper()
    solver.set_parameters(parameters)
    return _answer(_solved(solver, model), cp, optimising=objective is not None)


def _solved(solver: Any, model: Any) -> Any:
    """The solver's response; whatever interrupts the wait for it stops the solver, and is raised.

    Python hears a signal between two of its own steps only, and a solver may take a minute: so it works
    in a thread, and this one waits.
    """
    work = _Work(solver, model)
    try:
        work.thread.start()
        work.thread.join()
    except BaseException:
        work.abandon()
        raise
    return work.responses[0]


class _Work:
    """One solve in a thread of its own, which says itself when it has begun and ended.

    A `join` that a signal interrupts takes the thread for stopped in Python 3.11 and 3.12, and a process that
    ends while the solver works is aborted.
    """

    def __init__(self, solver: Any, model: Any) -> None:
        self.responses: list[Any] = []
        self.thread = Thread(target=self._run)
        self._solver, self._model = solver, model
        self._wanted, self._begun, self._ended = True, False, False

    def _run(self) -> None:
        self._begun = True
        try:
            if self._wanted:
                self.responses.append(self._solver.solve(self._model))
        finally:
            self._ended = True

    def abandon(self) -> None:
        """Stop the solver and wait for its end; more signals are not waited for, since one is being heard."""
        self._wanted = False
        looks = 0
        while not self._ended and (self._begun or looks < STARTING):
            # A thread whose start was interrupted may never begin; a solver hears nothing before it works.
            with suppress(KeyboardInterrupt):
                looks += 1
                self._solver.stop_search()
                sleep(LOOK)


def _check_size(
    bounds: Sequence[tuple[int, int]], rows: Iterable[SumRow | LinearRow], objective: Sequence[int] | None
) -> None:
    """TooLarge where a bound, a limit, a weight or a weighted sum is beyond what the solver holds."""
    reach = [max(abs(low), abs(high)) for low, high in bounds]
    widest = max(reach, default=0)
    _check_number("bound", widest)
    sums = [LinearRow(range(len(objective)), objective, 0, 0)] if objective is not None else []
    for row in (*rows, *sums):
        _check_number("limit", max(abs(row.lower), abs(row.upper)))
        if isinstance(row, LinearRow):
            heaviest = max(map(abs, row.weights), default=0)
            _check_number("weight", heaviest)
            # The quick estimate nearly always does.
            if heaviest * widest * len(row.members) >= LARGEST_SUM:
                most = sum(abs(weight) * reach[t] for t, weight in zip(row.members, row.weights, strict=True))
                _check_number("sum", most, LARGEST_SUM)


def _check_number(what: str, number: int, largest: int = LARGEST) -> None:
    if number >= largest:
        raise TooLarge(f"integer program: a {what} of {number.bit_length()} bits")


def _written(
    bounds: Sequence[tuple[int, int]], rows: Iterable[SumRow | LinearRow], objective: Sequence[int] | None
) -> Iterator[str]:
    """The program in the solver's own text format, the quickest way in."""
    for low, high in bounds:
        yield f"variables{{domain:[{low},{high}]}}"
    for row in rows:
        variables = ",".join(map(str, row.members))
        weights = ",".join(map(str, row.weights) if isinstance(row, LinearRow) else "1" * len(row.members))
        domain = f"{row.lower},{row.upper}"
        yield f"constraints{{linear{{vars:[{variables}] coeffs:[{weights}] domain:[{domain}]}}}}"
    if objective is not None:
        used = [t for t, weight in enumerate(objective) if weight]
        # The solver minimises.
        weights = ",".join(str(-objective[t]) for t in used)
        yield f"objective{{vars:[{','.join(map(str, used))}] coeffs:[{weights}]}}"


def _answer(response: Any, cp: Any, *, optimising: bool) -> IntegerResult:
    """The solver's response as a result; ValueError for a program that it calls invalid."""
    if response.status == cp.INFEASIBLE:
        return IntegerResult(Status.IMPOSSIBLE, None, effort=response.deterministic_time)
    if response.status == cp.MODEL_INVALID:
        raise ValueError("invalid integer program")
    # An integer objective's bound may come as 3.9999999: the slack keeps it valid.
    bound = -round(response.best_objective_bound) if optimising else None
    if response.status == cp.OPTIMAL or (response.status == cp.FEASIBLE and not optimising):
        return IntegerResult(
            Status.FOUND, tuple(response.solution), bound, response.deterministic_time, _others(response)
        )
    values = tuple(response.solution) if response.status == cp.FEASIBLE else None
    return IntegerResult(Status.STOPPED, values, bound, response.deterministic_time, _others(response))


def _others(response: Any) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(other.values) for other in response.additional_solutions)


class Program(Protocol):
    """What solves an integer program: `integer_program`, or the same within some budget."""

    def __call__(
        self,
        bounds: Sequence[tuple[int, int]],
        rows: Iterable[SumRow | LinearRow],
        objective: Sequence[int] | None = None,
        *,
        limit: float = 60.0,
    ) -> IntegerResult:
        """The result, in the form of `integer_program`."""
