"""What was announced before the first letter still holds: rules as published, quotas as changed on record."""

from __future__ import annotations

import json
from pathlib import Path

from tirage.acts.frame.changes import places
from tirage.assembly.record import Dossier
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.entries import Frame, Quotas
from tirage.dossier.layout import ANNOUNCED
from tirage.errors import Refused
from tirage.quotas.amendments import amended, moves_between
from tirage.quotas.model import published
from tirage.quotas.read import QuotaFile, read_quotas
from tirage.rules.model import RollRules
from tirage.rules.read import read_roll_rules
from tirage.rules.templates import RULES, quota_file
from tirage.tabular.cells import listed


def rules_and_quotas(dossier: Dossier, *, trying: bool = False) -> tuple[RollRules, QuotaFile]:
    """The rules in the folder of a dossier that begins with a roll, and the quotas that they name.

    Refused where the rules are no longer those that the frame was made by, unless they are only `trying`.
    """
    path = Path(dossier.path) / RULES
    rules = read_roll_rules(path)
    frames = dossier.bodies(Frame)
    if frames and not trying and sha256(canonical(rules.published())) != frames[0].rules:
        raise Refused("rules.other", path=path)
    if frames and not trying and _placed_otherwise(rules, frames[0]):
        raise Refused("rules.other", path=path)
    return rules, read_quotas(quota_file(rules, path.parent), seats=rules.seats)


def _placed_otherwise(rules: RollRules, frame: Frame) -> bool:
    """Whether the tables of places are no longer those that the frame was made by."""
    geography, fixed = places(rules), getattr(frame, "geography", "")
    return bool(fixed) and (geography is None or sha256(geography.data) != fixed)


def check_announced(dossier: Dossier, file: QuotaFile) -> None:
    """Refused where the quotas are not those announced, nor what the changes in their file make of these."""
    before = dossier.bodies(Quotas)[0]
    known = [change.document() for change in getattr(before, "changes", ())]
    announced = published(json.loads(dossier.files[ANNOUNCED]))
    changes = file.changes[len(known) :]
    follows = [change.document() for change in file.changes[: len(known)]] == known
    follows = follows and (not changes or changes[0].from_sha256 == before.source)
    now = announced
    for move in (move for change in changes for move in change.moves):
        bounds = {(bound.criterion, bound.category): bound for bound in now.bounds}
        bound = bounds.get((move.criterion, move.category))
        follows = follows and bound is not None and getattr(bound, move.limit) == move.before
        now = amended(now, [move])
    if not follows or now.document() != file.quotas.document():
        moves = listed(
            f"{m.criterion} {m.category}: {m.limit} {m.before} → {m.after}"
            for m in moves_between(now, file.quotas)
        )
        raise Refused("panel.other_quotas", file=file.name, moves=moves or "…")
