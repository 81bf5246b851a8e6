"""A draw from a file of volunteers under the rules of its folder: what these fix, no option changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.acts.inputs import DrawOptions
from tirage.acts.later import keep, read_later, ruled
from tirage.dossier.canonical import canonical
from tirage.errors import Refused
from tirage.rules.templates import RULES, quota_file

if TYPE_CHECKING:
    from tirage.rules.model import FileRules


def file_rules(folder: Path) -> FileRules | None:
    """The rules in a folder; None where it has none. Refused for those of letters to people on rolls."""
    path = folder / RULES
    if not path.exists():
        return None
    from tirage.rules.model import FileRules
    from tirage.rules.read import read_rules

    rules = read_rules(path)
    if not isinstance(rules, FileRules):
        raise Refused("rules.of_rolls", path=path)
    return rules


def published(rules: FileRules | None) -> bytes | None:
    """public/rules.json; None without rules."""
    return None if rules is None else canonical(rules.published())


def under(asked: DrawOptions, folder: Path, rules: FileRules | None) -> DrawOptions:
    """What is asked for, completed by the rules in `folder`; Refused where it is not what they say."""
    if rules is None:
        return asked
    quotas = quota_file(rules, folder)
    if asked.quotas is None or quotas is None or Path(asked.quotas).resolve() != quotas.resolve():
        keep("--quotas", asked.quotas, quotas)
    drawing = rules.drawing
    later = ruled(rules)
    if isinstance(asked.later, tuple) and asked.later:
        keep("--later", read_later(asked.later, drawing.fairness, drawing.roll), later)
    return replace(
        asked,
        quotas=quotas,
        seats=keep("--seats", asked.seats, rules.seats),
        fairness=keep("--fairness", asked.fairness, drawing.fairness),
        panels=keep("--panels", asked.panels, drawing.panels),
        household=keep("--household", asked.household, rules.household),
        chance=replace(asked.chance, roll=keep("--roll", asked.chance.roll, drawing.roll)),
        later=later,
    )
