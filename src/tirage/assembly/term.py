"""A term of office: its ends, and whose turn it is to leave."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Mandate:
    """A term, as it is recorded."""

    start: date
    months: int
    """How long a seat is held."""
    cohorts: int = 1
    """One of them leaves every `months` / `cohorts` months."""
    by_rules: bool = False
    """Whether the rules allow a term that is not of 12 to 18 months."""

    def end(self, number: int = 1) -> date:
        """The day of the `number`-th end, from 1: of one cohort where there are several."""
        return after(self.start, number * self.months // self.cohorts)

    def due(self, number: int) -> int:
        """The cohort that leaves at the `number`-th end."""
        return (number - 1) % self.cohorts + 1


def after(day: date, months: int) -> date:
    """The same day some months later; the last of a month that has no such day.

    >>> after(date(2028, 2, 29), 12), after(date(2027, 8, 31), 18)
    (datetime.date(2029, 2, 28), datetime.date(2029, 2, 28))
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
