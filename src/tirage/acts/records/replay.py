"""A draw done again from its published files, and many draws that might have been.

Nothing here proves that the dice were fair: one draw never can. Trials show that the published numbering
gives people the chances that are published, by two tests (algorithms.md §10): panel numbers uniform
(Pearson's χ², bins of equal expectation), and each person's number of seats binomial (exact test, Holm's
correction over people).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, lgamma, log
from pathlib import Path

from tirage.acts.life.standby import succession
from tirage.assembly.lineage import chain_from
from tirage.assembly.record import Dossier
from tirage.assembly.remaining import files_at
from tirage.discretion import brief
from tirage.dossier.canonical import sha256
from tirage.dossier.documents.plans import PanelPlan
from tirage.dossier.entries import (
    AlternatesDrawn,
    DrawnByHand,
    DrawnBySeed,
    Passed,
    Rolled,
    Standby,
    Successor,
    SuccessorByLink,
    read_body,
)
from tirage.dossier.layout import LOTTERY, PANEL, PLAN, POOL, files_of_draw, path_in_draw
from tirage.dossier.outcome import Act
from tirage.draws.chance import PUBLIC, read_ceremony
from tirage.draws.documents import csv_rows
from tirage.draws.rolls import public_roll
from tirage.randomness.chain import NONE
from tirage.randomness.rolls import WORDS
from tirage.randomness.seeds import commit, contributions_hash, seed, stage_seed, uniform
from tirage.shown import Shown

SUSPECT = 1e-6
"""A p-value below this is not believed to be bad luck."""


@dataclass(frozen=True, slots=True)
class Step:
    """One figure derived again, beside what the record says."""

    name: str
    expected: str
    """What the published files give."""
    got: str
    """What the record says."""

    @property
    def ok(self) -> bool:
        """True when both agree."""
        return self.expected == self.got


@dataclass(frozen=True, slots=True)
class Trials:
    """Draws from seeds that were not rolled."""

    count: int
    bins: int
    numbers_p: float
    """χ² of panel numbers over `bins` bins."""
    people: int
    """People whose seats were tested: those who are neither in no panel nor in every panel."""
    people_p: float
    """The smallest Holm-corrected p-value over people."""
    largest_deviation: float
    """The largest difference between a person's frequency and published chance."""

    @property
    def ok(self) -> bool:
        """False when chance alone is no explanation."""
        return min(self.numbers_p, self.people_p) >= SUSPECT


@dataclass(repr=False, frozen=True, slots=True)
class Replayed(Shown):
    """The draws of one assembly, done again."""

    dossier: Dossier
    steps: tuple[Step, ...]
    trials: Trials | None

    def __repr__(self) -> str:
        return brief(self, steps=len(self.steps), ok=self.ok)

    @property
    def ok(self) -> bool:
        """Whether they give what the record says, and chance explains the trials."""
        return all(step.ok for step in self.steps) and (self.trials is None or self.trials.ok)


def replay(path: str | Path, count: int = 0) -> tuple[Replayed, ...]:
    """The draws of the dossier at a path, and of every next assembly in it; `count`: trials of each panel.

    Refused where a file that a draw rests on was altered.
    """
    done: list[Replayed] = []
    for dossier in chain_from(path):
        # A next assembly may have nothing planned yet.
        for act in dossier.draws or ([] if done else ["panel"]):
            dossier.check_unaltered(act)
        tried = trials(dossier.files, count) if count and (LOTTERY in dossier.files or not done) else None
        steps = (*rederive(dossier.files, dossier.acts), *successors(dossier))
        done.append(Replayed(dossier, steps, tried))
    return tuple(done)


def rederive(files: Mapping[str, bytes], acts: Sequence[Act]) -> tuple[Step, ...]:
    """The figures of every draw of seats from its plan, its lottery and what was rolled; nothing before one.

    Of a standby, and of a list of alternates, the seed alone: whom a standby draws is for `successors`. The
    steps of a later draw have its act in their names, `seed/replacements/1`.
    """
    steps: list[Step] = []
    for kind, body in acts:
        drawn = read_body(kind, body)
        if isinstance(drawn, DrawnBySeed | DrawnByHand):
            after = "" if drawn.act == "panel" else f"/{drawn.act}"
            found = _steps(files_of_draw(files, drawn.act), acts, drawn)
            steps += [Step(step.name + after, step.expected, step.got) for step in found]
        elif isinstance(drawn, Standby | AlternatesDrawn):
            _, seeds = _of_chance(files[path_in_draw(PLAN, drawn.act)], acts, drawn)
            steps += [Step(f"{step.name}/{drawn.act}", step.expected, step.got) for step in seeds]
    return tuple(steps)


def successors(dossier: Dossier) -> tuple[Step, ...]:
    """Whom each succession of a standby names, drawn again among those who fitted then.

    Nothing where the pool is not here.
    """
    steps: list[Step] = []
    for number, entry in enumerate(dossier.entries):
        said = entry.content
        if not isinstance(said, Successor | Passed) or POOL not in dossier.files:
            continue
        before = replace(dossier, entries=dossier.entries[:number])
        before = replace(before, files=files_at(dossier.files, before.state))
        again = succession(before, said.link if isinstance(said, SuccessorByLink) else NONE)
        steps.append(Step(f"successor/{said.act}", _taken(again), _taken(said)))
    return tuple(steps)


