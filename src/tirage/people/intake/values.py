"""From what stands in a column to the categories of a field: certain, proposed, or nobody's guess.

Certain is what is the same text (`words.key`), or the same ages. What only looks alike is proposed where it
is near and nothing else is: short codes and other figures are never taken for each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from functools import partial

from tirage.people.geography.texts import place_in, share, table_for
from tirage.people.intake.bands import Band, age_on, band_of, read_age, read_band, read_bands, read_birth
from tirage.people.intake.fields import Field
from tirage.people.intake.model import LEFT_OUT, MONTH_FIRST, OPEN, Choice, Coding, Reading, certain, proposed
from tirage.people.intake.words import AGREES, DECLINES, JOIN, SAME, key
from tirage.people.pool.values import MOST
from tirage.tabular.dates import Years, is_month_first, is_short, read_day, written

NEAR = 0.8
"""Likeness of two words that may be one."""
APART = 0.1
"""By how much the nearest must be nearer than the next."""
SHORTEST = 4
"""Letters of a word that is compared so."""
MOSTLY = 0.8
HALF = 0.5
"""What a table of places, or a title that speaks of the criterion, must have on its side."""
_SAMPLE = 300
"""Different values by which a column is judged."""
_NAME = 4
"""Words of the name of a place at most."""
_BETWEEN = re.compile(r"[;,/|&\n]| et | and | ou | or ")
"""What stands between several answers in one cell."""
_ARTICLE = re.compile(r"(?:je suis |i am )?(?:une?|an?|the|les?|la|du|des|de la) ")
"""What stands before the word itself."""


def coding(
    column: Choice, cells: Sequence[str], wanted: Field, day: date | None, old: Coding | None = None
) -> Coding:
    """How a column is read; `cells`: of those who may be volunteers; `old`: what was decided of it before."""
    said = old is not None and (old.read != "values" or not set(cells).isdisjoint(old.values))
    reading = old.read if old is not None and said else reading_of(cells, wanted)
    if reading == "values":
        values = sorted(set(cells), key=lambda value: (-cells.count(value), value))
        titles = column.value.split(JOIN)
        choices = {
            value: _of_tick(value, wanted)
            if len(titles) > 1 and value in titles
            else choice_of(value, wanted)
            for value in values
        }
        if wanted.closed:
            choices = {value: each for value, each in choices.items() if each.state != "open"}
        return Coding(column, values=choices)
    if reading == "place":
        return _of_places(column, cells, wanted, old)
    bands = old.bands if old is not None and old.bands else read_bands(wanted.categories)
    how = Coding(column, reading, {}, bands, _hundred(cells, reading, old), _order(cells, reading, old))
    unsure = _is_no_day if reading == "date" else partial(_is_crossing, day=day)
    return replace(how, values={cell: OPEN for cell in sorted(set(cells)) if unsure(cell, how)})


def _of_places(column: Choice, cells: Sequence[str], wanted: Field, old: Coding | None) -> Coding:
    """Places by a table: what it does not tell is somebody's to say where it is a name, not an address."""
    table = old.geography if old is not None and old.geography is not None else None
    if table is None or table.state != "certain":
        name = table_for(cells, wanted.tables, wanted.categories)
        table = proposed(name) if name else OPEN
    told = wanted.tables.get(table.value)
    sha256 = "" if told is None else told.sha256
    if old is not None and old.table not in {"", sha256}:
        table = proposed(table.value)
    how = Coding(column, "place", geography=table, table=sha256)
    unsaid = {cell for cell in cells if is_short_name(cell) and place_of(cell, how, wanted) is None}
    return replace(how, values=dict.fromkeys(sorted(unsaid), OPEN) if table.value else {})


def place_of(cell: str, how: Coding, wanted: Field) -> str | None:
    """The category that a cell names by the table of its column; None for another place, and for none."""
    table = None if how.geography is None else wanted.tables.get(how.geography.value)
    label = place_in(cell, table) if table is not None else ""
    return label if label in wanted.categories else None


