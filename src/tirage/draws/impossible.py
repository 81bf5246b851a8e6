"""Why no panel meets the quotas, by the names of criteria and categories; as JSON values, for any reader.

A conflict is `{"demands": […], "households": false, "addition": {…}, "leaves": null}`; the addition
(`chances.argument`) says `need` > `room` and what each is made of, and is null where only whole seats make it
a conflict. Then `leaves` is in how many cases a tree shows it; null where none was found. `like` is there
where an earlier conflict, by its place, is the same fact: of two categories, the least of one, the most
of the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tirage.chances.instance import Instance
from tirage.chances.trees.prove import disproof
from tirage.chances.trees.tree import Leaf, Tree, leaves
from tirage.dossier.documents.document import SPEC
from tirage.draws.certificate import tree_document
from tirage.errors import QuotasImpossible
from tirage.feasibility.conflicts import Conflict, Conflicts, all_conflicts
from tirage.feasibility.demands import Demand, only
from tirage.feasibility.explanation import Argument, argue
from tirage.people.pool.files import pool_csv
from tirage.people.pool.households import among
from tirage.people.pool.model import Person, Pool
from tirage.quotas.model import Quotas

Document = dict[str, Any]
STEPS = 20_000.0
"""Steps of the linear programs of one conflict's tree."""


def impossible(instance: Instance, quotas: Quotas) -> QuotasImpossible:
    """The error of an instance that has no panel, with every conflict found."""
    return QuotasImpossible("quotas.impossible", **explain(instance, quotas))


def unfillable(instance: Instance, quotas: Quotas) -> QuotasImpossible:
    """The same of open seats: no letters and no other quota file are a way out any more."""
    return QuotasImpossible("quotas.impossible", **explain(instance, quotas), open=True)


def explain(instance: Instance, quotas: Quotas) -> Document:
    """Every conflict found; none where a panel exists."""
    return explained(instance, quotas).document


@dataclass(frozen=True, slots=True)
class Explained:
    """Why there is no panel: in words, and as trees."""

    document: Document
    trees: tuple[tuple[Conflict, Tree | None], ...]
    """Of each conflict, the tree that shows it; None where none was found."""


def explained(instance: Instance, quotas: Quotas) -> Explained:
    """Every conflict found, with its tree; none where a panel exists."""
    return _named(instance, quotas, all_conflicts(instance))


def named(instance: Instance, quotas: Quotas, conflicts: Conflicts) -> Document:
    """`seats`, `people`, `conflicts` and whether they are `complete`.

    `quotas` are those that the instance was made from, whose limits may be other ones by now.
    """
    return _named(instance, quotas, conflicts).document


def _named(instance: Instance, quotas: Quotas, conflicts: Conflicts) -> Explained:
    shown = [_shown(instance, conflict) for conflict in conflicts.found]
    document = {
        "seats": instance.seats,
        "people": sum(instance.sizes),
        "conflicts": list(_conflicts(instance, quotas, conflicts.found, shown)),
        "complete": conflicts.complete,
    }
    return Explained(document, tuple(zip(conflicts.found, (tree for _, tree in shown), strict=True)))


def _shown(instance: Instance, conflict: Conflict) -> tuple[Argument | None, Tree | None]:
    """The addition of a conflict, and its tree, which is one leaf where there is an addition."""
    argument = argue(instance, conflict)
    if argument is not None:
        return argument, (Leaf(0, argument.proof, {}),)
    return None, disproof(only(instance, conflict.demands, households=conflict.households), STEPS)


def no_panel(pool: Pool, quotas: Quotas, seats: int, found: Explained) -> Document | None:
    """The document of the trees that were found (docs/formats.md), its people without a name; None without.

    People stand in the order of their features, so that no place in a file tells who they are.
    """
    trees = [(conflict, tree) for conflict, tree in found.trees if tree is not None]
    if not trees:
        return None
    at_home = Counter(person.household for person in pool.people if person.household)
    people = sorted(pool.people, key=lambda each: (each.features, at_home[each.household], each.household))
    width = len(str(len(people)))
    unnamed = [
        Person(f"v{number:0{width}}", each.features, each.household) for number, each in enumerate(people)
    ]
    return {
        "spec": SPEC,
        "seats": seats,
        "quotas": quotas.document(),
        "pool": pool_csv(among(pool, unnamed)).decode(),
        "conflicts": [
            {
                "demands": [{"row": number, "limit": side} for number, side in conflict.demands],
                "households": conflict.households,
                "tree": tree_document(tree),
            }
            for conflict, tree in trees
        ],
    }


