"""The screen of `tirage check`: each file, then all of them together; the data name nobody."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tirage.errors import Defect
from tirage.i18n.catalogue import explain, spoken
from tirage.i18n.typography import on_one_line
from tirage.people.frame.findings import FrameFinding
from tirage.people.rolls.collection import Collection, SurveyedFiles
from tirage.people.rolls.layouts import NEEDED
from tirage.people.rolls.survey import Finding, Survey
from tirage.report.document import Document, Paragraph, Section, Table
from tirage.report.wording import Wording
from tirage.tabular.cells import listed

MANY = 20
"""Files, from more of which on each has a line, and a block only where something is to be said of it."""
SOME = 3
"""Of several communes or lists in one file, those that are named."""


def page(found: SurveyedFiles, serious: Sequence[FrameFinding], wording: Wording) -> Document:
    """Files, remarks on their rows, and what the files show together; `serious`: what stops a frame."""
    many = len(found.surveys) > MANY
    shown = [each for each in found.surveys if not many or _speaks(each)]
    files = tuple(block for each in shown for block in _file(each, wording))
    sections = [Section("each", "", (_lines(found.surveys, wording),))] if many else []
    sections += [Section("files", "", files)] if files else []
    if table := _remarks(found.surveys, wording):
        sections.append(Section("remarks", wording.text("check.remarks"), (table,)))
    sections.append(Section("together", "", tuple(_together(found, serious, wording))))
    return Document("check", wording.language, "", tuple(sections), data(found, serious, wording))


def data(found: SurveyedFiles, serious: Sequence[FrameFinding], wording: Wording) -> dict[str, Any]:
    """The survey as JSON values, without the accented names, which are for the eyes of the official only."""
    return {
        "files": [_file_data(each, wording) for each in found.surveys],
        "together": _together_data(found.together),
        "findings": [{**asdict(each), "text": str(spoken(each.note, wording.language))} for each in serious],
        "blocking": found.blocking,
    }


def _file_data(each: Survey, wording: Wording) -> dict[str, Any]:
    own = asdict(each) | {"notes": [wording.text(note.code, **note.values) for note in each.notes]}
    for left_out in ("accented", "named", "counts", "geography"):
        del own[left_out]
    remarks = [{**_finding(found), "text": wording.text(f"remark.{found.code}")} for found in each.remarks]
    defects = [
        {**_finding(found), "column": found.column, **_explained(each.file, found, wording)}
        for found in each.defects
    ]
    totals = {"lists": each.total(0), "communes": each.total(1)}
    return {**own, **totals, "remarks": remarks, "defects": defects}


def _finding(found: Finding) -> dict[str, Any]:
    return {"code": found.code, "count": found.count, "lines": found.lines}


def _together_data(together: Collection) -> dict[str, Any]:
    return {
        **asdict(together),
        "missing": [{"list": kind, "places": places} for kind, places in together.missing],
        "repeated": [{"file": file, "first": first} for file, first in together.repeated],
        "shared": [
            {"list": kind, "commune": commune, "files": files} for kind, commune, files in together.shared
        ],
    }


def _speaks(each: Survey) -> bool:
    """Whether there is more to say of a file than a line has room for."""
    return not each.kind or bool(each.absent or each.notes or each.defects or each.causes or each.proposal)


def _lines(surveys: Sequence[Survey], wording: Wording) -> Table:
    """A line a file, and the first of its accented names, which shows how it was read."""
    columns = (
        wording.screen_column("check.file"),
        wording.screen_column("check.read", "count"),
        wording.screen_column("check.aside", "count"),
        wording.screen_column("check.encoding"),
        wording.screen_column("check.name"),
    )
    rows = tuple(
        (
            *(Path(each.file).name, each.read, sum(each.causes.values()), each.encoding),
            next(iter(each.accented), ""),
        )
        for each in surveys
    )
    return Table("files", "", columns, rows)


def _file(each: Survey, wording: Wording) -> Iterator[Paragraph]:
    """Name, format, encoding, accented names, columns and defects of one file."""

    def say(code: str, **values: object) -> Paragraph:
        return Paragraph("  " + wording.text(code, **values))

    yield Paragraph(on_one_line(each.file), "lead")
    if each.kind:
        counts = {
            "read": each.read,
            "kept": each.kept,
            "blank": each.blank,
            "aside": sum(each.causes.values()),
        }
        yield say("check.rows", kind=wording.text(f"check.kind.{each.kind}"), **counts)
    if each.encoding:
        yield Paragraph("  " + " · ".join((_text(each, wording), *_facts(each, wording))))
    if each.kept:
        names = ", ".join(each.accented)
        yield say("check.names", names=names) if names else say("check.names.none")
    if each.absent:
        yield say("check.absent", columns=", ".join(each.absent))
    if each.unused:
        yield say("check.unused", columns=", ".join(each.unused))
    for note in each.notes:
        yield say(note.code, **note.values)
    for found in each.defects:
        yield Paragraph("  " + _defect(each.file, found, wording), "bad")
    if each.proposal:
        yield say("check.proposal")
        yield Paragraph(snippet(each.proposal))


def snippet(proposal: Mapping[str, str]) -> str:
    """The columns as lines of tirage.yaml, header first; a JSON text is a YAML text too.

    >>> print(snippet({"surname": "Nom: A"}))
    columns:
      "Nom: A": surname
      # "…": first_names
      # "…": birth_date
      # "…": street
      # "…": postcode
    """
    lines = [f"  {json.dumps(header, ensure_ascii=False)}: {field}" for field, header in proposal.items()]
    lines += [f'  # "…": {field}' for field in NEEDED if field not in proposal]
    return "\n".join(("columns:", *lines))


def _text(each: Survey, wording: Wording) -> str:
    if not each.delimiter and each.encoding not in {"xlsx", "ods", "xls"}:
        return wording.text("check.xml", encoding=each.encoding)
    if not each.delimiter:
        return wording.text("check.workbook", encoding=each.encoding.upper())
    delimiter = wording.text("check.tab") if each.delimiter == "\t" else each.delimiter
    return wording.text("check.text", encoding=each.encoding, delimiter=delimiter)


def _facts(each: Survey, wording: Wording) -> Iterator[str]:
    """Commune, list and date of a file that can be read, and where each comes from."""
    if not each.kind:
        return
    found = {"commune": [*each.total(1)], "list": [*each.total(0)], "date": [each.date]}
    for name, values in found.items():
        source = each.sources.get(name)
        known = [value for value in values if value]
        said = wording.text("check.unsaid") if not known else known[0]
        if len(known) > 1:
            said = wording.text("check.several", count=len(known), some=", ".join(known[:SOME]))
        if source and known:
            said += f" ({wording.text(f'check.from.{source}')})"
        if known or each.kind != "cards":
            yield wording.text(f"check.{name}", value=said)


def _remarks(surveys: Sequence[Survey], wording: Wording) -> Table | None:
    """One row a remark, whatever the number of files; None without any."""
    places: dict[str, list[tuple[str, Finding]]] = {}
    for each in surveys:
        for found in each.remarks:
            places.setdefault(found.code, []).append((each.file, found))
    columns = (
        wording.screen_column("check.count", "count"),
        wording.screen_column("check.what"),
        wording.screen_column("check.where"),
    )
    rows = tuple(
        (
            sum(found.count for _, found in places[code]),
            wording.text(f"remark.{code}"),
            _where(places[code], wording),
        )
        for code in sorted(places)
    )
    return Table("remarks", "", columns, rows) if rows else None


def _where(places: Sequence[tuple[str, Finding]], wording: Wording) -> str:
    """The first lines in the first file, and how many files more."""
    (file, found), *others = places
    where = wording.text("check.place", file=Path(file).name, lines=", ".join(map(str, found.lines)))
    return where + (" " + wording.text("check.files", count=len(others)) if others else "")


def _together(found: SurveyedFiles, serious: Sequence[FrameFinding], wording: Wording) -> Iterator[Paragraph]:
    """Totals, missing and repeated files, days of export, and whether anything blocks."""
    together = found.together
    lists: Counter[str] = Counter()
    for each in found.surveys:
        lists.update(each.total(0))
    if lists:
        totals = ", ".join(f"{name} {wording.count(rows)}" for name, rows in sorted(lists.items()))
        kept, read = (sum(getattr(each, name) for each in found.surveys) for name in ("kept", "read"))
        yield wording.paragraph("check.totals", "lead", kept=kept, read=read, lists=totals)
    yield from _lists(together, {(each.cause, each.subject) for each in serious}, wording)
    if together.dates:
        yield wording.paragraph("check.dates", "note", dates=", ".join(together.dates))
    for file, first in together.repeated:
        again = Finding("extract.file.repeated", 1, values={"first": first})
        yield Paragraph(_defect(file, again, wording), "bad")
    yield from _stopping(found.blocking, serious, wording)


def _lists(together: Collection, said: set[tuple[str, str]], wording: Wording) -> Iterator[Paragraph]:
    """Lists without a file for some place, and with several; those apart whose finding is `said`."""
    for kind, missing in together.missing:
        if ("list-missing", kind) in said:
            continue
        said_places = {"places": listed(missing), "count": len(missing)}
        yield wording.paragraph("check.missing", "note", list=kind, **said_places)
    for kind, commune, files in together.shared:
        if ("list-twice", kind) in said:
            continue
        names = ", ".join(Path(file).name for file in files)
        shared = {"count": len(files), "list": kind, "commune": commune, "files": names}
        yield wording.paragraph("check.shared", "note", **shared)


def _stopping(blocking: int, serious: Sequence[FrameFinding], wording: Wording) -> Iterator[Paragraph]:
    """What stands in the way of a frame, if anything."""
    for finding in serious:
        yield wording.paragraph("check.finding", "bad", finding=finding.note, cause=finding.cause)
    if blocking:
        yield wording.paragraph("check.blocked", "bad", count=blocking)
    if serious:
        yield wording.paragraph("check.stops", "bad", count=len(serious))
    if not (blocking or serious):
        yield wording.paragraph("check.fine", "good")


def _defect(file: str, found: Finding, wording: Wording) -> str:
    where = Path(file).name
    if found.lines:
        where = wording.text("check.place", file=where, lines=", ".join(map(str, found.lines)))
    if found.count > 1:
        where = wording.text("check.times", where=where, count=found.count)
    return wording.text("check.defect", where=where, name=found.code, **_explained(file, found, wording))


def _explained(file: str, found: Finding, wording: Wording) -> dict[str, str]:
    return explain(Defect(found.code, file, values=found.values), wording.language)
