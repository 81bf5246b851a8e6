"""What is to be asked of a person about a recoding, and the recoding with the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tirage.discretion import brief
from tirage.people.intake.apply import Tallies
from tirage.people.intake.model import LEFT_OUT, NUMBER, Aside, Choice, Coding, Recoding, certain
from tirage.people.intake.rows import Sheet
from tirage.people.intake.understand import Wanted

Place = tuple[str, ...]
"""Keys of the recoding down to what is asked."""
Kind = Literal["sheet", "header", "id", "column", "value", "household", "aside"]
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
    categories = {each.name: each.categories for each in wanted.criteria}
    for place, choice in recoding.pending:
        kind, options = _about(place, sheet.titles, categories)
        rows, first = tallies.get(place[1], {}).get(place[-1], (0, ())) if kind == "value" else (0, ())
        values: dict[str, object] = {"proposed": choice.value or "?", "name": place[1] if place[1:] else ""}
        if kind == "value":
            values |= {"said": place[-1] or "—", "rows": rows, "lines": ", ".join(map(str, first))}
        yield Question(place, kind, choice.value if choice.state == "proposed" else "", options, values)


def _about(
    place: Place, titles: Sequence[str], categories: Mapping[str, Sequence[str]]
) -> tuple[Kind, tuple[str, ...]]:
    if place[0] == "criteria":
        if place[2] == "column":
            return "column", tuple(titles)
        return "value", (*categories.get(place[1], ()), LEFT_OUT)
    if place[0] == "id":
        return "id", (*titles, NUMBER)
    if place[0] == "household":
        return "household", tuple(titles)
    return ("aside" if place[0] == "aside" else "sheet" if place[0] == "sheet" else "header"), ()


def decide(recoding: Recoding, answers: Mapping[Place, str]) -> Recoding:
    """The recoding with the answers by place; a question that was left open stays open."""

    def said(place: Place, choice: Choice) -> Choice:
        answer = answers.get(place)
        if answer is None:
            return choice
        return certain(choice.value if answer == CONFIRMED and place[0] in {"sheet", "header"} else answer)

    return replace(
        recoding,
        sheet=said(("sheet",), recoding.sheet),
        header=said(("header",), recoding.header),
        id=said(("id",), recoding.id),
        criteria={
            name: Coding(
                said(("criteria", name, "column"), each.column),
                each.read,
                {
                    value: said(("criteria", name, "values", value), chosen)
                    for value, chosen in each.values.items()
                },
                each.bands,
            )
            for name, each in recoding.criteria.items()
        },
        household={name: said(("household", name), each) for name, each in recoding.household.items()},
        aside={
            cause: Aside(each.lines, each.decided or ("aside", cause) in answers)
            for cause, each in recoding.aside.items()
        },
    )
