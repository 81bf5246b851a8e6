"""Answers and undelivered letters, matched by code, never by name.

A round holds everything known so far, so the last round counts. A row that cannot be understood is a defect;
a row that is understood is never dropped: every code is counted under one status.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.people.ids import read_code
from tirage.people.intake.values import category_of
from tirage.people.letters.contacts import contact_titles
from tirage.quotas.model import Quotas
from tirage.tabular.cells import closest, fold, quoted
from tirage.tabular.dates import read_day
from tirage.tabular.tables import Table

ACCEPTED, REFUSED, LATE, INCOMPLETE, UNDELIVERED = "accepted", "refused", "late", "incomplete", "undelivered"
"""Statuses; a refusal may have a cause of the rules after a colon, `refused:time`."""
_YES = {"oui", "o", "yes", "y", "accepte", "accepted", "1", "x", "true", "vrai"}
_NO = {"non", "n", "no", "refuse", "refused", "0", "false", "faux"}
TITLES = {
    "code": ("code",),
    "answer": ("réponse", "answer", "accepte", "response"),
    "cause": ("cause", "motif", "reason"),
    "date": ("date",),
    "consent": ("consentement", "consent"),
}
"""What a column is → its titles, accents and case aside."""


@dataclass(repr=False, frozen=True, slots=True)
class Letter:
    """One letter that was sent."""

    pid: str
    stream: str
    """Empty where the rules name none."""
    known: tuple[str, ...]
    """Category of each criterion as the lists have it; "" where only the answer tells."""

    def __repr__(self) -> str:
        return brief(self)


@dataclass(repr=False, frozen=True, slots=True)
class Answer:
    """The answer of one person, or that the letter came back."""

    status: str
    features: tuple[str, ...]
    """Category of each criterion; of a person who does not accept, as far as the lists have it."""

    def may_become(self, other: Answer) -> bool:
        """Whether a later round may say that: no answer goes down, one accepted or late stays so."""
        if self.status in {ACCEPTED, LATE}:
            return self == other if self.status == ACCEPTED else other.status == LATE
        return other.status != UNDELIVERED or self.status == UNDELIVERED

    def __repr__(self) -> str:
        return brief(self)


@dataclass(frozen=True, slots=True)
class Unread:
    """A column of which nothing is made, for the lists already tell this criterion."""

    criterion: str
    column: str
    differing: int
    """Answers in it that are not what the lists have."""


@dataclass(repr=False, frozen=True, slots=True)
class Round:
    """A file of answers, understood."""

    answers: Mapping[str, Answer]
    """pid → answer, earlier rounds included."""
    new: int
    changed: int
    """People whose status or answers differ from the round before."""
    repeated: int
    """Rows that say again what another row says."""
    known: tuple[Unread, ...] = ()
    """Columns of criteria that come from the lists."""
    ignored: tuple[str, ...] = ()
    """Titles of all other columns of which nothing is made."""

    def __repr__(self) -> str:
        return brief(self, answers=len(self.answers))


@dataclass(repr=False, frozen=True, slots=True)
class _Row:
    """A row of a table under the names of its columns."""

    file: str
    line: int
    cells: Mapping[str, str]
    """Those of `TITLES`; empty where the table has no such column."""
    asked: Mapping[str, str]
    """The cells of criteria that only the answer tells, by criterion."""
    titles: Mapping[str, str]
    """The title of each of `TITLES` in this table."""
    defects: list[Defect]
    """Defects of the table so far."""

    def __repr__(self) -> str:
        return brief(self, line=self.line)

    def fault(self, code: str, column: str, **values: object) -> None:
        """One more defect, in this row."""
        self.defects.append(Defect(code, self.file, self.line, self.titles.get(column, column), values))


def read_answers(
    table: Table,
    file: str,
    quotas: Quotas,
    letters: Mapping[str, Letter],
    before: Mapping[str, Answer],
    causes: Collection[str],
    deadline: date | None,
) -> Round:
    """The answers of a table; `letters`: code → letter; `causes`: those that the rules let a refusal have.

    Columns: code, réponse (oui or non), one for each criterion that only the answer tells, and, where they
    are there, cause, date (any that `read_day` reads), consentement. Raises InputInvalid with every defect:
    an unknown code, two answers that contradict each other, a word that is no category, a cause that the
    rules lack…
    """
    places = {name: _column(table, headers) for name, headers in TITLES.items()}
    missing = {"code": "responses.column", "answer": "responses.answers"}
    defects = [
        Defect(code, file, 1, None, {"column": name})
        for name, code in missing.items()
        if places[name] is None
    ]
    titles = {name: table.header[place] for name, place in places.items() if place is not None}
    asked = [each.name for each in quotas.criteria if is_asked(each.name, quotas, letters)]
    criteria = {name: _column(table, (name,)) for name in asked}
    defects += (
        Defect("responses.column", file, 1, None, {"column": quoted(name)})
        for name, place in criteria.items()
        if place is None
    )
    if defects:
        raise InputInvalid(defects)
    found: dict[str, tuple[int, Answer]] = {}
    repeated = 0
    for line, cells in table.rows:
        row = _Row(file, line, _named(places, cells), _named(criteria, cells), titles, defects)
        letter = _letter(row, letters)
        answer = _answer(row, letter, quotas, causes, deadline) if letter else None
        if letter is None or answer is None:
            continue
        if (was := before.get(letter.pid)) is not None and not was.may_become(answer):
            row.fault("responses.final", "code", before=was.status, now=answer.status, pid=letter.pid)
            continue
        if letter.pid in found:
            first, other = found[letter.pid]
            repeated += other == answer
            if other != answer:
                row.fault("responses.contradiction", "code", first=first)
        else:
            found[letter.pid] = line, answer
    if defects:
        raise InputInvalid(defects)
    now = {**before, **{pid: answer for pid, (_, answer) in found.items()}}
    changed = sum(pid in before and before[pid] != answer for pid, (_, answer) in found.items())
    known = {
        name: _column(table, (name,)) for name in (each.name for each in quotas.criteria) if name not in asked
    }
    unread = tuple(_unread(table, quotas, letters, known, places["code"] or 0))
    used = {*titles.values(), *asked, *contact_titles(table.header), *(each.column for each in unread)}
    folded = {fold(title) for title in used}
    ignored = tuple(title for title in table.header if fold(title) not in folded)
    return Round(now, sum(pid not in before for pid in found), changed, repeated, unread, ignored)


def _unread(
    table: Table, quotas: Quotas, letters: Mapping[str, Letter], places: Mapping[str, int | None], code: int
) -> Iterator[Unread]:
    """The columns of criteria that come from the lists, and how often somebody says otherwise there."""
    for rank, criterion in enumerate(quotas.criteria):
        place = places.get(criterion.name)
        if place is None:
            continue
        differing = 0
        for _, cells in table.rows:
            letter = letters.get(read_code(cells[code]) or "")
            said = category_of(cells[place], criterion.categories).value
            differing += letter is not None and bool(cells[place]) and said != letter.known[rank]
        yield Unread(criterion.name, table.header[place], differing)


def read_undelivered(
    table: Table, file: str, letters: Mapping[str, Letter], before: Mapping[str, Answer]
) -> Round:
    """Letters that came back; someone who has answered all the same keeps their answer."""
    place = _column(table, TITLES["code"])
    if place is None:
        raise InputInvalid([Defect("responses.column", file, 1, None, {"column": "code"})])
    defects: list[Defect] = []
    back: dict[str, Answer] = {}
    repeated = 0
    for line, cells in table.rows:
        letter = _letter(_Row(file, line, {"code": cells[place]}, {}, {}, defects), letters)
        if letter is not None:
            repeated += letter.pid in back
            back[letter.pid] = Answer(UNDELIVERED, letter.known)
    if defects:
        raise InputInvalid(defects)
    fresh = {pid: answer for pid, answer in back.items() if pid not in before}
    return Round({**before, **fresh}, len(fresh), 0, repeated)


def _column(table: Table, headers: Iterable[str]) -> int | None:
    """Position of the first column with one of these headers."""
    wanted = {fold(header) for header in headers}
    return next((i for i, name in enumerate(table.header) if fold(name) in wanted), None)


def is_asked(name: str, quotas: Quotas, letters: Mapping[str, Letter]) -> bool:
    """Whether somebody's category of a criterion is known from the answer alone."""
    place = [criterion.name for criterion in quotas.criteria].index(name)
    return any(not letter.known[place] for letter in letters.values())


