"""What a certificate proves of the least chance, and why there is no larger one."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tirage.analysis.limits import Limits, Shown, limits
from tirage.chances.instance import MILLIONTHS
from tirage.dossier.documents.certificate import (
    CappedCertificate,
    Certificate,
    Floor,
    GoldilocksCertificate,
    Had,
    Level,
    NashCertificate,
    UncappedLevel,
)
from tirage.dossier.layout import CERTIFICATE, POOL, QUOTAS
from tirage.draws.claims import proved_least
from tirage.draws.documents import csv_rows
from tirage.people.pool.model import Person, Pool
from tirage.quotas.model import published


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What the certificate proves of the least chance of those who can be drawn at all."""

    value: Fraction
    bound: Fraction
    achieved: Fraction
    people: int
    proved: Fraction | None
    """What is proved in place of the bound, where that is a program's word; None where it is proved."""
    in_all: bool = False
    """Whether these figures are with what people had in the draws before."""


def guarantee(files: Mapping[str, bytes], certificate: Certificate) -> Guarantee | None:
    """What the first level above 0 proves; None where the objective proves nothing of the smallest chance."""
    if isinstance(certificate, GoldilocksCertificate | NashCertificate):
        return None
    level, shown = _first_level(certificate), _least(certificate)
    return Guarantee(
        value=Fraction(shown.value),
        bound=Fraction(shown.bound),
        achieved=_achieved(level, certificate.panels),
        people=level.people,
        proved=proved_least(files, certificate, shown.proof),
        in_all=bool(_groups(level)),
    )


def _groups(level: Level) -> tuple[Had, ...]:
    """Those who had as much before, where that counts."""
    return (level.had or ()) if isinstance(level, UncappedLevel) else ()


def _achieved(level: Level, panels: int) -> Fraction:
    """What the lottery gives the one who has least of it, with what they had before, where that counts."""
    groups = _groups(level)
    if not groups:
        return Fraction(level.achieved)
    return min(Fraction(each.millionths, MILLIONTHS) + Fraction(each.panels, panels) for each in groups)


def limits_of(files: Mapping[str, bytes], never: Collection[str], seats: int) -> Limits | None:
    """Why the least chance of a draw is no larger, by its published pool, quotas and certificate.

    `never`: whom no panel can hold, who are left aside. Nothing is solved: another machine says the same.
    None where the proof rests on more than quotas.
    """
    shown = _shown(Certificate.from_bytes(files[CERTIFICATE]))
    if shown is None:
        return None
    (_, _, *criteria), *rows = csv_rows(files[POOL])
    people = [Person(pid, tuple(features), home) for pid, home, *features in rows if pid not in never]
    return limits(Pool(tuple(criteria), tuple(people)), published(json.loads(files[QUOTAS])), seats, shown)


def _shown(certificate: Certificate) -> Shown | None:
    """The certificate's proof of the least chance above 0, where it is of the quotas alone."""
    by = _least(certificate)
    if by.proof.cuts:
        return None
    return Shown(Fraction(by.bound), {int(row): int(price) for row, price in by.proof.quotas.items()})


def _least(certificate: Certificate) -> Level | Floor:
    """What proves the least chance of those who can be drawn."""
    # The proof of a level under a cap holds among the lotteries under the cap; that of the floor, among all.
    if isinstance(certificate, CappedCertificate):
        return certificate.objective.floor
    return _first_level(certificate)


def _first_level(certificate: Certificate) -> Level:
    """That of the least chance above 0; the last where there is none."""
    levels = certificate.levels
    return next((level for level in levels if Fraction(level.value)), levels[-1])
