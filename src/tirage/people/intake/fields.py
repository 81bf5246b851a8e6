"""What a file is to tell of everyone: the criteria of the quotas, or what an answer to a letter says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tirage.discretion import brief
from tirage.people.geography.model import Geography
from tirage.people.intake.words import ALIKE, NO, ROLES, SPEAKS, YES, key
from tirage.quotas.model import Criterion

ANSWER, CAUSE, DATE, CONSENT = "answer", "cause", "date", "consent"
"""What an answer to a letter says beside the criteria: titles of the list that `record responses` takes."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column of the file says."""

    name: str
    categories: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    """Titles that may mean it, as `words.key` has them."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """What stands in a cell, as `words.key` has it → the category that it is for certain."""
    speaks: frozenset[str] = frozenset()
    """Words by which a title speaks of it; with them, no column is proposed for its cells alone."""
    avoids: frozenset[str] = frozenset()
    """Words by which a title speaks of something else."""
    optional: bool = False
    """Whether a file may be without it."""
    silent: bool = False
    """Whether a cell may say nothing of it: the row stays."""
    closed: bool = False
    """Whether what is none of the categories is passed over and never repeated: what people tell of them."""
    is_day: bool = False
    tables: Mapping[str, Geography] = field(default_factory=dict)
    """Tables by which places are told, all of whose labels there are categories of; by name."""


@dataclass(repr=False, frozen=True, slots=True)
class Wanted:
    """What a file is to tell."""

    fields: tuple[Field, ...]
    household: tuple[str, ...]
    """What the rules name of an address."""
    day: date | None
    """On which ages are counted."""
    codes: Collection[str] = ()
    """Codes of the letters that were sent, where the file has the answers to them."""

    def __repr__(self) -> str:
        return brief(self, fields=len(self.fields), codes=len(self.codes))


def of_criteria(
    criteria: Iterable[Criterion], tables: Mapping[str, Geography] = {}, *, silent: bool = False
) -> tuple[Field, ...]:
    """The criteria of the quotas.

    `tables`: of places, by name; `silent`: whether somebody may leave a criterion out.
    """
    return tuple(_of_criterion(each, tables, silent=silent) for each in criteria)


def _of_criterion(criterion: Criterion, tables: Mapping[str, Geography], *, silent: bool) -> Field:
    names = set(criterion.categories)
    own = {name: table for name, table in tables.items() if names <= set(table.labels)}
    categories = tuple(criterion.categories)
    return Field(criterion.name, categories, _alike(criterion.name), silent=silent, tables=own)


def of_answers(
    asked: Iterable[Criterion], causes: Collection[str], tables: Mapping[str, Geography] = {}
) -> tuple[Field, ...]:
    """What an answer says; `asked`: the criteria that only it tells, `causes`: those a refusal may have."""
    yes_or_no = dict.fromkeys(YES, "yes") | dict.fromkeys(NO, "no")
    return (
        Field(ANSWER, ("yes", "no"), ROLES["answer"], yes_or_no, SPEAKS["answer"], SPEAKS["consent"]),
        *of_criteria(asked, tables, silent=True),
        Field(CAUSE, tuple(causes), ROLES["cause"], optional=True, silent=True, closed=True),
        Field(DATE, (), ROLES["answered-on"], optional=True, silent=True, is_day=True),
        Field(
            CONSENT,
            ("yes", "no"),
            ROLES["consent"],
            yes_or_no,
            SPEAKS["consent"],
            optional=True,
            silent=True,
        ),
    )


def _alike(name: str) -> frozenset[str]:
    return frozenset().union(*(group for group in ALIKE if key(name) in group))
