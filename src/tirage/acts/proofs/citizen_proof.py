"""What the record says of one person, or of every volunteer, for them to take away (SPEC §9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tirage.acts.life.persons import meant, pool_of
from tirage.acts.proofs.proving import Document, Prover, known
from tirage.assembly.record import Dossier, load
from tirage.dossier.chain import head
from tirage.dossier.files import extend
from tirage.dossier.layout import KEY
from tirage.errors import Refused
from tirage.people.ids import nonce
from tirage.people.private.lookup import by_name, codes
from tirage.progress import SILENT, Progress
from tirage.shown import Shown

SHORTEST = 8
"""Signs at least of an alias that is cut short."""
_ALIAS = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class CitizenProof(Shown):
    """What the record says of one person."""

    document: Document
    """The document that the published files confirm or refute."""
    day: str
    """Day of the last act on the record."""
    rehearsal: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof of one volunteer, and by what the organiser knows whose it is."""

    reference: str
    """The code of their letter where there is one, else the beginning of the alias that nobody else has."""
    proof: CitizenProof


def make_proof(folder: str | Path, person: str) -> CitizenProof:
    """Everything on the record of one person.

    `person`: a pid or the beginning of one, the id in the file of the volunteers, the code of a letter, or
    words of a name. Raises Refused for nobody's, and for words that several people have in their names.
    """
    dossier = load(Path(folder))
    return _proof(dossier, Prover(dossier), _pid(dossier, person), _key(dossier))


def receipts(dossier: Dossier, progress: Progress = SILENT) -> Iterator[Receipt]:
    """The proof of every volunteer, in the order of the pool; Refused where nobody has volunteered yet."""
    pids = pool_of(dossier)
    if not pids:
        raise Refused("proof.no_pool")
    prover, key, letters = Prover(dossier), _key(dossier), codes(dossier.path)
    short = shortened(pids)
    for done, pid in enumerate(pids):
        progress.step("receipts", done, len(pids))
        yield Receipt(letters.get(pid, short[pid]), _proof(dossier, prover, pid, key))


def keep(dossier: Dossier, pages: Mapping[str, bytes]) -> Path:
    """Put pages into `private/receipts-NNNN`, all or none; NNNN is the number of the journal's last entry.

    The folder is returned. Raises Refused where other pages are there, and where the dossier has moved on.
    """
    last = dossier.entries[-1]
    place = f"private/receipts-{last.number:04}"
    extend(dossier.path, head(dossier.entries), {f"{place}/{name}": data for name, data in pages.items()})
    return dossier.path / place


def shortened(pids: Sequence[str]) -> dict[str, str]:
    """Each pid: an alias as the first signs that tell it from all others, eight at least; an own id as it is.

    >>> shortened(["03718a452ac9d5b0fc5d7b145cac9c37", "CC-03113"])
    {'03718a452ac9d5b0fc5d7b145cac9c37': '03718a45', 'CC-03113': 'CC-03113'}
    """
    aliases = [pid for pid in pids if _ALIAS.fullmatch(pid)]
    size = SHORTEST
    while len({pid[:size] for pid in aliases}) < len(aliases):
        size += 1
    return {pid: pid[:size] if _ALIAS.fullmatch(pid) else pid for pid in pids}


def _proof(dossier: Dossier, prover: Prover, pid: str, key: bytes | None) -> CitizenProof:
    document = prover.prove(pid, nonce(key, pid) if key is not None else None)
    return CitizenProof(document, dossier.entries[-1].time[:10], dossier.rehearsal)


def _pid(dossier: Dossier, person: str) -> str:
    """The pid of the person; Refused for nobody's, and for a name that several have."""
    text = person.strip()
    if text and not set(text) & set(",\n") and known(dossier, text):
        return text
    if pid := meant(dossier, text):
        return pid
    pids = by_name(dossier.path, text, pool_of(dossier))
    if len(pids) > 1:
        raise Refused("proof.several", count=len(pids))
    if not pids:
        raise Refused("proof.unknown")
    return pids[0]


def _key(dossier: Dossier) -> bytes | None:
    """What makes what opens the leaves; None where there is no key, or none any more."""
    if not (dossier.path / KEY).is_file():
        return None
    return bytes.fromhex(dossier.private(KEY).decode("ascii").strip())
