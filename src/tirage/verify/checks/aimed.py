"""The chance that a citizen's proof states against the certificate, with the public files alone. Check 12.14.

Only the person knows their features; with them the weight follows that the proof of a level gives these.
A proof bounds the chance of those alone whom it weighs, so each volunteer can see that theirs is proved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..kernel import Absent, Files, Inapplicable, Table, never
from ..reading.documents import Malformed, displayed, fraction
from ..reading.pack import absence
from ..report import Said, faulty, skipped
from .certificate.certificate import Certificate, Level, read_certificate
from .certificate.proofs import FILE
from .lottery.quotas import FILE as QUOTAS
from .lottery.quotas import Quotas, read_quotas

AIMED = Table()
"""Check 12.14 of a citizen's proof."""


@AIMED.fact()
def stated(proof: dict[str, Any]) -> str:
    """The chance of a seat that the proof states."""
    if proof["pool"] is None:
        raise Inapplicable
    return str(proof["pool"]["chance"])


@AIMED.fact()
def levels(stated: str, files: Files) -> Certificate:
    """The certificate of the panel, once it can be read: what is wrong with it, other checks tell."""
    if FILE not in files:
        raise Absent(absence(files, FILE), FILE)
    try:
        return read_certificate(files[FILE], cumulated=False)
    except Malformed:
        raise Absent("blocked", FILE) from None


@AIMED.fact()
def rows(levels: Certificate, files: Files) -> Quotas:
    """The quotas of the panel, likewise."""
    try:
        return read_quotas(files.get(QUOTAS, b""))
    except Malformed:
        raise Absent("blocked", QUOTAS) from None


@AIMED.check("proof.level", FILE, due=never)
def check_level(stated: str, levels: Certificate, rows: Quotas, proof: dict[str, Any]) -> Said:
    """It is the chance of a level, and a level's proof is about these features, as far as both are here."""
    try:
        chance = fraction(stated)
    except Malformed as fault:
        return faulty([fault.shown])
    own = [level for level in levels.levels if level.value == chance]
    if not own and (levels.ranked or chance < max((level.value for level in levels.levels), default=chance)):
        return faulty([displayed(chance)])
    if not own and not chance:
        return faulty([displayed(chance)])
    # Maximin promises its floor to those whom its proof weighs, and nash no figure at all.
    binding = levels.ranked or not chance
    return _of_features(own, proof["receipt"], rows, binding=binding) if own else _unproved(chance)


def _unproved(chance: Fraction) -> Said:
    return skipped(f"not-proved-here: {displayed(chance)}")


def _of_features(
    own: Sequence[Level], receipt: Mapping[str, Any] | None, rows: Quotas, *, binding: bool
) -> Said:
    """Whether the proof of one of these levels, all of one chance, is about the features of a receipt.

    `binding`: whether everyone who has that chance is in such a level.
    """
    chance = own[0].value
    if receipt is None:
        return _unproved(chance)
    features = receipt["features"]
    if not _known(features, rows):
        return faulty(["features"])
    if any(_is_about(level, features, rows) for level in own):
        return faulty([], wanted=displayed(chance))
    if not binding or any(_is_open(level) for level in own):
        return _unproved(chance)
    return faulty([f"{displayed(chance)}: profile-unproven"])


def _known(features: Sequence[str], rows: Quotas) -> bool:
    """Whether these are a category of each criterion."""
    return len(features) == len(rows.index) and all(
        category in index for category, index in zip(features, rows.index, strict=True)
    )


def _is_about(level: Level, features: Sequence[str], rows: Quotas) -> bool:
    """Whether its proof weighs such people, whatever household they are of."""
    prices = level.proof
    weight = prices.nu + sum(prices.quotas.get(row, 0) for row in rows.rows_of(features))
    return weight > 0 and not prices.cuts


def _is_open(level: Level) -> bool:
    """Whether it leaves room, or only the pool tells whom it weighs: by cuts, or by households."""
    return level.value < level.bound or bool(level.proof.cuts or level.proof.households)
