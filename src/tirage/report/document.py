"""What a report is made of, whatever it is written as: sections of blocks, with values, not words.

A page (`report.pages`) puts a document together; every rendering (`report.rendering`) writes the same one.
Texts are in the document's language already; a number stays a number until a rendering shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from tirage.discretion import brief
from tirage.i18n.catalogue import Language

Tone = Literal["plain", "lead", "note", "good", "bad"]
Layout = Literal["plain", "cards", "matrix"]
Placing = Literal["", "together", "clause", "annex"]
ValueKind = Literal[
    "text",
    "group",
    "figure",
    "hash",
    "count",
    "number",
    "decimal",
    "signed",
    "percent",
    "met",
    "outcome",
    "band",
    "bar",
]
"""What the values of a column are, and so how they are shown: `group` is a text that the rows under it share,
`figure` a text of figures, set to the right; `number` and `signed` are fractions of a seat, `decimal` a
number with two decimals, `percent` a fraction of one, `met` yes or no, `outcome` a word for what came of a
check."""
NUMERIC: frozenset[str] = frozenset({"figure", "count", "number", "decimal", "signed", "percent"})
"""Kinds that are set to the right."""


@dataclass(frozen=True, slots=True)
class Band:
    """What was allowed and what came of it, on one line from 0 to `top`."""

    low: Fraction
    high: Fraction
    mark: Fraction | None
    """What was obtained; None before the draw."""
    top: Fraction
    target: Fraction | None = None
    """What the census would give."""
    judged: bool = True
    """Whether a mark outside the band is a fault."""

    @property
    def within(self) -> bool:
        """Whether there is nothing to object to."""
        return not self.judged or self.mark is None or self.low <= self.mark <= self.high


@dataclass(frozen=True, slots=True)
class Bar:
    """A quantity beside others, from 0 to `top`."""

    value: Fraction
    top: Fraction


@dataclass(frozen=True, slots=True)
class Marked:
    """A value to be looked at: a cross stands before one whose tone is `bad`."""

    value: str | int | float | Fraction | None
    tone: Tone


Value = str | int | float | Fraction | bool | Band | Bar | Marked | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    key: str
    """Its name in JSON; the same in every language."""
    title: str
    kind: ValueKind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a caption; the first column names the row."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    layout: Layout = "plain"
    """`cards`: on a phone each row stands by itself; `matrix`: wide, to be scrolled."""
    legend: str = ""
    """How to read its pictures, where there are pictures."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known, with its name."""

    key: str
    label: str
    value: Value
    kind: ValueKind = "text"


@dataclass(frozen=True, slots=True)
class Facts:
    """Things known, one under the other."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences, and the tone in which they are said."""

    words: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered where the order counts."""

    words: tuple[str, ...]
    ordered: bool = False
    start: int = 1
    """The number of the first."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the record."""

    number: int
    time: str
    words: str
    digest: str = ""
    """SHA-256 of its journal entry; empty where it is not shown."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The acts, in order."""

    rows: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of counts, drawn with signs."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, never alone: `words` says what it shows."""

    key: str
    svg: str
    words: str
    strips: tuple[Strip, ...] = ()
    """The same where only signs can be drawn."""


@dataclass(frozen=True, slots=True)
class Names:
    """Many short ids, in columns."""

    key: str
    caption: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Lines to be filled in by hand, or that an option filled in: label and what is known."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Room to sign, for each of those present."""

    caption: str
    names: tuple[str, ...]
    """Empty for a name to be written by hand."""


Block = Paragraph | Table | Facts | Items | Steps | Picture | Names | Blanks | Signatures


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what is under it; the title is empty on a screen that needs no headings."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    placing: Placing = ""
    """On paper: `together`: on one page; `clause`: close to the one before; `annex`: on pages of its own."""


NO_VERDICT = Paragraph("")


class Deferred(Mapping[str, object]):
    """Values that are worked out when somebody asks for them: most readers of a screen do not."""

    def __init__(self, made: Callable[[], Mapping[str, object]]) -> None:
        self._made = made

    @cached_property
    def _values(self) -> Mapping[str, object]:
        return self._made()

    def __getitem__(self, key: str) -> object:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return brief(self)


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A report, or what a command says; it may be a list of members with their addresses."""

    kind: str
    """Its name in JSON: `tirage: <kind>/1`."""
    language: Language
    title: str
    sections: tuple[Section, ...]
    data: Mapping[str, object] | None = None
    """The machine-readable values, where they are others than those of the blocks."""
    subtitle: str = ""
    rehearsal: str = ""
    """The warning that nothing here counts; empty for a draw."""
    verdict: Paragraph = NO_VERDICT
    """What must be seen first."""
    head: str = ""
    """SHA-256 of the journal's last entry: what a whole report rests on."""
    head_label: str = ""
    rests: str = ""
    """What it rests on, in its footer; empty of a report on a dossier that was verified."""

    def __repr__(self) -> str:
        return brief(self, sections=len(self.sections))

    @property
    def colon(self) -> str:
        """What stands between a label and its value."""
        return "\u00a0:" if self.language == "fr" else ":"

    @property
    def tables(self) -> Iterator[tuple[Section, Table]]:
        """Every table, with the section that it stands in."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    yield section, block


def chained(documents: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    """The data of several assemblies as one document, that of each next assembly under `next`.

    >>> chained([{"number": 1}, {"number": 2}])
    {'number': 1, 'next': {'number': 2}}
    """
    first, *others = documents
    return {**first, "next": chained(others)} if others else first
