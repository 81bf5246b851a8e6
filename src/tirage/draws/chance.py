"""Chance of an act: who brings it, fixed in the plan; what each brings; the seed that follows (SPEC §4).

Whoever speaks last could know the result before speaking, and keep silent if it displeased. So nothing
is taken once the last word can be known: with a beacon, from the time when its round is due; without one,
from the public roll on, which comes after every sealed contribution. What is missing by then is dropped, and
the record says so. It is no reason to begin again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from tirage.dossier import entries
from tirage.dossier.canonical import sha256
from tirage.dossier.documents.document import SPEC
from tirage.dossier.documents.plans import ActPlan, PublicRoll, SealedValue
from tirage.dossier.entries import Dropped, Revealed, Rolled, read_body
from tirage.dossier.outcome import Act
from tirage.draws import rolls
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.moments import Instant
from tirage.randomness.beacon import CHAIN, PUBLIC_KEY, due_time, is_signature, randomness
from tirage.randomness.rolls import DEFAULT
from tirage.randomness.seeds import Beacon, commit, contributions_hash, seed, stage_seed

Brought = entries.Contribution | entries.Beacon
"""What is recorded between a plan and its result."""
PUBLIC = "public"
"""The contributor whose value is rolled in public."""


@dataclass(frozen=True, slots=True)
class ChanceSources:
    """What a plan says of chance: the public roll always, and what is asked for beside it."""

    sealed: Mapping[str, str] = field(default_factory=dict)
    """Commitment by contributor, for those who made theirs before the plan and reveal it afterwards."""
    round: int | None = None
    """Round of the beacon."""
    form: str = DEFAULT
    """Of the public roll: `20d6`, `3x1000`, `words`; or `hand`."""

    @property
    def plain(self) -> bool:
        """Whether the public roll is all."""
        return not self.sealed and self.round is None

    @property
    def contributors(self) -> list[dict[str, str]]:
        """The plan's `contributors`, in ascending order of their ids."""
        sealed = [{"id": name, "kind": "sealed", "commit": commit} for name, commit in self.sealed.items()]
        public = {"id": PUBLIC, "kind": PUBLIC, "form": self.form}
        return sorted([*sealed, public], key=lambda each: each["id"])

    @property
    def beacon(self) -> dict[str, object] | None:
        """The plan's `beacon`."""
        if self.round is None:
            return None
        return {"chain": CHAIN, "public_key": PUBLIC_KEY, "round": self.round}

    def plan(self, act: str, inputs: Mapping[str, object], *, rehearsal: bool) -> dict[str, object]:
        """What every plan says of its act: what it follows from, and who brings chance to it."""
        return {
            "spec": SPEC,
            "act": act,
            "stage": f"test/{act}" if rehearsal else act,
            "rehearsal": rehearsal,
            "inputs": inputs,
            "contributors": self.contributors,
            "beacon": self.beacon,
        }

    @property
    def due(self) -> str | None:
        """UTC time at which the round is published, from when on nothing else is taken."""
        return None if self.round is None else due_time(self.round)

    def check_future(self, time: str) -> None:
        """Refused when the round is known already at the time of the plan: the plan could be made for it."""
        if self.due is not None and self.due <= time:
            raise Refused("ceremony.past", round=self.round, due=Instant(self.due), time=Instant(time))

    def check_unused(self, before: Iterable[ChanceSources]) -> None:
        """Refused when a commitment stands in an earlier plan: what hides behind it may be known by now."""
        used = {commit for terms in before for commit in terms.sealed.values()}
        if again := sorted(name for name, commit in self.sealed.items() if commit in used):
            raise Refused("ceremony.used", names=", ".join(again))


PUBLIC_ROLL = ChanceSources()


def read_chance_sources(plan: ActPlan) -> ChanceSources:
    """The terms of a plan that stands."""
    sealed = {each.id: each.commit for each in plan.contributors if isinstance(each, SealedValue)}
    forms = [each.form for each in plan.contributors if isinstance(each, PublicRoll)]
    return ChanceSources(sealed, None if plan.beacon is None else plan.beacon.round, *forms)


_VALUE = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance gave an act."""

    stage_seed: str
    facts: Mapping[str, object]
    """For the body of the act's result: contributions, seed, stage_seed."""


class Pulse(NamedTuple):
    """A round of the beacon as somebody hands it over."""

    number: int
    signature: str
    source: str
    """The file or the option."""


@dataclass(frozen=True, slots=True)
class Ceremony:
    """An act that is planned, and what has come in for it."""

    act: str
    """`panel`, `letters/1`…"""
    plan_hash: str
    stage: str
    terms: ChanceSources
    values: Mapping[str, str]
    """Value by contributor, of those who have brought it."""
    dropped: frozenset[str]
    signature: str | None
    """Of the beacon's round, once it is recorded."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Contributors who have neither brought anything nor been dropped."""
        return tuple(sorted({PUBLIC, *self.terms.sealed} - self.values.keys() - self.dropped))

    @property
    def complete(self) -> bool:
        """Whether nothing more is to come, so that the seed is known."""
        return not self.missing and (self.terms.round is None or self.signature is not None)

    def chance(self) -> Chance:
        """The seed and the stage seed; ValueError while something is still to come."""
        if not self.complete:
            raise ValueError("chance before all of it is in")
        beacon = None
        if self.terms.round is not None and self.signature is not None:
            beacon = Beacon(CHAIN, self.terms.round, self.signature)
        contributions = contributions_hash(self.values)
        root = seed(self.plan_hash, contributions, beacon)
        own = stage_seed(root, self.stage)
        return Chance(own, {"contributions": contributions, "seed": root, "stage_seed": own})


