"""A mapping proposed for a census table as it was downloaded; a question mark where it could be otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.quotas.census.labels import (
    Band,
    age_of,
    band_of,
    coded_band,
    is_everyone,
    is_part,
    named,
    overlapping,
    role_of,
    sex_of,
)
from tirage.quotas.census.mapping import EVERYONE, LEFT_OUT, SIGN, CensusMap, Rows
from tirage.quotas.census.numbers import amount, decimal_sign, printed
from tirage.quotas.census.source import Columns, Source, columns_of
from tirage.quotas.census.totals import FEWEST, is_total
from tirage.tabular.cells import fold

MOST_CATEGORIES = 60
"""Values of a column that may be categories; of more it is places or people."""
MOST_YEARS = 20
"""Single years that may be categories; of more, bands are made."""
BANDS = ("0-15", "16-24", "25-39", "40-64", "65+")
"""Proposed for single years."""
ESTIMATED = 5000
"""One person in so many may be missing from a sum of estimates."""
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Words:
    """What the language of the command calls what only codes or headings say."""

    sex: str
    age: str
    woman: str
    man: str

    def of_sex(self, said: str) -> str:
        """The category that `labels.sex_of` has found."""
        return self.woman if said == "woman" else self.man


def proposal(source: Source, where: Mapping[str, str], words: Words) -> CensusMap:
    """The mapping of a table, as far as it can be told; `where`: what somebody has said already."""
    line = source.header()
    names, rows = source.below(line) or ((), ())
    wanted = {fold(name): fold(value) for name, value in where.items()}
    at = [(place, wanted[fold(name)]) for place, name in enumerate(names) if fold(name) in wanted]
    kept = [row for row in rows if all(fold(row[1][place]) == value for place, value in at)]
    columns = columns_of(names, kept)
    decimal = decimal_sign(
        each.text for place in columns.figures for cell in columns.column(place) if (each := printed(cell))
    )
    plain = decimal.removesuffix(f" {SIGN}")
    chosen = dict(where)
    headings = _headings(columns, plain, words)
    whole = {EVERYONE, LEFT_OUT}
    wide = sum(said.removesuffix(f" {SIGN}") not in whole for said in headings.values())
    categories = {}
    varying = columns.varying()
    roles = {place: role_of(names[place]) or _role_by_values(columns.column(place)) for place in varying}
    placed = wide > 1 or not {"sex", "age"}.isdisjoint(roles.values())
    for place, role in roles.items():
        name, values = names[place], list(dict.fromkeys(columns.column(place)))
        if fold(name) in wanted or role == "aside":
            continue
        if role == "age" and (single := _single(values)):
            categories[words.age] = Rows(name, {each: EVERYONE for each in values if is_total(each)}, single)
        elif role in {"time", "other"} or (role == "place" and placed) or len(values) > MOST_CATEGORIES:
            total = next((value for value in values if is_total(value)), "")
            latest = max(values) if role == "time" else ""
            chosen[name] = f"{total or latest} {SIGN}" if total or latest else SIGN
        else:
            categories[_criterion(name, role, words)] = Rows(name, _categories(values, words, role))
    unit, categories = _unit(columns, headings, categories, plain)
    return CensusMap(
        source.name,
        source.sha256,
        str(line) if line else SIGN,
        source.sheet,
        decimal,
        unit,
        source=source.above(line)[:_LONGEST],
        where=chosen,
        rows=categories,
        columns=headings,
    )


def _single(values: Sequence[str]) -> dict[str, str]:
    """Bands proposed for a column of single years; none for one of bands."""
    ages = [age for value in values if (age := age_of(value)) is not None]
    years = [low for low, high in ages if low == high]
    if len(years) <= MOST_YEARS or 2 * len(years) < len(values):
        return {}
    return {name: f"{name} {SIGN}" for name in BANDS}


def _role_by_values(values: Sequence[str]) -> str:
    """What most values are: sexes, ages, or neither."""
    known = [value for value in values if not is_total(value)]
    for role, test in (("sex", sex_of), ("age", band_of)):
        if known and 2 * sum(bool(test(value)) for value in known) > len(known):
            return role
    return ""


def _criterion(name: str, role: str, words: Words) -> str:
    """The name of a criterion: that of the column, or the plain one of sexes and ages."""
    return {"sex": words.sex, "age": words.age}.get(role, name)


def _categories(values: Sequence[str], words: Words, role: str) -> dict[str, str]:
    """Category by label: totals, ages and sexes by what they say, anything else as it stands."""
    found: dict[str, str] = {}
    for value in values:
        band, sex = band_of(value), sex_of(value) if fold(value) else ""
        if is_total(value):
            found[value] = EVERYONE
        elif is_part(value):
            found[value] = f"{LEFT_OUT} {SIGN}"
        elif band is not None:
            found[value] = named(band)
        else:
            coded = {"1": f"{words.man} {SIGN}", "2": f"{words.woman} {SIGN}"}.get(value, SIGN)
            plain = _plain(value) if role not in {"sex", "age"} else coded if role == "sex" else SIGN
            found[value] = words.of_sex(sex) if sex and len(value.split()) == 1 else plain
    bands = [(value, band) for value in values if (band := band_of(value)) is not None]
    return found | dict.fromkeys(overlapping(bands), f"{LEFT_OUT} {SIGN}")


def _plain(value: str) -> str:
    """A label as a category of its own; a question where it would be read as something else."""
    odd = not value or value in {LEFT_OUT, EVERYONE} or value.endswith(SIGN)
    return SIGN if odd else value


def _headings(columns: Columns, decimal: str, words: Words) -> dict[str, str]:
    """What each column of figures is of."""
    names = [columns.names[place] for place in columns.figures]
    found: dict[str, str] = {}
    unknown: list[str] = []
    for name in names:
        bare, sex = name.split("(")[0].strip(), sex_of(name)
        rest = " ".join(word for word in bare.replace("_", " ").split() if not sex_of(word))
        band = band_of(bare) or (band_of(rest) if sex else None)
        coded = None if band else coded_band(name)
        tags = [f"{words.sex}: {words.of_sex(sex)}"] if sex else []
        tags += [f"{words.age}: {named(each)}" for each in (band or coded,) if each]
        if "pct" in fold(name) or "%" in name:
            found[name] = f"{LEFT_OUT} {SIGN}"
        elif tags:
            found[name] = "; ".join(tags) + (f" {SIGN}" if coded else "")
        elif is_everyone(bare):
            found[name] = EVERYONE
        else:
            unknown.append(name)
            found[name] = SIGN
    found |= _unknown(columns, unknown, decimal)
    everyone = [name for name, said in found.items() if said.startswith(EVERYONE)]
    blank = {name for name in found if any(not cell for cell in columns.column(columns.names.index(name)))}
    if len(found) == 1:
        return {name: EVERYONE if said == SIGN else said for name, said in found.items()}
    for name in everyone[1:]:
        found[name] = f"{LEFT_OUT} {SIGN}"
    if len(everyone) > 1:
        found[everyone[0]] = f"{EVERYONE} {SIGN}"
    # Two columns of one category are of two years or two places: the last one is proposed.
    for said in {said for said in found.values() if ":" in said}:
        same = [name for name, other in found.items() if other == said]
        if len(same) > 1:
            bare = said.removesuffix(f" {SIGN}")
            found |= {name: f"{bare if name == same[-1] else LEFT_OUT} {SIGN}" for name in same}
    # What is not whole, or is the sum of other columns, is not added up unless somebody says so.
    ages = [(name, band) for name, said in found.items() if (band := _band(name, said)) is not None]
    out = set(overlapping(ages)) | (blank if everyone else set())
    return {name: f"{LEFT_OUT} {SIGN}" if name in out else said for name, said in found.items()}


def _band(name: str, said: str) -> Band | None:
    """The ages that a column is of, where it is of nothing else."""
    nothing = said.startswith((EVERYONE, LEFT_OUT, SIGN)) or ";" in said or sex_of(name)
    return None if nothing else coded_band(name) or band_of(name)


def _unknown(columns: Columns, names: Sequence[str], decimal: str) -> dict[str, str]:
    """Columns whose heading says nothing that is known.

    One alone, and years, are of everyone; those with a common beginning are categories of one criterion.
    """
    if names and all(name.isdigit() for name in names):
        return {name: f"{EVERYONE if name == max(names) else LEFT_OUT} {SIGN}" for name in names}
    found: dict[str, str] = {}
    begun: dict[str, list[str]] = {}
    for name in names:
        head, _, tail = name.rpartition("_")
        begun.setdefault(head if tail else name, []).append(name)
    for head, group in begun.items():
        if len(group) > 1 and head:
            found |= {name: f"{head}: {name[len(head) + 1 :]} {SIGN}" for name in group}
    sums = _sums(columns, decimal)
    return found | {name: f"{LEFT_OUT} {SIGN}" for name in names if name in sums}


def _sums(columns: Columns, decimal: str) -> set[str]:
    """Columns of the first row that are the sum of those right after them, to the person."""
    if not columns.rows:
        return set()
    figures = []
    for place in columns.figures:
        each = printed(columns.rows[0][1][place])
        figures.append(amount(each.text, decimal) if each and each.text else None)
    found = set()
    for i, whole in enumerate(figures):
        total = Fraction(0)
        for j in range(i + 1, len(figures)):
            part = figures[j]
            if part is None or whole is None or total > whole:
                break
            total += part
            # Each was rounded, or estimated, by itself.
            if j > i + 1 and whole > 100 and abs(total - whole) <= max(Fraction(j - i), whole / ESTIMATED):
                found.add(columns.names[columns.figures[i]])
    return found


def _unit(
    columns: Columns, headings: Mapping[str, str], rows: Mapping[str, Rows], decimal: str
) -> tuple[str, dict[str, Rows]]:
    """Whether figures are percentages, though no sign says so; counts among them, and sums, are set apart."""
    found = dict(rows)
    everyone = next((name for name, said in headings.items() if said.startswith(EVERYONE)), None)
    if everyone is None or len(rows) != 1:
        return "people", found
    name, coding = next(iter(rows.items()))
    place, own = list(columns.names).index(everyone), list(columns.names).index(coding.column)
    figures = {}
    for _, cells in columns.rows:
        each = printed(cells[place])
        value = amount(each.text, decimal) if each and each.text else None
        if value is not None and coding.categories.get(cells[own]) != EVERYONE:
            figures[cells[own]] = value
    shares = {label: value for label, value in figures.items() if value <= 100}
    near = abs(sum(shares.values(), Fraction(0)) - 100) <= 1
    if len(figures) - len(shares) <= 1 < len(shares) and near:
        others = {label: f"{LEFT_OUT} {SIGN}" for label in figures if label not in shares}
        found[name] = Rows(coding.column, {**coding.categories, **others}, coding.bands)
        return f"percent {SIGN}", found
    # A row of whatever name that is the sum of all others.
    summed = [label for label, value in figures.items() if 2 * value == sum(figures.values())]
    totals = {label: f"{EVERYONE} {SIGN}" for label in summed if len(figures) > FEWEST}
    found[name] = Rows(coding.column, {**coding.categories, **totals}, coding.bands)
    return "people", found
