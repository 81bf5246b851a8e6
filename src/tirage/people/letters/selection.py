"""Selection of the people of a frame who get a letter, as queries of a store (SPEC §5).

It reads the published files themselves and spills to the disk, so that memory does not grow with the roll.
The auditors' manual has a shorter query, that numbers everyone among their household; a test runs both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from pathlib import Path
from typing import NamedTuple

from tirage.people.frame.store import Store
from tirage.randomness.lines import line
from tirage.randomness.weights import key

_ELIGIBLE = """
    create view eligible as
    with written as (select pid, household from frame where pid in (select pid from before))
    select pid, stratum, household from frame
    where pid not in (select pid from written)
    and (household is null or household not in (select household from written where household is not null))
"""
_SELECT = """
    with ticketed as (select pid, stratum, household, sha256($start || pid) as ticket from eligible),
    met as (
        select pid, stratum, ticket from ticketed where household is null
        union all
        select pid, stratum, ticket from (
            select *, row_number() over (partition by household order by ticket, pid) as member
            from ticketed where household is not null
        ) as members where member = 1
    )
    select pid, stratum from (
        select *, row_number() over (partition by stratum order by ticket, pid) as place from met
    ) as placed join letters using (stratum) where place <= letters order by pid
"""


_TICKETS = """
    create or replace table tickets as
    select pid, stratum, household, weight, sha256($start || pid) as ticket
    from eligible join weights using (stratum)
"""
_OF_WEIGHT = "select pid, stratum, household, ticket from tickets where weight = $weight order by ticket, pid"


class Ticket(NamedTuple):
    """A person in the order of a weighted wave."""

    key: int
    ticket: str
    pid: str
    stratum: str
    household: str | None


class EligibleFrame:
    """The frame of a dossier, and the people to whom earlier waves have written."""

    def __init__(self, store: Store, frame: Sequence[Path], before: Sequence[Path]) -> None:
        """From guarantors/frame.csv, or its parts, and the guarantors/letters-K.csv of earlier waves."""
        self._store = store
        store.read_csv("frame", frame)
        if before:
            store.read_csv("before", before)
        else:
            store.run("create table before (pid varchar)")
        store.run(_ELIGIBLE)

    def close(self) -> None:
        """Have done with the store."""
        self._store.close()

    def people(self) -> dict[str, tuple[int, int]]:
        """(people, eligible) by stratum, the strata that have someone, sorted by code."""
        query = """
            select stratum, count(*), coalesce(max(could), 0) from frame
            left join (select stratum, count(*) as could from eligible group by stratum) using (stratum)
            group by stratum order by stratum
        """
        return {code: (people, could) for code, people, could in self._store.rows(query)}

    def homes(self) -> dict[str, int]:
        """Homes of which somebody may still get a letter, by stratum; where somebody may.

        A home with people of several strata counts in that of the first of them in the frame: pids are as
        good as drawn, so that each has about as many as can be drawn, and all together just as many.
        """
        query = """
            select stratum, count(*) from (
                select stratum from eligible where household is null
                union all
                select stratum from (
                    select stratum, row_number() over (partition by household order by pid) as place
                    from eligible where household is not null
                ) as members where place = 1
            ) as homes group by stratum order by stratum
        """
        return {code: homes for code, homes in self._store.rows(query)}  # noqa: C416 - rows are of any length

    def draw(self, letters: Mapping[str, int], stage: str) -> list[tuple[str, str]]:
        """(pid, stratum) of the first `letters` of each stratum in the order of tickets, by ascending pid.

        A household is met once, by its first member in that order.
        """
        self._store.run("create or replace table letters (stratum varchar, letters bigint)")
        self._store.fill("letters", sorted(letters.items()))
        start = f"{line('ticket', stage).decode()}|"
        return [(pid, stratum) for pid, stratum in self._store.rows(_SELECT, start=start)]

    def draw_weighted(
        self, letters: Mapping[str, int], weighted: Mapping[str, tuple[str, int]], stage: str
    ) -> list[tuple[str, str]]:
        """(pid, stratum) of the first `letters` of each stream in the order of weighted tickets, by pid.

        `weighted`: stratum → its stream, and the weight of its people. A household is met as by `draw`.
        """
        self._store.run("create or replace table weights (stratum varchar, weight bigint)")
        rows = sorted((stratum, weight) for stratum, (_, weight) in weighted.items())
        self._store.fill("weights", rows)
        self._store.run(_TICKETS, start=f"{line('ticket', stage).decode()}|")
        left, met, drawn = dict(letters), set(), []
        # People of one weight are in the order of their tickets: only the front of each has to be looked at.
        for person in merge(*map(self._of_weight, sorted({weight for _, weight in weighted.values()}))):
            if not any(left.values()):
                break
            if person.household in met:
                continue
            if person.household:
                met.add(person.household)
            stream, _ = weighted[person.stratum]
            if left[stream]:
                left[stream] -= 1
                drawn.append((person.pid, person.stratum))
        return sorted(drawn)

    def _of_weight(self, weight: int) -> Iterator[Ticket]:
        """The eligible of one weight, first come first."""
        for pid, stratum, household, ticket in self._store.rows(_OF_WEIGHT, weight=weight):
            yield Ticket(key(ticket, weight), ticket, pid, stratum, household)
