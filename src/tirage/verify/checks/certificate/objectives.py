"""What an objective beyond the levels claims of every other lottery (docs/formats.md). Checks 8.8 and 8.9.

`capped`: none with the best floor has a smaller largest chance. `goldilocks`: none has smallest and largest
chance closer together, as (n⁺/k)·U + (k/n⁺)/z measures it. `nash`: none has a larger product of chances.
Where a root would be needed, squares are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ...kernel import Table, Unusable, never
from ...reading.documents import Malformed, displayed
from ...report import Said, faulty, skipped
from ..lottery.chances import Chances
from ..lottery.pool import Pool
from .certificate import Capped, Certificate, Floor, Goldilocks, Nash, Objective
from .prices import Ground
from .proofs import FILE, MOST_ADDED, Proof, Weights, floor_bound, weigh
from .tree import Allowance

OBJECTIVE = Table()
"""Checks 8.8 and 8.9 of a draw of seats."""
CLOSE = Fraction(1, 10**6)
"""A bound this near is as good as reached."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What the arithmetic of an objective is about."""

    certificate: Certificate
    ground: Ground
    target: tuple[Fraction, ...]
    """Chance by profile."""
    drawable: list[int]
    """Profiles that some panel holds."""
    people: int
    """n⁺, the people of these."""
    allowance: Allowance = field(default_factory=lambda: Allowance(work=MOST_ADDED))

    @property
    def pool(self) -> Pool:
        return self.ground.pool

    def weigh(self, proof: Proof) -> Weights:
        return weigh(proof, self.ground, self.allowance)


@OBJECTIVE.check("certificate.range", FILE, due=never)
def check_range(bounded: Capped | Goldilocks, levelled: Certificate, chances: Chances) -> Said:
    """Floor and cap are those of the levels."""
    return faulty(_out_of_range(levelled, bounded))


@OBJECTIVE.fact("certificate.objective")
def weighed(
    objective: Objective, levelled: Certificate, chances: Chances, pool: Pool, ground: Ground
) -> dict[str, Weights]:
    """The weights of the objective's proofs, by name, once every figure follows from them."""
    nobodys = levelled.nobodys
    drawable = [t for t in range(len(pool.sizes)) if t not in nobodys]
    people = sum(pool.sizes[t] for t in drawable)
    try:
        return _weighed(_Case(levelled, ground, chances.target, drawable, people), objective)
    except Malformed as fault:
        raise Unusable(faulty([fault.shown])) from None


@OBJECTIVE.check("certificate.objective", FILE, due=never)
def check_objective(objective: Objective, weighed: dict[str, Weights]) -> Said:
    """Every figure of the objective follows from its proofs; not green where one of these is not proved."""
    if any(weights.programmed for weights in weighed.values()):
        return skipped(f"not-proved-here: {displayed(objective.bound)}")
    return faulty([], wanted=displayed(objective.bound))


def _out_of_range(certificate: Certificate, objective: Capped | Goldilocks) -> list[str]:
    """Whether floor and cap are not those of the levels."""
    values = [level.value for level in certificate.levels if level.value] or [Fraction(0)]
    floor = objective.floor.value
    faults = []
    if floor != values[0]:
        faults.append(f"floor: {displayed(floor)} ≠ {displayed(values[0])}")
    if not max(values) <= objective.cap <= max(values) + certificate.slack:
        faults.append(f"cap: {displayed(objective.cap)} ≠ {displayed(max(values))}")
    return faults


def _weighed(case: _Case, objective: Objective) -> dict[str, Weights]:
    """The weights of the objective's proofs, by name, once every figure follows from them."""
    if not case.people or not case.certificate.seats:
        raise Malformed("out-of-range", "seats")
    match objective:
        case Capped():
            weights = _capped(case, objective)
        case Goldilocks():
            weights = _goldilocks(case, objective)
        case Nash():
            weights = _nash(case, objective)
    if room := _room(objective):
        raise Malformed("room", room)
    return weights


