"""Linear programs that show their basis."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any


class BasisStatus(Enum):
    """Where a row or a variable of a solved linear program stands."""

    BASIC = "basic"
    LOWER = "lower"
    UPPER = "upper"


class LinearProgram:
    """A maximisation that GLOP solves again and again, each time from its last basis.

    Variables and rows are numbered in the order of their creation.
    """

    def __init__(self, parameters: str = "") -> None:
        from ortools.linear_solver import pywraplp

        self._lp = pywraplp
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.SetSolverSpecificParametersAsString(parameters)
        self._solver.Objective().SetMaximization()
        self._variables: list[Any] = []
        self._rows: list[Any] = []

    def variable(self, lower: float = 0.0, upper: float = float("inf"), objective: float = 0.0) -> int:
        """A new variable; returns its number."""
        new = self._solver.NumVar(lower, upper, "")
        if objective:
            self._solver.Objective().SetCoefficient(new, objective)
        self._variables.append(new)
        return len(self._variables) - 1

    def row(self, lower: float, upper: float, terms: Iterable[tuple[int, float]] = ()) -> int:
        """A new row; returns its number."""
        new = self._solver.Constraint(lower, upper)
        for variable, coefficient in terms:
            new.SetCoefficient(self._variables[variable], coefficient)
        self._rows.append(new)
        return len(self._rows) - 1

    def set_bounds(self, row: int, lower: float, upper: float) -> None:
        """Change what a row may be."""
        self._rows[row].SetBounds(lower, upper)

    def set_coefficient(self, row: int, variable: int, coefficient: float) -> None:
        """Set the coefficient of one variable in one row."""
        self._rows[row].SetCoefficient(self._variables[variable], coefficient)

    def set_objective(self, variable: int, coefficient: float) -> None:
        """Set what one variable counts for."""
        self._solver.Objective().SetCoefficient(self._variables[variable], coefficient)

    def solve(self) -> bool:
        """True when an optimum was found."""
        return bool(self._solver.Solve() == self._lp.Solver.OPTIMAL)

    @property
    def objective(self) -> float:
        """The objective of the last solution."""
        return float(self._solver.Objective().Value())

    @property
    def iterations(self) -> int:
        """Steps that the last solution took."""
        return int(self._solver.iterations())

    def value(self, variable: int) -> float:
        """A variable of the last solution."""
        return float(self._variables[variable].solution_value())

    def values(self) -> list[float]:
        """All variables of the last solution."""
        return [each.solution_value() for each in self._variables]

    def dual(self, row: int) -> float:
        """The price of a row in the last solution."""
        return float(self._rows[row].dual_value())

    def reduced_cost(self, variable: int) -> float:
        """What one more of a variable is worth in the last solution, beyond what it costs of the rows."""
        return float(self._variables[variable].reduced_cost())

    def variable_place(self, variable: int) -> BasisStatus:
        """Whether a variable is basic."""
        return self._place(self._variables[variable].basis_status())

    def row_place(self, row: int) -> BasisStatus:
        """Whether a row is basic (slack) or at which of its bounds."""
        return self._place(self._rows[row].basis_status())

    def _place(self, status: int) -> BasisStatus:
        solver = self._lp.Solver
        if status == solver.BASIC:
            return BasisStatus.BASIC
        return BasisStatus.UPPER if status == solver.AT_UPPER_BOUND else BasisStatus.LOWER
