"""Why no panel meets the quotas, by the names of criteria and categories; as JSON values, for any reader.

A conflict is `{"demands": […], "households": false, "addition": {…}, "leaves": null}`; the addition
(`chances.argument`) says `need` > `room` and what each is made of, and is null where only whole seats make it
a conflict. Then `leaves` is in how many cases a tree shows it; null where none was found. `like` is there
where an earlier conflict, by its place, is the same fact: of two categories, the least of one, the most
of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tirage.chances.instance import Instance
from tirage.chances.trees.prove import disproof
from tirage.chances.trees.tree import leaves
from tirage.errors import QuotasImpossible
from tirage.feasibility.conflicts import Conflict, Conflicts, all_conflicts
from tirage.feasibility.demands import Demand, only
from tirage.feasibility.explanation import Argument, argue
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
    return named(instance, quotas, all_conflicts(instance))


def named(instance: Instance, quotas: Quotas, conflicts: Conflicts) -> Document:
    """`seats`, `people`, `conflicts` and whether they are `complete`.

    `quotas` are those that the instance was made from, whose limits may be other ones by now.
    """
    return {
        "seats": instance.seats,
        "people": sum(instance.sizes),
        "conflicts": list(_conflicts(instance, quotas, conflicts.found)),
        "complete": conflicts.complete,
    }


def _conflicts(instance: Instance, quotas: Quotas, found: Sequence[Conflict]) -> Iterator[Document]:
    facts: dict[tuple[frozenset[Demand], bool], int] = {}
    for place, conflict in enumerate(found):
        fact = frozenset(_fact(instance, quotas, demand) for demand in conflict.demands), conflict.households
        first = facts.setdefault(fact, place)
        like = {"like": first} if first != place else {}
        yield {**_conflict(instance, quotas, conflict), **like}


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


def _conflict(instance: Instance, quotas: Quotas, conflict: Conflict) -> Document:
    argument = argue(instance, conflict)
    tree = None
    if argument is None:
        tree = disproof(only(instance, conflict.demands, households=conflict.households), STEPS)
    return {
        "demands": [_demand(instance, quotas, demand) for demand in conflict.demands],
        "households": conflict.households,
        "addition": None if argument is None else _addition(instance, quotas, conflict, argument),
        "leaves": None if tree is None else leaves(tree),
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
