"""The small tables that an act writes and reads back."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tirage.dossier.canonical import canonical, sha256
from tirage.people.pool.model import Pool
from tirage.quotas.model import published
from tirage.randomness.lines import line
from tirage.tabular.readings import Remembered
from tirage.tabular.writing import csv_text

WEIGHTED = ("stratum", "people", "eligible", "letters", "stream", "weight")
"""Columns of the strata of a wave in which people weigh; `letters` are then those of the whole stream."""


@dataclass(frozen=True, slots=True)
class WaveStrata:
    """`public/letters-N-strata.csv`, read."""

    rows: tuple[tuple[str, int, int], ...]
    """Stratum, people, eligible."""
    letters: Mapping[str, int]
    """By stratum; by stream, where people weigh."""
    weighted: Mapping[str, tuple[str, int]]
    """Stratum → its stream, and the weight of its people; empty where letters are shared out by stratum."""

    @property
    def total(self) -> int:
        """Letters of the wave."""
        return sum(self.letters.values())


def wave_strata(data: bytes) -> WaveStrata:
    """The strata of a planned wave."""
    header, *rows = csv_rows(data)
    weighted = tuple(header) == WEIGHTED
    return WaveStrata(
        tuple((row[0], int(row[1]), int(row[2])) for row in rows),
        {row[4] if weighted else row[0]: int(row[3]) for row in rows},
        {row[0]: (row[4], int(row[5])) for row in rows} if weighted else {},
    )


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file of ours, header first."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def panel_line(panel: Sequence[str]) -> bytes:
    """A panel as `lottery.csv` has it, without the LF."""
    return ",".join(panel).encode("ascii")


def seats_csv(quotas: bytes, members: Iterable[Sequence[str]]) -> bytes:
    """The bytes of `public/seats.csv`, from those of `quotas.json` and the features of the members."""
    asked = published(json.loads(quotas))
    table = [("criterion", "category", "minimum", "seats", "maximum")]
    for row, seats in zip(asked.bounds, asked.count(members), strict=True):
        table.append((row.criterion, row.category, str(row.minimum), str(seats), str(row.maximum)))
    return csv_text(table).encode()


def receipt_leaf(pid: str, nonce: str, features: Sequence[str], household: int) -> bytes:
    """A volunteer's leaf in the tree of receipts (SPEC §9), which opens to whoever has its nonce.

    `features`: in the order of the quotas; `household`: people of the pool in it, this one included.
    """
    return _leaf(pid, nonce, _entered(features, household))


def _entered(features: Sequence[str], household: int) -> bytes:
    return canonical({"features": list(features), "household": household})


def _leaf(pid: str, nonce: str, entered: bytes) -> bytes:
    return line("receipt", pid, sha256(f"tirage1|receipt|{nonce}|".encode() + entered))


def receipt_leaves(pool: Pool, nonces: Mapping[str, str]) -> Iterator[bytes]:
    """The leaves of those in a pool who have a nonce, in ascending order of pids."""
    sizes = Counter(person.household for person in pool.people if person.household)
    # Many are entered alike.
    entered: Remembered[tuple[Sequence[str], int], bytes] = Remembered(lambda each: _entered(*each))
    for each in pool.people:
        if each.pid in nonces:
            household = sizes.get(each.household, 1)
            yield _leaf(each.pid, nonces[each.pid], entered[each.features, household])


def receipts_csv(pool: Pool, nonces: Mapping[str, str]) -> bytes:
    """The bytes of `guarantors/receipts.csv`: `pid,nonce`, one line for each who has one, sorted by pid."""
    rows = ((each.pid, nonces[each.pid]) for each in pool.people if each.pid in nonces)
    return csv_text([("pid", "nonce"), *rows]).encode()
