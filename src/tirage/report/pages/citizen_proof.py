"""A citizen's proof as one page: nothing to load, no script, and the document itself inside.

The verifier reads the document between `<pre id="proof">` and `</pre>`. The QR code holds one line,
`tirage1|proof|HEAD|ROOT|PID`, to be compared with what is published.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from tirage.assembly.stays import Stay
from tirage.dossier.canonical import canonical
from tirage.i18n.catalogue import Language, text
from tirage.i18n.numbers import day, percent
from tirage.report.pictures.qr import svg

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  color: #111; background: #fff }
h1 { font-size: 1.5rem } figure { margin: 1.5rem 0 } svg { width: 14rem; height: auto; max-width: 100% }
pre, code { font: .8rem/1.4 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
  background: #f3f3f3; padding: .2rem }
.test { border: 3px solid; padding: .5rem; font-weight: bold }
@media print { body { margin: 0; max-width: none } }
"""


@dataclass(frozen=True, slots=True)
class Seat:
    """What the record says of a person's seat; the document of the proof says nothing of later draws."""

    stay: Stay | None
    """None for one who never sat."""
    day: str
    """Day of the last act on the record."""


def sentences(proof: Mapping[str, Any], seat: Seat, language: Language) -> list[str]:
    """What the proof says, in words, and whether the person sits."""
    found = [text("proof.pid", language, pid=proof["pid"])]
    hat = proof["frame"]
    if hat:
        found.append(text("proof.hat", language, **hat | {"place": hat["index"] + 1}))
    for wave in proof["letters"]:
        found.append(text("proof.wave", language, **wave))
        found.append(text("proof.wave.drawn" if wave["drawn"] else "proof.wave.not", language, **wave))
    if pool := proof["pool"]:
        share = percent(pool["panels"] / pool["of"], language)
        found.append(text("proof.pool", language, **pool, percent=share))
    elif hat:
        found.append(text("proof.pool.not", language))
    if panel := proof["panel"]:
        found.append(text("proof.member" if panel["member"] else "proof.member.not", language, **panel))
        found.append(_seat(seat, language))
    return found


def _seat(seat: Seat, language: Language) -> str:
    """Sits now and since when, sat from one day to another, or never sat."""
    today = day(seat.day, language)
    if seat.stay is None:
        return text("proof.seat.never", language, day=today)
    kind, _, number = seat.stay.act.partition("/")
    by = text(f"proof.by.{kind}", language, number=number)
    since = day(seat.stay.since, language)
    if seat.stay.until:
        return text("proof.seat.past", language, since=since, until=day(seat.stay.until, language), by=by)
    return text("proof.seat.now", language, since=since, by=by, day=today)


def line(proof: Mapping[str, Any]) -> str:
    """What the QR code holds."""
    root = proof["frame"]["root"] if proof["frame"] else "none"
    return "|".join(("tirage1", "proof", proof["head"], root, proof["pid"]))


def page(proof: Mapping[str, Any], seat: Seat, language: Language, *, rehearsal: bool) -> bytes:
    """The page, UTF-8."""
    said = "".join(f"<li>{escape(sentence)}</li>\n" for sentence in sentences(proof, seat, language))
    title, test = (escape(text(code, language)) for code in ("proof.title", "proof.test"))
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>",
        f'<p class="test">{test}</p>' if rehearsal else "",
        f"<ul>\n{said}</ul>",
        *_check(proof, language),
        f"<h2>{escape(text('proof.document', language))}</h2>",
        f'<pre id="proof">{escape(canonical(proof).decode(), quote=False)}</pre>',
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
    hat = proof["frame"]
    if hat and hat["nonce"]:
        command = text("proof.identity.command", language, nonce=hat["nonce"])
        parts += [
            f"<p>{escape(text('proof.identity', language))}</p>",
            f"<pre>{escape(command, quote=False)}</pre>\n<p><code>{hat['idc']}</code></p>",
        ]
    return parts
