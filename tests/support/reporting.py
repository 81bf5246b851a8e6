"""Dossiers to report on, made at a fixed time, and their reports."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from support.dossiers import TOOL
from support.waves import sealed
from tirage.dossier.chain import Entry, append
from tirage.dossier.outcome import Changes
from tirage.draws.chance import proceed, read_ceremony
from tirage.draws.draw_up import draw, draw_up, opening, plan
from tirage.draws.lottery import Request
from tirage.people.pool.model import PoolFile
from tirage.people.pool.read import read_pool
from tirage.quotas.census.figures import Census, Figure
from tirage.quotas.read import QuotaFile, read_quotas
from tirage.report.deeds.draws import find
from tirage.report.document import Document
from tirage.report.pages import deed, letters, life, public, quotas
from tirage.report.rendering import data, docx, html, markdown, workbook
from tirage.report.verified import VerifiedDossier, verified_dossier
from tirage.report.wording import Wording
from tirage.verify import verify

PETIT = Path(__file__).parents[2] / "examples" / "petit"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
Files = Mapping[str, bytes]
RENDERINGS = {"html": html, "json": data, "md": markdown, "xlsx": workbook, "docx": docx}
KINDS = ("quotas", "proces-verbal", "public", "life")
"""Reports on a dossier that begins with a pool."""

SCRIPT = "<script>alert(1)</script>"
FORMULA = "=cmd|' /C calc'!A0"
MARKUP = "[/b] `x` **y** | z"
LONG = "très long " * 30
HOSTILE = (
    SCRIPT,
    FORMULA,
    MARKUP,
    LONG.strip(),
    '"><img src=x onerror=alert(1)>',
    "عربي إلى اليمين",
    "{{ 7*7 }}{% x %}",
)


def made(
    pool: Path, quotas_file: Path, seats: int, panels: int, *, draws: bool = True, **options: Any
) -> dict[str, bytes]:
    """The files of a dossier after its plan, or after its draw, without the private ones."""
    asked = read_quotas(quotas_file, seats=seats)
    found = read_pool(pool, asked.quotas, **options)
    return drawn(found, asked, Request(seats=seats, panels=panels), draws=draws)


def drawn(pool: PoolFile, asked: QuotaFile, request: Request, *, draws: bool = True) -> dict[str, bytes]:
    """The same from what was read."""
    planned = plan(pool, asked, request, draw_up(pool.pool, asked.quotas, request))
    outcomes = [planned.after((opening(),))]
    if draws:
        acts, chance = proceed(
            read_ceremony(planned.files["public/plan.json"], ()), DICE, "2026-11-01T09:05:00Z"
        )
        assert chance is not None
        outcomes.append(draw(planned.files, planned.files["private/pool.csv"], chance).after(acts))
    return recorded(outcomes)


def recorded(outcomes: Sequence[Changes]) -> dict[str, bytes]:
    """Outcomes and their journal, a minute from one act to the next."""
    files: dict[str, bytes] = {}
    entries: list[Entry] = []
    for outcome in outcomes:
        files |= outcome.files
        for kind, body in outcome.acts:
            time = f"2026-11-01T09:{len(entries):02}:00Z"
            entries.append(append(entries, kind, body, time, TOOL))
    files |= {entry.name: entry.data for entry in entries}
    return {name: data for name, data in files.items() if not name.startswith("private/")}


def petit(*, draws: bool = True) -> dict[str, bytes]:
    """The small example."""
    return made(PETIT / "volontaires.csv", PETIT / "quotas.csv", 6, 39, draws=draws, household=["adresse"])


def hostile(folder: Path) -> dict[str, bytes]:
    """A dossier whose criterion and categories are names that mean harm."""
    names = list(HOSTILE)
    people = "".join(f"P{i:02},{_quoted(names[i % len(names)])}\n" for i in range(28))
    (folder / "pool.csv").write_text(f"id,{_quoted(SCRIPT)}\n{people}", encoding="utf-8")
    rows = "".join(f"{_quoted(SCRIPT)},{_quoted(name)},1,2\n" for name in names)
    (folder / "quotas.csv").write_text(f"feature,value,min,max\n{rows}", encoding="utf-8")
    return made(folder / "pool.csv", folder / "quotas.csv", 8, 14)


def large(folder: Path, categories: int = 40, seats: int = 1000) -> dict[str, bytes]:
    """One criterion of many categories, and a thousand seats."""
    people = "".join(f"P{i:04},Modalité {i % categories}\n" for i in range(2 * seats))
    (folder / "pool.csv").write_text(f"id,quartier\n{people}", encoding="utf-8")
    rows = "".join(
        f"quartier,Modalité {n},{seats // categories - 2},{seats // categories + 3}\n"
        for n in range(categories)
    )
    (folder / "quotas.csv").write_text(f"feature,value,min,max\n{rows}", encoding="utf-8")
    return made(folder / "pool.csv", folder / "quotas.csv", seats, 10)


def framed() -> dict[str, bytes]:
    """Two waves of letters, and no panel yet."""
    return dict(sealed())


def known(files: Files, census: Census | None = None) -> VerifiedDossier:
    """The context of files that verify."""
    return verified_dossier(files, verify(files), census)


def document(files: Files, kind: str, language: Any = "fr", act: str = "", **scene: Any) -> Document:
    """One report on some files."""
    found = known(files)
    voice = Wording(language).at(found.zone)
    if kind == "proces-verbal":
        return deed.page(find(found, act), voice, deed.Scene(**scene))
    pages = {"quotas": quotas.page, "public": public.page, "letters": letters.page, "life": life.page}
    return pages[kind](found, voice)


def table(found: Document, key: str, place: int = 0) -> list[dict[str, Any]]:
    """The rows of a table of a report, as its JSON has them."""
    sections = json.loads(data.render(found))["sections"]
    blocks = [block for section in sections for block in section["blocks"] if block.get("table") == key]
    rows: list[dict[str, Any]] = blocks[place]["rows"]
    return rows


def half(criterion: str, *names: str) -> Census:
    """A census in which the categories of one criterion have the same share."""
    return Census({criterion: [Figure(name, i, Fraction(50)) for i, name in enumerate(names)]})


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
