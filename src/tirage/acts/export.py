"""A draw as other programs for sortition read it: quotas, respondents, and the panels of its lottery.

Two forms, each a folder of CSV files (docs/en/dossier.md). `peers`: `features.csv` and `respondents.csv` of
StratifySelect and sortition-algorithms. `panelot`: `categories.csv`, `respondents.csv` and `panels.csv`, one
row a panel. People are pids, and no file of `private/` is read. What only guarantors have is in both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tirage.assembly.record import load
from tirage.dossier.layout import LOTTERY, POOL, QUOTAS
from tirage.dossier.packs import write_folder
from tirage.draws.documents import csv_rows
from tirage.errors import Refused
from tirage.quotas.csv_text import quotas_csv
from tirage.quotas.model import SIGN, Quotas, published
from tirage.tabular.writing import csv_text

Form = Literal["peers", "panelot"]
ALONE = "alone-"
"""Before a number, in the column of households: to the peers two blank addresses are one address."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    path: Path
    form: Form
    files: tuple[str, ...]
    people: int
    panels: int
    """Rows of `panels.csv`; 0 where there is none."""


def export(folder: str | Path, form: Form, out: str | Path) -> Exported:
    """Write the panel's pool, quotas and panels in that form into the new folder `out`.

    Raises Refused where no panel is planned, where the guarantors' part is not there and where something else
    stands at `out`.
    """
    dossier = load(folder)
    seats = dossier.plan.inputs.seats
    if POOL not in dossier.files:
        raise Refused("export.no_pool", path=dossier.path)
    quotas = published(json.loads(dossier.files[QUOTAS]))
    people = csv_rows(dossier.files[POOL])[1:]
    panels = dossier.files[LOTTERY] if form == "panelot" else b""
    if form == "peers":
        texts = {"features.csv": quotas_csv(quotas, ("feature", "value"), seats)}
    else:
        texts = {"categories.csv": quotas_csv(quotas, ("category", "feature"), seats, flex=False)}
    texts["respondents.csv"] = respondents_csv(people, quotas)
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    files |= {"panels.csv": panels} if panels else {}
    write_folder(Path(out), files)
    return Exported(Path(out), form, tuple(sorted(files)), len(people), panels.count(b"\n"))


def respondents_csv(people: Sequence[Sequence[str]], quotas: Quotas) -> str:
    """Everybody's id, criteria, crossings and household; `people`: rows of `pool.csv`, without its header.

    A column that a criterion has the name of has `_` after it.
    """
    names = [criterion.name for criterion in quotas.criteria]
    crossings = [[names.index(name) for name in crossing.of] for crossing in quotas.crossings]
    header = [_free("id", names), *names, *(crossing.name for crossing in quotas.crossings)]
    return csv_text([[*header, _free("household", names)], *_rows(people, crossings)])


def _rows(people: Sequence[Sequence[str]], crossings: Sequence[Sequence[int]]) -> Iterator[list[str]]:
    for rank, (pid, household, *features) in enumerate(people, 1):
        cells = (SIGN.join(features[number] for number in numbers) for numbers in crossings)
        yield [pid, *features, *cells, household or f"{ALONE}{rank}"]


def _free(name: str, taken: Sequence[str]) -> str:
    while name in taken:
        name += "_"
    return name
