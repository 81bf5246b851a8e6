"""The volunteers of a dossier as a pool: those who got a letter and accept, names for the organiser only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tirage.people.engines.opening import people_of
from tirage.people.ids import receipt_nonce
from tirage.people.pool.model import HouseholdCount, Person, Pool, PoolFile, PrivateTable, Source

HEADER = (
    "pid",
    "surname",
    "first_names",
    "birth_date",
    "street",
    "complement",
    "postcode",
    "city",
    "email",
    "phone",
)
_QUERY = """
    select pid, case when usage_name <> '' then usage_name else surname end, first_names, born_first,
        street, concat_ws(' ', nullif(complement1, ''), nullif(complement2, '')), postcode, city, email, phone
    from people where pid in (select unnest($pids::varchar[])) order by pid
"""


def volunteers(
    criteria: Sequence[str],
    accepted: Mapping[str, tuple[str, ...]],
    excluded: Mapping[str, int],
    people: Path,
    *,
    source: str,
    key: bytes,
) -> PoolFile:
    """The pool of those who accept: pid → features.

    `excluded`: other answers by status; `people`: private/frame.parquet; `source`: hash of the responses;
    `key`: the dossier's, which salts the receipts.
    A household got one letter at most, so nobody shares one.
    """
    pids = sorted(accepted)
    names = _names(people, pids)
    read = len(pids) + sum(excluded.values())
    return PoolFile(
        Pool(tuple(criteria), tuple(Person(pid, accepted[pid], "") for pid in pids)),
        Source("responses", source, "utf-8", read, dict(sorted(excluded.items()))),
        HouseholdCount(),
        PrivateTable((*HEADER, *criteria), {pid: (*names[pid], *accepted[pid]) for pid in pids}),
        ids="alias",
        nonces={pid: receipt_nonce(key, pid) for pid in pids},
    )


def _names(people: Path, pids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    with people_of(people) as store:
        return {row[0]: row for row in store.rows(_QUERY, pids=pids)}
