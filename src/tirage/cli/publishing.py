"""The steps behind `tirage publish`: choose, seal, look for leaks, verify, and only then write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tirage.assembly import record
from tirage.assembly.paths import POOL
from tirage.assembly.publish import Choice, Reader, choose, seal, words
from tirage.assembly.tables import csv_rows
from tirage.cli.talk import Talk
from tirage.errors import Refused, VerificationFailed
from tirage.journal.chain import groups, head
from tirage.journal.packs import write_archive, write_folder
from tirage.people.leaks import Leak, leaks
from tirage.report.readme import readme
from tirage.verify import Report, verify

MOST_SHOWN = 20


class Asked(NamedTuple):
    """The options, as they were typed."""

    folder: Path
    reader: Reader
    out: Path
    fewest: int
    archive: bool


def publish(asked: Asked, talk: Talk) -> None:
    """Write the pack of one reader, once nothing private is in it and it verifies."""
    found = record.load(asked.folder)
    top = head(found.entries)
    choice = choose(found.files, asked.reader, asked.fewest)
    files = seal(choice, readme(choice, top, rehearsal=found.rehearsal), top)
    ids = {row[0] for row in csv_rows(found.files[POOL])[1:]} if POOL in found.files else set()
    _refuse_leaks(leaks(files, asked.folder, words(found.files), ids), talk)
    report = verify(files)
    if not report.ok:
        failed = [check.number for check in report.checks if check.status == "failed"]
        raise VerificationFailed("publish.unverified", numbers=", ".join(dict.fromkeys(failed)))
    archive = asked.out.with_name(f"{asked.out.name}.zip")
    write_folder(asked.out, files)
    if asked.archive:
        write_archive(archive, files)
    _show(asked, choice, files, report, top, talk)


def _refuse_leaks(found: Sequence[Leak], talk: Talk) -> None:
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


def _show(
    asked: Asked, choice: Choice, files: Mapping[str, bytes], report: Report, top: str, talk: Talk
) -> None:
    unchecked = [
        check.number
        for check in report.checks
        if check.status == "not-checked" and not check.code.startswith("beyond.")
    ]
    searched = (asked.folder / "private").is_dir()
    if talk.as_json:
        talk.data(
            {
                "pack": str(asked.out),
                "for": asked.reader,
                "files": sorted(files),
                "left_out": dict(choice.left_out),
                "searched": searched,
                "not_checked": list(dict.fromkeys(unchecked)),
                "journal_head": top,
            }
        )
        return
    console = talk.console()
    reader = talk.text(f"pack.reader.{asked.reader}")
    console.print(
        talk.text("publish.done", reader=reader, files=len(files), path=asked.out),
        style="bold",
        soft_wrap=True,
    )
    console.print(talk.text("publish.searched" if searched else "publish.erased"), soft_wrap=True)
    for why, code in (("reader", "publish.left_out"), ("small-cells", "publish.small")):
        names = ", ".join(name for name, reason in choice.left_out.items() if reason == why)
        if names:
            console.print(talk.text(code, names=names, fewest=asked.fewest), soft_wrap=True)
    numbers = ", ".join(dict.fromkeys(unchecked)) or "—"
    console.print(talk.text("publish.unchecked", numbers=numbers), soft_wrap=True)
    console.print(talk.text("show.head"), groups(top), soft_wrap=True)
