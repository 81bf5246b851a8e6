"""Public ids, households, strata and the root: the frame as it is published (SPEC §3, §9).

The ids are those of `people.ids`, made for everyone at once in SQL; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from tirage.people.frame.eligibility import FrameRules, stratum_codes
from tirage.people.frame.homes import Homes, share
from tirage.people.frame.pairing.keys import KEPT
from tirage.people.frame.store import Store

NAMESAKES = """
    case list when 'LP' then 1 when 'LCM' then 2 when 'LCE' then 3 else 4 end, home, door, street,
    complement1, usage_key, known_sex, known_nationality, registered, lives
"""
_NAMESAKES = f"""
    create table namesakes as
    select person, row_number() over (partition by identity order by {NAMESAKES}, person) as namesake
    from people where person in (
        select person from assigned join (
            select identity from assigned where cause = '' and elector_number = ''
            group by identity having count(*) > 1
        ) as shared using (identity) where cause = '' and elector_number = ''
    )
"""
_UIDS = """
    create view uids as
    select assigned.*, case when elector_number <> '' then elector_number else sha256(identity)
        || case when namesake > 1 then '+' || namesake else '' end end as uid
    from assigned left join namesakes using (person) where cause = ''
"""
_PIDS = "select *, left(mac('tirage1|pid|' || uid), 32) as pid from uids"
"""People by their private id: namesakes, whom a person declared to be two, get +2, +3… in their own order,
which does not change when one of them is left out for having been drawn before."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The figures of a frame that the journal records."""

    people: int
    strata: tuple[tuple[str, tuple[str, ...], int], ...]
    """(code, stream and labels, people), sorted by code."""
    homes: Homes
    """How many share one."""


def identify(store: Store, key: bytes) -> None:
    """Make ids with the dossier's key; the first of the steps here."""
    store.mac(key)
    store.run(
        "create table cooled (person bigint, cause varchar)",
        _NAMESAKES,
        _UIDS,
    )


def leave_out(store: Store, causes: Mapping[str, str]) -> None:
    """Take people out of the frame; `causes`: pid → cause."""
    store.run("create table cooling (pid varchar, cause varchar)")
    store.fill("cooling", sorted(causes.items()))
    store.run(
        f"insert into cooled select person, cooling.cause from ({_PIDS}) as found join cooling using (pid)",
    )


def seal(
    store: Store,
    rules: FrameRules,
    frame_csv: Path,
    private: Path,
    none: Collection[str] = (),
) -> Sealed:
    """Write the frame that is published and the one that is not, once people have ids.

    Makes `outcomes`: everyone, with the cause for which they are not in the frame, empty for those who are.
    `frame_csv`: all lines of guarantors/frame.csv; `private`: private/frame.parquet; `none`: keys of
    addresses that are no household.
    """
    labels = ", ".join(["stream", *(f"label_{i}" for i in range(len(rules.strata)))])
    store.run(
        f"""
        create view outcomes as
        select assigned.person, list, {labels}, coalesce(cooled.cause, assigned.cause) as cause
        from assigned left join cooled using (person)
        """
    )
    found = [tuple(row) for row in store.rows(f"select distinct {labels} from outcomes where cause = ''")]
    codes = stratum_codes(found)
    store.run(f"create table codes ({labels.replace(',', ' varchar,')} varchar, stratum varchar)")
    store.fill("codes", [(*each, code) for each, code in codes.items()])
    store.run(
        f"""
        create table sealed as
        select row, person, pid, stratum, home, door, numbered,
            sha256('tirage1|id|' || mac('tirage1|nonce|' || pid) || '|' || identity) as idc
        from ({_PIDS}) join codes using ({labels})
        where person not in (select person from cooled)
        """
    )
    homes = share(store, rules.household, none)
    store.run(
        """
        create view frame as
        select pid, stratum, household, idc from sealed left join homes using (pid)
        """
    )
    store.write_csv("select * from frame order by pid", frame_csv)
    store.write_parquet(_everything(labels), private)
    counts: dict[str, int] = dict(store.rows("select stratum, count(*) from frame group by stratum"))
    strata = tuple(sorted((code, each, counts[code]) for each, code in codes.items()))
    return Sealed(sum(counts.values()), strata, homes)


def _everything(labels: str) -> str:
    """SQL for all that is kept of everyone in the frame.

    Little goes along with the number of a row while it is looked for: that much has to be in memory.
    """
    columns = ", ".join(f"keyed.{name}" for name in KEPT)
    return f"""
        select pid, sealed.stratum, {labels},
            coalesce(of_several.identity, keyed.identity) as identity, {columns}
        from sealed join keyed on keyed.row = sealed.row join codes on codes.stratum = sealed.stratum
        left join of_several on of_several.row = sealed.row
    """
