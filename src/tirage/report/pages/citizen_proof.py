"""A citizen's proof on the screen; and as one HTML page, with nothing to load and the document inside.

The verifier reads the document between `<pre id="proof">` and `</pre>`. The QR code holds one line,
`tirage1|proof|HEAD|ROOT|PID`, to be compared with what is published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from tirage.acts.proofs.citizen_proof import CitizenProof
from tirage.dossier.canonical import canonical
from tirage.dossier.chain import groups
from tirage.i18n.catalogue import Language, text
from tirage.i18n.numbers import day, percent
from tirage.report.document import Block, Document, Paragraph, Section
from tirage.report.pictures.qr import svg
from tirage.report.wording import NONE, Wording

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  color: #111; background: #fff }
h1 { font-size: 1.5rem } figure { margin: 1.5rem 0 } svg { width: 14rem; height: auto; max-width: 100% }
pre, code { font: .8rem/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
  background: #f3f3f3; padding: .2rem }
.test { border: 3px solid; padding: .5rem; font-weight: bold }
@media print { body { margin: 0; max-width: none } }
"""


def page(proof: CitizenProof, written: Path | None, wording: Wording) -> Document:
    """What the proof says, in words, with the root of the frame and the head to compare it with.

    `written`: the file for the person to take away.
    """
    document = proof.document
    blocks: list[Block] = [Paragraph(sentence) for sentence in sentences(proof, wording.language)]
    if frame := document["frame"]:
        blocks.append(Paragraph(f"{wording.text('proof.root')} {groups(frame['root'])}"))
    blocks.append(Paragraph(f"{wording.text('show.head')} {groups(document['head'])}"))
    if written is not None:
        blocks.append(wording.paragraph("proof.written", path=written))
    return Document("proof", wording.language, "", (Section("proof", "", tuple(blocks)),), document)


def all_page(path: Path, count: int, head: str, wording: Wording) -> Document:
    """That everyone's receipt is written: how many, where, of which state of the journal."""
    blocks: tuple[Block, ...] = (
        wording.paragraph("proof.all", "lead", count=count, path=path),
        wording.paragraph("proof.all.care"),
        Paragraph(f"{wording.text('show.head')} {groups(head)}"),
    )
    values = {"receipts": count, "path": str(path), "journal_head": head}
    return Document("proof", wording.language, "", (Section("proof", "", blocks),), values)


def sentences(proof: CitizenProof, language: Language) -> list[str]:
    """What the proof says, in words, and whether the person sits."""
    document = proof.document
    found = [text("proof.pid", language, pid=document["pid"])]
    frame = document["frame"]
    if frame:
        found.append(text("proof.hat", language, **frame | {"place": frame["index"] + 1}))
    for wave in document["letters"]:
        code = "proof.wave.weighted" if "weight" in wave else "proof.wave"
        found.append(text(code, language, **wave))
        found.append(text("proof.wave.drawn" if wave["drawn"] else "proof.wave.not", language, **wave))
    if receipt := document["receipt"]:
        features = ", ".join(receipt["features"]) or NONE
        found.append(text("proof.entered", language, features=features, count=receipt["household"]))
        if number := receipt.get("list"):
            found.append(text("proof.joined", language, list=number))
        if receipt["tree"] is None:
            found.append(text("proof.entered.unbound", language))
    if pool := document["pool"]:
        share = percent(pool["panels"] / pool["of"], language)
        found.append(text("proof.pool", language, **pool, percent=share))
        if later := document.get("later"):
            whole = sum(each["panels"] / each["of"] for each in (pool, *later))
            found.append(text("proof.in_all", language, count=len(later), percent=percent(whole, language)))
    elif frame:
        found.append(text("proof.pool.not", language))
    if panel := document["panel"]:
        found.append(text("proof.member" if panel["member"] else "proof.member.not", language, **panel))
        found.append(_seat(proof, language))
    return found


def _seat(proof: CitizenProof, language: Language) -> str:
    """Sits now and since when, sat from one day to another, is on the list or out, or never sat."""
    today, seat = day(proof.day, language), proof.document["today"]
    status = seat["status"]
    if status in {"never", "alternate", "unavailable"}:
        until = day(seat["until"], language) if seat["until"] else ""
        return text(f"proof.seat.{status}", language, day=today, place=seat["place"], until=until)
    by, since = _draw(seat["act"], language), day(seat["since"], language)
    if status == "sits":
        return text("proof.seat.now", language, since=since, by=by, day=today)
    past = text("proof.seat.past", language, since=since, until=day(seat["until"], language), by=by)
    filled = seat["filled"]
    after = text("proof.seat.filled", language, by=_draw(filled, language)) if filled else ""
    return f"{past} {after}".rstrip()


def _draw(act: str, language: Language) -> str:
    kind, _, number = act.partition("/")
    return text(f"proof.by.{kind}", language, number=number)


def line(proof: Mapping[str, Any]) -> str:
    """The text of the QR code: head, root of the frame and pid, to be compared by eye."""
    root = proof["frame"]["root"] if proof["frame"] else "none"
    return "|".join(("tirage1", "proof", proof["head"], root, proof["pid"]))


def html(proof: CitizenProof, language: Language) -> bytes:
    """The HTML page, UTF-8."""
    document = proof.document
    said = "".join(f"<li>{escape(sentence)}</li>\n" for sentence in sentences(proof, language))
    title, test = (escape(text(code, language)) for code in ("proof.title", "proof.test"))
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>",
        f'<p class="test">{test}</p>' if proof.rehearsal else "",
        f"<ul>\n{said}</ul>",
        *_check(document, language),
        f"<h2>{escape(text('proof.document', language))}</h2>",
        f'<pre id="proof">{escape(canonical(document).decode(), quote=False)}</pre>',
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part).encode()


def _check(proof: Mapping[str, Any], language: Language) -> Sequence[str]:
    """How to check it: by program, by telephone, by hand."""
    code = line(proof)
    parts = [
        f"<h2>{escape(text('proof.check', language))}</h2>",
        f"<p>{escape(text('proof.check.program', language))}</p>",
        "<pre>tirage verify --proof FILE PACK</pre>",
        f"<p>{escape(text('proof.check.code', language))}</p>",
        f"<figure>{svg(code, text('proof.code.title', language))}",
        f"<figcaption><code>{escape(code)}</code></figcaption></figure>",
    ]
    if (receipt := proof["receipt"]) and receipt["tree"]:
        parts.append(f"<p>{escape(text('proof.check.receipt', language))}</p>")
        parts.append(f"<p><code>{receipt['tree']['root']}</code></p>")
    hat = proof["frame"]
    if hat and hat["nonce"]:
        command = text("proof.identity.command", language, nonce=hat["nonce"])
        parts += [
            f"<p>{escape(text('proof.identity', language))}</p>",
            f"<pre>{escape(command, quote=False)}</pre>\n<p><code>{hat['idc']}</code></p>",
        ]
    return parts