def is_short_name(cell: str) -> bool:
    """Whether a cell may be the name or the code of a place, and no address of somebody."""
    words = key(cell).split()
    return 0 < len(words) <= _NAME and not (len(words) > 1 and words[0].isdigit())


def _hundred(cells: Sequence[str], reading: Reading, old: Coding | None) -> Choice | None:
    if old is not None and old.years is not None and old.years.state == "certain":
        return old.years
    return OPEN if reading != "age" and any(map(is_short, cells)) else None


def _order(cells: Sequence[str], reading: Reading, old: Coding | None) -> Choice | None:
    if old is not None and old.order is not None and old.order.state == "certain":
        return old.order
    return OPEN if reading != "age" and any(map(is_month_first, cells)) else None


def choice_of(value: str, wanted: Field) -> Choice:
    """The category that a value stands for in a column of this field."""
    said = key(value)
    if not value and wanted.silent:
        return certain(LEFT_OUT)
    if (spelled := wanted.spellings.get(said)) is not None:
        return certain(spelled)
    words = {word: means for word, means in wanted.spellings.items() if len(word) > 1}
    begins = {means for word, means in words.items() if said.startswith(f"{word} ")}
    if len(begins) == 1:
        return proposed(begins.pop())
    if words and (said_by := set(said.split())) & AGREES:
        return proposed("no" if said_by & DECLINES else "yes")
    return category_of(value, wanted.categories)


def _of_tick(title: str, wanted: Field) -> Choice:
    """The category of a column that was ticked."""
    name = ticked_by(title, wanted)
    return choice_of(title, wanted) if name is None else proposed(name)


def ticked_by(title: str, wanted: Field) -> str | None:
    """The category that a title ends with, the longest: `Genre [Femme]`, `Êtes-vous une femme ?`."""
    said = key(title)
    ends = [name for name in wanted.categories if key(name) and f" {said}".endswith(f" {key(name)}")]
    longest = max((len(key(name)) for name in ends), default=0)
    return _only(name for name in ends if len(key(name)) == longest)


def fit(cells: Sequence[str], wanted: Field) -> float:
    """The share of the cells with something in them that say a category, or ages where these are ages."""
    filled = [cell for cell in cells if cell]
    if filled and reading_of(cells, wanted) != "values":
        return 1.0
    return _share(filled, wanted) if len(set(filled)) <= MOST else 0.0


def is_many(cells: Sequence[str], wanted: Field) -> bool:
    """Whether a column has more values than categories could have spellings, and none that are read."""
    if len(set(cells)) <= MOST or reading_of(cells, wanted) != "values":
        return False
    return _share(cells, wanted) < MOSTLY


def _share(cells: Sequence[str], wanted: Field) -> float:
    tried = set(sorted(set(filter(None, cells)))[:_SAMPLE])
    known = {value for value in tried if choice_of(value, wanted).state != "open"}
    filled = [cell for cell in cells if cell in tried]
    return sum(cell in known for cell in filled) / max(1, len(filled))


def reading_of(cells: Sequence[str], wanted: Field) -> Reading:
    """Whether a column has ages or birth dates, where the categories are bands of ages."""
    if wanted.is_day:
        return "date"
    filled = [cell for cell in cells if cell]
    if wanted.tables and _is_of_places(cells, wanted):
        return "place"
    if not filled or not read_bands(wanted.categories):
        return "values"
    births = sum(read_birth(cell) is not None or written(cell) is not None for cell in filled)
    if births >= HALF * len(filled):
        return "birth-date"
    ages = sum(read_age(cell) is not None for cell in filled)
    return "age" if ages >= MOSTLY * len(filled) else "values"


def _is_of_places(cells: Sequence[str], wanted: Field) -> bool:
    """Whether a table tells most of a column, and more of it than its values say by themselves."""
    told = max((share(cells, table, wanted.categories) for table in wanted.tables.values()), default=0.0)
    return told >= HALF and told > _share(cells, wanted)


