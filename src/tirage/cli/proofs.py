"""The steps behind `tirage proof`: who is meant, what is on record, and the file that he may take away."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from tirage.acts.records.citizen_proof import Document, known
from tirage.acts.records.citizen_proof import prove as document_of
from tirage.assembly import record
from tirage.assembly.stays import stay
from tirage.cli.output import Output
from tirage.dossier import files
from tirage.dossier.canonical import canonical
from tirage.dossier.chain import groups
from tirage.dossier.layout import KEY, POOL
from tirage.dossier.packs import write_file
from tirage.draws.documents import csv_rows
from tirage.errors import Refused
from tirage.people.ids import nonce
from tirage.people.private.lookup import by_code, by_name
from tirage.report.pages.citizen_proof import Seat, page, sentences


def prove(person: str, folder: Path, out: Path | None, talk: Output) -> None:
    """Tell what is on record of one person; `out`: a page where it ends in .html, else the document."""
    found = record.load(folder)
    pid = _pid(found, folder, person)
    proof = document_of(found, pid, _nonce(folder, pid))
    seat = Seat(stay(found.files, found.entries, pid), found.entries[-1].time[:10])
    if out is not None:
        whole = page(proof, seat, talk.language, rehearsal=found.rehearsal)
        write_file(out, whole if out.suffix.lower() in {".html", ".htm"} else canonical(proof))
    if talk.as_json:
        talk.data({**proof, "seat": asdict(seat.stay) if seat.stay else None})
        return
    _show(proof, seat, out, talk)


def _pid(found: record.Dossier, folder: Path, person: str) -> str:
    """The one who is meant: a pid, the code of a letter, or words of a name that only one has."""
    text = person.strip()
    if text and not set(text) & set(",\n") and known(found, text):
        return text
    if pid := by_code(folder, text):
        return pid
    pool = [row[0] for row in csv_rows(found.files[POOL])[1:]] if POOL in found.files else []
    pids = by_name(folder, text, pool)
    if len(pids) > 1:
        raise Refused("proof.several", count=len(pids))
    if not pids:
        raise Refused("proof.unknown")
    return pids[0]


def _nonce(folder: Path, pid: str) -> str | None:
    """What opens the person's leaf; None where there is no key, or none any more."""
    if not (folder / KEY).is_file():
        return None
    return nonce(bytes.fromhex(files.read_private(folder, KEY).decode("ascii").strip()), pid)


def _show(proof: Document, seat: Seat, out: Path | None, talk: Output) -> None:
    console = talk.console()
    for sentence in sentences(proof, seat, talk.language):
        console.print(sentence, soft_wrap=True)
    if hat := proof["frame"]:
        console.print(talk.text("proof.root"), groups(hat["root"]), soft_wrap=True)
    console.print(talk.text("show.head"), groups(proof["head"]), soft_wrap=True)
    if out is not None:
        console.print(talk.text("proof.written", path=out), soft_wrap=True)
