"""Quotas in a table, as the field writes them: a criterion, a category, a minimum and a maximum a row.

Headers in English or French (`NAMES`, `BOUNDS`), in any order, case and accents aside; other columns
(`suggest min`, `Current #`) are left alone and named to the user. The rows of a criterion need not stand
together; criteria come in the order of their first row. A feature `genre × secteur` is a crossing of these
two criteria, its values are `Femme × 16e`. A criterion may be named on its first row alone; rows of totals
are none (`meant`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tirage.i18n.note import Note
from tirage.quotas.checks import whole
from tirage.quotas.drafts import BoundDraft, CriterionDraft, Drafts, Findings, Place
from tirage.quotas.meant import filled, without_totals
from tirage.quotas.model import parts
from tirage.tabular.cells import bare, closest, quoted
from tirage.tabular.tables import Table

NAMES = (
    ("feature", "value"),
    ("feature", "feature value"),
    ("criterion", "category"),
    ("critere", "modalite"),
    ("critere", "categorie"),
    ("critere", "valeur"),
    ("criteres", "modalites"),
    ("variable", "modalite"),
    ("criterion", "value"),
    # Of these, a category is what others call a feature: the data of published articles, and older targets.
    ("category", "feature"),
    ("category", "name"),
    ("category", "value"),
    ("categorie", "modalite"),
    ("merkmal", "auspragung"),
)
"""Headers of criterion and category; the first pair that a table has."""
BOUNDS = {
    "min": (
        "min",
        "minimum",
        "mini",
        "min seats",
        "min sieges",
        "sieges min",
        "au moins",
        "plancher",
        *("lower", "lower quota", "lower bound", "quota min", "minimum seats"),
    ),
    "max": (
        *("max", "maximum", "maxi", "max seats", "max sieges", "sieges max", "au plus", "plafond"),
        *("upper", "upper quota", "upper bound", "quota max", "maximum seats"),
    ),
}
"""Limit → its headers; the first that a table has."""
SHARES = frozenset(
    {"part", "share", "pourcentage", "percent", "percentage", "%", "effectif", "count", "population"}
)
"""Headers of a table of shares or of people, from which quotas are yet to be made."""
FLEX = {
    "min_flex": ("min flex", "minimum flex", "flex min"),
    "max_flex": ("max flex", "maximum flex", "flex max"),
}


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row is the header of such a table: it has limits, whatever its other columns are called."""
    found = {bare(cell) for cell in cells}
    return not any(found.isdisjoint(names) for names in BOUNDS.values())


def read_csv(
    table: Table, seats: int, findings: Findings
) -> tuple[Drafts, tuple[str, ...], tuple[Note, ...]]:
    """What `table` states, the columns that were not used, and what was read as it is meant (`meant`)."""
    found = {bare(name): i for i, name in reversed(list(enumerate(table.header)))}
    pair = next((pair for pair in NAMES if set(pair) <= set(found)), NAMES[0])
    wanted = {name: (name,) for name in pair} | BOUNDS
    columns: dict[str, int] = {}
    for name, headers in (wanted | FLEX).items():
        header = next((each for each in headers if each in found), None)
        if header is not None:
            columns[name] = found[header]
        elif name in wanted:
            nearest = closest(name, table.header)
            findings.add("quotas.column.missing", Place(None, name), closest=nearest)
    shares = [table.header[i] for each, i in found.items() if each in SHARES]
    if shares and not set(BOUNDS) & set(columns):
        # Seats that are not there are no defect beside the shares that are.
        findings.defects = [each for each in findings.defects if each.column not in BOUNDS]
        findings.add("quotas.column.share", Place(None, quoted(shares[0])))
    ignored = tuple(name for i, name in enumerate(table.header) if i not in columns.values())
    criteria: dict[str, CriterionDraft] = {}
    notes: list[Note] = []
    if set(wanted) <= set(columns):
        keys = {name: table.header[i] for name, i in columns.items()}
        written = ((line, {name: cells[i] for name, i in columns.items()}) for line, cells in table.rows)
        rows, above = filled(written, *pair, table.name)
        rows, totals = without_totals(rows, *pair, seats, table.name)
        notes = above + totals
        for line, row in rows:
            _add(criteria, row, keys, pair, line, findings)
    drafts = Drafts()
    for draft in criteria.values():
        (drafts.crossings if len(parts(draft.name)) > 1 else drafts.criteria).append(draft)
    return drafts, ignored, tuple(notes)


def _add(
    criteria: dict[str, CriterionDraft],
    row: Mapping[str, str],
    keys: Mapping[str, str],
    names: tuple[str, str],
    line: int,
    findings: Findings,
) -> None:
    """Add the category of one row to its criterion; `keys`: the headers, as the table has them."""
    criterion, category = row[names[0]], row[names[1]]
    draft = criteria.setdefault(criterion, CriterionDraft(criterion, Place(line, quoted(criterion))))
    first = next((c.place.line for c in draft.bounds if c.name == category), None)
    if first is not None:
        draft.sound = False
        findings.add("quotas.category.duplicate", Place(line, quoted(category)), first=first)
    minimum, maximum = (whole(row[name], Place(line, quoted(keys[name])), findings) for name in BOUNDS)
    flex = [
        whole(row[name], Place(line, quoted(keys[name])), findings) if row.get(name) else None
        for name in FLEX
    ]
    if first is None:
        place = Place(line, quoted(category))
        draft.bounds.append(BoundDraft(category, place, minimum, maximum, *flex))
