"""What a person at a spreadsheet sees of a sheet beside its values, or does not see."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column: rows from 1, columns from 0."""

ERRORS = frozenset(
    {"#N/A", "#N/D", "#REF!", "#VALUE!", "#VALEUR!", "#NAME?", "#NOM?", "#DIV/0!", "#NUM!", "#NOMBRE!"}
    | {"#NULL!", "#NUL!", "#SPILL!", "#CALC!"}
)
"""What a formula shows that has no result, in English and in French."""


@dataclass(slots=True)
class Marks:
    """Of one sheet; rows from 1, columns from 0, as far as the sheet says them."""

    hidden_rows: set[int] = field(default_factory=set)
    """By hand, by a filter, by an outline, or by a height of nothing."""
    hidden_columns: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    """Rows that have a cell with text struck through."""
    merged: list[Range] = field(default_factory=list)
    numbers: dict[int, dict[int, str]] = field(default_factory=dict)
    """Row → column → the format of a number whose zeros a reader of values would not see, such as `00000`."""
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    """Row → column → `#N/A` and its like, which a formula gives."""

    def __bool__(self) -> bool:
        """Whether there is any."""
        rows = self.hidden_rows or self.struck or self.merged
        return bool(rows or self.hidden_columns or self.numbers or self.errors)

    def note(
        self, row: int, column: int, form: str, struck: Collection[str], formats: Mapping[str, str]
    ) -> None:
        """Take down what the style `form` of a cell with something in it says."""
        if form in struck:
            self.struck.add(row)
        if form in formats:
            self.numbers.setdefault(row, {})[column] = formats[form]


NO_MARKS = Marks()
"""Of a workbook that does not say any."""