def read_ceremony(plan: bytes, acts: Iterable[tuple[str, Mapping[str, Any]]]) -> Ceremony:
    """How far the act of a plan has come, by the acts of the journal."""
    fixed = ActPlan.from_bytes(plan)
    act = fixed.name
    start = Ceremony(act, sha256(plan), fixed.stage, read_chance_sources(fixed), {}, frozenset(), None)
    brought = (read_body(kind, body) for kind, body in acts if kind in {"contribution", "beacon"})
    return _after(start, (each for each in brought if isinstance(each, Brought) and each.act == act))


def proceed(now: Ceremony, roll: str | None, time: str) -> tuple[tuple[Act, ...], Chance | None]:
    """The act that records what was rolled, if anything was; and the chance, once nothing is missing."""
    if roll is None:
        return (), now.chance() if now.complete else None
    rolled = _revealed(now, PUBLIC, roll, time, "--seed")
    after = _after(now, (rolled,))
    return (rolled.as_act(),), after.chance() if after.complete else None


def reveal(now: Ceremony, name: str, text: str, time: str, source: str = "--seed") -> Act:
    """The act that records what a contributor brings: the public roll, or the value that was committed.

    Raises InputInvalid (naming `source`) for a text that is no value; Refused for a contributor whom the plan
    does not name, a second word, another value than the one committed, and a word that comes too late.
    """
    return _revealed(now, name, text, time, source).as_act()


def _revealed(now: Ceremony, name: str, text: str, time: str, source: str) -> Rolled | Revealed:
    known = {PUBLIC, *now.terms.sealed}
    if name not in known:
        raise Refused("ceremony.unknown", name=name, known=", ".join(sorted(known)))
    if name not in now.missing:
        raise Refused("ceremony.again", name=name)
    if now.terms.due is not None and time >= now.terms.due:
        raise Refused("ceremony.late", name=name, round=now.terms.round, due=Instant(now.terms.due))
    if name == PUBLIC:
        return _rolled(now, text, source)
    value = opened(text, source)
    if (got := commit(name, value)) != now.terms.sealed[name]:
        raise Refused("ceremony.changed", name=name, expected=now.terms.sealed[name], got=got)
    return Revealed(act=now.act, plan=now.plan_hash, id=name, kind="sealed", value=value)


def drop(now: Ceremony, name: str) -> Act:
    """The act that goes on without a contributor who does not reveal; Refused where it is not lawful."""
    if name not in now.terms.sealed:
        raise Refused("ceremony.unknown", name=name, known=", ".join(sorted(now.terms.sealed)) or "—")
    if name not in now.missing:
        raise Refused("ceremony.again", name=name)
    if now.terms.due is not None:
        raise Refused("ceremony.drops_itself", name=name, round=now.terms.round, due=Instant(now.terms.due))
    return _dropped(now, name).as_act()


def beacon(now: Ceremony, pulse: Pulse, time: str, genuine: Callable[[int, str], bool]) -> tuple[Act, ...]:
    """The acts that drop who is missing and record the round that the plan has fixed.

    `genuine` says whether a signature is that of a round. Raises Refused without a beacon in the plan, for a
    second signature and before the round is due; InputInvalid for another round and for a signature that is
    none of it.
    """
    if now.terms.round is None or now.terms.due is None:
        raise Refused("ceremony.no_beacon")
    if now.signature is not None:
        raise Refused("ceremony.beacon_again", round=now.terms.round)
    if time < now.terms.due:
        times = {"due": Instant(now.terms.due), "time": Instant(time)}
        raise Refused("ceremony.not_due", round=now.terms.round, **times)
    number, signature, source = pulse
    if number != now.terms.round:
        raise _wrong("beacon.round", source, found=number, round=now.terms.round)
    if not is_signature(signature):
        raise _wrong("beacon.signature", source, length=len(signature))
    if not genuine(number, signature):
        raise _wrong("beacon.false", source, round=number)
    recorded = entries.Beacon(
        act=now.act,
        plan=now.plan_hash,
        chain=CHAIN,
        round=number,
        signature=signature,
        randomness=randomness(signature),
    )
    return (*(_dropped(now, name).as_act() for name in now.missing), recorded.as_act())


def _rolled(now: Ceremony, text: str, source: str) -> Rolled:
    if now.terms.due is None and now.missing != (PUBLIC,):
        waiting = ", ".join(name for name in now.missing if name != PUBLIC)
        raise Refused("ceremony.waiting", names=waiting)
    text, value = rolls.public_roll(now.terms.form, text, source)
    return Rolled(act=now.act, plan=now.plan_hash, id="public", kind="public", text=text, value=value)


def opened(text: str, source: str) -> str:
    """The 64 hex digits of a text; white space and capitals do not count."""
    value = "".join(text.split()).lower()
    if not _VALUE.fullmatch(value):
        raise _wrong("ceremony.value", source, length=len(value))
    return value


def _dropped(now: Ceremony, name: str) -> Dropped:
    return Dropped(act=now.act, plan=now.plan_hash, id=name, kind="dropped")


def _after(now: Ceremony, brought: Iterable[Brought]) -> Ceremony:
    """The ceremony once this was brought for its act too."""
    values, dropped, signature = dict(now.values), set(now.dropped), now.signature
    for each in brought:
        match each:
            case Dropped(id=name):
                dropped.add(name)
            case Rolled(id=name, value=value) | Revealed(id=name, value=value):
                values[name] = value
            case entries.Beacon():
                signature = each.signature
    return replace(now, values=values, dropped=frozenset(dropped), signature=signature)


def _wrong(code: str, source: str, **values: object) -> InputInvalid:
    return InputInvalid([Defect(code, source, values=values)])
