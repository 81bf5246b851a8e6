"""That no panel meets some quotas, as a file apart says it: each contradiction with its tree. Check 12.15.

The file has all that it speaks of: the people's features and households, without a name, and the quotas. No
dossier is needed, and none is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..kernel import Files, Table
from ..reading.documents import Malformed, canonical, parse_json
from ..reading.shapes import (
    anything,
    exactly,
    is_count,
    is_flag,
    is_text,
    list_of,
    one_of,
    record,
    shaped,
    some,
)
from ..report import Said, compared
from .certificate.prices import Ground
from .certificate.tree import NOBODY_BYTES, NOBODY_WORK, Allowance, read_tree, refuse_open
from .lottery.pool import Pool, read_pool
from .lottery.quotas import Quotas, read_quotas

FILE = "no-panel.json"
MARK = b'"conflicts":'
"""What no other document has."""
NO_PANEL = Table()
"""Check 12.15."""
_MOST = 32
"""Contradictions of one file."""
_DEMAND = {"row": is_count, "limit": one_of("minimum", "maximum")}
_CONFLICT = {"demands": list_of(record(_DEMAND)), "households": is_flag, "tree": anything}
_NO_PANEL = {
    "spec": exactly("tirage/2"),
    "seats": is_count,
    "quotas": anything,
    "pool": is_text,
    "conflicts": some(record(_CONFLICT)),
}


def is_apart(files: Files) -> bool:
    """Whether there is this file, and no dossier."""
    return set(files) == {FILE}


@NO_PANEL.check("no-panel.conflicts", FILE)
def check_conflicts(files: Files) -> Said:
    """No panel meets the demands of any of them; then it says which these are."""
    document = shaped(parse_json(files[FILE]), _NO_PANEL)
    quotas = read_quotas(canonical(document["quotas"]))
    pool = read_pool(document["pool"].encode(), quotas)
    conflicts = document["conflicts"]
    if len(conflicts) > _MOST:
        raise Malformed("too-large", "conflicts")
    for number, conflict in enumerate(conflicts):
        try:
            _refuse_panel(conflict, Ground(document["seats"], pool, quotas))
        except Malformed as fault:
            raise Malformed(f"{number}: {fault.shown}") from None
    told = "; ".join(_told(conflict, quotas) for conflict in conflicts)
    said = f"{document['seats']}/{len(pool.numbers)}: {told}"
    return compared(said, said)


def _refuse_panel(conflict: Mapping[str, Any], ground: Ground) -> None:
    """Malformed where the tree does not show that no composition meets these demands alone."""
    allowance = Allowance(NOBODY_BYTES, NOBODY_WORK)
    allowance.read(len(canonical(conflict["tree"])))
    quotas = _only(conflict["demands"], ground.quotas, ground.seats)
    pool = ground.pool if conflict["households"] else _each_alone(ground.pool)
    tree = read_tree(conflict["tree"])
    refuse_open(tree, [0] * len(pool.sizes), -1, Ground(ground.seats, pool, quotas), allowance)


def _only(demands: list[dict[str, Any]], quotas: Quotas, seats: int) -> Quotas:
    """The quotas of which nothing else is asked; Malformed for a row that is not there."""
    wanted = {(each["row"], each["limit"]) for each in demands}
    if beyond := [row for row, _ in wanted if row >= len(quotas.rows)]:
        raise Malformed("out-of-range", beyond[0])
    return replace(
        quotas,
        minimum=tuple(least if (row, "minimum") in wanted else 0 for row, least in enumerate(quotas.minimum)),
        maximum=tuple(
            most if (row, "maximum") in wanted else seats for row, most in enumerate(quotas.maximum)
        ),
    )


def _each_alone(pool: Pool) -> Pool:
    return replace(pool, class_of=(-1,) * len(pool.sizes), households=())


def _told(conflict: Mapping[str, Any], quotas: Quotas) -> str:
    """`g f ≥ 13 + h x ≤ 8`."""
    signs = {"minimum": ("≥", quotas.minimum), "maximum": ("≤", quotas.maximum)}
    parts = []
    for demand in conflict["demands"]:
        sign, limits = signs[demand["limit"]]
        parts.append(f"{' '.join(quotas.rows[demand['row']])} {sign} {limits[demand['row']]}")
    return " + ".join([*parts, *(["household ≤ 1"] if conflict["households"] else [])])
