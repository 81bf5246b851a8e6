"""People who may not be drawn: lists of them, and who of the rolls and cards each of their rows is.

Certain is the national elector number; else the surname (by birth or in use), the first of the first names
and the whole birth date, where they are those of one person and of no other, and nothing contradicts: further
first names, or of a row with two names that by birth; nor on 1 January. For somebody to decide, in the same
table as doubtful duplicates: a row that fits several people, and one that is certainly nobody but has names
that may be somebody's, written in two ways (`near`). A row that is nobody's is named by its line,
and in `private/` with the people who are nearest: a list that misses the one it is about is no protection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tirage.discretion import brief
from tirage.errors import Defect, InputInvalid
from tirage.i18n.catalogue import text
from tirage.i18n.languages import FALLBACK, Language
from tirage.people.frame.duplicates import certain
from tirage.people.frame.near import SPELT, pairs, spelt, swapped
from tirage.people.frame.pairing.keys import begins
from tirage.people.frame.pairing.sides import COLUMNS, Side, asked_about, side
from tirage.people.frame.store import Row, Store
from tirage.people.identity import canonical
from tirage.people.review import ONE_PERSON, Doubt
from tirage.people.rolls.births import Calendar
from tirage.people.rolls.readers import read_number
from tirage.people.titles import has_role
from tirage.tabular.cells import clean
from tirage.tabular.files import AS_IT_COMES, Manner
from tirage.tabular.tables import read_table
from tirage.tabular.writing import spreadsheet_csv

HEADERS = {
    "surname": ("nom", "nom de naissance", "nom de famille", "surname", "last name", "birth name"),
    "usage_name": ("nom d usage", "nom usage", "usage name", "name in use"),
    "first_names": ("prenom", "prenoms", "first name", "first names"),
    "birth": ("date de naissance", "date naissance", "ne le", "birth date", "date of birth"),
    "number": ("nne", "numero national d electeur", "numero d electeur", "numero electeur", "elector number"),
}
_ROLES = {"first_names": "first-names", "birth": "birth"}
"""What is known by more titles than these; a surname is not, for a full name is none."""
NEEDED = ("surname", "first_names", "birth")
"""What tells who somebody is, where there is no elector number."""
NEAREST = 5
"""People shown beside a row that is nobody's, at most."""

_WANTED = """
    create table wanted (
        cause varchar, line bigint, number varchar, name varchar, surname varchar, all_names varchar,
        firsts varchar, first_key varchar, born varchar
    )
"""
_CERTAIN = f"""
    select distinct cause, wanted.line, row from wanted join keyed on elector_number = number
    where number <> ''
    union
    select distinct cause, wanted.line, row from wanted join keyed
        on born_first = born and born_last = born and keyed.first_key = wanted.first_key
        and name in (surname_key, usage_key)
    where name <> '' and wanted.first_key <> '' and not january
        and {begins("wanted.firsts", "keyed.firsts")}
        and (wanted.all_names = wanted.surname or wanted.surname in ('', surname_key))
        and number not in (select elector_number from keyed where elector_number <> '')
    order by 1, 2, 3
"""
_MISSED = f"""
    create table missed as
    select wanted.*, 0::bigint as row, false as roll, '' as sex, '' as place, {SPELT}
    from wanted where born <> '' and (cause, line) not in (select cause, line from certain)
"""
_SPELT = spelt(
    f"""(born_first in (select born from wanted) or born_first in (select {swapped("born")} from wanted)
    or first_key in (select first_key from wanted))"""
)
"""Those whom a row of a list may mean, or who are near it."""
_NEAR = f"""
    select cause, line, other, max(reason) from ({pairs("missed", "spelt", "true")})
    group by cause, line, other order by 1, 2, 3
"""
_SIDES = f"select row, {', '.join(COLUMNS)} from keyed where row in (select row from looked_at)"
_SHOWN = ("list", "surname", "usage_name", "first_names", "born_first", "street", "postcode")
"""Columns of somebody near a row that is nobody's."""
_NEAREST = """
    with close as (
        select distinct wanted.cause, wanted.line, wanted.name || ' ' || wanted.firsts as one,
            spelt.row, spelt.identity, spelt.name || ' ' || spelt.firsts as other
        from wanted join nobody using (cause, line) join spelt on (spelt.born = wanted.born
                and (spelt.first_key = wanted.first_key or spelt.joined = replace(wanted.name, ' ', '')))
            or (spelt.name = wanted.name and spelt.first_key = wanted.first_key)
    ),
    ranked as (
        select cause, line, row,
            row_number() over (partition by cause, line order by apart, identity) as place
        from (
            select cause, line, row, identity, min(levenshtein(one, other)) as apart
            from close group by cause, line, row, identity
        )
    )
    select cause, line, row from ranked where place <= $most order by cause, line, place
"""

