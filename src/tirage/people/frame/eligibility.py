"""Eligibility: the stream and the stratum of each person who may be drawn; of the others, the cause.

The assembly's rules as plain values; the lists of people who may not be drawn (opponents, elected officials,
staff, former members, the dead); the statements that apply both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tirage.errors import Defect, InputInvalid
from tirage.people.frame.store import Store
from tirage.people.geography.model import Geography
from tirage.people.identity import canonical
from tirage.people.rolls.births import Calendar
from tirage.people.rolls.places import BETWEEN
from tirage.tabular.cells import clean
from tirage.tabular.headers import naming
from tirage.tabular.tables import Table, read_table

_HEADERS = {
    "surname": ("nom", "nom de naissance", "surname", "last name"),
    "first_names": ("prenom", "prenoms", "first name", "first names"),
    "birth": ("date de naissance", "date naissance", "birth date", "date of birth"),
}
_WANTED = """
    create or replace table wanted (line bigint, surname_key varchar, first_key varchar, born varchar)
"""
_MATCH = """
    select distinct wanted.line, people.person from wanted join people on
        people.born_first = wanted.born and people.born_last = wanted.born
        and split_part(split_part(people.identity, '|', 2), ' ', 1) = wanted.first_key
        and wanted.surname_key in (split_part(people.identity, '|', 1), people.usage_key)
    order by 1, 2
"""


def match(
    store: Store, lists: Mapping[str, Path], on: date
) -> tuple[dict[int, str], dict[str, tuple[int, int]]]:
    """(person → cause, cause → (rows of its list, those of them who are on no roll)).

    A list has a surname, first names and a whole birth date in each row. The first cause given counts.
    Raises InputInvalid with every defect of every list: a column missing, a row that cannot be read, a row
    that fits several people.
    """
    defects: list[Defect] = []
    excluded: dict[int, str] = {}
    unmatched: dict[str, tuple[int, int]] = {}
    for cause, path in lists.items():
        try:
            wanted = _read(path, on)
        except InputInvalid as error:
            defects += error.defects
            continue
        store.run(_WANTED)
        store.fill("wanted", wanted)
        found: dict[int, list[int]] = {}
        for line, person in store.rows(_MATCH):
            found.setdefault(line, []).append(person)
        defects += (
            Defect("frame.exclusion.several", str(path), line, values={"count": len(people)})
            for line, people in found.items()
            if len(people) > 1
        )
        for people in found.values():
            excluded.setdefault(people[0], cause)
        unmatched[cause] = len(wanted), len(wanted) - len(found)
    if defects:
        raise InputInvalid(defects)
    return excluded, unmatched


def _read(path: Path, on: date) -> list[tuple[int, str, str, str]]:
    """(line, surname, first of the first names, birth date) of each row, in canonical form."""
    table = read_table(path, wanted=naming(*_HEADERS.values()))
    places = {name: _column(table, headers) for name, headers in _HEADERS.items()}
    defects = [
        Defect("frame.exclusion.column", str(path), 1, None, {"column": _HEADERS[name][0]})
        for name, place in places.items()
        if place is None
    ]
    rows = []
    calendar = Calendar(on)
    for line, cells in table.rows if not defects else ():
        surname, first, birth = (clean(cells[place]) for place in places.values() if place is not None)
        born, _ = calendar.read(birth)
        if not (canonical(surname) and canonical(first) and born.first and born.first == born.last):
            defects.append(Defect("frame.exclusion.row", str(path), line))
        rows.append((line, canonical(surname), canonical(first).partition(" ")[0], born.first))
    if defects:
        raise InputInvalid(defects)
    return rows


def _column(table: Table, headers: tuple[str, ...]) -> int | None:
    wanted = {canonical(header) for header in headers}
    return next((i for i, name in enumerate(table.header) if canonical(name) in wanted), None)


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: a block of seats with people of its own."""

    name: str
    sources: tuple[str, ...]
    """`roll`, `cards`."""
    youngest: int
    oldest: int
    nationality: str = ""
    """`FR`, `EU`, `OTHER`; empty for any."""


@dataclass(frozen=True, slots=True)
class RollCriterion:
    """A criterion that the lists tell."""

    name: str
    origin: str
    """`sex`, `age`, `address`, `registration`, `stream`."""
    geography: Geography | None = None
    """Of a place."""
    values: tuple[tuple[str, str], ...] = ()
    """(category, what it stands for): F or M, a stream, ages as `18-24` or `65+`."""


@dataclass(frozen=True, slots=True)
class FrameRules:
    """How people become members of the frame."""

    reference: date
    """The day on which ages are counted."""
    streams: tuple[Stream, ...]
    """In order; one at least."""
    criteria: tuple[RollCriterion, ...]
    strata: tuple[str, ...]
    """Criteria by which strata are made, in order."""
    household: tuple[str, ...]
    """`address`, `door`, `surname`."""

    @property
    def geographies(self) -> tuple[Geography, ...]:
        """The places that are told apart, in the order of the criteria."""
        found = {each.geography.name: each.geography for each in self.criteria if each.geography}
        return tuple(found.values())


DUPLICATE, NO_ADDRESS, NO_STREAM, NO_STRATUM = "duplicate", "no-address", "no-stream", "no-stratum"

