"""Model letters of an assembly: Markdown that a city edits once → a DOCX each, ready for a mail merge.

One line is one paragraph; `# ` the title, `## ` a heading, `- ` an item, `<!--` a line for whoever edits.
What is in braces is a variable. One that is not known yet stands between « and » and is told; one of a person
is a field of the mail merge; one that is none is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from tirage.dossier.system.outputs import sweep_outputs, write_over
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.catalogue import text
from tirage.i18n.languages import COMPLETE, FALLBACK, Language
from tirage.i18n.typography import typeset
from tirage.people.intake.words import key
from tirage.report.document import Block, Document, Items, Paragraph, Section
from tirage.report.letters.variables import known_values, merged, values_file
from tirage.report.rendering import docx
from tirage.rules.read import read_rules
from tirage.rules.templates import RULES
from tirage.tabular.cells import closest, quoted
from tirage.tabular.encodings import decode
from tirage.tabular.files import read_bytes

_VARIABLE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A model with its variables filled in."""

    path: Path
    """Of the DOCX."""
    document: Document
    unfilled: tuple[str, ...]
    """Variables of the rules or of the city that are not known yet, in the order in which they come."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of an assembly."""

    folder: Path
    """Of the models."""
    letters: tuple[Letter, ...]
    new: tuple[str, ...]
    """Models that were not there and are written now, to be edited."""


def write_letters(folder: str | Path, *, language: Language = FALLBACK) -> Letters:
    """Write the models that are missing into the dossier, and a DOCX of each that is there.

    Raises Refused where the dossier has no `tirage.yaml`, InputInvalid with every defect of rules, values and
    models: no DOCX is written then.
    """
    folder = Path(folder)
    if not (folder / RULES).is_file():
        raise Refused("letter.no_rules", path=folder / RULES)
    language = language if language in COMPLETE else FALLBACK
    rules = read_rules(folder / RULES)
    place = folder / text("letter.folder", language)
    values = place / text("letter.values.file", language)
    new = _missing(place, values.name, language)
    try:
        letters = _filled_in(place, new, known_values(rules, values, _data(values, new), language), language)
    except InputInvalid:
        write_over(place, new, make=True)
        raise
    filled = {letter.path.name: docx.render(letter.document) for letter in letters}
    write_over(place, {**new, **filled}, make=True)
    return Letters(place, letters, tuple(sorted(new)))


def _filled_in(
    place: Path, new: Mapping[str, bytes], values: Mapping[str, str], language: Language
) -> tuple[Letter, ...]:
    """Every model that is there, or about to be; InputInvalid with all that is wrong in them."""
    filling = _Filling(language, values)
    models = {*place.glob("*.md"), *(place / name for name in new if name.endswith(".md"))}
    letters = tuple(filling.letter(path, _data(path, new)) for path in sorted(models))
    if filling.defects:
        raise InputInvalid(filling.defects)
    return letters


def _data(path: Path, new: Mapping[str, bytes]) -> bytes:
    return new[path.name] if path.name in new else read_bytes(path)


def _missing(place: Path, values: str, language: Language) -> dict[str, bytes]:
    """The models, where there is none, and the file of values, if it is not there yet."""
    shipped = files("tirage.report.letters") / "templates" / language
    wanted = {file.name: file.read_bytes() for file in shipped.iterdir() if file.name.endswith(".md")}
    if place.is_dir():
        sweep_outputs(place)
    wanted = {**({} if any(place.glob("*.md")) else wanted), values: values_file(language)}
    return {name: data for name, data in wanted.items() if not (place / name).exists()}


@dataclass(slots=True)
class _Filling:
    """What fills the letters, and what is wrong with them."""

    language: Language
    values: Mapping[str, str]
    """By the key of a variable; empty where it is not known yet."""
    defects: list[Defect] = field(default_factory=list)
    unfilled: dict[str, None] = field(default_factory=dict)
    """Of the letter that is read."""

    def letter(self, path: Path, data: bytes) -> Letter:
        self.unfilled.clear()
        said, _ = decode(data, str(path))
        lines = [
            (number, self._filled(line, path, number))
            for number, line in enumerate(map(str.strip, said.splitlines()), 1)
            if line and not line.startswith("<!--")
        ]
        title = next((line[2:] for _, line in lines if line.startswith("# ")), "")
        if not title:
            self.defects.append(Defect("letter.title", str(path), 1))
        body = [line for _, line in lines if not line.startswith("# ")]
        sections = tuple(_sections(body))
        document = Document("letter", self.language, title, sections)
        return Letter(path.with_suffix(".docx"), document, tuple(self.unfilled))

    def _filled(self, line: str, path: Path, number: int) -> str:
        """A line with the values of its variables."""

        def value(found: re.Match[str]) -> str:
            name = key(found[1])
            if column := merged(self.language).get(name):
                return f"«{column}»"
            if name not in self.values:
                self._unknown(found[1], path, number)
                return found[0]
            if not self.values[name]:
                self.unfilled[found[1]] = None
            return self.values[name] or f"«\u00a0{found[1]}\u00a0»"

        if set("{}") & set(_VARIABLE.sub("", line)):
            self.defects.append(Defect("letter.brace", str(path), number))
        return _VARIABLE.sub(value, typeset(line) if self.language == "fr" else line)

    def _unknown(self, name: str, path: Path, number: int) -> None:
        near = closest(name, [*self.values, *merged(self.language).values()])
        values = {"found": quoted(name), "closest": near}
        self.defects.append(Defect("letter.variable", str(path), number, None, values))


def _sections(lines: list[str]) -> Iterator[Section]:
    """The lines under their headings."""
    title, block = "", list[str]()
    for line in [*lines, "## "]:
        if not line.startswith("##"):
            block.append(line)
            continue
        if block or title:
            yield Section("letter", title, tuple(_blocks(block)))
        title, block = line.lstrip("# "), []


def _blocks(lines: list[str]) -> Iterator[Block]:
    for items, group in groupby(lines, lambda line: line.startswith("- ")):
        if items:
            yield Items(tuple(line[2:] for line in group))
        else:
            yield from (Paragraph(line) for line in group)
