"""How a file becomes volunteers: what is known for certain, what is proposed, what only a person can say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tirage.discretion import brief
from tirage.people.intake.bands import Band

State = Literal["certain", "proposed", "open"]
Reading = Literal["values", "age", "birth-date", "date", "place"]
NUMBER = "number"
"""In place of a column of ids: the volunteers are numbered in the order of the file."""
LEFT_OUT = "-"
"""In place of a category: rows with this value are left out, or say nothing where a row may say nothing."""
DAY_FIRST, MONTH_FIRST = "day-first", "month-first"


@dataclass(repr=False, frozen=True, slots=True)
class Choice:
    """One thing that was found or is to be said: a column, a category, a line."""

    value: str = ""
    state: State = "open"

    def __repr__(self) -> str:
        return brief(self)


def certain(value: str) -> Choice:
    """What is so, or what a person has decided."""
    return Choice(value, "certain")


def proposed(value: str) -> Choice:
    """What somebody is to confirm."""
    return Choice(value, "proposed")


OPEN = Choice()


@dataclass(repr=False, frozen=True, slots=True)
class Coding:
    """How everyone's category of one criterion is read."""

    column: Choice
    read: Reading = "values"
    values: Mapping[str, Choice] = field(default_factory=dict)
    """What stands in the column → category, or `-`; of other readings only what these cannot decide."""
    bands: Mapping[str, Band] = field(default_factory=dict)
    """Of ages: category → ages."""
    years: Choice | None = None
    """The hundred years of years of two digits, `1928-2027`; None where there are none such."""
    order: Choice | None = None
    """`day-first` or `month-first`, where some dates are none day first."""
    geography: Choice | None = None
    """Of places: the table by which they are told."""
    table: str = ""
    """Hash of that table; where it is another one since, somebody is to confirm it again."""

    def __repr__(self) -> str:
        return brief(self, values=len(self.values))

    def choices(self) -> Iterator[tuple[tuple[str, ...], Choice]]:
        """Everything that is to be decided of it once, with the keys down to it."""
        yield ("column",), self.column
        yield from (((name,), each) for name, each in self.manners())
        yield from ((("values", value), each) for value, each in self.values.items())

    def manners(self) -> Iterator[tuple[str, Choice]]:
        """What is to be decided of how the whole column is read, by key."""
        found = (("geography", self.geography), ("order", self.order), ("years", self.years))
        yield from ((name, each) for name, each in found if each is not None)


@dataclass(frozen=True, slots=True)
class Aside:
    """Rows that are no volunteer's, for one reason."""

    lines: tuple[int, ...]
    """Of the file, ascending."""
    decided: bool


@dataclass(repr=False, frozen=True, slots=True)
class Recoding:
    """How one file becomes volunteers."""

    file: str
    sha256: str
    sheet: Choice
    """Empty of a text file."""
    header: Choice
    """The line of the titles of columns."""
    id: Choice
    """A column, or `number`."""
    criteria: Mapping[str, Coding]
    """By field: the criteria of the quotas in their order, and what else an answer says."""
    household: Mapping[str, Choice]
    """What the rules call it → column of the file."""
    keep: tuple[str, ...]
    """Columns with names and contacts, which go to `private/` with the volunteers."""
    aside: Mapping[str, Aside]
    """Cause → rows that are left out."""

    def __repr__(self) -> str:
        return brief(self, criteria=len(self.criteria), aside=len(self.aside))

    def choices(self) -> Iterator[tuple[tuple[str, ...], Choice]]:
        """Everything that is to be decided once, with the keys down to it."""
        yield ("sheet",), self.sheet
        yield ("header",), self.header
        yield ("id",), self.id
        for name, coding in self.criteria.items():
            yield from ((("criteria", name, *place), each) for place, each in coding.choices())
        yield from ((("household", name), each) for name, each in self.household.items())
        for cause, aside in self.aside.items():
            lines = ", ".join(map(str, aside.lines))
            yield ("aside", cause), Choice(lines, "certain" if aside.decided else "proposed")

    @property
    def geographies(self) -> list[str]:
        """Names of the tables that somebody has decided on."""
        tables = (coding.geography for coding in self.criteria.values())
        return [table.value for table in tables if table is not None and table.state == "certain"]

    @property
    def pending(self) -> list[tuple[tuple[str, ...], Choice]]:
        """What is not decided yet."""
        return [(place, choice) for place, choice in self.choices() if choice.state != "certain"]
