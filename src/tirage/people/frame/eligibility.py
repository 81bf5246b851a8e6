"""Eligibility: the stream and the stratum of each person who may be drawn; of the others, the cause.

The assembly's rules as plain values, and the statements that apply them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tirage.people.frame.pairing.keys import FIRST
from tirage.people.frame.store import SEVERAL, Store
from tirage.people.geography.model import Geography
from tirage.people.rolls.places import BETWEEN


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

_FACTS = (
    "person, row, list, identity, elector_number, home, numbered, door, street, complement1, usage_key, "
    "surname_key, born_first, born_last, registered, lives"
)
"""Columns that eligibility depends on; the others stay with the row."""


_KEPT = "person, row, list, identity, elector_number, home, numbered, door, born_first"
"""Of these, what is needed of everyone later."""


def _known(column: str) -> str:
    """SQL: what the row says in a column, else what the person's others say."""
    others = f"min(nullif({column}, '')) over (partition by person)"
    return f"coalesce(nullif({column}, ''), {others}, '') as known_{column}"


_PEOPLE = f"""
    create view people as
    select {_FACTS}, roll as on_roll, not roll as on_cards,
        nationality as known_nationality, sex as known_sex
    from persons
    where person not in ({SEVERAL})
    union all
    select * from of_several
"""
_KNOWN = ("nationality", "sex", "elector_number", "registered")
"""What a row that stands takes from the others of its person, where it does not say it."""
_GIVEN = {name: f"known_{name} as {name}" for name in ("identity", "elector_number", "registered")}
_SEVERAL = f"""
    create table of_several as
    select {", ".join(_GIVEN.get(name, name) for name in _FACTS.split(", "))}, on_roll, on_cards,
        known_nationality, known_sex
    from (
        select *, row_number() over (
                partition by person order by case when chosen then 0 when home <> '' then 1 else 2 end,
                    {FIRST}, identity
            ) as place,
            first_value(identity) over (partition by person order by {FIRST}, identity) as known_identity,
            bool_or(roll) over (partition by person) as on_roll,
            bool_or(not roll) over (partition by person) as on_cards,
            {", ".join(map(_known, _KNOWN))}
        from persons where person in ({SEVERAL})
    ) where place = 1
"""
"""One row a person: the one that was chosen, else of the first of their lists with an address. The identity
is that of the first list, whichever row stands: a person has one id for all assemblies, wherever they are."""


def gather(store: Store) -> None:
    """Make `people` from `persons`."""
    store.run(_SEVERAL, _PEOPLE)


def assign(store: Store, rules: FrameRules, excluded: Mapping[int, str]) -> None:
    """Give everyone a stream and a stratum, or a cause for which they have none: the table `assigned`.

    `excluded`: person → cause, for those whom a list excludes.
    """
    store.run("create table left_out (person bigint, cause varchar)")
    store.fill("left_out", sorted(excluded.items()))
    labels = [_label(_trait(rules, name), rules.geographies) for name in rules.strata]
    unknown = " or ".join(f"label_{i} = ''" for i in range(len(labels))) or "false"
    names = ", ".join(f"label_{i}" for i in range(len(labels)))
    columns = ", ".join(f"{label} as label_{i}" for i, label in enumerate(labels))
    store.run(
        f"""
        create table assigned as
        with aged as (
            select *, {_age("middle")} as age from (
                select *, case when born_first = born_last then born_first::date else born_first::date
                    + floor(date_diff('day', born_first::date, born_last::date) / 2)::integer end as middle
                from people
            )
        ),
        streamed as (select *, {_stream(rules.streams)} as stream from aged),
        labelled as (
            select streamed.*, left_out.cause as cause_of_list{", " + columns if columns else ""}
            from streamed left join left_out using (person)
        )
        select {_KEPT}, known_sex, known_nationality, age, stream{", " + names if names else ""}, case
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
    return f"(year($reference::date) - year({born}) - ({_day('$reference::date')} < {_day(born)})::integer)"


def _day(date: str) -> str:
    """Month and day of a date, as one number."""
    return f"month({date}) * 100 + day({date})"


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
    """`18-24` → 18, 24; `65+` → 65, 9999: nobody is older."""
    low, _, high = text.partition("-")
    return (int(low), int(high)) if high else (int(low.rstrip("+")), 9_999)


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
