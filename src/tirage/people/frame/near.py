"""Names that may be one, written in two ways, of people born on one day: for a person to decide.

`DA SILVA` and `DASILVA`, `Thi Lan` and `Lan`, `GRAND` (in use: `PETIT`) and `GRAND-PETIT`, surname and first
name swapped, a slip of one letter, the same names with another birthplace: wherever they live; and the same
names and birthplace where day and month are swapped. Nothing of it is certain, and no likeness decides
anything.

Two people of the rolls are asked about where their birthplaces agree, or one of them is not known, or has no
code where the other has: on the rolls of a large city thousands have a surname and a birth date in common. A
card tells no birthplace; it is asked about unless it certainly is somebody's of the rolls. Everyone is
compared with those of their birth date and of one name only, never with everyone.
"""

from __future__ import annotations

_SHORTEST = 4
"""Letters of a name from which on a slip is looked for: `LI` and `LY` are two names."""

SPELT = """
    replace(name, ' ', '') as joined, replace(firsts, ' ', '') as joined_firsts,
    split_part(firsts, ' ', 1) || split_part(firsts, ' ', 2) as joined_two
"""
"""Columns that are made of a name and of first names."""


def spelt(which: str = "true") -> str:
    """SQL that makes the table `spelt`: a row for each name of whoever may be compared; `which` of them.

    `keyed`, `units` and `card_fits` are there.
    """
    return f"""
    create or replace table spelt as
    with heads as (
        select identity, keyed.row, roll, sex, born_first as born, first_key, surname_key as surname, firsts,
            born_at as place
        from keyed left join units on units.row = keyed.row
        left join (select holder from card_fits where doubt = '') as settled on holder = keyed.row
        where whole and surname_key <> '' and first_key <> '' and holder is null
        and coalesce(unit, keyed.row) = keyed.row and {which}
    ),
    in_use as (
        select distinct identity, surname_key as by_birth, usage_key as name from keyed
        where usage_key <> '' and usage_key <> surname_key
    ),
    gathered as (
        select identity, string_agg(name, ' ' order by name) as all_names from (
            select identity, name from in_use union select identity, by_birth from in_use
        ) as each_name group by identity
    ),
    named as (
        select heads.*, surname as name, coalesce(all_names, surname) as all_names
        from heads left join gathered using (identity)
        union all
        select heads.*, name, all_names from heads join in_use using (identity) join gathered using (identity)
    )
    select *, {SPELT} from named
    """


def _coded(side: str) -> str:
    """SQL: whether a birthplace is a code."""
    place = f"{side}.place"
    return f"(length({place}) = 5 and left({place}, 1) <= '9' and strpos({place}, ' ') = 0)"


_PLACES = f"""(a.place = b.place or a.place = '' or b.place = '' or not (a.roll and b.roll)
    or {_coded("a")} <> {_coded("b")})"""
_SEXES = "(a.sex = b.sex or a.sex = '' or b.sex = '')"


def _slip(column: str) -> str:
    """SQL: whether one letter is another, missing, or two are swapped."""
    one, other = f"a.{column}", f"b.{column}"
    long = f"least(length({one}), length({other})) >= {_SHORTEST}"
    return (
        f"({long} and abs(length({one}) - length({other})) <= 1 and damerau_levenshtein({one}, {other}) = 1)"
    )


def _has(words: str, word: str) -> str:
    return f"list_contains(string_split({words}, ' '), {word})"


def _within(words: str, others: str) -> str:
    return f"list_has_all(string_split({others}, ' '), string_split({words}, ' '))"


_SPACED = "(a.joined_firsts = b.joined_firsts or a.joined_two = b.firsts or b.joined_two = a.firsts)"
_ALIKE = f"({_SPACED} or {_has('a.firsts', 'b.first_key')} or {_has('b.firsts', 'a.first_key')})"


def pairs(one: str, other: str, apart: str) -> str:
    """SQL for pairs (a of `one`, b of `other`, both tables like `spelt`) whose names may be one; each once.

    `apart`: what else the two must meet. Each part has a join of its own: on one name, on one first name, on
    all the words.
    """
    joined = f"from {one} as a join {other} as b on a.born = b.born and {apart}"
    return f"""
    select a.*, b.row as other, case
        when a.firsts = b.firsts and a.name = b.name and a.place <> b.place then 'birthplaces'
        when a.name <> b.name or not {_ALIKE} then 'spelling'
        when a.name = a.surname and b.name = b.surname then 'first-names'
        else 'usage-name' end as reason
    {joined} and a.joined = b.joined
    where case when {_PLACES} then {_ALIKE} or ({_SEXES} and {_slip("first_key")})
        else a.joined_firsts = b.joined_firsts end
    union all
    select a.*, b.row, case when {_slip("joined")} then 'spelling' else 'compound-name' end
    {joined} and a.first_key = b.first_key and a.joined <> b.joined
    where {_PLACES} and (({_SEXES} and {_slip("joined")})
        or {_within("a.name", "b.all_names")} or {_within("b.name", "a.all_names")})
    union all
    select a.*, b.row, 'swapped-names'
    {joined} and {_bag("a")} = {_bag("b")}
    where {_PLACES} and a.joined <> b.joined
    union all
    select a.*, b.row, 'swapped-names'
    {joined} and a.joined = b.joined_firsts
    where {_PLACES} and a.joined <> b.joined and b.joined in (a.first_key, a.joined_firsts)
    union all
    select a.*, b.row, 'swapped-names'
    {joined} and a.joined = b.first_key
    where {_PLACES} and a.joined <> b.joined and b.joined in (a.first_key, a.joined_firsts)
    union all
    select a.*, b.row, 'swapped-date'
    from {one} as a join {other} as b on {swapped("a.born")} = b.born and a.joined = b.joined and {apart}
    where substr(a.born, 9) <= '12' and substr(b.born, 9) <= '12' and a.born <> b.born
        and {_PLACES} and {_SEXES} and (a.joined_firsts = b.joined_firsts
        or (a.first_key = b.first_key and not (a.roll and b.roll)))
    """


def swapped(born: str) -> str:
    """SQL: a date with its day for its month, which is no date where there are more than twelve."""
    return f"(substr({born}, 1, 5) || substr({born}, 9, 2) || substr({born}, 5, 3))"


def _bag(side: str) -> str:
    return f"list_sort(string_split({side}.name || ' ' || {side}.firsts, ' '))"


_FOUND = pairs("spelt", "spelt", "a.identity < b.identity")
FIND = (spelt(), f"insert into pairs select row, other, reason from ({_FOUND})")
"""Statements that add to `pairs`, once `keyed`, `units` and `card_fits` are there."""
