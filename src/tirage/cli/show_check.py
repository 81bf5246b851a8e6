"""What `tirage check` prints: each file, then all of them together; or the same as JSON, without any name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirage.cli.output import Output
from tirage.errors import Defect
from tirage.i18n.catalogue import explain
from tirage.people.rolls.collection import SurveyedFiles
from tirage.people.rolls.layouts import NEEDED
from tirage.people.rolls.survey import Finding, Survey

if TYPE_CHECKING:
    from rich.console import Console


SOME = 3
"""Of several communes or lists in one file, those that are named."""


def report(talk: Output, found: SurveyedFiles) -> None:
    """Sentences and one table, for a person."""
    console = talk.console()
    for each in found.surveys:
        _file(talk, console, each)
    _remarks(talk, console, found.surveys)
    _together(talk, console, found)


def document(talk: Output, found: SurveyedFiles) -> dict[str, Any]:
    """The same for a program; the accented names are for the eyes of the official only."""
    together = found.together
    return {
        "files": [_file_document(talk, each) for each in found.surveys],
        "together": {
            **asdict(together),
            "missing": [{"list": kind, "arrondissements": places} for kind, places in together.missing],
            "repeated": [{"file": file, "first": first} for file, first in together.repeated],
            "shared": [
                {"list": kind, "commune": commune, "files": files} for kind, commune, files in together.shared
            ],
        },
        "blocking": found.blocking,
    }


def _file_document(talk: Output, each: Survey) -> dict[str, Any]:
    own = asdict(each)
    for left_out in ("accented", "named", "counts"):
        del own[left_out]
    return {
        **own,
        "lists": each.total(0),
        "communes": each.total(1),
        "remarks": [
            {
                "code": found.code,
                "count": found.count,
                "lines": found.lines,
                "text": talk.text(f"remark.{found.code}"),
            }
            for found in each.remarks
        ],
        "defects": [
            {
                "code": found.code,
                "count": found.count,
                "lines": found.lines,
                "column": found.column,
                **_explained(talk, each.file, found),
            }
            for found in each.defects
        ],
    }


def _file(talk: Output, console: Console, each: Survey) -> None:
    def say(code: str, **values: object) -> None:
        console.print("  " + talk.text(code, **values), soft_wrap=True)

    console.print(each.file, style="bold", soft_wrap=True)
    if each.kind:
        counts = {name: number(talk, getattr(each, name)) for name in ("read", "kept", "blank")}
        aside = number(talk, sum(each.causes.values()))
        say("check.rows", kind=talk.text(f"check.kind.{each.kind}"), aside=aside, **counts)
    if each.encoding:
        console.print("  " + " · ".join((_text(talk, each), *_facts(talk, each))), soft_wrap=True)
    if each.kept:
        names = ", ".join(each.accented)
        say("check.names", names=names) if names else say("check.names.none")
    if each.absent:
        say("check.absent", columns=", ".join(each.absent))
    if each.unused:
        say("check.unused", columns=", ".join(each.unused))
    for found in each.defects:
        console.print("  " + _defect(talk, each.file, found), style="red", soft_wrap=True)
    if each.proposal:
        say("check.proposal")
        console.print(snippet(each.proposal), soft_wrap=True)


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


def _text(talk: Output, each: Survey) -> str:
    if not each.delimiter:
        return talk.text("check.workbook", encoding=each.encoding.upper())
    delimiter = talk.text("check.tab") if each.delimiter == "\t" else each.delimiter
    return talk.text("check.text", encoding=each.encoding, delimiter=delimiter)


def _facts(talk: Output, each: Survey) -> Iterator[str]:
    """Commune, list and date of a file that can be read, and where each comes from."""
    if not each.kind:
        return
    found = {"commune": [*each.total(1)], "list": [*each.total(0)], "date": [each.date]}
    for name, values in found.items():
        source = each.sources.get(name)
        known = [value for value in values if value]
        said = talk.text("check.unsaid") if not known else known[0]
        if len(known) > 1:
            said = talk.text("check.several", count=len(known), some=", ".join(known[:SOME]))
        if source and known:
            said += f" ({talk.text(f'check.from.{source}')})"
        if known or each.kind != "cards":
            yield talk.text(f"check.{name}", value=said)


def _remarks(talk: Output, console: Console, surveys: Sequence[Survey]) -> None:
    """One line a remark, whatever the number of files."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    places: dict[str, list[tuple[str, Finding]]] = {}
    for each in surveys:
        for found in each.remarks:
            places.setdefault(found.code, []).append((each.file, found))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title=talk.text("check.remarks"), title_justify="left")
    table.add_column(talk.text("check.count"), justify="right", no_wrap=True)
    table.add_column(talk.text("check.what"))
    table.add_column(talk.text("check.where"))
    for code in sorted(places):
        total = number(talk, sum(found.count for _, found in places[code]))
        table.add_row(total, Text(talk.text(f"remark.{code}")), Text(_where(talk, places[code])))
    if places:
        console.print()
        console.print(table)


def _where(talk: Output, places: Sequence[tuple[str, Finding]]) -> str:
    """The first lines in the first file, and how many files more."""
    (file, found), *others = places
    where = talk.text("check.place", file=Path(file).name, lines=", ".join(map(str, found.lines)))
    return where + (" " + talk.text("check.files", count=len(others)) if others else "")


def _together(talk: Output, console: Console, everything: SurveyedFiles) -> None:
    surveys, together = everything.surveys, everything.together

    def say(code: str, style: str = "yellow", **values: object) -> None:
        console.print(talk.text(code, **values), style=style, soft_wrap=True)

    lists: Counter[str] = Counter()
    for each in surveys:
        lists.update(each.total(0))
    totals = ", ".join(f"{name} {number(talk, rows)}" for name, rows in sorted(lists.items()))
    console.print()
    if totals:
        kept, read = (number(talk, sum(getattr(each, name) for each in surveys)) for name in ("kept", "read"))
        say("check.totals", "bold", kept=kept, read=read, lists=totals)
    for kind, missing in together.missing:
        say("check.missing", list=kind, places=ranges(missing))
    for kind, commune, files in together.shared:
        names = ", ".join(Path(file).name for file in files)
        say("check.shared", count=len(files), list=kind, commune=commune, files=names)
    if together.dates:
        say("check.dates", dates=", ".join(together.dates))
    for file, first in together.repeated:
        found = Finding("extract.file.repeated", 1, values={"first": first})
        console.print(_defect(talk, file, found), style="red", soft_wrap=True)
    count = everything.blocking
    if count:
        say("check.blocked", "bold red", count=count)
    else:
        say("check.fine", "bold green")


def _defect(talk: Output, file: str, found: Finding) -> str:
    where = Path(file).name
    if found.lines:
        where = talk.text("check.place", file=where, lines=", ".join(map(str, found.lines)))
    if found.count > 1:
        where = talk.text("check.times", where=where, count=number(talk, found.count))
    return talk.text("check.defect", where=where, name=found.code, **_explained(talk, file, found))


def _explained(talk: Output, file: str, found: Finding) -> dict[str, str]:
    return explain(Defect(found.code, file, values=found.values), talk.language)


def number(talk: Output, value: int) -> str:
    """1355000 → `1 355 000` or `1,355,000`."""
    return f"{value:,}".replace(",", "\u202f") if talk.language == "fr" else f"{value:,}"


def ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers, those in a row as a range.

    >>> ranges((1, 2, 3, 13, 19, 20))
    '1–3, 13, 19–20'
    """
    runs: list[list[int]] = []
    for each in numbers:
        if runs and runs[-1][-1] == each - 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
