"""The published form of the chances' proofs (docs/formats.md, SPEC §7)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from tirage.chances.instance import MILLIONTHS, Instance
from tirage.chances.leximin import Level
from tirage.chances.objectives.choose import Capped, Goldilocks, Objective
from tirage.chances.proof import RowProof
from tirage.dossier.documents.document import SPEC
from tirage.program import SOLVER

if TYPE_CHECKING:
    from tirage.chances.objectives.capped import Cut
    from tirage.chances.trees.prove import ProvedCut
    from tirage.chances.trees.tree import Branching, Leaf, Tree
    from tirage.draws.lottery import Lottery


def certificate(lottery: Lottery, fairness: str) -> dict[str, object]:
    """The document `public/certificate.json`."""
    counts = lottery.count_by_pid()
    panels = len(lottery.panels)
    least = _least_counts(lottery, counts)
    instance = lottery.profiles.instance
    people = sum(instance.sizes)
    objective = lottery.realised.objective
    return {
        "spec": SPEC,
        "fairness": fairness,
        "method": lottery.realised.method,
        "seats": instance.seats,
        "panels": panels,
        "levels": [_level(level, instance, least, panels) for level in lottery.realised.levels],
        "never": people - len(counts),
        "always": sum(count == panels for count in counts.values()),
        "solver": f"ortools {SOLVER}",
        **({"objective": _objective(objective)} if objective else {}),
        **({"cuts": [_cut_document(cut) for cut in cuts]} if (cuts := lottery.realised.cuts) else {}),
    }


def _objective(objective: Objective) -> dict[str, object]:
    from tirage.chances.objectives.nash import Product

    match objective:
        case Product():
            return {
                "scale": str(objective.scale),
                "bound": str(objective.bound),
                "proof": _prices(objective.proof),
            }
        case Goldilocks():
            return {
                "cap": str(objective.cap),
                "floor": _floor(objective.floor, objective.highest),
                "value": str(objective.value),
                "bound": str(objective.bound),
                **_cut(objective.shown_by),
            }
        case Capped():
            return {
                "cap": str(objective.cap),
                "bound": str(objective.bound),
                **_cut(objective.shown_by),
                "floor": _floor(objective.floor.value, objective.floor),
            }


def _floor(value: Fraction, highest: Level) -> dict[str, object]:
    return {"value": str(value), "bound": str(highest.bound), "proof": _prices(highest.proof)}


def _cut(cut: Cut) -> dict[str, object]:
    return {"mean": str(cut.mean), "proof": _prices(cut.proof)}


def _least_counts(lottery: Lottery, counts: Mapping[str, int]) -> list[int]:
    """The fewest panels that someone of each profile is in."""
    pids = lottery.pids
    return [min(counts.get(pids[i], 0) for i in members) for members in lottery.profiles.members]


def _level(level: Level, instance: Instance, least: list[int], panels: int) -> dict[str, object]:
    return {
        "value": str(level.value),
        "bound": str(level.bound),
        "achieved": f"{min(least[t] for t in level.profiles)}/{panels}",
        "people": sum(instance.sizes[t] for t in level.profiles),
        "profiles": list(level.profiles),
        "proof": _prices(level.proof),
        **({"had": _had(level, instance, least)} if instance.given else {}),
    }


def _had(level: Level, instance: Instance, least: list[int]) -> list[dict[str, int]]:
    """What the people of a level had before, how many had as much, and the fewest panels of one of these."""
    groups: dict[int, list[int]] = {}
    for t in level.profiles:
        groups.setdefault(int(instance.given[t] * MILLIONTHS), []).append(t)
    return [
        {
            "millionths": had,
            "people": sum(instance.sizes[t] for t in groups[had]),
            "panels": min(least[t] for t in groups[had]),
        }
        for had in sorted(groups)
    ]


def _cut_document(proved: ProvedCut) -> dict[str, object]:
    cut = proved.cut
    return {
        "weights": _strings(dict(zip(cut.members, cut.weights, strict=True))),
        "best": str(cut.upper),
        "proved": str(proved.proved),
        "tree": tree_document(proved.tree),
    }


def tree_document(tree: Tree) -> list[dict[str, object]]:
    """The nodes of a tree as documents have them."""
    from tirage.chances.trees.tree import Leaf

    return [_leaf(node) if isinstance(node, Leaf) else _branching(node) for node in tree]


def _branching(node: Branching) -> dict[str, object]:
    form = node.form
    sums = {"rows": list(form.rows)} if form.rows else {"profiles": list(form.members)}
    return {**sums, "most": node.most}


def _leaf(node: Leaf) -> dict[str, object]:
    return {"d": str(node.scale), **_prices(node.prices), "branchings": _strings(node.branchings)}


def _prices(proof: RowProof) -> dict[str, object]:
    return {
        "nu": str(proof.seats),
        "quotas": _strings(proof.quotas),
        "households": _strings(proof.households),
        **({"cuts": _strings(proof.cuts)} if proof.cuts else {}),
    }


def _strings(prices: Mapping[int, int]) -> dict[str, str]:
    return {str(number): str(price) for number, price in prices.items() if price}
