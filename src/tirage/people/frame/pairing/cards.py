"""Cards of people who are on a roll: a card has no birthplace, and often one first name of several.

A card fits whoever has its whole birth date, its first name, and one name of two, by birth or in use. It is
certainly theirs where it fits nobody else, nothing contradicts (sex, nationality, further first names, name
by birth, name in use, birthplace, number), the home is the same, and the day is not 1 January, which
administrations write where no day is known. Whatever else fits, a person decides.

A home is the same that has the same key, or the same house in the same town where one says more of it
(`12 RUE X`, `12 RUE X APT 4`, `RESIDENCE Y 12 RUE X`).
"""

from __future__ import annotations

from tirage.people.frame.pairing.keys import begins, differ

_NAMES = """
    select row, first_key, born_first, surname_key as name from keyed
    where {which} and whole and surname_key <> ''
    union all
    select row, first_key, born_first, usage_key as name from keyed
    where {which} and whole and usage_key not in ('', surname_key)
"""
_FITTING = f"""
    create table fitting as
    with rolls as ({_NAMES.format(which="roll")}), cards as ({_NAMES.format(which="not roll")})
    select distinct cards.row as holder, rolls.row as other
    from cards join rolls using (first_key, born_first, name)
"""
_ONE_NAME = "a.usage_key in ('', a.surname_key)"
_CONTRADICT = f"""
    {differ("sex")} or {differ("nationality")} or {differ("born_at")} or {differ("elector_number")}
    or not {begins("a.firsts", "b.firsts")}
    or (not {_ONE_NAME} and a.surname_key <> b.surname_key)
    or (not {_ONE_NAME} and b.usage_key not in ('', b.surname_key, a.usage_key))
"""


def _ends(one: str, other: str) -> str:
    """SQL: whether the words of a text end with those of the other."""
    return f"right({one}, length({other}) + 1) = ' ' || {other}"


_STREETS = ("split_part(a.home, '|', 1)", "split_part(b.home, '|', 1)")
_SAME_HOUSE = f"""
    a.numbered and b.numbered and {_STREETS[0]} <> '' and {_STREETS[1]} <> ''
    and split_part(a.home, '|', 3) <> '' and split_part(a.home, '|', 3) = split_part(b.home, '|', 3)
    and ({begins(*_STREETS)} or {_ends(*_STREETS)} or {_ends(*_STREETS[::-1])})
"""
_FITS = f"""
    create table card_fits as
    with told as (
        select holder, person, max(contradict) as contradict, max(home) as home from (
            select holder, coalesce(unit, other) as person,
                case when {_CONTRADICT} then 1 else 0 end as contradict,
                case when a.home <> '' and (a.home = b.home or ({_SAME_HOUSE})) then 1 else 0 end as home
            from fitting join keyed as a on a.row = holder join keyed as b on b.row = other
            left join units on units.row = other
        ) as compared group by holder, person
    ),
    counted as (select *, count(*) over (partition by holder) as fits from told)
    select holder, person, case
        when first_key = '' then 'name-missing'
        when contradict = 1 then 'contradicts'
        when fits > 1 then 'several-fit'
        when january then 'january'
        when counted.home = 0 then 'elsewhere'
        else '' end as doubt
    from counted join keyed on keyed.row = holder
"""
FIND = (_FITTING, _FITS, "insert into pairs select person, holder, doubt from card_fits")
"""Statements that add to `pairs`, once `units` are there; `card_fits` (holder, person, doubt) stays."""