_FACTS = """
    person, row, list, identity, elector_number, home, numbered, door, street, complement1, usage_key,
    surname_key, born_first, born_last, registered, lives
"""
"""Columns that eligibility depends on; the others stay with the row."""
_ALONE = f"""
    create table people as
    select {_FACTS}, roll as on_roll, not roll as on_cards,
        nationality as known_nationality, sex as known_sex
    from persons
    where person not in (select person from merged where row <> person)
"""
_SEVERAL = f"""
    insert into people
    select {_FACTS}, on_roll, on_cards, known_nationality, known_sex from (
        select *, row_number() over (
                partition by person
                order by rank, identity, home, door, street, complement1, usage_key, sex, row
            ) as place,
            bool_or(roll) over (partition by person) as on_roll,
            bool_or(not roll) over (partition by person) as on_cards,
            coalesce(min(nullif(nationality, '')) over (partition by person), '') as known_nationality,
            coalesce(min(nullif(sex, '')) over (partition by person), '') as known_sex
        from persons where person in (select person from merged where row <> person)
    ) where place = 1
"""
"""One row a person, from the first of their lists; nationality and sex from any list that has them."""


def gather(store: Store) -> None:
    """Make the table `people` from `persons`."""
    store.run(_ALONE, _SEVERAL)


def assign(store: Store, rules: FrameRules, excluded: Mapping[int, str]) -> None:
    """Give everyone a stream and a stratum, or a cause for which they have none: the table `assigned`.

    `excluded`: person → cause, for those whom a list excludes.
    """
    store.run("create table left_out (person bigint, cause varchar)")
    store.fill("left_out", sorted(excluded.items()))
    labels = [_label(_trait(rules, name), rules.geographies) for name in rules.strata]
    unknown = " or ".join(f"label_{i} = ''" for i in range(len(labels))) or "false"
    columns = ", ".join(f"{label} as label_{i}" for i, label in enumerate(labels))
    store.run(
        f"""
        create table assigned as
        with aged as (
            select *, {_age("middle")} as age from (
                select *,
                    born_first::date + ((born_last::date - born_first::date) // 2)::integer as middle
                from people
            )
        ),
        streamed as (select *, {_stream(rules.streams)} as stream from aged),
        labelled as (
            select streamed.*, left_out.cause as cause_of_list{", " + columns if columns else ""}
            from streamed left join left_out using (person)
        )
        select * exclude (cause_of_list, middle), case
            when cause_of_list is not null then cause_of_list
            when home = '' then '{NO_ADDRESS}'
            when stream is null then '{NO_STREAM}'
            when {unknown} then '{NO_STRATUM}'
            else '' end as cause
        from labelled
        """,
        reference=rules.reference.isoformat(),
    )


def _trait(rules: FrameRules, name: str) -> RollCriterion:
    return next(each for each in rules.criteria if each.name == name)


def _age(born: str) -> str:
    """Full years on the reference day; someone born on 29 February is a year older on 1 March."""
    return (
        f"(year($reference::date) - year({born})"
        f" - (strftime($reference::date, '%m%d') < strftime({born}, '%m%d'))::integer)"
    )


def _stream(streams: Sequence[Stream]) -> str:
    """The first stream that fits, null where none does; where the rules have none, the one without a name."""
    whens = []
    for stream in streams:
        where = " or ".join(f"on_{source}" for source in stream.sources)
        what = f"({where}) and age between {stream.youngest} and {stream.oldest}"
        if stream.nationality:
            what += f" and known_nationality = '{stream.nationality}'"
        whens.append(f"when {what} then {_quoted(stream.name)}")
    return f"case {' '.join(whens)} else null end"


def _label(criterion: RollCriterion, geographies: Sequence[Geography]) -> str:
    """SQL for the category of a criterion, empty where it is not known."""
    if criterion.geography is not None:
        column = "lives" if criterion.origin == "address" else "registered"
        return f"split_part({column}, chr({ord(BETWEEN)}), {1 + geographies.index(criterion.geography)})"
    if criterion.origin == "age":
        bands = [(category, *ages(means)) for category, means in criterion.values]
        whens = [f"when age between {low} and {high} then {_quoted(name)}" for name, low, high in bands]
    else:
        column = {"sex": "known_sex", "stream": "stream"}[criterion.origin]
        whens = [f"when {column} = {_quoted(means)} then {_quoted(name)}" for name, means in criterion.values]
    return f"case {' '.join(whens)} else '' end"


def ages(text: str) -> tuple[int, int]:
    """`18-24` → 18, 24; `65+` → 65, 999."""
    low, _, high = text.partition("-")
    return (int(low), int(high)) if high else (int(low.rstrip("+")), 999)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def stratum_codes(found: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """A code for each tuple of stream and labels: ASCII, readable, and never the same for two.

    >>> stratum_codes([("listes", "Les Halles", "65 et plus")])
    {('listes', 'Les Halles', '65 et plus'): 'listes/Les-Halles/65-et-plus'}
    """
    codes: dict[tuple[str, ...], str] = {}
    for labels in sorted(found):
        code = "/".join(_slug(label) for label in labels if label) or "all"
        again = sum(other == code or other.startswith(f"{code}.") for other in codes.values())
        codes[labels] = f"{code}.{again + 1}" if again else code
    return codes


def _slug(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9+]+", "-", plain).strip("-") or "x"


def age_on(born: date, reference: date) -> int:
    """Full years on a day.

    >>> age_on(date(2008, 2, 29), date(2026, 2, 28)), age_on(date(2008, 2, 29), date(2026, 3, 1))
    (17, 18)
    """
    return reference.year - born.year - ((reference.month, reference.day) < (born.month, born.day))
