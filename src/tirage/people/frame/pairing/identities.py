"""Rows of rolls that have one elector number or one identity, and cards that have one identity.

Certain: one number; one identity at one address; on rolls also one identity on lists of different kinds, for
somebody who moved is put right on one list before the other. Never certain: a surname, first names or a whole
birth date that is missing; two sexes or two numbers (of cards: two nationalities, two numbers of the card);
and, but at one address, no birthplace, or a birth on 1 January, which administrations write where no day is
known.

Rows that are certainly one person are a unit, under the first of them. Where an identity has several units,
each is asked about with each: the answer to two of three says nothing of the third.
"""

from __future__ import annotations

from tirage.people.frame.pairing.keys import FIRST

MOST = 8
"""Units of one identity that are each compared with each; of more, each with the first."""


def _torn(column: str, within: str) -> str:
    """SQL: whether rows say different things in a column; those that say nothing do not count."""
    said = f"nullif({column}, '')"
    return f"coalesce(min({said}) over {within} <> max({said}) over {within}, false)"


def _contradict(within: str) -> str:
    columns = f"{_torn('sex', within)} or {_torn('elector_number', within)}"
    of_cards = f"{_torn('nationality', within)} or {_torn('card', within)}"
    return f"({columns} or (not roll and ({of_cards})))"


_ALL, _THERE = "(partition by identity, roll)", "(partition by identity, roll, home)"
_NUMBERS = f"""
    create table pairs as
    select first_value(row) over (partition by elector_number order by identity, {FIRST}) as one,
        row as other, '' as doubt
    from keyed where elector_number <> ''
"""
_TOLD = f"""
    create table same_identity as
    select identity, born_at, whole, january, roll, row, {FIRST},
        surname_key <> '' and first_key <> '' as named,
        {_contradict(_ALL)} as contradict, {_contradict(_THERE)} as contradict_there,
        min(home) over {_ALL} = max(home) over {_ALL} and home <> '' as one_home,
        count(*) over (partition by identity, list) as on_list,
        count(*) over (partition by identity, list, home) as on_list_there
    from keyed where identity in (select identity from keyed group by identity, roll having count(*) > 1)
"""
_JUDGED = f"""
    create table judged as
    with told as (
        select *, max(on_list) over {_ALL} as most, max(on_list_there) over {_THERE} as most_there
        from same_identity
    ),
    why as (
        select *, case
            when not named then 'name-missing'
            when not whole then 'partial-date'
            when contradict then 'contradicts'
            when january and most > 1 then 'january'
            when one_home then ''
            when most > 1 then 'two-addresses'
            when born_at = '' then 'birthplaces'
            when january then 'january'
            else '' end as doubt,
            named and whole and home <> '' and not contradict_there and not (january and most_there > 1)
                as sure_there
        from told
    )
    select row, identity, roll, doubt, case
        when doubt = '' then first_value(row) over (partition by identity, roll order by {FIRST})
        when sure_there then first_value(row) over (partition by identity, roll, home order by {FIRST})
        else row end as unit
    from why
"""
_DOUBTFUL = f"""
    insert into pairs
    with heads as (
        select keyed.row, keyed.identity, keyed.roll, doubt, row_number() over (
            partition by keyed.identity, keyed.roll order by {FIRST}
        ) as place
        from keyed join judged on judged.row = keyed.row where unit = keyed.row and doubt <> ''
    )
    select a.row, b.row, a.doubt from heads as a join heads as b
    on a.identity = b.identity and a.roll = b.roll and a.place < b.place
    where a.place = 1 or b.place <= {MOST}
"""
FIND = (
    _NUMBERS,
    _TOLD,
    _JUDGED,
    "create view units as select row, unit from judged",
    "insert into pairs select unit, row, '' from units where unit <> row",
    _DOUBTFUL,
)
"""Statements that make `pairs` (one, other, doubt) and `units` (row, unit) from `keyed`."""
