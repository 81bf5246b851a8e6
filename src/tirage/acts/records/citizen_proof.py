"""What one citizen may ask: was I in the hat, with what chance, and where is the proof (SPEC §9).

The answer is a document that the published files confirm or refute. It says nothing of anybody else: the
siblings of a path are hashes, and a leaf holds no name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tirage.assembly.record import Dossier
from tirage.dossier.chain import head
from tirage.dossier.layout import CHANCES, FRAME, LOTTERY, PANEL, PIDS, POOL, drawn_path, strata_path
from tirage.dossier.merkle import proof
from tirage.draws.documents import csv_rows
from tirage.errors import Refused
from tirage.people.ids import leaf

Document = dict[str, Any]


def known(record: Dossier, pid: str) -> bool:
    """Whether somebody of the frame, or of the pool, has this pid."""
    return any(f"\n{pid},".encode() in record.files.get(name, b"") for name in (PIDS, POOL))


def prove(record: Dossier, pid: str, nonce: str | None) -> Document:
    """Everything on the record of one person; `nonce`: what opens the leaf, None once the key is destroyed.

    Raises Refused for a pid that nobody has.
    """
    files = record.files
    hat = _frame(files, pid, nonce)
    if hat is None and not known(record, pid):
        raise Refused("proof.unknown")
    return {
        "spec": "tirage/1",
        "pid": pid,
        "head": head(record.entries),
        "frame": hat,
        "letters": [_wave(files, wave, pid, hat["stratum"]) for wave in _waves(record)] if hat else [],
        "pool": _pool(files, pid),
        "panel": _panel(record, pid),
    }


def _frame(files: Mapping[str, bytes], pid: str, nonce: str | None) -> Document | None:
    """The leaf of a person and the path from it to the root."""
    if PIDS not in files:
        return None
    rows = [line.split(",") for line in files[PIDS].decode("ascii").splitlines()[1:]]
    index = next((i for i, row in enumerate(rows) if row[0] == pid), None)
    if index is None:
        return None
    _, stratum, _, idc = rows[index]
    leaves = [leaf(each, code, opened) for each, code, _, opened in rows]
    return {
        "root": json.loads(files[FRAME])["root"],
        "people": len(rows),
        "index": index,
        "stratum": stratum,
        "idc": idc,
        "nonce": nonce,
        "siblings": list(proof(leaves, index)),
    }


def _waves(record: Dossier) -> list[int]:
    """Waves that were drawn."""
    acts = [str(body["act"]) for kind, body in record.acts if kind == "letters"]
    return [int(act.partition("/")[2]) for act in acts]


def _wave(files: Mapping[str, bytes], wave: int, pid: str, stratum: str) -> Document:
    """Letters of the person's stratum in one wave, and whether one went to the person."""
    row = next(row for row in csv_rows(files[strata_path(wave)])[1:] if row[0] == stratum)
    drawn = f"\n{pid},".encode() in files[drawn_path(wave)]
    people, eligible, letters = map(int, row[1:])
    return {"wave": wave, "people": people, "eligible": eligible, "letters": letters, "drawn": drawn}


def _pool(files: Mapping[str, bytes], pid: str) -> Document | None:
    """In how many panels of the lottery a volunteer is, and the chance that the certificate speaks of."""
    if CHANCES not in files:
        return None
    row = next((row for row in csv_rows(files[CHANCES])[1:] if row[0] == pid), None)
    if row is None:
        return None
    return {"panels": int(row[1]), "of": files[LOTTERY].count(b"\n"), "chance": row[2]}


def _panel(record: Dossier, pid: str) -> Document | None:
    """Whether the person is in the panel, once it is drawn."""
    drawn = record.drawn
    if drawn is None:
        return None
    return {"number": drawn["number"], "member": f"\n{pid}\n".encode() in record.files[PANEL]}
