"""What a dossier rests on that no proof in it shows, and what a solver makes of it.

The verifiers have no solver: a bound that only an integer program vouches for, and that nobody fits where
nothing proves it, are *not proved here* for them. With the solver each is asked again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from tirage.acts.records.verification import verify_dossier
from tirage.assembly.lineage import chain_from
from tirage.assembly.record import Dossier
from tirage.assembly.remaining import files_at, first_quotas, holders, seats_of
from tirage.assembly.state import read_state
from tirage.chances.instance import Instance
from tirage.dossier.documents.certificate import Certificate
from tirage.dossier.documents.plans import LaterPlan
from tirage.dossier.entries import Plan, Unfilled
from tirage.dossier.layout import CERTIFICATE, PLAN, POOL, files_of_draw, path_in_draw
from tirage.draws.claims import had_before, instance_of, open_cuts, weights_of
from tirage.draws.relax import change_of
from tirage.draws.seats import filling
from tirage.errors import Refused, VerificationFailed
from tirage.feasibility.least_weight import free_limits, weighing, weight_of
from tirage.progress import SILENT, Progress
from tirage.quotas.amendments import Move
from tirage.shown import Shown
from tirage.solvers.integer import Status, TooLarge, integer_program

EFFORT = 60
"""Deterministic units for one claim, about a second each."""
Verdict = Literal["open", "proved", "refuted", "undecided"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a dossier says and that no proof in it shows."""

    act: str
    """The draw, or the file of the entry."""
    about: str
    """A cut of the certificate by its number, `nobody`, or `least`: that no lesser change would do."""
    best: int | None
    """What no panel is worth more than, it is said; None for `nobody`; of `least` what a change weighs."""
    proved: int | None
    """The same as its tree shows."""
    verdict: Verdict = "open"
    """`open` where no solver was asked, `undecided` where the effort did not suffice."""
    found: int | None = None
    """What a panel that refutes it is worth; for `nobody` the seats of a panel that fits; for `least` what a
    lesser change weighs."""


@dataclass(frozen=True, slots=True)
class Audited(Shown):
    """The claims of one assembly."""

    dossier: Dossier
    claims: tuple[Claim, ...]

    def count(self, verdict: Verdict) -> int:
        """How many claims have come to that."""
        return sum(claim.verdict == verdict for claim in self.claims)


@dataclass(frozen=True, slots=True)
class _Question:
    """A claim, and the program that decides it."""

    claim: Claim
    instance: Instance
    weights: tuple[int, ...] | None
    rest: int | None = None
    """Of `least`: a change weighs as much less than this as its panel is worth."""

    def decided(self, effort: int) -> Claim:
        """The claim with what the solver makes of it."""
        bounds = [(0, size) for size in self.instance.sizes]
        try:
            answer = integer_program(bounds, self.instance.rows, self.weights, limit=effort)
        except TooLarge:
            return replace(self.claim, verdict="undecided")
        best = self.claim.best
        if self.rest is not None and best is not None:
            best = self.rest - best
        if self.weights is None or best is None:
            if answer.values is not None:
                return replace(self.claim, verdict="refuted", found=sum(answer.values))
            return replace(
                self.claim, verdict="proved" if answer.status is Status.IMPOSSIBLE else "undecided"
            )
        known = [each for each in (answer.values, *answer.others) if each is not None]
        worth = [sum(w * x for w, x in zip(self.weights, each, strict=True)) for each in known]
        most = max(worth, default=best)
        if most > best:
            found = most if self.rest is None else self.rest - most
            return replace(self.claim, verdict="refuted", found=found)
        held = answer.bound is not None and answer.bound <= best
        return replace(self.claim, verdict="proved" if held else "undecided")


def audit(
    path: str | Path, *, solve: bool = False, effort: int = EFFORT, progress: Progress = SILENT
) -> tuple[Audited, ...]:
    """Every claim of the dossier at a path, and of every next assembly in it, that is not proved there.

    `solve`: ask the solver again, each claim within `effort` units, about a second each. Raises
    VerificationFailed where a check of the verifier fails, Refused where the guarantors' part is not here.
    """
    failed = sum(check.status == "failed" for report in verify_dossier(path) for check in report.checks)
    if failed:
        raise VerificationFailed("report.unverified", failed=failed)
    audited = []
    for dossier in chain_from(path):
        if dossier.draws and POOL not in dossier.files:
            raise Refused("report.no_guarantors")
        kinds = (_bounds, _relaxed, _lesser, _unfilled, _filled)
        questions = [question for kind in kinds for question in kind(dossier)]
        claims = []
        for number, question in enumerate(questions):
            progress.step("audit", number, len(questions))
            claims.append(question.decided(effort) if solve else question.claim)
        audited.append(Audited(dossier, tuple(claims)))
    return tuple(audited)


