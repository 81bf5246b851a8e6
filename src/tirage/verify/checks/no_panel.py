"""That no panel meets some quotas, as a file apart says it, and the least change. Checks 12.15 and 12.16.

The file has all that it speaks of: the people's features and households, without a name, and the quotas. No
dossier is needed, and none is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..kernel import Files, Inapplicable, Table, never
from ..reading.bodies import MOVE
from ..reading.documents import Malformed, canonical, natural, parse_json
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
from .certificate.least import Change, judge_least
from .certificate.prices import Ground, numbered, within
from .certificate.tree import NOBODY_BYTES, NOBODY_WORK, Allowance, read_tree, refuse_open
from .lottery.pool import Pool, read_pool
from .lottery.quotas import Quotas, read_quotas
from .lottery.seating import taken_by_row

FILE = "no-panel.json"
MARK = b'"conflicts":'
"""What no other document has."""
NO_PANEL = Table()
"""Checks 12.15 and 12.16."""
_MOST = 32
"""Contradictions of one file."""
_DEMAND = {"row": is_count, "limit": one_of("minimum", "maximum")}
_CONFLICT = {"demands": list_of(record(_DEMAND)), "households": is_flag, "tree": anything}
_LEAST = {
    "moves": list_of(record(MOVE)),
    **dict.fromkeys(("weight", "proved"), is_text),
    **dict.fromkeys(("tree", "panel"), anything),
}
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


@NO_PANEL.fact("no-panel.conflicts")
def document(files: Files) -> dict[str, Any]:
    """The file, once its form is right."""
    value = parse_json(files[FILE])
    proposes = isinstance(value, dict) and "least" in value
    return shaped(value, {**_NO_PANEL, "least": record(_LEAST)} if proposes else _NO_PANEL)


@NO_PANEL.fact("no-panel.conflicts")
def ground(document: dict[str, Any]) -> Ground:
    """Seats, people and quotas."""
    quotas = read_quotas(canonical(document["quotas"]))
    return Ground(document["seats"], read_pool(document["pool"].encode(), quotas), quotas)


@NO_PANEL.check("no-panel.conflicts", FILE)
def check_conflicts(document: dict[str, Any], ground: Ground) -> Said:
    """No panel meets the demands of any of them; then it says which these are."""
    conflicts = document["conflicts"]
    if len(conflicts) > _MOST:
        raise Malformed("too-large", "conflicts")
    for number, conflict in enumerate(conflicts):
        try:
            _refuse_panel(conflict, ground)
        except Malformed as fault:
            raise Malformed(f"{number}: {fault.shown}") from None
    told = "; ".join(_told(conflict, ground.quotas) for conflict in conflicts)
    said = f"{ground.seats}/{len(ground.pool.numbers)}: {told}"
    return compared(said, said)


@NO_PANEL.fact()
def least(document: dict[str, Any]) -> dict[str, Any]:
    """The change that is proposed, where there is one."""
    if "least" not in document:
        raise Inapplicable
    found: dict[str, Any] = document["least"]
    return found


@NO_PANEL.check("no-panel.least", FILE, due=never)
def check_least(least: dict[str, Any], ground: Ground) -> Said:
    """The change that is proposed makes a panel possible, and weighs least."""
    change = Change({"moves": least["moves"], "least": least}, ground.quotas, ground.quotas, ground.seats)
    said = judge_least(change, ground.pool, b"")
    panel = numbered(least["panel"], natural)
    _refuse_unmet(panel, _moved(change), ground)
    return said


def _moved(change: Change) -> Quotas:
    """The quotas after the moves; Malformed for one that begins elsewhere, or that tightens."""
    strict = change.strict
    limits = {"minimum": list(strict.minimum), "maximum": list(strict.maximum)}
    rows = {names: row for row, names in enumerate(strict.rows)}
    for move in change.relaxed["moves"]:
        row, side = rows[move["criterion"], move["category"]], move["limit"]
        looser = move["to"] < move["from"] if side == "minimum" else move["to"] > move["from"]
        if limits[side][row] != move["from"] or not looser:
            raise Malformed("wrong-value", f"{move['criterion']} {move['category']}")
        limits[side][row] = move["to"]
    return replace(strict, minimum=tuple(limits["minimum"]), maximum=tuple(limits["maximum"]))


def _refuse_unmet(panel: Mapping[int, int], quotas: Quotas, ground: Ground) -> None:
    """Malformed for seats by profile that are no panel under these quotas."""
    pool = ground.pool
    composition = within(panel, len(pool.sizes))
    homes = [0] * (len(pool.households) + 1)
    for t, seats in composition.items():
        if seats > pool.sizes[t]:
            raise Malformed("out-of-range", t)
        homes[pool.class_of[t]] += seats
    if sum(panel.values()) != ground.seats:
        raise Malformed("seats", sum(panel.values()))
    over = [number for number, most in enumerate(pool.households) if homes[number] > most]
    if over:
        raise Malformed("household", over[0])
    if unmet := quotas.outside(taken_by_row(pool, quotas, composition.items())):
        raise Malformed(unmet)


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
