"""What the record says of one person: in the frame, entered as what, with what chance, sitting (SPEC §9).

The answer is a document that the published files confirm or refute. It says nothing of anybody else: the
siblings of a path are hashes, and a leaf holds no name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tirage.acts.persons import pid_of
from tirage.assembly.record import Dossier, load
from tirage.assembly.stays import standing
from tirage.dossier.chain import head
from tirage.dossier.documents.frame import PublishedFrame
from tirage.dossier.entries import Letters
from tirage.dossier.layout import (
    CHANCES,
    FRAME,
    KEY,
    LOTTERY,
    PANEL,
    PIDS,
    POOL,
    RECEIPTS,
    drawn_path,
    strata_path,
    wave_of,
)
from tirage.dossier.merkle import proof, root
from tirage.draws.documents import csv_rows, receipt_leaves
from tirage.errors import Refused
from tirage.people.ids import leaf, nonce
from tirage.people.pool.model import Person, Pool
from tirage.people.private.lookup import by_code, by_name

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CitizenProof:
    """What the record says of one person."""

    document: Document
    """The document that the published files confirm or refute."""
    day: str
    """Day of the last act on the record."""
    rehearsal: bool


def make_proof(folder: str | Path, person: str) -> CitizenProof:
    """Everything on the record of one person.

    `person`: a pid or the beginning of one, the id in the file of the volunteers, the code of a letter, or
    words of a name. Raises Refused for nobody's, and for words that several people have in their names.
    """
    dossier = load(Path(folder))
    pid = _pid(dossier, person)
    document = prove(dossier, pid, _nonce(dossier, pid))
    return CitizenProof(document, dossier.entries[-1].time[:10], dossier.rehearsal)


def _pid(dossier: Dossier, person: str) -> str:
    """The pid of the person; Refused for nobody's, and for a name that several have."""
    text = person.strip()
    if text and not set(text) & set(",\n") and known(dossier, text):
        return text
    if pid := by_code(dossier.path, text):
        return pid
    if known(dossier, pid := pid_of(dossier, text)):
        return pid
    pool = [row[0] for row in csv_rows(dossier.files[POOL])[1:]] if POOL in dossier.files else []
    pids = by_name(dossier.path, text, pool)
    if len(pids) > 1:
        raise Refused("proof.several", count=len(pids))
    if not pids:
        raise Refused("proof.unknown")
    return pids[0]


def _nonce(dossier: Dossier, pid: str) -> str | None:
    """What opens the person's leaf; None where there is no key, or none any more."""
    if not (dossier.path / KEY).is_file():
        return None
    return nonce(bytes.fromhex(dossier.private(KEY).decode("ascii").strip()), pid)


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
        "spec": "tirage/2",
        "pid": pid,
        "head": head(record.entries),
        "frame": hat,
        "letters": [_wave(files, wave, pid, hat["stratum"]) for wave in _waves(record)] if hat else [],
        "receipt": _receipt(record, pid),
        "pool": _pool(files, pid),
        "panel": _panel(record, pid),
        "today": asdict(standing(files, record.entries, pid)) if record.drawn else None,
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
        "root": PublishedFrame.from_bytes(files[FRAME]).root,
        "people": len(rows),
        "index": index,
        "stratum": stratum,
        "idc": idc,
        "nonce": nonce,
        "siblings": list(proof(leaves, index)),
    }


def _waves(record: Dossier) -> list[int]:
    """Waves that were drawn."""
    return [wave_of(wave.act) for wave in record.bodies(Letters)]


def _wave(files: Mapping[str, bytes], wave: int, pid: str, stratum: str) -> Document:
    """Letters of the person's stratum in one wave, and whether one went to the person."""
    row = next(row for row in csv_rows(files[strata_path(wave)])[1:] if row[0] == stratum)
    drawn = f"\n{pid},".encode() in files[drawn_path(wave)]
    people, eligible, letters = map(int, row[1:])
    return {"wave": wave, "people": people, "eligible": eligible, "letters": letters, "drawn": drawn}


def _receipt(record: Dossier, pid: str) -> Document | None:
    """How a volunteer was entered, and the path from that to the root; none where the ids are published."""
    files = record.files
    if POOL not in files:
        return None
    header, *rows = csv_rows(files[POOL])
    criteria = tuple(header[2:])
    pool = Pool(criteria, tuple(Person(row[0], tuple(row[2:]), row[1]) for row in rows))
    index = next((i for i, person in enumerate(pool.people) if person.pid == pid), None)
    if index is None:
        return None
    person = pool.people[index]
    homes = [each.household for each in pool.people]
    size = homes.count(person.household) if person.household else 1
    tree = None
    if RECEIPTS in files:
        nonces = dict(csv_rows(files[RECEIPTS])[1:])
        tree = {
            "root": root(receipt_leaves(pool, nonces)),
            "people": len(rows),
            "index": index,
            "nonce": nonces[pid],
            "siblings": list(proof(list(receipt_leaves(pool, nonces)), index)),
        }
    return {"features": list(person.features), "household": size, "tree": tree}


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
    return {"number": drawn.number, "member": f"\n{pid}\n".encode() in record.files[PANEL]}
