"""The rows of all lists with the keys that they are compared by: the view `keyed`.

One layout has the code of the commune of birth, the other département and name. What code a name has, rows
with a code say themselves: where all that name it agree, a row without one gets that code, and so is of the
same identity. Another name stays as it is, and whoever then seems to be two is asked about ("birthplaces").
"""

from __future__ import annotations

from tirage.people.frame.homes import NUMBERED
from tirage.people.rolls.entries import RollEntry

FIRST = """
    rank, home, door, street, complement1, complement2, locality, usage_key, sex, nationality, registered,
    lives, bureau, elector_number, card, file, line
"""
"""Of several rows the first by what they say stands for them: no order of files or lines decides anything,
for rows that differ by file and line alone are the same to everyone."""

_OTHERS = ", ".join(f"entries.{name}" for name in RollEntry._fields if name != "identity")
_PARTS = " || '|' || ".join(f"split_part(identity, '|', {part})" for part in (1, 2, 3))
_CODES = """
    create table birth_codes as
    select town, min(code) as code from (
        select distinct birth_town as town, split_part(identity, '|', 4) as code from entries
        where birth_town <> '' and split_part(identity, '|', 4) <> birth_town
    ) as told
    group by town having count(*) = 1
"""
_KEYED = f"""
    create view keyed as
    select *,
        split_part(identity, '|', 1) as surname_key,
        split_part(identity, '|', 2) as firsts,
        split_part(split_part(identity, '|', 2), ' ', 1) as first_key,
        split_part(identity, '|', 4) as born_at,
        born_first = born_last as whole,
        substr(born_first, 6) = '01-01' as january,
        {NUMBERED} as numbered,
        case list when 'LP' then 1 when 'LCM' then 2 when 'LCE' then 3 else 4 end as rank
    from (
        select entries.row, entries.file, entries.roll, entries.usage_key, {_OTHERS},
            case when code is null then identity else {_PARTS} || '|' || code end as identity
        from entries left join birth_codes
        on town = birth_town and split_part(identity, '|', 4) = birth_town
    ) as named
"""
KEPT = (
    *("row", "file", "roll", "usage_key", *(name for name in RollEntry._fields if name != "identity")),
    *("surname_key", "first_key", "whole", "numbered", "rank"),
)
"""Columns of the row of a person that `private/` keeps, beside the identity."""
MAKE = (_CODES, _KEYED)
"""Statements that make `keyed` from `entries`."""


def differ(column: str) -> str:
    """SQL: whether both rows say something, and not the same."""
    return f"(a.{column} <> b.{column} and a.{column} <> '' and b.{column} <> '')"


def begins(one: str, other: str) -> str:
    """SQL: whether the words of one text begin the other's."""
    return f"(starts_with({one} || ' ', {other} || ' ') or starts_with({other} || ' ', {one} || ' '))"
