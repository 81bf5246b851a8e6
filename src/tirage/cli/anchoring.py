"""The steps behind `tirage anchor`: the head said, put on a slip; a signature or a time-stamp recorded."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

from tirage.assembly import record
from tirage.cli.clock import now, tool
from tirage.cli.output import Output
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import Entry, groups
from tirage.dossier.outcome import Changes
from tirage.dossier.packs import write_file
from tirage.dossier.stamps import request, stamped
from tirage.errors import Defect, InputInvalid, Refused
from tirage.report.pages.slip import slip
from tirage.verify.checks.record.anchors import fingerprint, is_signed, statement
from tirage.verify.reading.documents import Malformed

_ARMOUR = re.compile(r"\s*-----BEGIN SSH SIGNATURE-----([A-Za-z0-9+/=\s]+)-----END SSH SIGNATURE-----\s*")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LARGEST = 2**16


class AnchorOptions(NamedTuple):
    """The options, as they were typed."""

    folder: Path
    out: Path | None
    statement: Path | None
    signature: Path | None
    name: str | None
    request: Path | None = None
    stamp: Path | None = None
    authority: Path | None = None


def anchor(asked: AnchorOptions, talk: Output) -> None:
    """Record a signature or a stamp if there is one; say the head, and write what is asked for."""
    found = record.load(asked.folder)
    if asked.stamp is not None or asked.authority is not None:
        _stamp(found, asked, talk)
        return
    if asked.signature is not None or asked.name is not None:
        _sign(found, asked, talk)
        return
    entry = found.entries[-1]
    head = sha256(entry.data)
    _write(entry, asked, talk, rehearsal=found.rehearsal)
    if talk.as_json:
        facts = {"dossier": str(asked.folder), "entry": entry.number, "type": entry.type, "time": entry.time}
        talk.data({**facts, "journal_head": head, "statement": statement(head).decode("ascii")})
        return
    console = talk.console()
    facts = {"number": entry.number, "type": entry.type, "time": entry.time}
    console.print(talk.text("anchor.head", **facts), soft_wrap=True)
    console.print(f"  {groups(head)}", style="bold", soft_wrap=True)
    for path in (asked.statement, asked.request, asked.out):
        if path is not None:
            console.print(talk.text("anchor.written", path=path), soft_wrap=True)
    if asked.request is not None:
        console.print(talk.text("stamp.next", path=asked.folder, request=asked.request), soft_wrap=True)
    elif asked.statement is None:
        console.print(talk.text("anchor.sign", path=asked.folder), soft_wrap=True)


def _write(entry: Entry, asked: AnchorOptions, talk: Output, *, rehearsal: bool) -> None:
    """The files that are asked for, on this entry's hash."""
    head = sha256(entry.data)
    if asked.statement is not None:
        write_file(asked.statement, statement(head))
    if asked.request is not None:
        write_file(asked.request, request(statement(head)))
    if asked.out is not None:
        write_file(asked.out, slip(entry, talk.language, rehearsal=rehearsal))


def _sign(found: record.Dossier, asked: AnchorOptions, talk: Output) -> None:
    if asked.signature is None or not _NAME.fullmatch(asked.name or ""):
        raise InputInvalid([Defect("anchor.name", "--name")])
    signature = _read(asked.signature)
    head = _signed_head(found.entries, signature)
    body: dict[str, object] = {"head": head, "id": asked.name, "signature": signature}
    top = _record(found, body)
    if talk.as_json:
        talk.data({**body, "key": fingerprint(signature), "journal_head": top})
        return
    console = talk.console()
    console.print(talk.text("anchor.done", name=asked.name, key=fingerprint(signature)), soft_wrap=True)
    console.print(talk.text("show.head"), groups(top), soft_wrap=True)


def _stamp(found: record.Dossier, asked: AnchorOptions, talk: Output) -> None:
    """Record the reply of a time-stamping authority, once it is checked."""
    if asked.stamp is None or asked.authority is None or not _NAME.fullmatch(asked.name or ""):
        raise InputInvalid([Defect("stamp.name", "--name")])
    reply = _bytes(asked.stamp)
    heads = {statement(sha256(entry.data)): sha256(entry.data) for entry in reversed(found.entries)}
    try:
        said, moment = stamped(reply, heads, _bytes(asked.authority))
    except ValueError as error:
        raise InputInvalid([Defect("stamp.authority", str(asked.authority))]) from error
    body: dict[str, object] = {
        "head": heads[said],
        "id": asked.name,
        "stamp": b64encode(reply).decode("ascii"),
    }
    top = _record(found, body)
    time = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    if talk.as_json:
        talk.data({**body, "time": time, "journal_head": top})
        return
    console = talk.console()
    console.print(talk.text("stamp.done", name=asked.name, time=time), soft_wrap=True)
    console.print(talk.text("show.head"), groups(top), soft_wrap=True)


def _record(found: record.Dossier, body: dict[str, object]) -> str:
    """The head of the journal with this anchor in it; Refused for one that is there already."""
    key = (body["id"], body["head"])
    if any(kind == "anchor" and (said["id"], said["head"]) == key for kind, said in found.acts):
        raise Refused("anchor.again", name=body["id"])
    time = now(rehearsal=found.rehearsal)
    after = record.extend(found, Changes({}, (("anchor", body),)), time=time, tool=tool())
    return sha256(after.entries[-1].data)


def _bytes(path: Path) -> bytes:
    """A small file."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise InputInvalid([Defect("file.missing", str(path))]) from error


def _read(path: Path) -> str:
    """The signature of a file, base64 without its armour."""
    match = _ARMOUR.fullmatch(_bytes(path).decode("ascii", "replace"))
    if match is None:
        raise InputInvalid([Defect("anchor.form", str(path))])
    return "".join(match[1].split())


def _signed_head(entries: tuple[Entry, ...], signature: str) -> str:
    """The head that was signed: that of the last entry, or of one before if others signed meanwhile."""
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