Where = tuple[str, int]
"""Cause of a list, line of the list."""


@dataclass(repr=False, frozen=True, slots=True)
class Listed:
    """One row of a list."""

    cause: str
    line: int
    number: str
    surname: str
    usage_name: str
    first_names: str
    born: str
    """`1961-05-03`; empty where an elector number stands for it."""

    def __repr__(self) -> str:
        return brief(self, line=self.line)

    def side(self) -> Side:
        """As a side of a doubt."""
        who = f"{canonical(self.surname)}|{canonical(self.first_names)}|{self.born}|{self.number}"
        shown = {"surname": self.surname, "usage_name": self.usage_name, "first_names": self.first_names}
        told = {
            "born_first": self.born,
            "born_last": self.born,
            "elector_number": self.number,
            "line": self.line,
        }
        return side({"identity": who, "list": self.cause, "file": self.cause, **shown, **told})


@dataclass(repr=False, frozen=True, slots=True)
class Exclusions:
    """What lists of exclusion say of the rows of rolls and cards."""

    listed: Mapping[tuple[str, int], Listed]
    """The rows of the lists, by cause and line; the causes in the order in which they were given."""
    certain: Mapping[tuple[str, int], int]
    """(cause, line) → a row of the person it certainly is."""
    doubts: Sequence[tuple[Doubt, tuple[str, int], int]]
    """What is to be decided of a row of a list, and a row of the person it may be."""
    hashes: Mapping[str, str]
    """Cause → SHA-256 of its list."""

    def __repr__(self) -> str:
        return brief(self, listed=len(self.listed), certain=len(self.certain), doubts=len(self.doubts))

    def excluded(self, decisions: Mapping[str, str]) -> dict[tuple[str, int], list[int]]:
        """(cause, line) → rows of those whom it excludes; of each row that excludes nobody an empty list."""
        found: dict[tuple[str, int], list[int]] = {where: [] for where in self.listed}
        for where, row in self.certain.items():
            found[where].append(row)
        for doubt, where, row in self.doubts:
            if decisions.get(doubt.case) in ONE_PERSON:
                found[where].append(row)
        return found


def find(
    store: Store,
    lists: Mapping[str, Path],
    on: date,
    manner: Manner = AS_IT_COMES,
    files: Mapping[str, str] | None = None,
) -> Exclusions:
    """Compare every list with the rows in the store, once duplicates were found and before they are merged.

    `lists`: cause → file; a row has a surname, first names and a whole birth date, or an elector number;
    `files`: hash → name of each file of the rolls, to be shown.
    Raises InputInvalid with every defect of every list: a column missing, rows that cannot be read.
    """
    defects: list[Defect] = []
    listed: dict[tuple[str, int], Listed] = {}
    hashes: dict[str, str] = {}
    for cause, path in lists.items():
        try:
            hashes[cause], own = _read(cause, path, on, manner)
            listed |= {(cause, each.line): each for each in own}
        except InputInvalid as error:
            defects += error.defects
    if defects:
        raise InputInvalid(defects)
    if not listed:
        return Exclusions({}, {}, [], hashes)
    store.run(_WANTED)
    store.fill("wanted", [row for each in listed.values() for row in _names(each)])
    merged = certain(store)
    fits: defaultdict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for cause, line, row in store.rows(_CERTAIN):
        fits[cause, line].setdefault(merged.top(row), row)
    store.run("create table certain (cause varchar, line bigint)")
    store.fill("certain", sorted(fits))
    store.run(_MISSED, _SPELT)
    several = [
        (*where, row, "several-fit") for where, rows in fits.items() if len(rows) > 1 for row in rows.values()
    ]
    near = [(cause, line, row, reason) for cause, line, row, reason in store.rows(_NEAR)]
    named = {cause: path.name for cause, path in lists.items()}
    doubts = _doubts(store, listed, [*several, *near], {**(files or {}), **named})
    sure = {where: next(iter(rows.values())) for where, rows in fits.items() if len(rows) == 1}
    return Exclusions(listed, sure, doubts, hashes)


def people(store: Store, found: Mapping[tuple[str, int], Sequence[int]]) -> dict[int, str]:
    """Person → cause, once rows are merged into `persons`; the first cause given counts.

    `found`: what `Exclusions.excluded` gives.
    """
    causes: dict[int, str] = {}
    for (cause, _), rows in found.items():
        for row in rows:
            causes.setdefault(row, cause)
    if not causes:
        return {}
    _look_at(store, causes)
    persons: dict[int, int] = dict(
        store.rows("select row, person from persons where row in (select row from looked_at)")
    )
    excluded: dict[int, str] = {}
    for row, cause in causes.items():
        excluded.setdefault(persons[row], cause)
    return excluded


