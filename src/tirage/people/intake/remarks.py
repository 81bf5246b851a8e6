"""What a person should hear of a file beside the questions: nothing of it is passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tirage.people.guards.doubts import find
from tirage.people.guards.traits import Columns, traits
from tirage.people.intake.fields import Field, Wanted
from tirage.people.intake.model import Coding, Recoding
from tirage.people.intake.rows import Sheet, is_no_tick, is_tick
from tirage.people.intake.understand import without
from tirage.people.intake.values import choice_of, is_many, several
from tirage.people.intake.words import JOIN, SPEAKS, key
from tirage.tabular.cells import listed, quoted
from tirage.tabular.dates import is_month_first, is_short

Remark = tuple[str, Mapping[str, object]]
"""Code of a sentence, its values."""
DOUBTS, REFUSAL = "doubts", "refusal"
LASTING = frozenset({DOUBTS, REFUSAL})
"""What is said of a list that is ready too: no decision on a column or a value settles it."""
_LINES = 5
_CONSENT = SPEAKS["consent"] | {"accepte", "acceptez", "accept", "agree", "autorise", "accord"}
"""Words of the title of a column that asks whether somebody agrees."""


def remarks(sheet: Sheet, recoding: Recoding, wanted: Wanted) -> Iterator[Remark]:
    """What was seen, by field, in the order of the quotas."""
    people = without(sheet, recoding.aside)
    for field in wanted.fields:
        coding = recoding.criteria.get(field.name)
        if coding is None or coding.column.state == "open":
            yield from _not_a_column(people, field)
        if coding is not None and coding.column.value:
            yield from _of_column(people, coding, field)
    if not wanted.codes:
        yield from _refusals(people, recoding)
        yield from _doubts(people, recoding)


def _refusals(people: Sheet, recoding: Recoding) -> Iterator[Remark]:
    """Columns that no criterion reads, in which somebody refuses something."""
    used = {title for each in recoding.criteria.values() for title in each.column.value.split(JOIN)}
    for title in people.titles:
        asks = not _CONSENT.isdisjoint(key(title).split()) and title not in used
        cells = people.column(title) if asks else ()
        if all(not cell or is_tick(cell) or is_no_tick(cell) for cell in cells):
            said_no = ((line, cell) for (line, _), cell in zip(people.rows, cells, strict=bool(cells)))
            lines = [line for line, cell in said_no if cell and is_no_tick(cell)]
            if lines:
                shown = ", ".join(map(str, lines[:_LINES])) + (", …" if len(lines) > _LINES else "")
                yield REFUSAL, {"column": quoted(title), "rows": len(lines), "lines": shown}


def _doubts(people: Sheet, recoding: Recoding) -> Iterator[Remark]:
    """Rows that may be one person, for the draw to ask about."""
    homes = [place for each in recoding.household.values() for place in people.places(each.value)]
    pid = next(iter(people.places(recoding.id.value)), None)
    rows = traits(Columns(people.titles, pid, homes), people.rows)
    pairs = [f"{rows[one].line} + {rows[other].line}" for one, other in find(rows)]
    if pairs:
        shown = ", ".join(pairs[:_LINES]) + (" …" if len(pairs) > _LINES else "")
        yield DOUBTS, {"count": len(pairs), "lines": shown}


def _not_a_column(people: Sheet, field: Field) -> Iterator[Remark]:
    """Columns of such a title, which have no categories in them."""
    for title in people.titles:
        cells = people.column(title)
        if (key(title) == key(field.name) or key(title) in field.titles) and is_many(cells, field):
            yield "many", {"name": field.name, "column": title, "count": len(set(cells))}


def _of_column(people: Sheet, coding: Coding, field: Field) -> Iterator[Remark]:
    title, cells = coding.column.value, people.column(coding.column.value)
    if JOIN in title and title not in people.titles:
        yield "together", {"name": field.name, "columns": listed(title.split(JOIN))}
    if coding.read == "values":
        found = [value for value in coding.values if _is_several(value, field)]
        if found and not field.closed:
            yield "several", {"name": field.name, "values": listed(found), "count": len(found)}
    for code, choice, is_so in (("order", coding.order, is_month_first), ("years", coding.years, is_short)):
        if choice is not None and choice.state == "open":
            lines = [line for (line, _), cell in zip(people.rows, cells, strict=True) if is_so(cell)]
            shown = ", ".join(map(str, lines[:_LINES])) + (", …" if len(lines) > _LINES else "")
            yield code, {"column": title, "rows": len(lines), "lines": shown}
    if field.closed and (others := sum(bool(cell) and cell not in coding.values for cell in cells)):
        yield "closed", {"name": field.name, "column": title, "rows": others}


def _is_several(value: str, field: Field) -> bool:
    """Whether a cell has several answers, or a person ticked two columns that are one category each."""
    if several(value, field.categories):
        return True
    parts = value.split("; ")
    return len(parts) > 1 and all(choice_of(part, field).value for part in parts)
