"""The certificate as a document: levels of chances, an objective where there is one, their proofs (SPEC §7).

Here it is read and nothing more. `levels` and `objectives` check what it says, `proofs` has the arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ...kernel import Files, Inapplicable, Table, never
from ...reading.documents import Malformed, fraction, natural, parse_json
from ...reading.shapes import (
    Shape,
    anything,
    exactly,
    is_count,
    is_fairness,
    is_solver,
    is_text,
    list_of,
    one_of,
    record,
    shaped,
    some,
)
from ...report import Said, compared
from ..chance.plan import Plan
from ..lottery.had import CUMULATED, MILLIONTHS, rest
from ..record.journal import Entry
from .prices import Prices, read_prices
from .proofs import FILE, Proof
from .tree import Allowance, Cut, read_cut

CERTIFICATE = Table()
"""Checks 7.18 and 8.1 of a draw of seats."""
_CERTIFICATE = {
    "spec": exactly("tirage/2"),
    "fairness": is_fairness,
    "method": one_of("polytope", "columns"),
    "seats": is_count,
    "panels": is_count,
    "levels": list_of(anything),
    "never": is_count,
    "always": is_count,
}
_LEVEL = {
    "value": is_text,
    "bound": is_text,
    "achieved": is_text,
    "people": is_count,
    "profiles": list_of(is_count),
    "proof": anything,
}

_HAD = {"millionths": is_count, "people": is_count, "panels": is_count}

Reader = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Had:
    """People of a level who had as much before."""

    millionths: int
    people: int
    panels: int
    """Fewest panels of one of them."""


@dataclass(frozen=True, slots=True)
class Group:
    """People of a level who are given the same chance."""

    chance: Fraction
    whole: Fraction
    """With what they had before, where that counts."""
    people: int
    panels: int | None
    """Fewest panels of one of them; None where the level alone says it."""


@dataclass(frozen=True, slots=True)
class Level:
    """What the people of some profiles are promised, and the proof that more is impossible."""

    value: Fraction
    bound: Fraction
    achieved: str
    people: int
    profiles: list[int]
    proof: Proof
    had: list[Had] = field(default_factory=list)
    """Empty where what people had before does not count."""

    @property
    def groups(self) -> list[Group]:
        """Its people, those together who had as much before."""
        if not self.had:
            return [Group(self.value, self.value, self.people, None)]
        given = [(rest(self.value, each.millionths), each) for each in self.had]
        return [Group(p, p + Fraction(h.millionths, MILLIONTHS), h.people, h.panels) for p, h in given]

    def chance(self, millionths: int | None) -> Fraction:
        """What it gives somebody who had so much before; None: that does not count."""
        return self.value if millionths is None else rest(self.value, millionths)


@dataclass(frozen=True, slots=True)
class Floor:
    """The least chance of all, and the best that it could be, whatever the largest."""

    value: Fraction
    bound: Fraction
    proof: Proof


@dataclass(frozen=True, slots=True)
class Capped:
    """The least largest chance that goes with the best floor."""

    cap: Fraction
    bound: Fraction
    mean: int
    """λ, what everyone weighs besides."""
    proof: Proof
    floor: Floor


@dataclass(frozen=True, slots=True)
class Goldilocks:
    """The least of (n⁺/k)·cap + (k/n⁺)/floor."""

    cap: Fraction
    floor: Floor
    value: Fraction
    bound: Fraction
    mean: int
    """λ, what everyone weighs besides."""
    proof: Proof


@dataclass(frozen=True, slots=True)
class Nash:
    """The largest product of chances."""

    scale: int
    """S, so that a person of chance p weighs S/p rounded up."""
    bound: Fraction
    proof: Proof


Objective = Capped | Goldilocks | Nash


@dataclass(frozen=True, slots=True)
class Certificate:
    """The document, once it is well formed."""

    fairness: str
    method: str
    seats: int
    panels: int
    levels: list[Level]
    never: int
    always: int
    cuts: list[Cut]
    objective: Objective | None = None
    solver: str = ""
    """What found it, by its own word; empty where it does not say."""

    @property
    def cumulated(self) -> bool:
        """Whether value and bound of its levels are with what people had before."""
        return any(level.had for level in self.levels)

    @property
    def cap(self) -> Fraction:
        """U, the largest chance that anyone may have."""
        return (
            Fraction(1) if self.objective is None or isinstance(self.objective, Nash) else self.objective.cap
        )

    @property
    def ranked(self) -> bool:
        """Whether the levels are everyone's, as in leximin, with a cap or without."""
        return self.fairness in ("leximin", "capped", "goldilocks")

    @property
    def exact(self) -> bool:
        """Whether chances and lottery must meet to the last digit: all ranked, proved without a solver."""
        return self.ranked and self.method == "polytope"

    @property
    def slack(self) -> Fraction:
        """How far published chances may be rounded: not at all, or one panel in m."""
        return Fraction(0) if self.exact else Fraction(1, max(1, self.panels))

    @property
    def nobodys(self) -> frozenset[int]:
        """Z, the profiles of the levels of value 0."""
        return frozenset(t for level in self.levels if not level.value for t in level.profiles)