def _named(places: Mapping[str, int | None], cells: Sequence[str]) -> dict[str, str]:
    return {name: "" if place is None else cells[place] for name, place in places.items()}


def _letter(row: _Row, letters: Mapping[str, Letter]) -> Letter | None:
    """The letter that a row answers; None, and a defect, for a code that no letter has.

    Where a row has slipped a column a name may stand there: nothing of it is repeated, here and below.
    """
    typed = read_code(row.cells["code"])
    letter = letters.get(typed) if typed else None
    if letter is None:
        row.fault("responses.code", "code", length=len(row.cells["code"]))
    return letter


def _answer(
    row: _Row, letter: Letter, quotas: Quotas, causes: Collection[str], deadline: date | None
) -> Answer | None:
    """The answer of a row; None, and a defect, for a word that is neither yes nor no."""
    word = fold(row.cells["answer"])
    if word not in _YES | _NO:
        row.fault("responses.answer", "answer", length=len(row.cells["answer"]))
        return None
    late = _is_late(row, deadline)
    if word in _NO:
        cause = _cause(row, causes)
        return Answer(f"{REFUSED}:{cause}" if cause else REFUSED, letter.known)
    features = _features(row, letter, quotas)
    consents = not row.cells["consent"] or fold(row.cells["consent"]) in _YES
    status = LATE if late else ACCEPTED if consents and all(features) else INCOMPLETE
    return Answer(status, features)


def _cause(row: _Row, causes: Collection[str]) -> str:
    """The cause of a refusal; a defect for one that the rules lack, of which nothing is repeated."""
    typed = row.cells["cause"]
    codes = {fold(code): code for code in causes}
    if typed and fold(typed) not in codes:
        row.fault("responses.cause", "cause", length=len(typed), known=", ".join(causes))
    return codes.get(fold(typed), "")


def _features(row: _Row, letter: Letter, quotas: Quotas) -> tuple[str, ...]:
    """Category of each criterion: as the row answers where it is asked, else as the lists say."""
    features = list(letter.known)
    for place, criterion in enumerate(quotas.criteria):
        if criterion.name not in row.asked:
            continue
        names = {fold(category): category for category in criterion.categories}
        cell = row.asked[criterion.name]
        value = fold(cell)
        if value and value not in names:
            near = closest(cell, names.values())
            row.fault("responses.category", quoted(criterion.name), found=quoted(cell), closest=near)
        features[place] = names.get(value, "")
    return tuple(features)


def _is_late(row: _Row, deadline: date | None) -> bool:
    """Whether the row has a date after the deadline."""
    text = row.cells["date"]
    if deadline is None or not text:
        return False
    day = read_day(text)
    if day is None:
        row.fault("responses.date", "date", length=len(text))
    return day is not None and day > deadline
