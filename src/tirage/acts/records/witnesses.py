"""Witnesses of a journal (C2SP): their names and keys, checkpoints for them, and what they have cosigned.

The journal is a log, its leaves the files of its entries. Nothing here speaks to a network: a checkpoint is a
file to send to each witness, a cosignature what came back.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tirage.acts import conduct
from tirage.acts.interface import Clock
from tirage.acts.records.marks import check_anchors
from tirage.assembly.record import Dossier, load
from tirage.dossier.canonical import sha256
from tirage.dossier.entries import Cosigned, Witness, Witnesses
from tirage.dossier.layout import LOG_KEY
from tirage.dossier.merkle import consistency, root
from tirage.dossier.outcome import Changes
from tirage.dossier.packs import write_file
from tirage.dossier.stamps import public_key, sign
from tirage.errors import Defect, InputInvalid, Refused
from tirage.randomness.secrets import new_key
from tirage.tabular.files import read_bytes
from tirage.verify.reading.documents import Malformed
from tirage.verify.reading.notes import cosigned, log_key, origin, read_key, read_note

_LINE = re.compile(r"— [!-*,-~]{1,255} [A-Za-z0-9+/=]+")
_LARGEST = 2**16
"""Bytes of a file of keys or of cosignatures."""


@dataclass(frozen=True, slots=True)
class Named:
    """A journal with witnesses."""

    dossier: Dossier
    policy: Witnesses

    @property
    def origin(self) -> str:
        """The journal's name among logs."""
        return origin(sha256(self.dossier.entries[0].data), self.policy.log)

    @property
    def key(self) -> str:
        """The journal's key, as a witness takes it."""
        return log_key(self.origin, self.policy.log)

    @property
    def cosigned(self) -> int:
        """Entries that the last checkpoint on record counts, 0 where there is none."""
        sizes = [read_note(each.note).size for each in self.dossier.bodies(Cosigned)]
        return max(sizes, default=0)

    def text(self, size: int) -> str:
        """What is signed of the first `size` entries."""
        leaves = [entry.data for entry in self.dossier.entries[:size]]
        return f"{self.origin}\n{size}\n{_base64(bytes.fromhex(root(leaves)))}\n"

    def note(self, size: int) -> str:
        """The same, signed with the journal's key."""
        text = self.text(size)
        key_id = bytes.fromhex(self.key.split("+", 2)[1])
        secret = bytes.fromhex(self.dossier.private(LOG_KEY).decode("ascii"))
        signature = sign(secret, text.encode())
        return f"{text}\n— {self.origin} {_base64(key_id + signature)}\n"


def name_witnesses(
    folder: str | Path, keys: str | Path, quorum: int, *, clock: Clock, tool: str, secret: bytes | None = None
) -> Named:
    """Record who witnesses this journal: `keys` has a line a witness, `NAME+ID+BASE64`; once, for good.

    The journal gets a key of its own for it, `secret` or a new one, in `private/`. Raises Refused where
    witnesses are named already, and without the extra `witness`; InputInvalid for a file with another line
    than keys (and remarks after `#`), and a quorum that is not from 1 to their number.
    """
    dossier = load(Path(folder))
    if dossier.bodies(Witnesses):
        raise Refused("witness.named")
    named = _keys(Path(keys))
    if not 1 <= quorum <= len(named):
        raise InputInvalid([Defect("witness.quorum", "--quorum", values={"most": len(named)})])
    secret = secret or new_key()
    body = Witnesses(log=public_key(secret), witnesses=named, quorum=quorum)
    changes = Changes({LOG_KEY: f"{secret.hex()}\n".encode()}, (body.as_act(),))
    return Named(conduct.record(dossier, changes, clock=clock, tool=tool), body)


