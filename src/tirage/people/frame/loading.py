"""Every file of every list into the store, and what the record says of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.people.extracts import NO_MAPPING, open_extract
from tirage.people.frame.store import Store
from tirage.people.lists import CARDS
from tirage.progress import Progress


@dataclass(frozen=True, slots=True)
class Roll:
    """One file that was read."""

    sha256: str
    kind: str
    list: str
    """LP, LCM, LCE or CC, as the file says as a whole; empty where only its rows do."""
    commune: str
    date: str
    encoding: str
    read: int
    kept: Mapping[str, int]
    """Rows that someone was read from, by list."""
    causes: Mapping[str, int]
    """Rows set aside, by cause."""

    @property
    def set_aside(self) -> int:
        """Rows that nobody could be read from."""
        return sum(self.causes.values())

    def body(self) -> dict[str, object]:
        """What the journal says."""
        own = {
            name: getattr(self, name) for name in ("sha256", "kind", "list", "commune", "date", "encoding")
        }
        return {**own, "read": self.read, "set_aside": self.set_aside, "causes": dict(self.causes)}


def load(
    paths: Sequence[Path],
    store: Store,
    *,
    on: date,
    mapping: Mapping[str, str] = NO_MAPPING,
    progress: Progress,
) -> tuple[Roll, ...]:
    """Read all files into the store; the rolls come sorted by hash.

    Raises InputInvalid with the defects of every file, a file given twice among them.
    """
    defects: list[Defect] = []
    rolls: dict[str, Roll] = {}
    for number, path in enumerate(sorted(paths)):
        try:
            roll = _load(number, path, store, on, mapping)
        except InputInvalid as error:
            defects += error.defects
            continue
        if roll.sha256 in rolls:
            defects.append(Defect("frame.file.twice", str(path)))
        rolls[roll.sha256] = roll
        progress.step("frame.read", number + 1, len(paths))
    if defects:
        raise InputInvalid(defects)
    return tuple(rolls[digest] for digest in sorted(rolls))


def _load(number: int, path: Path, store: Store, on: date, mapping: Mapping[str, str]) -> Roll:
    kept: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    with open_extract(path, on=on, mapping=mapping) as extract:
        for batch in extract.batches():
            store.add(number, batch.entries)
            kept.update(entry.list for entry in batch.entries)
            causes.update(aside.cause for aside in batch.aside)
        kind = extract.layout.kind if extract.layout else ""
        return Roll(
            extract.records.sha256,
            kind,
            extract.facts.list or (CARDS if kind == "cards" else ""),
            extract.facts.commune,
            extract.date,
            extract.records.encoding,
            sum(kept.values()) + sum(causes.values()),
            dict(sorted(kept.items())),
            dict(sorted(causes.items())),
        )
