"""Public ids, households, strata and the root: the frame as it is published (SPEC §3, §9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tirage.people.frame.members import stratum_codes
from tirage.people.frame.rules import FrameRules
from tirage.people.frame.store import Store
from tirage.people.pids import idc, leaf, pid, uid

Root = Callable[[Iterable[bytes]], str]
BATCH = 200_000
HEADER = "pid,stratum,household,idc\n"
_KEY_COLUMNS = {"address": "home", "door": "door", "surname": "surname_key"}


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the journal says of a frame."""

    people: int
    root: str
    strata: tuple[tuple[str, tuple[str, ...], int], ...]
    """(code, stream and labels, people), sorted by code."""
    households: int
    """Households with two people or more."""


def seal(store: Store, rules: FrameRules, key: bytes, frame_csv: Path, private: Path, root: Root) -> Sealed:
    """Write the frame that is published and the one that is not; `key` is the dossier's.

    `frame_csv`: guarantors/frame.csv; `private`: private/frame.parquet; `root`: of the leaves in their order.
    """
    labels = ", ".join(["stream", *(f"label_{i}" for i in range(len(rules.strata)))])
    found = [tuple(row) for row in store.rows(f"select distinct {labels} from assigned where cause = ''")]
    codes = stratum_codes(found)
    _give_ids(store, key)
    home = " || '|' || ".join(_KEY_COLUMNS[part] for part in rules.household)
    store.run(
        f"""
        create table households as
        select pid, dense_rank() over (order by smallest) as number from (
            select pid, min(pid) over (partition by {home}) as smallest,
                count(*) over (partition by {home}) as members
            from (select *, split_part(identity, '|', 1) as surname_key from assigned join ids using (person))
            where cause = '' and home <> ''
        ) where members > 1
        """
    )
    query = f"""
        select pid, identity, coalesce('h' || number, ''), {labels}
        from assigned join ids using (person) left join households using (pid)
        where cause = '' order by pid
    """
    counts: Counter[str] = Counter()

    def leaves() -> Iterator[bytes]:
        with frame_csv.open("w", encoding="ascii", newline="") as file:
            file.write(HEADER)
            for someone, identity, household, *mine in store.rows(query):
                stratum = codes[tuple(mine)]
                counts[stratum] += 1
                proof = idc(key, someone, identity)
                file.write(f"{someone},{stratum},{household},{proof}\n")
                yield leaf(someone, stratum, proof)

    top = root(leaves())
    kept = "select pid, assigned.* exclude (cause_of_list, cause) from assigned join ids using (person)"
    store.base.sql(f"{kept} where cause = '' order by pid").write_parquet(str(private))
    strata = tuple(sorted((code, labels, counts[code]) for labels, code in codes.items()))
    homes = store.one("select count(distinct number) from households")
    return Sealed(sum(counts.values()), top, strata, int(homes))


def _give_ids(store: Store, key: bytes) -> None:
    """A pid for everyone; namesakes, whom a person declared to be two, get +2, +3… in their own order."""
    store.run("create table ids (person bigint, pid varchar)")
    query = """
        select person, identity, elector_number, row_number() over (
            partition by identity, elector_number order by rank_of, home, door, street, complement1, person
        ) as namesake
        from (
            select *, case list when 'LP' then 1 when 'LCM' then 2 when 'LCE' then 3 else 4 end as rank_of
            from assigned
        )
    """
    batch: list[tuple[int, str]] = []
    for person, identity, number, namesake in store.rows(query):
        batch.append((person, pid(key, uid(identity, number, namesake))))
        if len(batch) == BATCH:
            store.fill("ids", batch)
            batch.clear()
    store.fill("ids", batch)
