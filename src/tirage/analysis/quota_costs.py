"""What quotas do to the people of a pool, found before any draw.

Chances are the leximin chances on the quota polytope: no lottery gives the person with the least chance more,
and where whole panels allow it there is one that gives them all. What a quota costs is the share of that
least chance that it takes: without it, all others staying, the least chance would be larger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction

from tirage.analysis import replaceable
from tirage.analysis.limits import Limits, Shown, limits, lines
from tirage.analysis.statistics import Figures, Range, figures, spread
from tirage.chances.floor import FloorProgram
from tirage.chances.instance import Instance, Profiles
from tirage.chances.leximin import Level, chance_by_profile, levels, leximin, until_floor
from tirage.chances.proof import RowProof
from tirage.draws.draw_up import group
from tirage.draws.impossible import impossible
from tirage.errors import QuotasImpossible
from tirage.feasibility.conflicts import has_panel, minimal_conflict
from tirage.feasibility.demands import Side
from tirage.feasibility.reach import always_drawn, never_drawn
from tirage.people.pool.model import Person, Pool
from tirage.quotas.model import Bound, BoundCount, Quotas
from tirage.solvers.integer import SumRow


@dataclass(frozen=True, slots=True)
class Cost:
    """The least chance without a quota, or without all quotas of a criterion."""

    criterion: str
    category: str | None
    """None for the whole criterion."""
    without: Fraction
    share: Fraction
    """Of `without`, what the quota takes: 0 where it takes nothing."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A limit of a quota that keeps people out: its seats, and the volunteers whom it counts."""

    criterion: str
    category: str
    limit: Side
    seats: int
    volunteers: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """People whom no valid panel can hold, and demands that together keep each of them out."""

    people: tuple[Person, ...]
    demands: tuple[Demand, ...]
    """None of them can be left out of the reason."""
    households: bool
    """Whether one seat a household is part of the reason."""

    def counts(self, criteria: Sequence[str]) -> dict[tuple[str, str], int]:
        """How many of them by criterion and category."""
        found: dict[tuple[str, str], int] = {}
        for place, criterion in enumerate(criteria):
            for category, count in sorted(Counter(p.features[place] for p in self.people).items()):
                found[criterion, category] = count
        return found


@dataclass(frozen=True, slots=True)
class PoolDiagnosis:
    """The effect of quotas on a pool, before any draw."""

    seats: int
    lines: tuple[BoundCount, ...]
    ranges: tuple[Range | None, ...]
    """The chances of the people of each line; None where there are none."""
    chances: Figures
    limits: Limits
    """Why the least chance is no larger."""
    scarcest: BoundCount | None
    """Among those who can be drawn, the quota that keeps the largest chance highest: at its `at_least`; None
    without quotas."""
    costs: tuple[Cost, ...]
    """Those above 0, the dearest first."""
    excluded: tuple[Excluded, ...]
    forced: tuple[str, ...]
    """pids that every valid panel holds, whatever the lottery."""
    certain: tuple[str, ...]
    """pids whose leximin chance is 1 although there are panels without them."""
    replaceable: replaceable.Replaceable | None
    """Members whom nobody could follow, in panels with these chances; None where none were made."""


def diagnose(pool: Pool, quotas: Quotas, seats: int) -> PoolDiagnosis:
    """Chances under the quotas, what each costs, who is kept out, who is certain of a seat.

    Raises QuotasImpossible, with the conflicts and `lines`, when no panel meets the quotas.
    """
    whole = group(pool, quotas, seats)
    if not has_panel(whole.instance):
        error = impossible(whole.instance, quotas)
        raise QuotasImpossible(
            error.code, **error.values, lines=[asdict(line) for line in lines(pool, quotas)]
        )
    excluded = tuple(_excluded(pool, quotas, whole))
    never = {person.pid for each in excluded for person in each.people}
    # Those who can never be drawn are in no panel: without them the chances of the others are the same.
    drawable = replace(pool, people=tuple(person for person in pool.people if person.pid not in never))
    rest = drawable.people
    grouped = group(drawable, quotas, seats)
    found = leximin(grouped.instance)
    by_profile = chance_by_profile(found, grouped.instance)
    chance = dict.fromkeys(never, Fraction(0))
    for t, members in enumerate(grouped.members):
        chance |= {rest[i].pid: by_profile[t] for i in members}
    forced = _pids(always_drawn(grouped.instance), grouped, rest)
    certain = _pids((t for t, value in by_profile.items() if value == 1), grouped, rest)
    own = lines(drawable, quotas)
    return PoolDiagnosis(
        seats=seats,
        lines=lines(pool, quotas),
        ranges=tuple(_range(row, pool.people, chance) for row in quotas.bounds),
        chances=figures([(value, 1) for value in chance.values()]),
        limits=limits(drawable, quotas, seats, _shown(whole, pool, never)),
        scarcest=max(own, key=lambda line: line.at_least, default=None),
        costs=tuple(_costs(grouped.instance, quotas.bounds, found[0])),
        excluded=excluded,
        forced=forced,
        certain=tuple(pid for pid in certain if pid not in set(forced)),
        replaceable=replaceable.expected(grouped, quotas.bounds, by_profile),
    )


