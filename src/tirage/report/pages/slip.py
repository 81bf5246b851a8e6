"""The head of the journal on a slip of paper: eight groups, a QR code, room for signatures."""

from __future__ import annotations

from html import escape

from tirage.acts.records.anchor import Head
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import groups
from tirage.i18n.catalogue import Language, text
from tirage.report.pictures.qr import svg
from tirage.report.wording import Wording

_STYLE = """
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto;
  color: #111; background: #fff }
.head { font: 1.5rem/1.8 ui-monospace, monospace; word-spacing: .4em } svg { width: 10rem; height: auto }
.test { border: 3px solid; padding: .5rem; font-weight: bold }
.sign { min-height: 8rem; border-top: 1px solid }
"""


def slip(found: Head, language: Language) -> bytes:
    """The page of a head, UTF-8: one file, nothing to load."""
    entry = found.entry
    head = sha256(entry.data)
    time = Wording(language, found.dossier.zone).moment(entry.time)
    facts = {"number": entry.number, "type": entry.type, "time": time}
    title, test = (escape(text(code, language)) for code in ("anchor.title", "proof.test"))
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>",
        f'<p class="test">{test}</p>' if found.dossier.rehearsal else "",
        f'<p class="head">{groups(head)}</p>\n<p>{escape(text("anchor.slip", language, **facts))}</p>',
        svg(f"tirage1|anchor|{head}", text("proof.code.title", language)),
        f"<p><code>tirage1|anchor|{head}</code></p>",
        f'<div class="sign">{escape(text("anchor.signed", language))}</div>\n</main>\n</body>\n</html>\n',
    ]
    return "\n".join(part for part in parts if part).encode()