def _highest(case: _Case, floor: Floor) -> Weights:
    """The weights of the proof that nobody's floor can be higher."""
    weights = case.weigh(floor.proof)
    nothing = dict.fromkeys(case.certificate.nobodys, Fraction(0))
    _refuse_unequal("floor", floor.bound, floor_bound(weights, case.pool, nothing, Fraction(1)))
    if floor.value > floor.bound:
        raise Malformed("floor", f"{displayed(floor.value)} > {displayed(floor.bound)}")
    return weights


def _capped(case: _Case, objective: Capped) -> dict[str, Weights]:
    floor, weights = objective.floor, _highest(case, objective.floor)
    _refuse_apart(case, "floor", floor.value, floor.bound)
    other = case.weigh(objective.proof)
    gain, cost = _leverage(case, other, objective.mean)
    _refuse_unequal("cap", objective.bound, (gain * floor.value - other.ceiling) / cost)
    _refuse_apart(case, "cap", objective.bound, objective.cap)
    return {"floor": weights, "cap": other}


def _goldilocks(case: _Case, objective: Goldilocks) -> dict[str, Weights]:
    if not objective.floor.value:
        raise Malformed("floor", 0)
    ratio = Fraction(case.people, case.certificate.seats)
    _refuse_unequal("value", objective.value, ratio * objective.cap + 1 / (ratio * objective.floor.value))
    floor = _highest(case, objective.floor)
    weights = case.weigh(objective.proof)
    gain, cost = _leverage(case, weights, objective.mean)
    reach = objective.bound + ratio * weights.ceiling / cost
    highest = ratio * objective.floor.bound
    if gain * highest**2 <= cost:
        # No floor comes up to the root: the sum is least at the highest.
        beyond = reach > Fraction(gain, cost) * highest + 1 / highest
    else:
        # bound + c ≤ 2·√(gain/cost), without the root
        beyond = reach > 0 and reach**2 * cost > 4 * gain
    if beyond or objective.bound > objective.value:
        raise Malformed("bound", displayed(objective.bound))
    return {"floor": floor, "goldilocks": weights}


def _nash(case: _Case, objective: Nash) -> dict[str, Weights]:
    if not objective.scale:
        raise Malformed("scale", 0)
    weights = case.weigh(objective.proof)
    most = weights.ceiling
    for t in case.drawable:
        chance = case.target[t]
        if not chance:
            raise Malformed("profile-unproven", t)
        y = -(-objective.scale * chance.denominator // chance.numerator)
        most += case.pool.sizes[t] * max(0, y - weights.signed[t])
    _refuse_unequal("bound", objective.bound, max(Fraction(1), Fraction(most, case.people * objective.scale)))
    return {"nash": weights}


def _leverage(case: _Case, weights: Weights, mean: int) -> tuple[int, int]:
    """α and β: for every lottery α·floor − β·cap is not above the ceiling."""
    gain = cost = mean * case.people
    for t in case.drawable:
        weight = case.pool.sizes[t] * weights.signed[t]
        gain, cost = gain + max(0, weight), cost + max(0, -weight)
    if not cost:
        raise Malformed("profile-unproven", "cap")
    return gain, cost


def _refuse_unequal(name: str, said: Fraction, found: Fraction) -> None:
    if said != found:
        raise Malformed(name, f"{displayed(said)} ≠ {displayed(found)}")


def _refuse_apart(case: _Case, name: str, low: Fraction, high: Fraction) -> None:
    """Refuse what a proof contradicts, and any gap where none is possible."""
    if low > high or (low < high and case.certificate.method == "polytope"):
        raise Malformed(name, f"{displayed(low)} ≠ {displayed(high)}")


def _room(objective: Objective) -> str:
    """Between what was reached and what is proved, where it is more than rounding."""
    if isinstance(objective, Capped):
        floor = objective.floor
        pairs = [("floor", floor.value, floor.bound), ("cap", objective.bound, objective.cap)]
    elif isinstance(objective, Goldilocks):
        pairs = [("goldilocks", objective.bound, objective.value)]
    else:
        pairs = [("nash", Fraction(1), objective.bound)]
    return "; ".join(
        f"{name}: {displayed(low)} < {displayed(high)}" for name, low, high in pairs if high - low > CLOSE
    )
