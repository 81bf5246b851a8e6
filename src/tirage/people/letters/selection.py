"""Selection of the people of a frame who get a letter, as queries of DuckDB (SPEC §5).

DuckDB reads the published files themselves and spills to the disk, so that memory does not grow with the
roll. The query is the one of the auditors' manual; a test runs both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tirage.randomness.lines import line
from tirage.randomness.weights import key

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


MEMORY = "512MB"
_ELIGIBLE = """
    create temp view eligible as
    with written as (select frame.* from frame semi join before using (pid))
    select pid, stratum, household from frame
    where pid not in (select pid from written)
    and (household is null or household not in (select household from written where household is not null))
"""
_SELECT = """
    select pid, stratum from (
        select *, row_number() over (partition by stratum order by ticket, pid) as place from (
            select *, row_number() over (
                partition by coalesce(household, pid) order by ticket, pid
            ) as member
            from (select *, sha256($start || pid) as ticket from eligible)
        ) where member = 1
    ) join letters using (stratum) where place <= letters order by pid
"""


_TICKETS = """
    create or replace table tickets as
    select pid, stratum, household, weight, sha256($start || pid) as ticket
    from eligible join weights using (stratum)
"""
_OF_WEIGHT = "select pid, stratum, household, ticket from tickets where weight = $weight order by ticket, pid"
AT_ONCE = 20_000
"""Rows that are fetched together."""


class Ticket(NamedTuple):
    """A person in the order of a weighted wave."""

    key: int
    ticket: str
    pid: str
    stratum: str
    household: str | None


class EligibleFrame:
    """The frame of a dossier, and the people to whom earlier waves have written."""

    def __init__(self, frame: Path, before: Sequence[Path], scratch: Path | None = None) -> None:
        """From guarantors/frame.csv and the guarantors/letters-K.csv of earlier waves.

        What does not fit in memory goes to the folder `scratch`.
        """
        self._base = _connection(scratch)
        self._base.execute("create temp table before (pid varchar)")
        for path in before:
            self._base.execute(
                "insert into before select pid from read_csv($path, all_varchar = true)", {"path": str(path)}
            )
        # Empty cells are null; nothing else is guessed.
        self._base.read_csv(str(frame), header=True, sep=",", quotechar="", all_varchar=True).create_view(
            "frame"
        )
        self._base.execute(_ELIGIBLE)

    def people(self) -> dict[str, tuple[int, int]]:
        """(people, eligible) by stratum, the strata that have someone, sorted by code."""
        query = """
            select stratum, count(*), coalesce(any_value(could), 0) from frame
            left join (select stratum, count(*) as could from eligible group by stratum) using (stratum)
            group by stratum order by stratum
        """
        return {code: (people, could) for code, people, could in self._base.execute(query).fetchall()}

    def draw(self, letters: Mapping[str, int], stage: str) -> list[tuple[str, str]]:
        """(pid, stratum) of the first `letters` of each stratum in the order of tickets, by ascending pid.

        A household is met once, by its first member in that order.
        """
        self._base.execute("create or replace temp table letters (stratum varchar, letters bigint)")
        self._base.executemany("insert into letters values (?, ?)", sorted(letters.items()))
        start = f"{line('ticket', stage).decode()}|"
        return self._base.execute(_SELECT, {"start": start}).fetchall()

    def draw_weighted(
        self, letters: Mapping[str, int], weighted: Mapping[str, tuple[str, int]], stage: str
    ) -> list[tuple[str, str]]:
        """(pid, stratum) of the first `letters` of each stream in the order of weighted tickets, by pid.

        `weighted`: stratum → its stream, and the weight of its people. A household is met as by `draw`.
        """
        self._base.execute("create or replace table weights (stratum varchar, weight bigint)")
        rows = sorted((stratum, weight) for stratum, (_, weight) in weighted.items())
        self._base.executemany("insert into weights values (?, ?)", rows)
        self._base.execute(_TICKETS, {"start": f"{line('ticket', stage).decode()}|"})
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
        # A cursor is a connection of its own: it sees tables, not what is temporary.
        cursor = self._base.cursor().execute(_OF_WEIGHT, {"weight": weight})
        while rows := cursor.fetchmany(AT_ONCE):
            for pid, stratum, household, ticket in rows:
                yield Ticket(key(ticket, weight), ticket, pid, stratum, household)

    def close(self) -> None:
        """Release the scratch folder."""
        self._base.close()


def _connection(scratch: Path | None) -> DuckDBPyConnection:
    import duckdb

    base = duckdb.connect(
        ":memory:", config={"memory_limit": MEMORY, "autoinstall_known_extensions": "false"}
    )
    if scratch is not None:
        base.execute("set temp_directory = $folder", {"folder": str(scratch)})
    return base
