"""The page of one code: of an error, of what stops a frame, of a check of the verifiers.

Whoever sees `[pool.id.duplicate]`, `--accept list-missing` or a check 6.11 finds here what it is about, what
was expected and what to do, with `…` where an error has its values. The sentences are the error's own; what
they are too short for stands in `why.CODE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tirage.errors import Defect, InputInvalid
from tirage.i18n.catalogue import bare, catalogue
from tirage.i18n.languages import FALLBACK
from tirage.people.frame.findings import CAUSES
from tirage.report.document import Block, Document, Paragraph, Section
from tirage.report.parts.common import sentence
from tirage.report.wording import Wording
from tirage.tabular.cells import closest, quoted
from tirage.verify.data import specified

AREAS = {
    "asking": ("asking",),
    "ceremony": ("beacon", "ceremony", "screen"),
    "draw": ("chances", "draw", "panel", "panels", "replay", "roll"),
    "engine": ("cluster", "engine", "process"),
    "letters": ("addresses", "ends", "letter", "letters", "responses"),
    "life": ("alternates", "correct", "life", "members", "simulate", "standby", "term"),
    "marks": ("anchor", "stamp", "witness"),
    "next": ("next", "place"),
    "output": ("output",),
    "papers": ("audit", "export", "person", "proof", "publish", "report"),
    "quotas": ("census", "quotas", "relax"),
    "record": (
        *("clock", "contest", "document", "dossier", "ending", "erase", "journal", "record", "verify"),
        *("void",),
    ),
    "rolls": ("extract", "frame", "geography"),
    "rules": ("explain", "ids", "init", "later", "option", "regulation", "rules", "synth"),
    "table": ("file", "folder", "published", "table", "text", "workbook"),
    "volunteers": ("pool", "prepare", "recoding", "volunteers"),
}
"""What codes are about, by the word that they begin with."""
PARTS = ("found", "expected", "remedy", "why")


@cache
def codes() -> tuple[str, ...]:
    """Every code that has a page: errors by name, then causes of findings, then checks in their order."""
    return (*sorted(_errors()), *CAUSES, *_checks())


def page(code: str, wording: Wording) -> Document:
    """The page of a code; InputInvalid, with one that looks like it, for something else."""
    code = code.strip(" []().,:;").lower()
    if code in _checks():
        return _check(code, wording)
    if code not in codes():
        raise InputInvalid([_unknown(code)])
    said = _finding(code, wording) if code in CAUSES else _error(code, wording)
    blocks = [wording.paragraph(f"code.of_{part}", words=words) for part, words in said.items()]
    return _document(code, (wording.paragraph(f"area.{area(code)}"), *blocks), wording, said)


def area(code: str) -> str:
    """What a code of an error is about; KeyError for one that nobody placed."""
    if code in CAUSES:
        return "rolls"
    first = code.partition(".")[0]
    return next(name for name, words in AREAS.items() if first in words)


@cache
def _errors() -> frozenset[str]:
    known = catalogue(FALLBACK)
    defects = {code.removesuffix(".found") for code in known if code.endswith(".found")}
    others = {code.removesuffix(".remedy") for code in known if code.endswith(".remedy")} & set(known)
    return frozenset(code for code in defects | others if f"{code}.remedy" in known)


@cache
def _checks() -> dict[str, str]:
    """The code of each check by its number."""
    return {each["number"]: each["code"] for each in specified("checks")["checks"]}


def _error(code: str, wording: Wording) -> dict[str, str]:
    """What is said of an error, part by part: those that it has."""
    known = catalogue(wording.language)
    found = f"{code}.found" if f"{code}.found" in known else code
    said = dict(zip(PARTS, (found, f"{code}.expected", f"{code}.remedy", f"why.{code}"), strict=True))
    return {part: bare(each, wording.language) for part, each in said.items() if each in known}


def _finding(cause: str, wording: Wording) -> dict[str, str]:
    """What is said of something that stops a frame, by its cause."""
    said = _error("frame.finding", wording) | {"found": bare(f"finding.{cause}", wording.language)}
    said["remedy"] = wording.text("frame.finding.remedy", cause=cause)
    return said | {"why": wording.text(f"why.{cause}")}


def _check(number: str, wording: Wording) -> Document:
    """What a check holds, and what it means if it fails."""
    group = int(number.partition(".")[0])
    code = _checks()[number]
    said = sentence(code, wording)
    kind = "remark" if code.startswith("beyond.") else "check"
    blocks: Sequence[Block] = (
        Paragraph(said, "lead"),
        wording.paragraph(f"part.{group}"),
        wording.paragraph(f"code.{kind}"),
    )
    return _document(number, tuple(blocks), wording, {"check": code, "holds": said})


def _document(code: str, blocks: tuple[Block, ...], wording: Wording, said: dict[str, str]) -> Document:
    return Document("code", wording.language, code, (Section("code", "", blocks),), {"code": code, **said})


def _unknown(code: str) -> Defect:
    near = closest(code, codes())
    return Defect("explain.unknown", "tirage explain", None, None, {"found": quoted(code), "closest": near})
