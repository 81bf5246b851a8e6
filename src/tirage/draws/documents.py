"""The small tables that an act writes and reads back."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tirage.dossier.canonical import canonical, sha256
from tirage.people.pool.model import Pool
from tirage.quotas.model import published
from tirage.randomness.lines import line
from tirage.tabular.writing import csv_text


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
    entered = canonical({"features": list(features), "household": household})
    return line("receipt", pid, sha256(f"tirage1|receipt|{nonce}|".encode() + entered))


def receipt_leaves(pool: Pool, nonces: Mapping[str, str]) -> Iterator[bytes]:
    """The leaves of everyone in a pool, in ascending order of pids."""
    sizes = Counter(person.household for person in pool.people if person.household)
    for each in pool.people:
        yield receipt_leaf(each.pid, nonces[each.pid], each.features, sizes.get(each.household, 1))


def receipts_csv(pool: Pool, nonces: Mapping[str, str]) -> bytes:
    """The bytes of `guarantors/receipts.csv`: `pid,nonce`, one line a person, sorted by pid."""
    return csv_text([("pid", "nonce"), *((each.pid, nonces[each.pid]) for each in pool.people)]).encode()
