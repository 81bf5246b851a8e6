"""Two rows that may be one person, as a table for somebody to decide in, and the decisions read back.

The same for the lists of a frame and for a file of volunteers. The table names people: it is written to
`private/` and read from there, never shown.

::

    table = review_csv(doubts, decided, "fr")
    path = place_of(private, table)   # where an act then writes it
    decisions = read_decisions(path)
    decisions.words[doubt.case]     # SAME, FIRST_STANDS, SECOND_STANDS or OTHER
    decisions.stale(doubts)         # lines whose case is none of these
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.i18n.catalogue import text
from tirage.i18n.languages import COMPLETE, FALLBACK, Language
from tirage.i18n.note import Note
from tirage.i18n.numbers import few
from tirage.tabular.cells import fold, quoted
from tirage.tabular.files import Manner
from tirage.tabular.tables import Table, scan
from tirage.tabular.writing import spreadsheet_csv

SAME, OTHER = "same", "different"
FIRST_STANDS, SECOND_STANDS = "same-first", "same-second"
"""One person, and the row that has the address and the name of today."""
ONE_PERSON = frozenset((SAME, FIRST_STANDS, SECOND_STANDS))
CHOICE = (SAME, FIRST_STANDS, SECOND_STANDS, OTHER)
"""Decisions about rows of which one or the other may stand."""
OF_ROLLS = (
    *("list", "surname", "usage_name", "first_names", "birth_date", "birthplace", "sex", "nationality"),
    *("elector_number", "card", "street", "locality", "complement1", "complement2", "postcode", "city"),
    *("bureau", "file", "line"),
)
"""Fields of a row of a list; `review.column.FIELD` is the title of each."""
_WHERE = ("file", "line")
"""Fields in which any two rows differ."""
FIRST = 5
"""Lines named of each finding."""

_ONE = ("same", "same person", "the same", "yes", "même", "même personne", "la même personne", "oui")
_WHICH = {
    FIRST_STANDS: ("1", "first", "the first", "première", "la première", "1re", "la 1re"),
    SECOND_STANDS: ("2", "second", "the second", "seconde", "la seconde", "deuxième", "la deuxième", "2e"),
}
_WORDS = {
    SAME: _ONE,
    **{
        word: (*which, *(f"{one} {each}" for one in _ONE for each in which)) for word, which in _WHICH.items()
    },
    OTHER: (
        *("different", "different people", "different persons", "two people", "no"),
        *("différent", "différents", "différente", "différentes", "personnes différentes"),
        *("deux personnes", "non"),
    ),
}
"""What may stand in the column of decisions, whatever the language of the table; case and accents aside."""
_OTHER_TITLES = {"case": (), "decision": ("décision", "decision")}
"""Titles that columns may have, beside those that tirage writes."""
_SAVED_AS = ("cp850", "mac_roman")
"""Encodings of a spreadsheet's "CSV (MS-DOS)" and "CSV (Macintosh)", where the bytes could be anything."""
_MARK = "#"
"""Before each case: sixteen hex digits such as 1234567890123e45 would be a number to a spreadsheet."""


@dataclass(repr=False, frozen=True, slots=True)
class Doubt:
    """Two rows that may be one person."""

    case: str
    """Name of the case that a decision is about: the same for the same two people in any files."""
    reason: str
    """Why it is asked: `review.reason.REASON` says it."""
    one: tuple[str, ...]
    """What the row says, a cell for each field of the table: private."""
    other: tuple[str, ...]

    def __repr__(self) -> str:
        return brief(self)

    def apart(self, fields: Sequence[str]) -> list[str]:
        """The fields in which the rows differ; of a row of another list, those that it has."""
        from tirage.people.rolls.lists import CARDS, ROLLS

        own = dict(zip(fields, zip(self.one, self.other, strict=True), strict=True))
        lists = own.get("list", ())
        alike = {*ROLLS, CARDS, ""}.issuperset(lists)
        return [
            name
            for name, (one, other) in own.items()
            if name not in _WHERE and fold(one) != fold(other) and (alike or (one and other))
        ]