def _shown(whole: Profiles, pool: Pool, never: Collection[str]) -> Shown | None:
    """The proof of the least chance above 0 as the certificate of a draw has it.

    None where whole panels leave out others too than the quotas do in fractions.
    """
    *before, floor = until_floor(levels(whole.instance))
    nobody = {pool.people[i].pid for level in before for t in level.profiles for i in whole.members[t]}
    return Shown(floor.value, _proof(floor).quotas) if nobody == set(never) else None


def _range(row: Bound, people: Iterable[Person], chance: dict[str, Fraction]) -> Range | None:
    counted = [(chance[person.pid], 1) for person in people if row.counts(person.features)]
    return spread(counted) if counted else None


def _pids(profiles: Iterable[int], grouped: Profiles, people: Sequence[Person]) -> tuple[str, ...]:
    return tuple(sorted(people[i].pid for t in profiles for i in grouped.members[t]))


def _proof(level: Level) -> RowProof:
    assert isinstance(level.proof, RowProof), "chances on the polytope are proved by rows"
    return level.proof


def _costs(instance: Instance, rows: Sequence[Bound], level: Level) -> list[Cost]:
    """A quota that the proof of the floor does not use costs nothing: the proof holds without it."""
    used = [number for number, price in sorted(_proof(level).quotas.items()) if price]
    found = []
    for criterion in dict.fromkeys(rows[number].criterion for number in used):
        own = [number for number, row in enumerate(rows) if row.criterion == criterion]
        wanted = [(None, own)] + [(rows[number].category, [number]) for number in used if number in own]
        for category, numbers in wanted:
            without = FloorProgram(_without(instance, numbers)).solve().value
            found.append(Cost(criterion, category, without, 1 - level.value / without))
    return sorted((cost for cost in found if cost.share), key=lambda cost: -cost.share)


def _without(instance: Instance, numbers: Collection[int]) -> Instance:
    """The same people without some quotas."""
    free = {number: SumRow(instance.quotas[number].members, 0, instance.seats) for number in numbers}
    return replace(
        instance, quotas=tuple(free.get(number, row) for number, row in enumerate(instance.quotas))
    )


def _excluded(pool: Pool, quotas: Quotas, grouped: Profiles) -> Iterator[Excluded]:
    """People whom no panel can hold, in groups that the same demands keep out."""
    left = list(never_drawn(grouped.instance))
    while left:
        demands, households = _reason(grouped.instance, left)
        alone = _only(grouped.instance, demands, households=households)
        out = [t for t in left if not has_panel(_seating(alone, t))]
        left = [t for t in left if t not in out]
        yield Excluded(
            tuple(pool.people[i] for i in sorted(i for t in out for i in grouped.members[t])),
            tuple(_demand(grouped.instance, quotas.bounds[number], number, side) for number, side in demands),
            households,
        )


def _reason(instance: Instance, profiles: Sequence[int]) -> tuple[list[tuple[int, Side]], bool]:
    """Why somebody of these profiles can have no seat: demands, and whether households are among them.

    A quota of no seats at all is the plainest reason there is, and comes first.
    """
    for number, row in enumerate(instance.quotas):
        if row.upper == 0 and not set(row.members).isdisjoint(profiles):
            return [(number, "maximum")], False
    found = minimal_conflict(_seating(instance, profiles[0]))
    # The last row is the seat asked for; the others are the reason why there is none.
    return [demand for demand in found.demands if demand[0] < len(instance.quotas)], found.households


def _seating(instance: Instance, t: int) -> Instance:
    """The same quotas, and one more that asks for a seat for somebody of this profile."""
    return replace(instance, quotas=(*instance.quotas, SumRow((t,), 1, instance.sizes[t])))


def _only(instance: Instance, demands: Collection[tuple[int, Side]], *, households: bool) -> Instance:
    """The same people under these demands alone."""
    quotas = tuple(
        SumRow(
            row.members,
            row.lower if (number, "minimum") in demands else 0,
            row.upper if (number, "maximum") in demands else instance.seats,
        )
        for number, row in enumerate(instance.quotas)
    )
    return replace(instance, quotas=quotas, households=instance.households if households else ())


def _demand(instance: Instance, row: Bound, number: int, side: Side) -> Demand:
    volunteers = sum(instance.sizes[t] for t in instance.quotas[number].members)
    return Demand(
        row.criterion, row.category, side, row.minimum if side == "minimum" else row.maximum, volunteers
    )
