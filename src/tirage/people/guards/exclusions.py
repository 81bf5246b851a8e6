"""Lists of people who may not be drawn, against a file of volunteers: by id, by name and birth date, by mail.

Certain is an id whose name is no other, a name with its whole birth date, a mail whose name is no other.
What is only near (a name without a birth date, a mail or a telephone under another name, a name with a slip)
is for somebody to decide. Most people of such a list did not volunteer: that is no fault of the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.people.guards.doubts import is_near
from tirage.people.guards.traits import Columns, Traits
from tirage.people.pool.read import LINE
from tirage.tabular.cells import clean, fold, listed
from tirage.tabular.files import AS_IT_COMES, Manner
from tirage.tabular.headers import IsHeader
from tirage.tabular.tables import Table, read_table

CAUSES: Mapping[str, frozenset[str]] = {
    "deceased": frozenset({"deceased", "deces", "decedes"}),
    "elected": frozenset({"elected", "elus"}),
    "ineligible": frozenset({"ineligible", "ineligibles"}),
    "opposition": frozenset({"opposition", "oppositions"}),
    "past-members": frozenset({"past-members", "anciens-membres"}),
    "staff": frozenset({"staff", "agents"}),
}
"""Causes of a list: those of `exclusions` in `spec/acts.json`, and the words that they may be typed by."""


@dataclass(repr=False, frozen=True, slots=True)
class Near:
    """A person of a list who may be a volunteer."""

    cause: str
    person: Traits
    """Of the list."""
    shown: tuple[str, ...]
    place: int
    """Of the volunteer, among all."""
    reason: str

    def __repr__(self) -> str:
        return brief(self)


@dataclass(repr=False, frozen=True, slots=True)
class Matched:
    """What lists say of volunteers."""

    certain: Mapping[int, str]
    """Place of a volunteer → cause; the first list that has somebody counts."""
    near: Sequence[Near]
    read: Mapping[str, int]
    """Cause → rows of its list."""
    unmatched: Mapping[str, Sequence[int]]
    """Cause → lines of its list that are nobody in the file, nor near anybody."""
    hashes: Mapping[str, str]

    def __repr__(self) -> str:
        return brief(self, certain=len(self.certain), near=len(self.near))


def read_cause(typed: str) -> str | None:
    """The cause that was typed, in whatever language; None for another word.

    >>> read_cause("Élus"), read_cause("opposition"), read_cause("friends")
    ('elected', 'opposition', None)
    """
    return next((cause for cause, words in CAUSES.items() if fold(typed) in words), None)


def match(
    people: Sequence[Traits],
    columns: Columns,
    id_title: str,
    lists: Mapping[str, Path],
    manner: Manner = AS_IT_COMES,
) -> Matched:
    """The volunteers on each list; `lists`: cause → file; `id_title`: header of their ids.

    Raises InputInvalid with every defect of every list.
    """
    defects: list[Defect] = []
    certain: dict[int, str] = {}
    near: list[Near] = []
    read, unmatched, hashes = {}, {}, {}
    known = _Index(people if lists else ())
    for cause, path in lists.items():
        try:
            table = read_table(path, manner, _naming(columns, id_title))
            own = _columns(table, str(path), columns, id_title)
            persons = [own.traits(row) for row in table.rows]
            _check_rows(persons, str(path))
        except InputInvalid as error:
            defects += error.defects
            continue
        read[cause], hashes[cause] = len(table.rows), table.sha256
        missing = []
        for person, (line, cells) in zip(persons, table.rows, strict=True):
            found, close = known.certain(person), dict(known.near(person))
            for place in sorted(found):
                certain.setdefault(place, cause)
            if not found:
                near += (Near(cause, person, own.shown(cells), at, close[at]) for at in sorted(close))
            if not found and not close:
                missing.append(line)
        unmatched[cause] = missing
    if defects:
        raise InputInvalid(defects)
    return Matched(certain, near, read, unmatched, hashes)


def _naming(volunteers: Columns, id_title: str) -> IsHeader:
    """Whether a row can be the header of a list: it has a column that the volunteers are told apart by."""

    def is_header(cells: Sequence[str]) -> bool:
        return _place([*map(clean, cells)], volunteers, id_title) is not None

    return is_header


def _place(titles: Sequence[str], volunteers: Columns, id_title: str) -> Columns | None:
    """The columns of a list, None where it has none that the volunteers have too."""
    heads = [fold(name) for name in titles]
    # A number of line is of one file.
    own = heads.index(fold(id_title)) if id_title != LINE and fold(id_title) in heads else None
    found = Columns(titles, own)
    ways = (("surname",), ("email",), ("phone",))
    return found if own is not None or any(found.has(*way) and volunteers.has(*way) for way in ways) else None


def _columns(table: Table, file: str, volunteers: Columns, id_title: str) -> Columns:
    """The columns of a list; InputInvalid where it has none that the volunteers have too."""
    found = _place(table.header, volunteers, id_title)
    if found is None:
        values = {"columns": listed(table.header), "id": id_title}
        raise InputInvalid([Defect("pool.exclusion.column", file, table.header_line, None, values)])
    return found


def _check_rows(persons: Iterable[Traits], file: str) -> None:
    """InputInvalid where rows name nobody."""
    empty = [each.line for each in persons if not (each.pid or each.names or each.mails or each.phones)]
    if empty:
        raise InputInvalid([Defect("pool.exclusion.row", file, empty[0], lines=tuple(empty))])


class _Index:
    """Volunteers by what they may be known by."""

    def __init__(self, people: Sequence[Traits]) -> None:
        self._people = people
        self._by: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, one in enumerate(people):
            for key in _keys(one):
                self._by[key].append(place)

    def certain(self, person: Traits) -> set[int]:
        """Places of the volunteers who are this person."""
        return {place for way, place in self._sharing(person) if self._is_sure(way, person, place)}

    def _is_sure(self, way: str, person: Traits, place: int) -> bool:
        other = self._people[place]
        if way == "name":
            return person.whole and person.born == other.born
        # An id of a list may be of another numbering, and a couple may have one mail.
        strange = person.names and other.names and not person.names & other.names
        same = bool(person.names & other.names)
        return (way in {"id", "email"} and not strange) or (way == "phone" and same)

    def near(self, person: Traits) -> Iterator[tuple[int, str]]:
        """(place, reason) of the volunteers who may be this person, the strongest reason last."""
        for way, place in self._sharing(person):
            other = self._people[place]
            if way == "born" and is_near(person, other):
                yield place, "list-near-birth"
            elif way == "name" and not (person.whole and other.whole):
                yield place, "list-name"
            elif way in {"id", "email", "phone"}:
                yield place, f"list-{way}"

    def _sharing(self, person: Traits) -> Iterator[tuple[str, int]]:
        for key in _keys(person):
            yield from ((key[0], place) for place in self._by.get(key, ()))


def _keys(one: Traits) -> Iterator[tuple[str, str]]:
    """What somebody may be known by, in an order that hangs on them alone."""
    if one.whole:
        yield "born", one.born
    yield from (("name", name) for name in sorted(one.names))
    yield from (("phone", phone) for phone in sorted(one.phones))
    yield from (("email", mail) for mail in sorted(one.mails))
    if one.pid:
        yield "id", one.pid