@CERTIFICATE.fact("certificate.form")
def certificate(files: Files, plan: Plan) -> Certificate:
    """The certificate of the draw, once it is well formed."""
    return read_certificate(files.get(FILE, b""), cumulated=CUMULATED in plan.before)


@CERTIFICATE.check("certificate.form", FILE)
def check_form(certificate: Certificate, plan: Plan) -> Said:
    """Of the plan's objective, seats and panels."""
    got = f"{certificate.fairness}, {certificate.seats}, {certificate.panels}"
    return compared(got, f"{plan.fairness}, {plan.seats}, {plan.panels}")


@CERTIFICATE.check("certificate.solver", FILE, due=never)
def check_solver(certificate: Certificate, entries: list[Entry]) -> Said:
    """The solver of the certificate is that of the program which put the plan on record."""
    if not certificate.solver:
        raise Inapplicable
    tools = [entry.tool for entry in entries if entry.type == "plan"]
    return compared(certificate.solver, " ".join(tools[-1].split()[-2:]) if tools else "")


@CERTIFICATE.fact()
def objective(certificate: Certificate) -> Objective:
    """The objective beyond the levels, where there is one."""
    if certificate.objective is None:
        raise Inapplicable
    return certificate.objective


@CERTIFICATE.fact()
def bounded(objective: Objective) -> Capped | Goldilocks:
    """The objective, where it has a floor and a cap."""
    if isinstance(objective, Nash):
        raise Inapplicable
    return objective


@CERTIFICATE.fact()
def slack(certificate: Certificate | None = None) -> Fraction:
    """How far promises may be rounded, 0 where they are exact."""
    return certificate.slack if certificate is not None else Fraction(0)


def read_certificate(data: bytes, *, cumulated: bool) -> Certificate:
    """The certificate of canonical bytes; Malformed where it is not in the form of docs/formats.md.

    `cumulated`: whether its levels say what their people had before.
    """
    document = parse_json(data)
    fairness = document.get("fairness") if isinstance(document, dict) else None
    aims = fairness in ("capped", "goldilocks", "nash")
    found = document if isinstance(document, dict) else {}
    # The polytope's chances need no cuts; older certificates do not name their solver.
    besides: dict[str, Shape] = {"objective": anything} if aims else {}
    besides |= {"cuts": some(anything)} if "cuts" in found and found.get("method") == "columns" else {}
    besides |= {"solver": is_solver} if "solver" in found else {}
    whole = shaped(document, {**_CERTIFICATE, **besides})
    whole.pop("spec")
    if cumulated and fairness != "leximin":
        raise Malformed("wrong-value", "fairness")
    allowance = Allowance()
    cuts = [read_cut(item, number, allowance) for number, item in enumerate(whole.pop("cuts", ()))]

    def proof(item: object) -> Prices:
        return read_prices(item, len(cuts))[0]

    shape = {**_LEVEL, "had": some(record(_HAD))} if cumulated else _LEVEL
    levels = [_level(item, shape, proof) for item in whole.pop("levels")]
    objective = _objective(whole.pop("objective"), fairness, proof) if aims else None
    return Certificate(levels=levels, objective=objective, cuts=cuts, **whole)


def _level(item: object, shape: Mapping[str, Shape], proof: Callable[[object], Proof]) -> Level:
    level = shaped(item, shape)
    level["value"], level["bound"] = fraction(level["value"]), fraction(level["bound"])
    if sorted(set(level["profiles"])) != level["profiles"]:
        raise Malformed("not-ascending", "profiles")
    level["proof"] = proof(level["proof"])
    found = Level(**{**level, "had": [Had(**each) for each in level.get("had", ())]})
    if found.had:
        _refuse_unlike(found)
    return found


def _refuse_unlike(level: Level) -> None:
    """Malformed where those who had as much before do not add up to the level, or are not in order."""
    order = [each.millionths for each in level.had]
    if order != sorted(set(order)):
        raise Malformed("not-ascending", "had")
    if level.people != sum(each.people for each in level.had):
        raise Malformed("wrong-value", "people")
    fewest = level.achieved.partition("/")[0]
    if fewest != str(min(each.panels for each in level.had)):
        raise Malformed("wrong-value", "achieved")


def _objective(item: object, fairness: object, proof: Callable[[object], Proof]) -> Objective:
    bounded: dict[str, Reader] = {"bound": fraction, "proof": proof}
    if fairness == "nash":
        return Nash(**_read(item, {"scale": natural, **bounded}))
    proved: dict[str, Reader] = {"cap": fraction, "mean": natural, **bounded}
    inner = {"value": fraction, **bounded}
    proved["floor"] = lambda found: Floor(**_read(found, inner))
    if fairness == "goldilocks":
        return Goldilocks(**_read(item, {"value": fraction, **proved}))
    return Capped(**_read(item, proved))


def _read(item: object, keys: Mapping[str, Reader]) -> dict[str, Any]:
    """The values of an object with exactly these keys."""
    found = shaped(item, dict.fromkeys(keys, anything))
    return {name: read(found[name]) for name, read in keys.items()}
