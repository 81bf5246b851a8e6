"""Every sentence that tirage says, by code, from `locale/<language>/<room>.toml`.

A template is filled in by its values; whole numbers and days in it are written as the language writes them,
`{path:typed}` as a shell takes it, `{act:draw}` a draw as it is called, and `{closest:near}` is a question of
its own, or nothing where nothing is near. A text whose words depend on a number has forms by the plural
categories of CLDR, as a whole or in parts:

    "letters" = {plural = "count", one = "{count} letter.", other = "{count} letters."}
    "life.seats" = {text = "{vacant} of {seats}.", vacant = {one = "1 seat", other = "{vacant} seats"}}

A defect of code `c` has three sentences: `c.found`, `c.expected` and `c.remedy`; any other error has two, `c`
and `c.remedy`. What a partial language lacks is said in English.
"""

from __future__ import annotations

import re
import tomllib
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import PurePath
from string import Formatter
from typing import Any, Protocol

from tirage.i18n.languages import COMPLETE, FALLBACK, LANGUAGES, Language, folder
from tirage.i18n.moments import Instant, moment
from tirage.i18n.note import Note
from tirage.i18n.numbers import day, few, grouped, plural
from tirage.i18n.shell import as_typed
from tirage.i18n.typography import on_one_line, typeset

__all__ = [
    "COMPLETE",
    "LANGUAGES",
    "Language",
    "Text",
    "bare",
    "catalogue",
    "described",
    "explain",
    "missing",
    "spoken",
    "text",
]

NUMBERED = frozenset(
    {"byte", "cohort", "enough", "entry", "first", "last", "line", "lines", "list", "more", "number", "round"}
    | {"value", "version", "wave"}
)
"""Values that say which one, or what to type: their digits are not set apart."""


class Lines(str):
    """Words of ours as the value of a text: their lines stay. Any other value is on one line."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A template, and the forms of each number on which its words depend."""

    template: str
    language: Language
    """The language that it is in: English for what a partial language lacks."""
    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the name of the number, the words that take its place for each plural category."""

    def sentences(self) -> Iterator[str]:
        """The template and every form."""
        yield self.template
        for forms in self.forms.values():
            yield from forms.values()


class _Writer(Formatter):
    """Fills in templates, whole numbers as a language writes them."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - as in its base
        if format_spec == "typed":
            return as_typed(value)
        if format_spec == "draw":
            return called(str(value), self.language)
        if format_spec == "near":
            return f" {text('input.near', self.language, name=value)}" if value else ""
        if type(value) is int and not format_spec:
            return grouped(value, self.language)
        return str(super().format_field(value, format_spec))


class Texts(Mapping[str, Text]):
    """The texts of a language by code, each read when it is asked for: a command says few of thousands."""

    def __init__(self, language: Language, sources: Mapping[str, str]) -> None:
        """`sources`: by code, its lines of TOML."""
        self._language = language
        self._sources = sources
        self._read: dict[str, Text] = {}

    def __getitem__(self, code: str) -> Text:
        if code not in self._read:
            self._read[code] = _read(tomllib.loads(self._sources[code])[code], self._language)
        return self._read[code]

    def __contains__(self, code: object) -> bool:
        return code in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


@cache
def catalogue(language: Language) -> Mapping[str, Text]:
    """Text by code; KeyError for a code that two rooms define."""
    own = _own(language)
    return own if language in COMPLETE else ChainMap(own, catalogue(FALLBACK))  # type: ignore[arg-type]


def missing(language: Language) -> frozenset[str]:
    """The codes that a language has no text for: all but none where it is complete."""
    return frozenset(catalogue(FALLBACK)) - frozenset(_own(language))


_CODE = re.compile(r'^"([^"\n]+)" = ', re.MULTILINE)
"""The beginning of a text in a file: a room has nothing but texts and comments."""


@cache
def _own(language: Language) -> Texts:
    sources: dict[str, str] = {}
    for room in sorted(folder(language).iterdir(), key=lambda file: file.name):
        if room.name.startswith("_"):
            continue
        whole = room.read_text(encoding="utf-8")
        begun = [*_CODE.finditer(whole)]
        ends = [*(each.start() for each in begun[1:]), len(whole)]
        for each, end in zip(begun, ends, strict=True):
            if each[1] in sources:
                raise KeyError(f"message code defined twice: {each[1]}")
            sources[each[1]] = whole[each.start() : end]
    return Texts(language, sources)


