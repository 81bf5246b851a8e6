"""Households of a frame: what `people.households` says, made for everyone at once; a test compares the two.

In SQL, for memory's sake: of 1.4 million people only those whose names link others are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tirage.discretion import brief
from tirage.people.frame.store import SEVERAL, Row, Store
from tirage.people.groups import Groups
from tirage.people.rolls.addresses import UNNUMBERED

LARGE = 10
"""People of one household from which on it is looked at: a family of adults seldom is as large."""
WRITTEN = ("street", "locality", "postcode", "city", "country")
"""Fields of an address, as they are written."""

_PARTS = {"address": "home", "door": "door", "surname": "name"}
_REMARKS = " or ".join(f"contains(' ' || remarks || ' ', ' {code} ')" for code in UNNUMBERED)
NUMBERED = f"not ({_REMARKS})"
"""SQL: whether an address has the number of a house."""


@dataclass(repr=False, frozen=True, slots=True)
class Homes:
    """How the people of a frame share homes."""

    sizes: tuple[tuple[int, int], ...] = ()
    """(people, households of that size), of two people or more; the smallest first."""
    unnumbered: int = 0
    """People whose address has no number: each is on their own."""
    declared: int = 0
    """People at addresses that are declared to be no household: each is on their own."""
    addresses: int = 0
    """Such addresses that somebody lives at."""
    missed: frozenset[str] = frozenset()
    """Keys of those that nobody lives at."""

    def __repr__(self) -> str:
        return brief(self, households=self.households)

    @property
    def households(self) -> int:
        """Households with two people or more."""
        return sum(count for _, count in self.sizes)

    @property
    def large(self) -> tuple[tuple[int, int], ...]:
        """The sizes from LARGE on."""
        return tuple((people, count) for people, count in self.sizes if people >= LARGE)


def share(store: Store, household: Sequence[str], none: Collection[str] = ()) -> Homes:
    """Make the table `homes` (pid, household) of the people in `sealed`; their figures.

    `household`: `address`, `door`, `surname`; `none`: keys of addresses that are no household.
    """
    key = " || '|' || ".join(_PARTS[part] for part in household) or "pid"
    store.run("create table no_household (home varchar)")
    store.fill("no_household", [(each,) for each in sorted(none)])
    store.run(
        f"""
        create view named as
        select person, surname_key as name from people where person not in ({SEVERAL}) and surname_key <> ''
        union all
        select person, usage_key from people
        where person not in ({SEVERAL}) and usage_key not in ('', surname_key)
        union all
        select distinct person, name from (
            select person, surname_key as name from persons where person in ({SEVERAL})
            union all select person, usage_key from persons where person in ({SEVERAL})
        ) as rows_of_several where name <> ''
        """,
        f"""
        create table keyed_homes as
        select pid, {key} as key from sealed {"join named using (person)" if "surname" in household else ""}
        where home <> '' and numbered and home not in (select home from no_household)
        """,
        # Of those whose home is theirs alone there is nothing more to say.
        """
        create table keys as
        select pid, key from keyed_homes
        where key in (select key from keyed_homes group by key having count(*) > 1)
        """,
        "create table linked (key varchar, top varchar)",
    )
    store.fill("linked", Groups(_links(store)).tops())
    store.run(
        """
        create table homes as
        with found as (
            select distinct pid, coalesce(top, key) as shared
            from keys left join linked using (key)
        ),
        numbers as (select shared, row_number() over (order by min(pid)) as number from found group by shared)
        select pid, 'h' || number as household from found join numbers using (shared)
        """
    )
    sizes = store.rows(
        """
        select people, count(*) from (select count(*) as people from homes group by household)
        group by people order by people
        """
    )
    return Homes(
        tuple((int(people), int(count)) for people, count in sizes),
        int(store.one("select count(*) from sealed where home <> '' and not numbered")),
        *_declared(store),
    )


def _declared(store: Store) -> tuple[int, int, frozenset[str]]:
    """(people, addresses) of those declared to be no household, and the keys of those where nobody lives."""
    there = "from sealed where numbered and home in (select home from no_household)"
    people, addresses = next(iter(store.rows(f"select count(*), count(distinct home) {there}")))
    missed = store.rows("select home from no_household where home not in (select home from sealed)")
    return people, addresses, frozenset(home for (home,) in missed)


def _links(store: Store) -> Iterable[tuple[str, str]]:
    """Pairs of shared keys that one person has."""
    return store.rows(
        """
        select first, key from (
            select key, min(key) over (partition by pid) as first, count(*) over (partition by pid) as keys
            from keys
        ) where keys > 1 order by first, key
        """
    )


def large_homes(store: Store) -> list[Row]:
    """(people, fields of WRITTEN) of the addresses of large households, the largest first: private."""
    written = ", ".join(f"min({name})" for name in WRITTEN)
    return [
        *store.rows(
            f"""
            select count(*) as people, {written}
            from homes join sealed using (pid) join keyed using (row)
            where household in (select household from homes group by household having count(*) >= {LARGE})
            group by keyed.home order by people desc, keyed.home
            """
        )
    ]
