"""The head of the journal attested by others: a signature, a time-stamp.

What is signed or stamped is the statement `tirage1|anchor|HEAD`. The head may be of any entry on the record:
a guarantor may sign while others do.
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
from tirage.dossier.chain import Entry
from tirage.dossier.entries import Anchor, Attested, Stamp
from tirage.dossier.outcome import Changes
from tirage.dossier.packs import write_file
from tirage.dossier.stamps import request, stamped
from tirage.errors import Defect, InputInvalid, Refused
from tirage.verify.primitives.der import inside, value
from tirage.verify.reading.documents import Malformed
from tirage.verify.reading.sshsig import fingerprint, is_signed, statement

_ARMOUR = re.compile(r"\s*-----BEGIN SSH SIGNATURE-----([A-Za-z0-9+/=\s]+)-----END SSH SIGNATURE-----\s*")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LARGEST = 2**16
"""Bytes that are read of a file."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a journal, which others attest."""

    dossier: Dossier

    @property
    def entry(self) -> Entry:
        """The last entry."""
        return self.dossier.entries[-1]

    @property
    def statement(self) -> str:
        """The line that is signed or stamped, `tirage1|anchor|HEAD`."""
        return statement(sha256(self.entry.data)).decode("ascii")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A signature or a time-stamp that was put on the record."""

    dossier: Dossier
    """After it."""
    key: str = ""
    """Fingerprint of the key that has signed, as `ssh-keygen -l` shows it; empty for a time-stamp."""
    time: str = ""
    """The time that an authority has stamped, `2026-11-23T09:00:00Z`; empty for a signature."""


def write_head(
    folder: str | Path,
    *,
    statement_to: str | Path | None = None,
    request_to: str | Path | None = None,
) -> Head:
    """The head of the journal; new files of its statement and of a request to an authority of RFC 3161.

    Raises Refused where a file is there already.
    """
    head = Head(load(Path(folder)))
    said = head.statement.encode("ascii")
    if statement_to is not None:
        write_file(Path(statement_to), said)
    if request_to is not None:
        write_file(Path(request_to), request(said))
    return head


def record_signature(
    folder: str | Path, name: str, signature: str | Path, *, clock: Clock, tool: str
) -> Anchored:
    """Record the signature that a file holds, as `ssh-keygen -Y sign` writes it; `name`: of the signer.

    Raises Refused for a signature of none of the heads of this journal and for one that is on the record,
    InputInvalid for a file that is none and a name with other characters than letters, digits and `._-`.
    """
    if not _NAME.fullmatch(name):
        raise InputInvalid([Defect("anchor.name", "--name")])
    dossier = load(Path(folder))
    signed = _signature(Path(signature))
    body = Anchor(head=_signed_head(dossier.entries, signed), id=name, signature=signed)
    return Anchored(_record(dossier, body, clock, tool), key=fingerprint(signed))


def record_stamp(
    folder: str | Path, name: str, reply: str | Path, authority: str | Path, *, clock: Clock, tool: str
) -> Anchored:
    """Record the reply of a time-stamping authority, checked against its certificates, a PEM file.

    Raises Refused for a stamp on none of the heads of this journal, by another authority, or on the record
    already; InputInvalid for a file without certificates and a name with other characters than letters,
    digits and `._-`.
    """
    if not _NAME.fullmatch(name):
        raise InputInvalid([Defect("stamp.name", "--name")])
    dossier = load(Path(folder))
    data = _bytes(Path(reply))
    heads = {statement(sha256(entry.data)): sha256(entry.data) for entry in reversed(dossier.entries)}
    try:
        said, moment = stamped(sorted_certificates(data), heads, _bytes(Path(authority)))
    except ValueError as error:
        raise InputInvalid([Defect("stamp.authority", str(authority))]) from error
    body = Stamp(head=heads[said], id=name, stamp=b64encode(data).decode("ascii"))
    return Anchored(_record(dossier, body, clock, tool), time=f"{moment:%Y-%m-%dT%H:%M:%SZ}")


def sorted_certificates(reply: bytes) -> bytes:
    """A reply with its certificates in the order of a SET, as rfc3161-client wants them; else as it is.

    Authorities send them in any order, and their signature is not of it (RFC 5652 §5.4).
    """
    try:
        _, token = inside(value(reply))
        data = inside(inside(inside(token)[1], 0xA0)[0])
        (certificates,) = (part for part in data[3:] if part.tag == 0xA0)
        ordered = b"".join(sorted(each.whole for each in inside(certificates, 0xA0)))
    except (ValueError, IndexError):
        return reply
    return reply.replace(certificates.content, ordered)


def _record(dossier: Dossier, body: Attested, clock: Clock, tool: str) -> Dossier:
    """The dossier with this anchor; Refused for one that is there already."""
    if any((said.id, said.head) == (body.id, body.head) for said in dossier.bodies(Attested)):
        raise Refused("anchor.again", name=body.id)
    changes = Changes({}, (body.as_act(),))
    check_anchors(dossier.after(changes, time=clock(rehearsal=dossier.rehearsal), tool=tool))
    return conduct.record(dossier, changes, clock=clock, tool=tool)


def _bytes(path: Path) -> bytes:
    """The first bytes of a file; InputInvalid where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise InputInvalid([Defect("file.missing", str(path))]) from error


def _signature(path: Path) -> str:
    """The signature of a file, base64 without its armour."""
    match = _ARMOUR.fullmatch(_bytes(path).decode("ascii", "replace"))
    if match is None:
        raise InputInvalid([Defect("anchor.form", str(path))])
    return "".join(match[1].split())


def _signed_head(entries: Sequence[Entry], signature: str) -> str:
    """The head that was signed: of the last entry, or of one before if others signed meanwhile."""
    for entry in reversed(entries):
        head = sha256(entry.data)
        try:
            signed = is_signed(signature, head)
        except Malformed as error:
            raise Refused("anchor.false") from error
        if signed is None:
            raise Refused("anchor.kind")
        if signed:
            return head
    raise Refused("anchor.false")