def nobody_csv(
    store: Store, exclusions: Exclusions, nobody: Sequence[tuple[str, int]], language: Language = FALLBACK
) -> bytes:
    """The rows of lists that are nobody's, each with those who are nearest: private.

    Nearest have the birth date and a name in common, or both names and another birth date; the likeness of
    names puts them in order, and decides nothing.
    """
    store.run("create table nobody (cause varchar, line bigint)")
    store.fill("nobody", list(nobody))
    near: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for cause, line, row in store.rows(_NEAREST, most=NEAREST):
        near[cause, line].append(row)
    sides = _sides(store, [row for rows in near.values() for row in rows])
    fields = ("surname", "usage_name", "first_names", "birth_date")
    own = [text(f"review.column.{name}", language) for name in fields]
    others = [text(f"review.column.{name}", language) for name in ("list", *fields, "street", "postcode")]
    head = [text("exclusions.column.cause", language), text("exclusions.column.line", language), *own]
    rows: list[list[str]] = [[*head, *(f"{name} 2" for name in others)]]
    for where in nobody:
        each = exclusions.listed[where]
        start = [each.cause, str(each.line), each.surname, each.usage_name, each.first_names, each.born]
        found = [[sides[row][COLUMNS.index(name)] for name in _SHOWN] for row in near[where]]
        rows += [[*start, *side] for side in found or [[""] * len(others)]]
    return spreadsheet_csv(rows)


def _doubts(
    store: Store,
    listed: Mapping[tuple[str, int], Listed],
    found: Sequence[tuple[str, int, int, str]],
    files: Mapping[str, str],
) -> list[tuple[Doubt, tuple[str, int], int]]:
    """Each pair as a doubt, once a person; in the order of the lists, then by the contents of the rows."""
    sides, merged = _sides(store, [row for *_, row, _ in found]), certain(store)
    order = {where: place for place, where in enumerate(listed)}
    doubts, seen = [], set()
    for cause, line, row, reason in sorted(
        found, key=lambda each: (order[each[:2]], *sides[each[2]], each[3])
    ):
        if (pair := (cause, line, merged.top(row))) not in seen:
            seen.add(pair)
            doubt = asked_about(listed[cause, line].side(), sides[row], reason, files)
            doubts.append((doubt, (cause, line), row))
    return doubts


def _sides(store: Store, rows: Sequence[int]) -> dict[int, Side]:
    _look_at(store, rows)
    return {row: side(dict(zip(COLUMNS, cells, strict=True))) for row, *cells in store.rows(_SIDES)}


def _look_at(store: Store, rows: Iterable[int]) -> None:
    store.run("create or replace table looked_at (row bigint)")
    store.fill("looked_at", [(row,) for row in sorted(set(rows))])


def _names(each: Listed) -> Iterator[Row]:
    """A row of `wanted` for each name that somebody has."""
    firsts, surname = canonical(each.first_names), canonical(each.surname)
    names = sorted({surname, canonical(each.usage_name)} - {""}) or [""]
    for name in names:
        yield (
            *(each.cause, each.line, each.number, name, surname, " ".join(names)),
            *(firsts, firsts.partition(" ")[0], each.born),
        )


def _read(cause: str, path: Path, on: date, manner: Manner) -> tuple[str, list[Listed]]:
    """The hash of a list, and its rows."""
    table = read_table(path, manner, _is_header)
    places = _places(table.header)
    if places["number"] is None and (missing := [name for name in NEEDED if places[name] is None]):
        values = [{"column": HEADERS[name][0]} for name in missing]
        raise InputInvalid([Defect("frame.exclusion.column", str(path), 1, None, each) for each in values])
    rows, faults, calendar = [], [], Calendar(on)
    for line, cells in table.rows:
        said = {name: "" if place is None else clean(cells[place]) for name, place in places.items()}
        birth, _ = calendar.read(said["birth"])
        born = birth.first if birth.first == birth.last else ""
        number, _ = read_number(said["number"])
        named = canonical(said["surname"]) and canonical(said["first_names"]) and born
        if not number and not named:
            faults.append(line)
        rows.append(
            Listed(cause, line, number, said["surname"], said["usage_name"], said["first_names"], born)
        )
    if faults:
        raise InputInvalid([Defect("frame.exclusion.row", str(path), faults[0], lines=tuple(faults))])
    return table.sha256, rows


def _is_header(cells: Sequence[str]) -> bool:
    """Whether a row has all that tells who somebody is."""
    places = _places(cells)
    return places["number"] is not None or None not in [places[name] for name in NEEDED]


def _places(titles: Sequence[str]) -> dict[str, int | None]:
    """Where each thing stands that a list may tell."""
    return {name: next((i for i, each in enumerate(titles) if _says(each, name)), None) for name in HEADERS}


def _says(title: str, name: str) -> bool:
    role = _ROLES.get(name)
    return canonical(title).lower() in HEADERS[name] or (role is not None and has_role(title, role))