def _bounds(dossier: Dossier) -> Iterator[_Question]:
    """The cuts of all certificates that their trees do not show."""
    for act in dossier.draws:
        own = files_of_draw(dossier.files, act)
        certificate = Certificate.from_bytes(own[CERTIFICATE])
        unproved = open_cuts(certificate)
        if not unproved:
            continue
        instance = instance_of(own, certificate.seats, given=had_before(own))
        for number, cut in unproved.items():
            claim = Claim(act, str(number), int(cut.best), int(cut.proved))
            yield _Question(claim, instance, weights_of(cut, instance))


def _relaxed(dossier: Dossier) -> Iterator[_Question]:
    """That nobody fitted under the quotas before they gave way, where nothing proves it."""
    for act in dossier.draws:
        own = files_of_draw(dossier.files, act)
        plan = json.loads(own[PLAN])["inputs"]
        relaxed = plan.get("relaxed")
        if relaxed is not None and relaxed["proof"] is None:
            strict = instance_of(own, plan["seats"], relaxed["moves"])
            yield _Question(Claim(act, "nobody", None, None), strict, None)


def _lesser(dossier: Dossier) -> Iterator[_Question]:
    """That no lesser change of quotas would have done, where its tree does not show the whole of it."""
    for act in dossier.draws[1:]:
        inputs = LaterPlan.from_bytes(dossier.files[path_in_draw(PLAN, act)]).inputs
        relaxed = inputs.relaxed
        if relaxed is None or relaxed.is_least or relaxed.stopped:
            continue
        moves = [each.model_dump(by_alias=True) for each in relaxed.moves]
        strict = instance_of(files_of_draw(dossier.files, act), inputs.seats, moves)
        quotas = first_quotas(dossier.files)
        limits = free_limits(strict, [row.minimum for row in quotas.bounds])
        made = [Move(m.criterion, m.category, m.limit, m.from_, m.to) for m in relaxed.moves]
        changes = weighing(strict, limits)
        proved = int(relaxed.least.proved) if relaxed.least else 0
        claim = Claim(act, "least", weight_of(change_of(quotas, made), limits), proved)
        yield _Question(claim, changes.instance, changes.weights, changes.rest)


def _filled(dossier: Dossier) -> Iterator[_Question]:
    """That no other seats could be filled than those drawn, where nothing proves it."""
    for number, entry in enumerate(dossier.entries):
        if not isinstance(entry.content, Plan) or entry.content.act not in dossier.draws[1:]:
            continue
        act = entry.content.act
        inputs = LaterPlan.from_bytes(dossier.files[path_in_draw(PLAN, act)]).inputs
        if inputs.filling is None:
            continue
        state = read_state(dossier.files, dossier.entries[:number])
        batch = None if act.startswith("renewal/") else dossier.plan.later.batch
        files = files_at(dossier.files, state)
        draw = seats_of(files, state, "", act, state.vacant[:batch])
        posed = filling.claims(draw, holders(files, draw), inputs.vacancies)
        for proof, each in zip((inputs.filling.most, *inputs.filling.first), posed, strict=True):
            if proof is None:
                yield _Question(Claim(act, "nobody", None, None), each.instance, None)


def _unfilled(dossier: Dossier) -> Iterator[_Question]:
    """That nobody fitted open seats, where nothing proves it."""
    for number, entry in enumerate(dossier.entries):
        said = entry.content
        if isinstance(said, Unfilled) and said.proof is None:
            state = read_state(dossier.files, dossier.entries[:number])
            files = files_at(dossier.files, state)
            draw = seats_of(files, state, "", "replacements/0", said.vacancies)
            yield _Question(Claim(entry.name, "nobody", None, None), draw.instance, None)
