"""The steps behind `tirage publish`: choose, seal, look for leaks, verify, and only then write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tirage.acts.records.publish import choose, seal, words
from tirage.assembly.lineage import NEXT, chain_from, check_place
from tirage.assembly.record import Dossier
from tirage.cli.output import Output
from tirage.dossier.chain import groups, head
from tirage.dossier.layout import POOL
from tirage.dossier.packs import Choice, Reader, write_archive, write_folder
from tirage.draws.documents import csv_rows
from tirage.errors import Refused, VerificationFailed
from tirage.people.private.leaks import Leak, leaks
from tirage.report.pages.readme import readme
from tirage.verify import Family, Report, verify

MOST_SHOWN = 20


class PublishOptions(NamedTuple):
    """The options, as they were typed."""

    folder: Path
    reader: Reader
    out: Path
    fewest: int
    archive: bool


class Pack(NamedTuple):
    """The pack of one assembly, before it is written."""

    found: Dossier
    choice: Choice
    files: Mapping[str, bytes]
    report: Report


def publish(asked: PublishOptions, talk: Output) -> None:
    """Write the pack of one reader, once nothing private is in it and it verifies.

    The packs of the assemblies that follow stand in it as they do in the dossier, under `next/`.
    """
    check_place(asked.out)
    packs: list[Pack] = []
    for found in chain_from(asked.folder):
        packs.append(_pack(found, asked, tuple(pack.files for pack in packs), talk))
    files: dict[str, bytes] = {}
    for place, pack in enumerate(packs):
        files |= {f"{NEXT}/" * place + name: data for name, data in pack.files.items()}
    archive = asked.out.with_name(f"{asked.out.name}.zip")
    write_folder(asked.out, files)
    if asked.archive:
        write_archive(archive, files)
    _show(asked, packs, talk)


def _pack(
    found: Dossier, asked: PublishOptions, before: tuple[Mapping[str, bytes], ...], talk: Output
) -> Pack:
    """The pack of one assembly; `before`: the files of those of the former ones."""
    top = head(found.entries)
    choice = choose(found.files, asked.reader, asked.fewest)
    files = seal(choice, readme(choice, top, rehearsal=found.rehearsal), top)
    ids = {row[0] for row in csv_rows(found.files[POOL])[1:]} if POOL in found.files else set()
    _refuse_leaks(leaks(files, found.path, words(found.files), ids), talk)
    report = verify(files, None, Family(before)) if before else verify(files)
    if not report.ok:
        failed = [check.number for check in report.checks if check.status == "failed"]
        raise VerificationFailed("publish.unverified", numbers=", ".join(dict.fromkeys(failed)))
    return Pack(found, choice, files, report)


def _refuse_leaks(found: Sequence[Leak], talk: Output) -> None:
    if not found:
        return
    lines = [
        talk.text(
            "publish.leak.place",
            file=leak.file,
            line=leak.line,
            what=talk.text(f"publish.what.{leak.what}"),
            source=leak.source,
        )
        for leak in found[:MOST_SHOWN]
    ]
    if len(found) > MOST_SHOWN:
        lines.append(talk.text("publish.leak.more", count=len(found) - MOST_SHOWN))
    raise Refused("publish.leak", places="\n".join(lines))


def _show(asked: PublishOptions, packs: Sequence[Pack], talk: Output) -> None:
    placed = [(pack, asked.out.joinpath(*[NEXT] * place)) for place, pack in enumerate(packs)]
    if talk.as_json:
        talk.chain([_document(pack, asked, path) for pack, path in placed])
        return
    for pack, path in placed:
        _say(pack, asked, path, talk)


def _unchecked(report: Report) -> list[str]:
    """Numbers of the checks that this reader cannot make."""
    numbers = [
        check.number
        for check in report.checks
        if check.status == "not-checked" and not check.code.startswith("beyond.")
    ]
    return list(dict.fromkeys(numbers))


def _document(pack: Pack, asked: PublishOptions, path: Path) -> dict[str, object]:
    return {
        "pack": str(path),
        "for": asked.reader,
        "files": sorted(pack.files),
        "left_out": dict(pack.choice.left_out),
        "searched": (pack.found.path / "private").is_dir(),
        "not_checked": _unchecked(pack.report),
        "journal_head": head(pack.found.entries),
    }


def _say(pack: Pack, asked: PublishOptions, path: Path, talk: Output) -> None:
    console = talk.console()
    reader = talk.text(f"pack.reader.{asked.reader}")
    console.print(
        talk.text("publish.done", reader=reader, files=len(pack.files), path=path),
        style="bold",
        soft_wrap=True,
    )
    searched = (pack.found.path / "private").is_dir()
    console.print(talk.text("publish.searched" if searched else "publish.erased"), soft_wrap=True)
    for why, code in (("reader", "publish.left_out"), ("small-cells", "publish.small")):
        names = ", ".join(name for name, reason in pack.choice.left_out.items() if reason == why)
        if names:
            console.print(talk.text(code, names=names, fewest=asked.fewest), soft_wrap=True)
    numbers = ", ".join(_unchecked(pack.report)) or "—"
    console.print(talk.text("publish.unchecked", numbers=numbers), soft_wrap=True)
    console.print(talk.text("show.head"), groups(head(pack.found.entries)), soft_wrap=True)
