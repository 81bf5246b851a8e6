"""A draw as other programs for sortition read and write it: quotas, respondents, panels, who was drawn.

Each form is a folder of CSV files (docs/en/audit-others.md), which `tirage audit` reads back.

- `peers`, of StratifySelect, OpenDLP and sortition-algorithms: `features.csv`, `respondents.csv`,
  `assemblies.csv`, and once somebody is drawn `selected.csv` and `remaining.csv`;
- `panelot`: `categories.csv`, `respondents.csv` and `panels.csv`, one row a panel;
- `nature`, of the data of Flanigan et al. (Nature 596, 2021): the same, people being rows counted from 0, and
  `prob_allocs_data.csv`.

People are pids, and no file of `private/` is read. What only guarantors have is in all of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal

from tirage.assembly.record import load
from tirage.dossier.layout import LOTTERY, PANEL, POOL, QUOTAS
from tirage.dossier.packs import write_folder
from tirage.draws.documents import csv_rows
from tirage.errors import Refused
from tirage.quotas.csv_text import quotas_csv
from tirage.quotas.model import SIGN, Quotas, published
from tirage.tabular.writing import csv_text

Form = Literal["peers", "panelot", "nature"]
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
    """Of the lottery."""

    @property
    def listed(self) -> str:
        """The file of the panels."""
        return "assemblies.csv" if self.form == "peers" else "panels.csv"


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
    lottery = dossier.files[LOTTERY]
    chosen = [row[0] for row in csv_rows(dossier.files[PANEL])[1:]] if PANEL in dossier.files else []
    draw = _Draw(quotas, people, [row.split(",") for row in lottery.decode().splitlines()], chosen, seats)
    if form == "panelot":
        texts = {"categories.csv": draw.categories(), "respondents.csv": respondents_csv(people, quotas)}
        texts["panels.csv"] = lottery.decode()
    else:
        texts = draw.peers() if form == "peers" else draw.nature(dossier.plan.inputs.fairness)
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    write_folder(Path(out), files)
    return Exported(Path(out), form, tuple(sorted(files)), len(people), len(draw.panels))


@dataclass(frozen=True, slots=True)
class _Draw:
    """What the files of every form are made from."""

    quotas: Quotas
    people: Sequence[Sequence[str]]
    """Rows of `pool.csv`, without its header."""
    panels: Sequence[Sequence[str]]
    chosen: Sequence[str]
    """Those drawn; empty before the draw."""
    seats: int

    def categories(self) -> str:
        """Quotas under the headers of Panelot."""
        return quotas_csv(self.quotas, ("category", "feature"), self.seats, flex=False)

    def peers(self) -> dict[str, str]:
        """Who remains has no household with those drawn, as the peers have it."""
        header, *rows = respondents_rows(self.people, self.quotas)
        texts = {
            "features.csv": quotas_csv(self.quotas, ("feature", "value"), self.seats),
            "respondents.csv": csv_text([header, *rows]),
            "assemblies.csv": csv_text([[f"Assembly {i}" for i in range(len(self.panels))], *self.panels]),
        }
        if self.chosen:
            drawn = set(self.chosen)
            homes = {home for pid, home, *_ in self.people if pid in drawn and home}
            # A person's row is the same in every file, whatever number stands for a home of one.
            both = [*zip(self.people, rows, strict=True)]
            selected = [row for (pid, *_), row in both if pid in drawn]
            left = [row for (pid, home, *_), row in both if pid not in drawn and home not in homes]
            texts["selected.csv"] = csv_text([header, *selected])
            texts["remaining.csv"] = csv_text([header, *left])
        return texts

    def nature(self, fairness: str) -> dict[str, str]:
        """Respondents without ids, panels of their rows from 0, and everyone's chance in ascending order."""
        texts = {"categories.csv": self.categories()}
        table = [line[1:] for line in respondents_rows(self.people, self.quotas)]
        texts["respondents.csv"] = csv_text(table)
        place = {row[0]: str(number) for number, row in enumerate(self.people)}
        rows = [[str(i), *(place[pid] for pid in panel)] for i, panel in enumerate(self.panels)]
        header = ["panel", *(f"member {i}" for i in range(1, self.seats + 1))]
        texts["panels.csv"] = csv_text([header, *rows])
        counts = Counter(pid for panel in self.panels for pid in panel)
        chances = sorted(Fraction(counts[row[0]], len(self.panels)) for row in self.people)
        curve = [
            (fairness, repr(100 * i / len(chances)), repr(float(chance))) for i, chance in enumerate(chances)
        ]
        texts["prob_allocs_data.csv"] = csv_text(
            [("algorithm", "percentile of pool members", "selection probability"), *curve]
        )
        return texts


def respondents_csv(people: Sequence[Sequence[str]], quotas: Quotas) -> str:
    """Everybody's id, criteria, crossings and household; `people`: rows of `pool.csv`, without its header.

    A column that a criterion has the name of has `_` after it.
    """
    return csv_text(respondents_rows(people, quotas))


def respondents_rows(people: Sequence[Sequence[str]], quotas: Quotas) -> list[list[str]]:
    """The same as rows, the header first."""
    names = [criterion.name for criterion in quotas.criteria]
    crossings = [[names.index(name) for name in crossing.of] for crossing in quotas.crossings]
    header = [_free("id", names), *names, *(crossing.name for crossing in quotas.crossings)]
    return [[*header, _free("household", names)], *_rows(people, crossings)]


def _rows(people: Sequence[Sequence[str]], crossings: Sequence[Sequence[int]]) -> Iterator[list[str]]:
    for rank, (pid, household, *features) in enumerate(people, 1):
        cells = (SIGN.join(features[number] for number in numbers) for numbers in crossings)
        yield [pid, *features, *cells, household or f"{ALONE}{rank}"]


def _free(name: str, taken: Sequence[str]) -> str:
    while name in taken:
        name += "_"
    return name
