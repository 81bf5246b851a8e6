"""Everything that can be published of a dossier, in one folder: papers, pack, verifier's page, and an index.

Papers are those that there are: whatever kind of report a dossier has come to, and a deed for each draw. No
file of `private/` is read: the papers are made from the dossier as its verifier reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tirage.acts.records.publish import sealed
from tirage.assembly.lineage import announced_small_cells, chain_from
from tirage.browser.build import built
from tirage.dossier.chain import groups as eights
from tirage.dossier.layout import NEXT
from tirage.dossier.packs import Gathered, write_folder, zipped
from tirage.dossier.system.places import check_place
from tirage.errors import Refused
from tirage.i18n.languages import COMPLETE, FALLBACK, Language
from tirage.report.deeds.draws import draws
from tirage.report.document import Document
from tirage.report.opened import read_verified
from tirage.report.pages import Kind, regulation
from tirage.report.rendering.html import environment
from tirage.report.rendering.interface import Format, render
from tirage.report.reports import report
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording

PLACE = "publication"
"""Name of the folder, in the dossier."""
INDEX = "index.html"
PACK = "pack.zip"
VERIFIER = "verifier.html"
WRITTEN_AS = (Format.html, Format.docx)
"""To be read, and to be edited."""
GUARANTORS = "guarantors"
"""Where what is not for everybody stands."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written."""

    path: Path
    files: tuple[str, ...]
    """By their paths in the folder, sorted."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that a dossier has come to."""

    name: str
    """Of its files, without an ending."""
    title: str
    document: Document


def publish_all(
    folder: str | Path, out: str | Path | None = None, *, language: Language = FALLBACK
) -> Published:
    """Write every paper, the public pack, the verifier's page and an index into a new folder.

    `out`: that folder; by default `publication` in the dossier, or `publication-2`… where something else was
    published before. Raises VerificationFailed where a check fails, Refused where nothing is drawn yet, where
    something private is in the pack, and where something else stands at `out`; nothing is written then.
    """
    home = Path(folder)
    dossier = read_verified(home)
    dossier.need_guarantors()
    dossier.need_draw()
    wording = Wording(language).at(dossier.zone)
    papers = tuple(_papers(dossier, wording))
    files = {
        f"{paper.name}.{shape}": render(paper.document, shape) for paper in papers for shape in WRITTEN_AS
    }
    files |= {PACK: _pack(home), VERIFIER: built()}
    files[INDEX] = _index(dossier, papers, wording)
    place = Path(out) if out is not None else _free(home, files)
    check_place(place)
    write_folder(place, files)
    return Published(place, tuple(sorted(files)))


def _papers(dossier: VerifiedDossier, wording: Wording) -> Iterator[Paper]:
    """The regulation, every kind of report that the dossier has come to, and a deed for each draw."""
    if ruled := regulation.on_record(dossier, wording):
        yield Paper("regulation", ruled.title, ruled)
    for kind in Kind:
        acts = [each.act for each in draws(dossier)] if kind is Kind.proces_verbal else [""]
        for act in acts:
            try:
                document = report(kind, dossier, wording, act=act)
            except Refused:
                continue
            own = f"{kind}-{act.replace('/', '-')}" if act else str(kind)
            # With figures of few people, which only guarantors may have.
            name = f"{GUARANTORS}/{own}" if kind is Kind.quotas else own
            yield Paper(name, document.title, document)


def _pack(home: Path) -> bytes:
    """The public pack as a ZIP file, the assemblies that follow in it."""
    files = Gathered()
    before: list[Mapping[str, bytes]] = []
    for number, dossier in enumerate(chain_from(home)):
        _, found, _ = sealed(dossier, "public", announced_small_cells(dossier.path), tuple(before))
        before.append(found)
        files.add(found, f"{NEXT}/" * number)
    return zipped("pack", files)


def _free(home: Path, files: Mapping[str, bytes]) -> Path:
    """Where nothing was published yet, or just this."""
    numbered = (home / (PLACE if number == 1 else f"{PLACE}-{number}") for number in count(1))
    return next(path for path in numbered if not path.exists() or _has(path, files))


def _has(path: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder holds these files and no other."""
    there = {each.relative_to(path).as_posix() for each in path.rglob("*") if not each.is_dir()}
    return there == files.keys() and all((path / name).read_bytes() == data for name, data in files.items())


def _index(dossier: VerifiedDossier, papers: tuple[Paper, ...], wording: Wording) -> bytes:
    """The page that names the others."""
    language = wording.language if wording.language in COMPLETE else FALLBACK

    def group(code: str, files: list[dict[str, str]]) -> dict[str, object]:
        said = {"title": wording.text(f"published.{code}"), "about": wording.text(f"published.{code}.about")}
        return {**said, "files": files}

    def links(*, guarantors: bool) -> list[dict[str, str]]:
        chosen = [paper for paper in papers if paper.name.startswith(f"{GUARANTORS}/") is guarantors]
        return [
            {"path": f"{paper.name}.{shape}", "words": f"{paper.title} ({shape.upper()})"}
            for paper in chosen
            for shape in WRITTEN_AS
        ]

    checked = [
        {"path": PACK, "words": wording.text("published.pack")},
        {"path": VERIFIER, "words": wording.text("published.verifier")},
    ]
    groups = [
        group("papers", links(guarantors=False)),
        group("checking", checked),
        group("guarantors", links(guarantors=True)),
    ]
    page = environment().get_template("index.html.j2")
    hashed = eights(dossier.head).split()
    return page.render(
        language=language,
        title=dossier.name or wording.text("report.unnamed"),
        head=wording.text("show.head"),
        digest=[" ".join(hashed[:4]), " ".join(hashed[4:])],
        rehearsal=wording.text("show.rehearsal") if dossier.rehearsal else "",
        groups=[each for each in groups if each["files"]],
    ).encode("utf-8")
