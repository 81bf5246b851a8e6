"""A term of office: its ends, and whose turn it is to leave."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

AT_ONCE, END_OF_TERM = "at-once", "end-of-term"


@dataclass(frozen=True, slots=True)
class Term:
    """A term, as it is recorded."""

    start: date
    months: int
    """How long a seat is held."""
    cohorts: int = 1
    """One of them leaves every `months` / `cohorts` months."""
    by_rules: bool = False
    """Whether the rules allow a term that is not of 12 to 18 months."""
    last: int = 0
    """With several cohorts: at which end everyone leaves, from 1; 0 where that is not said."""
    moved: str = AT_ONCE
    """When a member who moves out of the area leaves: `at-once`, or `end-of-term`."""
    age_limit: str = AT_ONCE
    """When a member who reaches a limit of age leaves: `at-once`, or `end-of-term`."""

    def end(self, number: int = 1) -> date:
        """The day of the `number`-th end, from 1: of one cohort where there are several."""
        return after(self.start, number * self.months // self.cohorts)

    @property
    def final(self) -> int:
        """The term at whose end everyone leaves; 0 where there is none."""
        return 1 if self.cohorts == 1 else self.last

    @property
    def over(self) -> date | None:
        """The day on which everyone leaves."""
        return self.end(self.final) if self.final else None

    def waits(self, kind: str) -> bool:
        """Whether one who leaves for that reason keeps the seat until the next end."""
        return {"moved": self.moved, "age-limit": self.age_limit}.get(kind, AT_ONCE) == END_OF_TERM

    @property
    def ruled(self) -> dict[str, object]:
        """Optional keys of the `term` entry, left out at their defaults: older dossiers keep their bytes."""
        leavers = {"moved": self.moved, "age_limit": self.age_limit}
        if not self.last and set(leavers.values()) == {AT_ONCE}:
            return {}
        return {"last": self.last, "leavers": leavers}

    def due(self, number: int) -> int:
        """The cohort that leaves at the `number`-th end."""
        return (number - 1) % self.cohorts + 1


def after(day: date, months: int) -> date:
    """The same day `months` later; the last day of a month that has no such day.

    >>> after(date(2028, 2, 29), 12), after(date(2027, 8, 31), 18)
    (datetime.date(2029, 2, 28), datetime.date(2029, 2, 28))
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