@dataclass(repr=False, frozen=True, slots=True)
class Decisions:
    """What somebody has decided."""

    words: Mapping[str, str] = field(default_factory=dict)
    """Case → one of CHOICE; cases without a decision are left out."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """Case → the line that decides it."""
    sha256: str = ""
    """Hash of the file; empty without one."""

    def __repr__(self) -> str:
        return brief(self, decided=len(self.words))

    def undecided(self, doubts: Iterable[Doubt]) -> int:
        """How many of the doubts have no decision."""
        return sum(doubt.case not in self.words for doubt in doubts)

    def stale(self, doubts: Iterable[Doubt]) -> tuple[int, ...]:
        """Lines whose decision is about none of the doubts, in their order."""
        asked = {doubt.case for doubt in doubts}
        return tuple(line for case, line in self.lines.items() if case not in asked)


def stale(decisions: Decisions, doubts: Iterable[Doubt]) -> tuple[Note, ...]:
    """What is to be said of decisions that are about none of the doubts."""
    lines = decisions.stale(doubts)
    return (Note("review.stale", {"count": len(lines), "lines": few(lines)}),) if lines else ()


def review_csv(
    doubts: Sequence[Doubt],
    decided: Mapping[str, str],
    language: Language = FALLBACK,
    fields: Sequence[str] = OF_ROLLS,
) -> bytes:
    """The table, for a spreadsheet: UTF-8 with BOM, `;`, CRLF; the cases explained in `language`.

    `decided`: case → one of CHOICE, for those of which a decision is known; `fields`: of each side.
    """
    sides = [text(f"review.column.{name}", language) for name in fields]
    header = (
        *(text(f"review.column.{name}", language) for name in ("case", "decision", "reason", "differs")),
        *(f"{name} 1" for name in sides),
        *(f"{name} 2" for name in sides),
    )
    titles = dict(zip(fields, sides, strict=True))
    said = {"": "", **{word: text(f"review.answer.{word}", language) for word in CHOICE}}

    def rows() -> Iterator[Sequence[str]]:
        yield header
        for doubt in doubts:
            why = text(f"review.reason.{doubt.reason}", language)
            apart = ", ".join(titles[name] for name in doubt.apart(fields))
            answer = said[decided.get(doubt.case, "")]
            yield _MARK + doubt.case, answer, why, apart, *doubt.one, *doubt.other

    return spreadsheet_csv(rows())


def place_of(private: Path, table: bytes) -> Path:
    """Where the table is to stand in the folder `private`: another that is there already is left alone."""
    names = ("review.csv", *(f"review-{number}.csv" for number in range(2, 10_000)))
    paths = (private / name for name in names)
    return next(each for each in paths if not each.exists() or each.read_bytes() == table)


def read_decisions(path: str | Path | None, choice: Collection[str] = CHOICE) -> Decisions:
    """The decisions in a table, in whatever language, encoding and order of columns it was saved.

    None, without a table: nothing is decided. `choice`: the decisions that there are.
    Raises InputInvalid for a missing column, words that are no decision, a case decided in two ways.
    """
    if path is None:
        return Decisions()
    path = Path(path)
    table, case, decision = _read(path)
    words: dict[str, str] = {}
    lines: dict[str, int] = {}
    unknown: dict[str, list[int]] = {}
    defects: list[Defect] = []
    for line, cells in table.rows:
        if not cells[decision]:
            continue
        name, meaning = cells[case].removeprefix(_MARK).casefold(), _MEANINGS.get(_plain(cells[decision]))
        if meaning is None or meaning not in choice:
            unknown.setdefault(cells[decision], []).append(line)
        elif words.setdefault(name, meaning) != meaning:
            defects.append(Defect("frame.decisions.both", str(path), line, values={"first": lines[name]}))
        else:
            lines.setdefault(name, line)
    title, code = table.header[decision], "choice" if FIRST_STANDS in choice else "word"
    for word, where in unknown.items():
        values = {"found": quoted(word), "rows": len(where), "lines": ", ".join(map(str, where[:FIRST]))}
        defects.append(Defect(f"frame.decisions.{code}", str(path), where[0], quoted(title), values))
    if defects:
        raise InputInvalid(defects)
    return Decisions(words, lines, table.sha256)


def _read(path: Path) -> tuple[Table, int, int]:
    """The table, and where cases and decisions are in it."""
    refused = InputInvalid([Defect("frame.decisions.column", str(path), 1)])
    readings: list[tuple[int, Table, int, int]] = []
    for encoding in (None, *_SAVED_AS):
        try:
            table, defects = scan(path, Manner(encoding, hidden="take"))
        except InputInvalid as error:
            refused = error if encoding is None else refused
            continue
        # A remark that somebody wrote beside the table is no part of it.
        if faults := [each for each in defects if each.code != "table.column.nameless"]:
            refused = InputInvalid(faults) if encoding is None else refused
            continue
        case, decision = _column(table, "case"), _column(table, "decision")
        if case is not None and decision is not None:
            strange = sum(_plain(cells[decision]) not in _MEANINGS for _, cells in table.rows)
            readings.append((strange, table, case, decision))
    if not readings:
        raise refused
    # Accents of one are other accents in another: the words tell which it is.
    return min(readings, key=itemgetter(0))[1:]


def _column(table: Table, name: str) -> int | None:
    """Where the column of cases or of decisions is, whatever language wrote the table."""
    titles = {_plain(text(f"review.column.{name}", each)) for each in COMPLETE}
    titles.update(map(_plain, _OTHER_TITLES[name]))
    return next((place for place, title in enumerate(table.header) if _plain(title) in titles), None)


def _plain(cell: str) -> str:
    """Letters and digits alone: a no-break space that an encoding lacks has become a question mark."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(cell)))


_MEANINGS = {_plain(word): meaning for meaning, words in _WORDS.items() for word in words}