def _taken(said: Successor | Passed) -> str:
    """Whose seat, and who takes it; a seat that fits no one stays open."""
    return f"{said.vacancy} → {said.pid if isinstance(said, Successor) else '—'}"


def _steps(files: Mapping[str, bytes], acts: Sequence[Act], drawn: DrawnBySeed | DrawnByHand) -> list[Step]:
    """The steps of one draw, its files at their paths in the panel's draw."""
    steps: list[Step] = []
    number = drawn.number
    if isinstance(drawn, DrawnBySeed):
        stage, steps = _of_chance(files[PLAN], acts, drawn)
        number = uniform(stage, files[LOTTERY].count(b"\n"))
        steps.append(Step("number", str(number), str(drawn.number)))
    lines = files[LOTTERY].splitlines()
    published = ",".join(row[0] for row in csv_rows(files[PANEL])[1:])
    line = lines[number].decode() if number < len(lines) else ""
    steps.append(Step("panel", sha256(line.encode()), sha256(published.encode())))
    return steps


def _of_chance(
    plan: bytes, acts: Sequence[Act], drawn: DrawnBySeed | Standby | AlternatesDrawn
) -> tuple[str, list[Step]]:
    """The stage seed of a plan, and the steps from what was brought to it."""
    state = read_ceremony(plan, acts)
    chance = state.chance()
    steps = [
        Step(f"commit/{name}", commit(name, state.values[name]), commitment)
        for name, commitment in sorted(state.terms.sealed.items())
        if name in state.values
    ]
    for rolled in (read_body(kind, body) for kind, body in acts if kind == "contribution"):
        if isinstance(rolled, Rolled) and rolled.act == drawn.act:
            read = public_roll(state.terms.form, rolled.text, PUBLIC)
            steps.append(Step(f"value/{PUBLIC}", read.value, rolled.value))
    steps += [
        Step("seed", str(chance.facts["seed"]), drawn.seed),
        Step("stage_seed", chance.stage_seed, drawn.stage_seed),
    ]
    return chance.stage_seed, steps


def trials(files: Mapping[str, bytes], count: int) -> Trials:
    """`count` ≥ 1 draws by the seeds of the texts `trial 1`, `trial 2`, …, and how they fit the chances."""
    plan_hash, stage = sha256(files[PLAN]), PanelPlan.from_bytes(files[PLAN]).stage
    lines = files[LOTTERY].splitlines()
    panels = len(lines)
    hits = [0] * panels
    for i in range(1, count + 1):
        values = {"public": public_roll(WORDS, f"trial {i}", PUBLIC).value}
        hits[uniform(stage_seed(seed(plan_hash, contributions_hash(values)), stage), panels)] += 1
    held: dict[bytes, int] = {}
    seats: dict[bytes, int] = {}
    for line, times in zip(lines, hits, strict=True):
        for pid in line.split(b","):
            held[pid] = held.get(pid, 0) + 1
            seats[pid] = seats.get(pid, 0) + times
    pairs = [(held[pid], seats[pid]) for pid in sorted(held) if held[pid] < panels]
    bins = _odd_bins(panels, count)
    return Trials(
        count=count,
        bins=bins,
        numbers_p=_uniform_p(hits, bins),
        people=len(pairs),
        people_p=min([1.0, *(_binomial_p(count, h, panels, s) * len(pairs) for h, s in set(pairs))]),
        largest_deviation=max((abs(s / count - h / panels) for h, s in pairs), default=0.0),
    )


def _odd_bins(panels: int, count: int) -> int:
    """At least five expected draws a bin; an odd number, so that the χ² has a closed form."""
    bins = max(1, min(panels, count // 5, 101))
    return bins if bins % 2 else bins - 1


def _uniform_p(hits: Sequence[int], bins: int) -> float:
    if bins < 3:
        return 1.0
    total, panels = sum(hits), len(hits)
    observed, width = [0] * bins, [0] * bins
    for number, times in enumerate(hits):
        observed[number * bins // panels] += times
        width[number * bins // panels] += 1
    expected = [total * w / panels for w in width]
    half = sum((o - e) ** 2 / e for o, e in zip(observed, expected, strict=True)) / 2
    # With bins − 1 = 2d degrees of freedom the tail is a Poisson sum.
    return sum(exp(j * log(half) - half - lgamma(j + 1)) for j in range((bins - 1) // 2)) if half else 1.0


def _binomial_p(count: int, held: int, panels: int, seats: int) -> float:
    """Two-sided exact binomial p-value: outcomes no likelier than the one seen."""
    p = held / panels
    logs = [
        lgamma(count + 1) - lgamma(j + 1) - lgamma(count - j + 1) + j * log(p) + (count - j) * log(1 - p)
        for j in range(count + 1)
    ]
    return min(1.0, sum(exp(value) for value in logs if value <= logs[seats] + 1e-9))