def _conflicts(
    instance: Instance,
    quotas: Quotas,
    found: Sequence[Conflict],
    shown: Sequence[tuple[Argument | None, Tree | None]],
) -> Iterator[Document]:
    facts: dict[tuple[frozenset[Demand], bool], int] = {}
    for place, (conflict, (argument, tree)) in enumerate(zip(found, shown, strict=True)):
        fact = frozenset(_fact(instance, quotas, demand) for demand in conflict.demands), conflict.households
        first = facts.setdefault(fact, place)
        like = {"like": first} if first != place else {}
        yield {**_conflict(instance, quotas, conflict, argument, tree), **like}


def _fact(instance: Instance, quotas: Quotas, demand: Demand) -> Demand:
    """Of two categories that everybody is one of, the most of one as the least of the other."""
    number, side = demand
    alike = [q for q, row in enumerate(quotas.bounds) if row.criterion == quotas.bounds[number].criterion]
    if side == "minimum" or len(alike) != 2 or len(quotas.bounds[number].where) != 1:
        return demand
    other = alike[alike[0] == number]
    least = instance.seats - instance.quotas[number].upper
    people = sum(instance.sizes[t] for q in alike for t in instance.quotas[q].members)
    same = least == instance.quotas[other].lower and people == sum(instance.sizes)
    return (other, "minimum") if same else demand


def _conflict(
    instance: Instance, quotas: Quotas, conflict: Conflict, argument: Argument | None, tree: Tree | None
) -> Document:
    return {
        "demands": [_demand(instance, quotas, demand) for demand in conflict.demands],
        "households": conflict.households,
        "addition": None if argument is None else _addition(instance, quotas, conflict, argument),
        "leaves": None if argument is not None or tree is None else leaves(tree),
    }


def _demand(instance: Instance, quotas: Quotas, demand: Demand) -> Document:
    number, side = demand
    row, span = quotas.bounds[number], instance.quotas[number]
    return {
        "criterion": row.criterion,
        "category": row.category,
        "limit": side,
        "seats": span.lower if side == "minimum" else span.upper,
        "volunteers": sum(instance.sizes[t] for t in span.members),
    }


def _addition(instance: Instance, quotas: Quotas, conflict: Conflict, argument: Argument) -> Document:
    """Volunteers are `concerned` when they count for something required; `others` are beyond all limits.

    The seats count as `fill` where they have to be filled, as `panel` where there are no more of them.
    """
    proof, concerned = argument.proof, [t for t, times in enumerate(argument.served) if times]
    required, limits = [], []
    for demand in conflict.demands:
        number, side = demand
        term = {**_demand(instance, quotas, demand), "times": abs(proof.quotas[number])}
        if side == "minimum":
            required.append(term)
        else:
            own = set(instance.quotas[number].members)
            limits.append({**term, "concerned": _people(instance, own.intersection(concerned))})
    return {
        "need": argument.need,
        "room": argument.room,
        "required": required,
        "fill": {"seats": instance.seats, "times": -proof.seats} if proof.seats < 0 else None,
        "concerned": _people(instance, concerned),
        "limits": limits,
        "panel": {"seats": instance.seats, "times": proof.seats} if proof.seats > 0 else None,
        "households": _households(instance, argument),
        "others": _others(instance, argument),
    }


def _households(instance: Instance, argument: Argument) -> Document | None:
    """The people of the households that count, how many households, and the seats that they add up to."""
    times = argument.proof.households
    if not times:
        return None
    people = {t for h in times for t in instance.households[h].members if argument.served[t]}
    return {
        "concerned": _people(instance, people),
        "households": sum(instance.households[h].upper for h in times),
        "seats": sum(each * instance.households[h].upper for h, each in times.items()),
    }


def _others(instance: Instance, argument: Argument) -> list[Document]:
    """People beyond the limits: `alone` when no limit counts them at all, else what they count for twice."""
    found: dict[tuple[bool, int], int] = {}
    for size, served, free in zip(instance.sizes, argument.served, argument.free, strict=True):
        if free:
            kind = (free == served, free)
            found[kind] = found.get(kind, 0) + size
    return [
        {"people": people, "times": times, "alone": alone}
        for (alone, times), people in sorted(found.items(), reverse=True)
    ]


def _people(instance: Instance, profiles: set[int] | list[int]) -> int:
    return sum(instance.sizes[t] for t in profiles)
