"""What a certificate claims beyond what is proved in it, read from the published files of a draw."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from tirage.chances.instance import Instance, Profiles
from tirage.chances.proof import RowProof, bound
from tirage.dossier.documents.certificate import (
    CappedCertificate,
    Certificate,
    GoldilocksCertificate,
    NashCertificate,
)
from tirage.dossier.documents.proofs import ByRows, Cut
from tirage.dossier.layout import CHANCES, POOL, QUOTAS
from tirage.draws.documents import csv_rows
from tirage.draws.draw_up import HAD, group
from tirage.people.pool.model import Person, Pool
from tirage.quotas.amendments import Move, amended
from tirage.quotas.model import published
from tirage.solvers.integer import LinearRow


@dataclass(frozen=True, slots=True)
class ProofOf:
    """One proof of a certificate."""

    about: str
    """The number of a level; `floor`, `cap`, `goldilocks` or `nash` of an objective."""
    bound: str
    """What it gives, as a fraction."""
    proof: ByRows
    open: bool
    """Whether it rests on a cut of which its tree shows less."""


def proofs_of(certificate: Certificate) -> Iterator[ProofOf]:
    """Every proof, those of the levels first."""
    unproved = open_cuts(certificate)

    def proof_of(about: str, bound: str, proof: ByRows) -> ProofOf:
        return ProofOf(about, bound, proof, any(int(number) in unproved for number in proof.cuts or ()))

    for number, level in enumerate(certificate.levels):
        yield proof_of(str(number), level.bound, level.proof)
    if isinstance(certificate, CappedCertificate | GoldilocksCertificate):
        floor = certificate.objective.floor
        yield proof_of("floor", floor.bound, floor.proof)
    if isinstance(certificate, CappedCertificate | GoldilocksCertificate | NashCertificate):
        name = "cap" if isinstance(certificate, CappedCertificate) else certificate.fairness
        yield proof_of(name, certificate.objective.bound, certificate.objective.proof)


def open_cuts(certificate: Certificate) -> Mapping[int, Cut]:
    """The cuts that are an integer program's word, more than what their trees show, by number."""
    return {n: cut for n, cut in enumerate(certificate.cuts or ()) if cut.proved != cut.best}


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


def weights_of(cut: Cut, instance: Instance) -> tuple[int, ...]:
    """The weight of each profile."""
    return tuple(int(cut.weights.get(str(t), 0)) for t in range(len(instance.sizes)))


def proved_least(own: Mapping[str, bytes], certificate: Certificate, proof: ByRows) -> Fraction | None:
    """What is proved that no lottery gives everyone who can be drawn; None where that is the bound stated."""
    unproved = open_cuts(certificate)
    if not any(int(number) in unproved for number in proof.cuts or ()):
        return None
    nothing = {t: Fraction(0) for each in certificate.levels if each.value == "0" for t in each.profiles}
    cuts = tuple(
        LinearRow(tuple(map(int, each.weights)), tuple(map(int, each.weights.values())), 0, int(each.proved))
        for each in certificate.cuts or ()
    )
    instance = replace(instance_of(own, certificate.seats, given=had_before(own)), cuts=cuts)
    by_number = [
        {int(number): int(price) for number, price in prices.items()}
        for prices in (proof.quotas, proof.households, proof.cuts or {})
    ]
    return bound(RowProof(int(proof.nu), *by_number), instance, nothing)
