"""Quotas in the peers' table: `feature,value,min,max[,min_flex,max_flex]`, older `category,name,min,max`.

Columns in any order, case aside; others (`suggest min`, `Current #`) are left alone and named to the user.
The rows of a criterion need not stand together; criteria come in the order of their first row.
A feature `genre × secteur` is a crossing of these two criteria, its values are `Femme × 16e`.
"""

from __future__ import annotations

from collections.abc import Mapping

from tirage.quotas.checks import whole
from tirage.quotas.drafts import BoundDraft, CriterionDraft, Drafts, Findings, Place
from tirage.quotas.model import parts
from tirage.tabular.cells import closest, fold, quoted
from tirage.tabular.tables import Table

NAMES = ("feature", "value")
OLDER_NAMES = ("category", "name")
BOUNDS = ("min", "max")
FLEX = ("min_flex", "max_flex")


def read_csv(table: Table, findings: Findings) -> tuple[Drafts, tuple[str, ...]]:
    """What `table` states, and the columns that were not used."""
    found = {fold(name): i for i, name in reversed(list(enumerate(table.header)))}
    names = OLDER_NAMES if set(OLDER_NAMES) <= set(found) and not set(NAMES) <= set(found) else NAMES
    wanted = (*names, *BOUNDS)
    for name in wanted:
        if name not in found:
            nearest = closest(name, table.header)
            findings.add("quotas.column.missing", Place(None, name), closest=nearest)
    columns = {name: found[name] for name in (*wanted, *FLEX) if name in found}
    ignored = tuple(name for i, name in enumerate(table.header) if i not in columns.values())
    criteria: dict[str, CriterionDraft] = {}
    if set(wanted) <= set(columns):
        for line, cells in table.rows:
            row = {name: cells[i] for name, i in columns.items()}
            _add(criteria, row, names, line, findings)
    drafts = Drafts()
    for draft in criteria.values():
        (drafts.crossings if len(parts(draft.name)) > 1 else drafts.criteria).append(draft)
    return drafts, ignored


def _add(
    criteria: dict[str, CriterionDraft],
    row: Mapping[str, str],
    names: tuple[str, str],
    line: int,
    findings: Findings,
) -> None:
    """Add the category of one row to its criterion."""
    criterion, category = row[names[0]], row[names[1]]
    draft = criteria.setdefault(criterion, CriterionDraft(criterion, Place(line, quoted(criterion))))
    first = next((c.place.line for c in draft.bounds if c.name == category), None)
    if first is not None:
        draft.sound = False
        findings.add("quotas.category.duplicate", Place(line, quoted(category)), first=first)
    minimum, maximum = (whole(row[name], Place(line, name), findings) for name in BOUNDS)
    flex = [whole(row[name], Place(line, name), findings) if row.get(name) else None for name in FLEX]
    if first is None:
        place = Place(line, quoted(category))
        draft.bounds.append(BoundDraft(category, place, minimum, maximum, *flex))
