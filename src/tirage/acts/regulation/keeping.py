"""What an act is about to do, compared with the regulation: a defect for every rule that is another.

Each names the paragraph, what was adopted and what was found. Before the frame the regulation can be adopted
anew; afterwards only the adopted value is lawful.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.acts.regulation.adopted import Adopted, adopted
from tirage.assembly.record import Dossier
from tirage.dossier.canonical import canonical
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.note import Note
from tirage.quotas.model import Quotas, published
from tirage.rules.templates import RULES
from tirage.tabular.cells import listed
from tirage.tabular.encodings import decode
from tirage.tabular.files import read_bytes

if TYPE_CHECKING:
    from tirage.rules.model import Rules

QUOTAS = "quotas"
NO_QUOTAS = Quotas(())
_OPTIONS = {
    "--quotas": "quotas",
    "--seats": "seats",
    "--fairness": "draws.fairness",
    "--panels": "draws.panels",
    "--roll": "draws.roll",
    "--household": "household",
    "--cohorts": "term.cohorts",
    "--policy": "replacements.policy",
}
"""Options of acts, and the key of what they say otherwise."""
_LONGEST = 60
"""Characters of a value in a message."""


def unkept(dossier: Dossier | None, rules: Rules | None, quotas: Quotas | None, folder: Path) -> list[Defect]:
    """A defect for each rule of `tirage.yaml` in a folder that is not as adopted; none without a regulation.

    `rules`: None where the folder has none; `quotas`: None where they are not looked at.
    """
    found = None if dossier is None else adopted(dossier)
    if found is None:
        return []
    file = folder / RULES
    if rules is None:
        return [Defect("regulation.no_rules", str(file), values={"day": found.entry.date})]
    from tirage.rules.nodes import read_document
    from tirage.rules.regulation.paragraphs import all_values

    lines = read_document(decode(read_bytes(file), str(file), None)[0], str(file))
    values = all_values(rules, quotas or NO_QUOTAS)
    return [
        _defect(found, key, values[key], str(file), lines.line(tuple(key.split("."))))
        for key, paragraph in found.paragraphs.items()
        if (key != QUOTAS or quotas is not None)
        and canonical(values[key]) != canonical(paragraph.values[key])
    ]


def check_rules(dossier: Dossier) -> None:
    """InputInvalid where `tirage.yaml` is there and says something else than the regulation, quotas apart."""
    file = dossier.path / RULES
    if adopted(dossier) is not None and file.exists():
        from tirage.rules.read import read_rules

        refuse(unkept(dossier, read_rules(file), None, dossier.path))


def check_values(dossier: Dossier, said: Mapping[str, object], where: str) -> None:
    """InputInvalid where what an act is asked for is not as adopted.

    `said`: key → value, as a regulation has it; `where`: the options that say so. A value that the regulation
    leaves open (null) may be any.
    """
    found = adopted(dossier)
    if found is None:
        return
    fixed = {key: each.values[key] for key, each in found.paragraphs.items()}
    refuse(
        [
            _defect(found, key, value, where, None)
            for key, value in said.items()
            if fixed[key] is not None and canonical(value) != canonical(fixed[key])
        ]
    )


def check_small_cells(dossier: Dossier, fewest: int) -> None:
    """InputInvalid where a public table may show fewer people than adopted."""
    found = adopted(dossier)
    if found is not None and fewest < found.paragraphs["small_cells"].values["small_cells"]:
        check_values(dossier, {"small_cells": fewest}, "--small-cells")


def refuse(defects: list[Defect]) -> None:
    """InputInvalid where there are any."""
    if defects:
        raise InputInvalid(defects)


@contextmanager
def paragraphs_named(dossier: Dossier | None) -> Iterator[None]:
    """An option refused for what the rules have fixed is refused for the paragraph that fixes it."""
    try:
        yield
    except Refused as error:
        found = adopted(dossier) if dossier is not None and error.code == "later.fixed" else None
        key = _OPTIONS.get(str(error.values.get("option")))
        if found is None or key is None:
            raise
        option = str(error.values["option"])
        defect = _defect(found, key, error.values["asked"], option, None)
        raise InputInvalid([defect]) from None


def _defect(found: Adopted, key: str, value: object, file: str, line: int | None) -> Defect:
    paragraph = found.paragraphs[key]
    code = "regulation.kept" if found.final else "regulation.differs"
    fixed = paragraph.values[key]
    shown: dict[str, object] = {"adopted": told(fixed), "found": told(value)}
    if key == QUOTAS and isinstance(value, Mapping) and isinstance(fixed, Mapping):
        shown |= _moved(fixed, value)
    values = {
        "number": paragraph.number,
        "title": paragraph.title,
        "key": key,
        "day": found.entry.date,
        "path": str(found.path),
    }
    return Defect(code, file, line, key, {**values, **shown})


def _moved(fixed: Mapping[str, object], value: Mapping[str, object]) -> Mapping[str, object]:
    """The limits that are others, as adopted and as found, and the categories that only one of them has."""
    from tirage.quotas.amendments import moves_between

    before, after = published(fixed), published(value)
    moves = list(moves_between(before, after))
    names = [{f"{bound.criterion}: {bound.category}" for bound in each.bounds} for each in (before, after)]
    adopted = [f"{m.criterion} {m.category}: {m.limit} {m.before}" for m in moves]
    found = [f"{m.criterion} {m.category}: {m.limit} {m.after}" for m in moves]
    return {
        "adopted": listed([*adopted, *sorted(names[0] - names[1])]) or "…",
        "found": listed([*found, *sorted(names[1] - names[0])]) or "…",
    }


def told(value: object) -> str | Note:
    """A value in a message: a text or a number as it is, what is long cut short.

    >>> told("residual"), told(["roll", "cards"])
    ('residual', '["roll", "cards"]')
    """
    if value is None:
        return Note("regulation.unset")
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
