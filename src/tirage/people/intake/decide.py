"""What is to be asked of a person about a recoding, and the recoding with the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tirage.discretion import brief
from tirage.people.intake.apply import Tallies
from tirage.people.intake.fields import Wanted
from tirage.people.intake.model import (
    DAY_FIRST,
    LEFT_OUT,
    MONTH_FIRST,
    NUMBER,
    Aside,
    Choice,
    Coding,
    Recoding,
    certain,
)
from tirage.people.intake.rows import Sheet

Place = tuple[str, ...]
"""Keys of the recoding down to what is asked."""
Kind = Literal[
    "sheet", "header", "id", "column", "geography", "order", "years", "value", "household", "aside"
]
CONFIRMED = "yes"
"""The answer to a question that has no options."""


@dataclass(repr=False, frozen=True, slots=True)
class Question:
    """One thing that only a person can say."""

    place: Place
    kind: Kind
    proposed: str
    """Empty where nobody proposes anything."""
    options: tuple[str, ...]
    """What else may be said; none where it is yes or later."""
    values: Mapping[str, object]
    """For its sentence."""

    def __repr__(self) -> str:
        return brief(self)


def questions(recoding: Recoding, sheet: Sheet, tallies: Tallies, wanted: Wanted) -> Iterator[Question]:
    """Everything that is not decided, in the order of the file."""
    for place, choice in recoding.pending:
        kind, options = _about(place, sheet.titles, wanted)
        rows, first = tallies.get(place[1], {}).get(place[-1], (0, ())) if kind == "value" else (0, ())
        values: dict[str, object] = {"proposed": choice.value or "?", "name": place[1] if place[1:] else ""}
        if kind == "value":
            values |= {"said": place[-1] or "—", "rows": rows, "lines": ", ".join(map(str, first))}
        yield Question(place, kind, choice.value if choice.state == "proposed" else "", options, values)


def _about(place: Place, titles: Sequence[str], wanted: Wanted) -> tuple[Kind, tuple[str, ...]]:
    """What is asked, and what may be said."""
    match place:
        case ("criteria", name, "values", _):
            categories = next((each.categories for each in wanted.fields if each.name == name), ())
            return "value", (*categories, LEFT_OUT)
        case ("criteria", name, key):
            tables = next((tuple(each.tables) for each in wanted.fields if each.name == name), ())
            asked: Mapping[str, tuple[Kind, tuple[str, ...]]] = {
                "geography": ("geography", tables),
                "order": ("order", (DAY_FIRST, MONTH_FIRST)),
                "years": ("years", tuple(_hundreds(wanted))),
            }
            return asked.get(key, ("column", tuple(titles)))
    plain: Mapping[str, tuple[Kind, tuple[str, ...]]] = {
        "id": ("id", tuple(titles) if wanted.codes else (*titles, NUMBER)),
        "household": ("household", tuple(titles)),
        "aside": ("aside", ()),
        "sheet": ("sheet", ()),
    }
    return plain.get(place[0], ("header", ()))


def _hundreds(wanted: Wanted) -> Iterator[str]:
    """The hundred years that end with the year in which ages are counted, and ten years earlier."""
    last = wanted.day.year if wanted.day else None
    yield from () if last is None else (f"{last - back - 99}-{last - back}" for back in (0, 10))


def decide(recoding: Recoding, answers: Mapping[Place, str]) -> Recoding:
    """The recoding with the answers by place; a question that was left open stays open."""

    def said(place: Place, choice: Choice) -> Choice:
        answer = answers.get(place)
        if answer is None:
            return choice
        return certain(choice.value if answer == CONFIRMED and place[0] in {"sheet", "header"} else answer)

    inside = [(place, said) for place, said in answers.items() if place[0] == "criteria"]
    return replace(
        recoding,
        sheet=said(("sheet",), recoding.sheet),
        header=said(("header",), recoding.header),
        id=said(("id",), recoding.id),
        criteria={
            name: _decided(each, {place[2:]: said for place, said in inside if place[1] == name})
            for name, each in recoding.criteria.items()
        },
        household={name: said(("household", name), each) for name, each in recoding.household.items()},
        aside={
            cause: Aside(each.lines, each.decided or ("aside", cause) in answers)
            for cause, each in recoding.aside.items()
        },
    )


def _decided(how: Coding, answers: Mapping[Place, str]) -> Coding:
    """The coding with the answers by place below its criterion."""

    def said(place: Place, choice: Choice) -> Choice:
        return certain(answers[place]) if place in answers else choice

    column = said(("column",), how.column)
    if column.value != how.column.value:
        return Coding(column)
    return replace(
        how,
        column=column,
        values={value: said(("values", value), each) for value, each in how.values.items()},
        geography=how.geography and said(("geography",), how.geography),
        years=how.years and said(("years",), how.years),
        order=how.order and said(("order",), how.order),
    )
