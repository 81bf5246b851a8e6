"""The README of a pack, in French and in English."""

from __future__ import annotations

from tirage.dossier.chain import groups
from tirage.dossier.packs import Choice
from tirage.i18n.catalogue import Language, Lines, text

LANGUAGES: tuple[Language, ...] = ("fr", "en")
"""A pack has the same bytes whatever other language tirage learns."""


def readme(choice: Choice, head: str, *, rehearsal: bool) -> str:
    """The contents, how to check them, the files left out; `head`: hash of the journal's last entry."""
    return "\n---\n\n".join(_page(choice, head, language, rehearsal=rehearsal) for language in LANGUAGES)


def _page(choice: Choice, head: str, language: Language, *, rehearsal: bool) -> str:
    missing = [
        text(f"pack.left_out.{why}", language, name=name) for name, why in sorted(choice.left_out.items())
    ]
    ending = text("pack.left_out.last" if missing else "pack.left_out.none", language)
    return text(
        "pack.readme",
        language,
        reader=text(f"pack.reader.{choice.reader}", language),
        whom=text(f"pack.whom.{choice.reader}", language),
        files=len(choice.files) + 2,
        test=Lines(text("pack.test", language) if rehearsal else ""),
        head=groups(head),
        more=Lines(text(f"pack.more.{choice.reader}", language)),
        left_out=Lines("".join([*missing, ending])),
    )