def write_checkpoint(folder: str | Path, out: str | Path, *, since: int | None = None) -> Named:
    """A new file with the checkpoint of the whole journal, as a witness takes it (c2sp.org/tlog-witness).

    `since`: the entries that the witness has seen last, None for those of the last checkpoint on record.
    Raises Refused where no witnesses are named, or a file is there already; InputInvalid for more entries
    than there are.
    """
    named = of(load(Path(folder)))
    leaves = [entry.data for entry in named.dossier.entries]
    old = named.cosigned if since is None else since
    if not 0 <= old <= len(leaves):
        raise InputInvalid([Defect("witness.since", "--since", values={"most": len(leaves)})])
    proof = _lines([_base64(bytes.fromhex(each)) for each in consistency(leaves, old)])
    write_file(Path(out), f"old {old}\n{proof}\n{named.note(len(leaves))}".encode())
    return named


def record_cosignatures(
    folder: str | Path, given: Sequence[str | Path], *, clock: Clock, tool: str
) -> tuple[Named, int]:
    """Record what witnesses gave for a checkpoint, all of it at once; the entries that it counts.

    `given`: files with their lines, alone or below the checkpoint. Raises Refused where no witnesses are
    named, for lines of no checkpoint of this journal, for fewer than the quorum, and for one that is on
    record.
    """
    named = of(load(Path(folder)))
    lines = dict.fromkeys(line for path in given for line in _text(Path(path)).split("\n") if line)
    cosignatures = [line for line in lines if _LINE.fullmatch(line) and f"— {named.origin} " not in line]
    size, count = _witnessed(named, cosignatures)
    if count < named.policy.quorum:
        raise Refused("witness.few", count=count, quorum=named.policy.quorum)
    note = named.note(size) + _lines(cosignatures)
    body = Cosigned(head=sha256(named.dossier.entries[size - 1].data), note=note)
    if body.head in {each.head for each in named.dossier.bodies(Cosigned)}:
        raise Refused("witness.again", size=size)
    changes = Changes({}, (body.as_act(),))
    check_anchors(named.dossier.after(changes, time=clock(rehearsal=named.dossier.rehearsal), tool=tool))
    return Named(conduct.record(named.dossier, changes, clock=clock, tool=tool), named.policy), size


def of(dossier: Dossier) -> Named:
    """A journal with its witnesses; Refused where none are named."""
    policy = next(iter(dossier.bodies(Witnesses)), None)
    if policy is None:
        raise Refused("witness.none")
    return Named(dossier, policy)


def _witnessed(named: Named, lines: Sequence[str]) -> tuple[int, int]:
    """The entries of the last checkpoint that any witness has signed, and how many have; Refused for none."""
    if lines:
        for size in range(len(named.dossier.entries), 0, -1):
            count = _count(named, size, lines)
            if count:
                return size, count
    raise Refused("witness.false")


def _count(named: Named, size: int, lines: Sequence[str]) -> int:
    """How many witnesses have signed the checkpoint of so many entries."""
    try:
        note = read_note(f"{named.text(size)}\n{_lines(lines)}")
        return sum(cosigned(note, each.name, each.key) is not None for each in named.policy.witnesses)
    except Malformed:
        return 0


def _keys(path: Path) -> tuple[Witness, ...]:
    """The witnesses of a file, in its order; InputInvalid for a line that is none, or the second of one."""
    found: list[Witness] = []
    defects = []
    for number, text in enumerate(_text(path).splitlines(), 1):
        line = text.partition("#")[0].strip()
        try:
            name, key = read_key(line) if line else ("", "")
        except Malformed:
            defects.append(Defect("witness.key", str(path), line=number))
            continue
        if {name, key} & {value for each in found for value in (each.name, each.key)}:
            defects.append(Defect("witness.twice", str(path), line=number, values={"name": name}))
        elif name:
            found.append(Witness(name=name, key=key))
    if not found and not defects:
        defects.append(Defect("witness.key", str(path), line=1))
    if defects:
        raise InputInvalid(defects)
    return tuple(found)


def _text(path: Path) -> str:
    """The text of a small file; InputInvalid where it cannot be read, or is none."""
    data = read_bytes(path)
    try:
        if len(data) > _LARGEST:
            raise ValueError(len(data))
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except ValueError as error:
        raise InputInvalid([Defect("witness.file", str(path))]) from error


def _lines(texts: Sequence[str]) -> str:
    return "".join(f"{text}\n" for text in texts)


def _base64(data: bytes) -> str:
    return b64encode(data).decode("ascii")