def ages_in(cell: str, how: Coding, day: date | None) -> Band | None:
    """The youngest and the oldest that somebody may be; None where a cell says no age, or without a day."""
    if how.read == "age":
        age = read_age(cell)
        return None if age is None else (age, age)
    born = read_birth(cell, month_first=month_first(how), years=hundred(how))
    if born is None or day is None or born[0] > day:
        return None
    return max(0, age_on(born[1], day)), age_on(born[0], day)


def day_in(cell: str, how: Coding) -> date | None:
    """The day that a cell says, under what was decided of its column."""
    return read_day(cell, month_first=month_first(how), years=hundred(how))


def month_first(how: Coding) -> bool:
    """Whether somebody has said that the month stands first."""
    return how.order is not None and (how.order.state, how.order.value) == ("certain", MONTH_FIRST)


def hundred(how: Coding) -> Years | None:
    """The hundred years that somebody has said."""
    if how.years is None or how.years.state != "certain":
        return None
    first, _, last = how.years.value.partition("-")
    return int(first), int(last)


def is_waiting(cell: str, how: Coding) -> bool:
    """Whether what a date says hangs on something that is not decided yet."""
    unsaid = {name for name in ("order", "years") if (said := getattr(how, name)) and said.state != "certain"}
    return ("order" in unsaid and is_month_first(cell)) or ("years" in unsaid and is_short(cell))


def _is_crossing(cell: str, how: Coding, day: date | None) -> bool:
    """Whether somebody may be in one band or in another: born in a year, a month of which nobody knows."""
    ages = ages_in(cell, how, day) if how.read == "birth-date" else None
    return ages is not None and len({band_of(age, how.bands) for age in ages}) > 1


def _is_no_day(cell: str, how: Coding) -> bool:
    """Whether a cell has something that is no day, whatever is decided of its column."""
    return bool(cell) and not is_waiting(cell, how) and day_in(cell, how) is None


def category_of(value: str, categories: Sequence[str]) -> Choice:
    """The category that a value stands for, as far as it can be told."""
    if (same := _same(value, categories)) is not None:
        return certain(same)
    said = key(value)
    if not said or several(value, categories):
        return OPEN
    bare = _ARTICLE.sub("", said)
    if bare != said and (same := _only(name for name in categories if key(name) == bare)) is not None:
        return proposed(same)
    groups = [group for group in SAME if bare in group]
    if (
        len(groups) == 1
        and (like := _only(name for name in categories if key(name) in groups[0])) is not None
    ):
        return proposed(like)
    return _near(said, categories)


def _same(value: str, categories: Sequence[str]) -> str | None:
    """The category that is the same text, or has the same ages or this age."""
    said = key(value)
    if not said:
        return None
    if (same := _only(name for name in categories if key(name) == said)) is not None:
        return same
    bands = read_bands(categories)
    band, age = read_band(value), read_age(value)
    if band is not None:
        return _only(name for name in bands if bands[name] == band)
    return band_of(age, bands) if age is not None else None


def several(value: str, categories: Sequence[str]) -> tuple[str, ...]:
    """The answers in one cell, where they are several and at least one is a category: `Femme; autre`."""
    parts = [part.strip() for part in _BETWEEN.split(value) if part.strip()]
    if _same(value, categories) is not None:
        return ()
    known = {part: None if part.isdigit() else _same(part, categories) for part in parts}
    found = {each or part for part, each in known.items()}
    return tuple(parts) if len(found) > 1 and any(known.values()) else ()


def _near(said: str, categories: Sequence[str]) -> Choice:
    if len(said) < SHORTEST or not categories:
        return OPEN
    likeness = sorted(
        ((SequenceMatcher(None, said, key(name), autojunk=False).ratio(), name) for name in categories),
        reverse=True,
    )
    best, name = likeness[0]
    alone = len(likeness) == 1 or best - likeness[1][0] >= APART
    same_figures = _figures(said) == _figures(key(name))
    return proposed(name) if best >= NEAR and alone and same_figures and len(key(name)) >= SHORTEST else OPEN


def _figures(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _only(names: Iterable[str]) -> str | None:
    found = list(names)
    return found[0] if len(found) == 1 else None