def _read(entry: str | dict[str, Any], language: Language) -> Text:
    """A text as a TOML file has it: a template, or a table of forms or of a template and its forms."""
    if isinstance(entry, str):
        return Text(_typeset(entry, language), language)
    if "plural" in entry:
        name = entry.pop("plural")
        entry = {"text": f"{{{name}}}", name: entry}
    template = _typeset(entry.pop("text"), language)
    return Text(
        template,
        language,
        {
            name: {each: _typeset(form, language) for each, form in forms.items()}
            for name, forms in entry.items()
        },
    )


def _typeset(template: str, language: Language) -> str:
    return typeset(template) if language == "fr" else template


def text(code: str, language: Language, **values: object) -> str:
    """The sentence of `code` with its values filled in as `spoken` has them; KeyError for an unknown code."""
    said = catalogue(language)[code]
    writer = _Writer(said.language)
    plain = {
        name: on_one_line(str(value)) if name in NUMBERED else spoken(value, language)
        for name, value in values.items()
    }
    worded = {
        name: writer.vformat(_form(forms, values[name], said.language), (), plain)
        for name, forms in said.forms.items()
    }
    return writer.vformat(said.template, (), {**plain, **worded})


def bare(code: str, language: Language) -> str:
    """The sentence of `code` with … for each of its values, as of several; KeyError for an unknown code.

    >>> bare("pool.people.few.found", "en")
    '… volunteers for … seats.'
    """
    said = catalogue(language)[code]
    words = {name: _blank(forms["other"], {}) for name, forms in said.forms.items()}
    return _blank(said.template, words)


def _blank(template: str, words: Mapping[str, str]) -> str:
    """The template with the words of each value, … where it has none."""
    return "".join(
        before + ("" if name is None or spec == "near" else words.get(name, "…"))
        for before, name, spec, _ in Formatter().parse(template)
    )


def called(act: str, language: Language) -> str:
    """`remplacements n° 1` for `replacements/1`; the act of a later version as the journal has it."""
    kind, _, number = act.partition("/")
    code = f"draw.called.{kind}"
    if code not in catalogue(FALLBACK) or not (number.isdigit() or not number):
        return act
    return text(code, language, number=number)


def _form(forms: Mapping[str, str], number: object, language: Language) -> str:
    """The words that go with a number; TypeError unless it is whole."""
    if not isinstance(number, int):
        raise TypeError(f"no plural of {number!r}")
    return forms.get(plural(number, language), forms["other"])


def spoken(value: object, language: Language) -> object:
    """A value as a sentence has it: a day or a time in words, a note as its own sentence.

    Several notes stand on lines of their own as a tuple, in one sentence as a list. A text or a path, which
    a stranger may have named, is on one line.

    A time is told in UTC: who knows the clocks of the assembly has put it in words before.
    """
    if isinstance(value, Instant):
        return moment_in_words(value, "", language)
    if isinstance(value, date):
        return day(value.isoformat(), language)
    if isinstance(value, Note):
        return text(value.code, language, **value.values)
    if isinstance(value, tuple | list) and value and all(isinstance(each, Note) for each in value):
        between = "\n" if isinstance(value, tuple) else ", "
        return between.join(str(spoken(each, language)) for each in value)
    if isinstance(value, str | PurePath) and not isinstance(value, Lines):
        return on_one_line(str(value))
    return value


def moment_in_words(time: str, zone: str, language: Language) -> str:
    """A time of the journal by the clocks of `zone`: `23 novembre 2026 à 10 h 05 (Paris, UTC+1)`."""
    found = moment(time, zone, language)
    return text("report.moment", language, day=found.day, hour=found.hour, zone=found.zone)


class Explained(Protocol):
    """What a defect has that its sentences are made of (`tirage.errors.Defect`)."""

    @property
    def code(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int | None: ...
    @property
    def lines(self) -> Sequence[int]: ...
    @property
    def column(self) -> str | None: ...
    @property
    def values(self) -> Mapping[str, object]: ...


def described(defect: Explained, language: Language) -> str:
    """A defect on one line: where it is, what was found, what was expected, what to do, and its code."""
    where = defect.file
    if len(defect.lines) > 1:
        first, rows = few(defect.lines), len(defect.lines)
        where = text("input.lines", language, file=where, lines=first, rows=rows)
    elif defect.line is not None:
        where = text("input.line", language, file=where, line=defect.line)
    if defect.column:
        where = text("input.column", language, where=where, column=defect.column)
    return text("input.defect", language, where=where, name=defect.code, **explain(defect, language))


def explain(defect: Explained, language: Language) -> dict[str, str]:
    """The three sentences of a defect: `found`, `expected`, `remedy`."""
    return {
        part: text(f"{defect.code}.{part}", language, **defect.values)
        for part in ("found", "expected", "remedy")
    }
