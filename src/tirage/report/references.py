"""The references of people where the pool may have been left out, as in a pack for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tirage.assembly.remaining import references_in
from tirage.dossier.chain import FOLDER
from tirage.dossier.documents.plans import PanelPlan
from tirage.dossier.entries import Plan
from tirage.dossier.layout import LOTTERY, PLAN, POOL, is_draw_of_seats, path_in_draw
from tirage.people.pool.references import references


def references_known(files: Mapping[str, bytes], plans: Iterable[Plan]) -> Mapping[str, str]:
    """Reference by pid of everybody in the pool; `plans`: those on the journal.

    Without the pool, of those who are in a panel of some lottery. Where these are all whom the plan counts,
    their references are those of the pool; else the ids are told whole: how much of an id tells people apart
    hangs on everybody's. Once more people have joined the pool, whoever is in no panel of the first lottery
    may be one of them, and is told whole too.
    """
    if POOL in files or PLAN not in files:
        return references_in(files)
    known: dict[str, set[str]] = {}
    for plan in plans:
        if is_draw_of_seats(plan.act):
            panels = files[path_in_draw(LOTTERY, plan.act)].decode().split()
            known[plan.act] = {pid for panel in panels for pid in panel.split(",")}
    told: set[str] = set().union(*known.values())
    joined = any(name.startswith(FOLDER) and name.endswith("-volunteers.json") for name in files)
    first = known.get("panel", set()) if joined else told
    everybody = len(first) == PanelPlan.from_bytes(files[PLAN]).people
    return {**{pid: pid for pid in told}, **(references(first) if everybody else {})}
