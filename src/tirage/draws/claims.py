"""What a certificate claims beyond what is proved in it, read from the published files of a draw."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tirage.chances.instance import Instance, Profiles
from tirage.chances.proof import CompositionProof, bound
from tirage.dossier.documents.certificate import (
    CappedCertificate,
    Certificate,
    GoldilocksCertificate,
    NashCertificate,
)
from tirage.dossier.documents.proofs import ByComposition, ByRows
from tirage.dossier.layout import CHANCES, POOL, QUOTAS
from tirage.draws.documents import csv_rows
from tirage.draws.draw_up import HAD, group
from tirage.people.pool.model import Person, Pool
from tirage.quotas.amendments import Move, amended
from tirage.quotas.model import published


@dataclass(frozen=True, slots=True)
class ProofOf:
    """One proof of a certificate."""

    about: str
    """The number of a level; `floor`, `cap`, `goldilocks` or `nash` of an objective."""
    bound: str
    """What it gives, as a fraction."""
    proof: ByRows | ByComposition

    @property
    def open(self) -> bool:
        """Whether the bound is an integer program's word, more than what its tree shows."""
        return isinstance(self.proof, ByComposition) and self.proof.proved != self.proof.best


def proofs_of(certificate: Certificate) -> Iterator[ProofOf]:
    """Every proof, those of the levels first."""
    for number, level in enumerate(certificate.levels):
        yield ProofOf(str(number), level.bound, level.proof)
    if isinstance(certificate, CappedCertificate | GoldilocksCertificate):
        floor = certificate.objective.floor
        yield ProofOf("floor", floor.bound, floor.proof)
    if isinstance(certificate, CappedCertificate | GoldilocksCertificate | NashCertificate):
        name = "cap" if isinstance(certificate, CappedCertificate) else certificate.fairness
        yield ProofOf(name, certificate.objective.bound, certificate.objective.proof)


def instance_of(
    own: Mapping[str, bytes],
    seats: int,
    moves: Sequence[Mapping[str, Any]] = (),
    given: Mapping[str, int] | None = None,
) -> Instance:
    """A draw in numbers, from its files by the names of the panel's; under the quotas before these moves.

    `given`: millionths of chance had before, by pid, where they are told apart.
    """
    return _grouped(own, seats, moves, given).instance


def _grouped(
    own: Mapping[str, bytes],
    seats: int,
    moves: Sequence[Mapping[str, Any]] = (),
    given: Mapping[str, int] | None = None,
) -> Profiles:
    (_, _, *criteria), *rows = csv_rows(own[POOL])
    people = tuple(Person(pid, tuple(features), household) for pid, household, *features in rows)
    back = [Move(m["criterion"], m["category"], m["limit"], m["to"], m["from"]) for m in moves]
    quotas = amended(published(json.loads(own[QUOTAS])), back)
    return group(Pool(tuple(criteria), people, ()), quotas, seats, given)


def nobodys(own: Mapping[str, bytes], certificate: Certificate) -> tuple[str, ...]:
    """The pids of those whom no panel can hold, in the order of the pool."""
    zero = [row[0] for row in csv_rows(own[CHANCES])[1:] if row[2] == "0"]
    given = had_before(own)
    if given is None or not zero:
        return tuple(zero)
    # Others had more before than this draw can bring anybody to.
    grouped = _grouped(own, certificate.seats, given=given)
    nobody = [t for each in certificate.levels if each.value == "0" for t in each.profiles]
    held = {i for t in nobody for i in grouped.members[t]}
    return tuple(row[0] for i, row in enumerate(csv_rows(own[POOL])[1:]) if i in held)


def had_before(own: Mapping[str, bytes]) -> Mapping[str, int] | None:
    """Millionths of chance that people had before, by pid; None where that does not count."""
    header, *rows = csv_rows(own[CHANCES])
    return {row[0]: int(row[-1]) for row in rows} if header[-1] == HAD else None


def weights_of(proof: ByComposition, instance: Instance) -> tuple[int, ...]:
    """The weight of each profile."""
    return tuple(int(proof.y.get(str(t), 0)) for t in range(len(instance.sizes)))


def proved_least(
    own: Mapping[str, bytes], certificate: Certificate, proof: ByRows | ByComposition
) -> Fraction | None:
    """What is proved that no lottery gives everyone who can be drawn; None where that is the bound stated."""
    if isinstance(proof, ByRows) or proof.proved == proof.best:
        return None
    nothing = {t: Fraction(0) for each in certificate.levels if each.value == "0" for t in each.profiles}
    shown = CompositionProof({int(t): int(weight) for t, weight in proof.y.items()}, int(proof.proved))
    return bound(shown, instance_of(own, certificate.seats, given=had_before(own)), nothing)
