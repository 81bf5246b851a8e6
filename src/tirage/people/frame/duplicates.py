"""One person, one chance: people who are on several lists, and people who may be (SPEC §3).

Certain, by rule: the same national elector number; the same identity (birth surname, first names, whole birth
date, birthplace) on lists of different kinds, or on one kind of list at one address; a card whose names and
whole birth date are those of one person of the rolls and of no other.
Doubtful, for a person to decide: the same identity twice on one kind of list at two addresses (a move, or
namesakes); an identity without a surname, first names or a whole birth date; a card that fits several people;
two people of one birth date and one address, of whom one name of two is the same; names that may be one,
written in two ways (`near`). An empty part is no proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from tirage.people.frame import near
from tirage.people.frame.homes import NUMBERED
from tirage.people.frame.near import FIRST
from tirage.people.frame.store import Store
from tirage.people.groups import Groups
from tirage.people.review import SAME, Doubt

_KEYS = f"""
    create view keyed as
    select *,
        split_part(identity, '|', 1) as surname_key,
        split_part(split_part(identity, '|', 2), ' ', 1) as first_key,
        born_first = born_last as whole,
        {NUMBERED} as numbered,
        case list when 'LP' then 1 when 'LCM' then 2 when 'LCE' then 3 else 4 end as rank
    from entries
"""
_CERTAIN = (
    f"""
    create table pairs as
    select first_value(row) over (partition by elector_number order by identity, {FIRST}, row) as one,
        row as other, '' as doubt
    from keyed where elector_number <> ''
    """,
    f"""
    create table same_identity as
    select *, first_value(row) over (partition by identity order by {FIRST}, row) as one,
        count(*) over (partition by identity, list) as on_list,
        count(distinct home) over (partition by identity, list) as homes
    from keyed
    where identity in (select identity from keyed group by identity having count(*) > 1)
    """,
    """
    insert into pairs select one, row, case
        when surname_key = '' or first_key = '' then 'name-missing'
        when not bool_and(whole) over (partition by identity) then 'partial-date'
        when bool_or(on_list > 1 and (homes > 1 or home = '')) over (partition by identity)
            then 'two-addresses'
        else '' end
    from same_identity
    """,
    """
    create table card_fits as
    with rolls as (
        select distinct identity, first_key, born_first, name from (
            select identity, first_key, born_first, surname_key as name from keyed
            where roll and whole and surname_key <> ''
            union all
            select identity, first_key, born_first, usage_key from keyed
            where roll and whole and usage_key <> ''
        )
    ),
    cards as (
        select row, first_key, born_first, surname_key as name from keyed
        where not roll and whole and surname_key <> ''
        union
        select row, first_key, born_first, usage_key from keyed where not roll and whole and usage_key <> ''
    )
    select cards.row, rolls.identity, first_key,
        count(distinct rolls.identity) over (partition by cards.row) as fits
    from cards join rolls using (first_key, born_first, name)
    """,
    f"""
    insert into pairs
    with heads as (
        select identity, row as head from keyed
        where identity in (select identity from card_fits)
        qualify row_number() over (partition by identity order by {FIRST}, row) = 1
    )
    select head, row, case
        when fits > 1 then 'several-fit'
        when first_key = '' then 'name-missing'
        else '' end
    from (select distinct row, identity, first_key, fits from card_fits) join heads using (identity)
    """,
    """
    insert into pairs
    select a.row, b.row, 'one-address' from keyed as a join keyed as b
    on a.home = b.home and a.born_first = b.born_first and a.identity < b.identity
    where a.home <> '' and a.whole and b.whole
    and (a.first_key = b.first_key or (a.surname_key = b.surname_key
        and (starts_with(a.first_names, b.first_names) or starts_with(b.first_names, a.first_names))))
    """,
    *near.FIND,
    "delete from pairs where one = other",
)
SIDE = (
    *("list", "identity", "home", "surname", "usage_name", "first_names", "born_first", "street", "postcode"),
)
"""Columns of a row that a doubt is made of: the first three name the case, the others are shown."""
_SIDES = ", ".join(f"{side}.{name}" for side in "ab" for name in SIDE)
_DOUBTS = f"""
    select one, other, doubt, {_SIDES}
    from (
        select least(one, other) as one, greatest(one, other) as other, max(doubt) as doubt
        from pairs group by 1, 2 having min(doubt) <> ''
    ) join keyed as a on a.row = one join keyed as b on b.row = other
"""


def find(store: Store) -> list[Doubt]:
    """Find pairs of rows; the doubtful ones are returned, in an order that hangs on the people alone."""
    store.run(_KEYS, *_CERTAIN)
    return [doubt for _, _, doubt in doubtful(store, certain(store))]


def merge(store: Store, decisions: Mapping[str, str]) -> None:
    """Give every row the number of its person, as the rules and the decisions say.

    `decisions`: case → `same` or `different`, for every doubt. Makes `persons`: rows, each with its person.
    """
    merged = certain(store)
    same = [(one, other) for one, other, doubt in doubtful(store, merged) if decisions[doubt.case] == SAME]
    for one, other in same:
        merged.join(one, other)
    store.run("create table merged (row bigint, person bigint)")
    store.fill("merged", merged.tops())
    store.run(
        """
        create view persons as
        select keyed.*, coalesce(person, row) as person from keyed left join merged using (row)
        """
    )


def certain(store: Store) -> Groups[int]:
    """Rows that are certainly one person."""
    found = store.rows("select distinct one, other from pairs where doubt = '' order by one, other")
    return Groups((one, other) for one, other in found)


def doubtful(store: Store, merged: Groups[int]) -> Iterable[tuple[int, int, Doubt]]:
    """Each doubt between two people, once, with a row of each; sorted by the contents of the rows."""
    found = []
    for one, other, reason, *sides in store.rows(_DOUBTS):
        half = len(sides) // 2
        rows = sorted(
            ((sides[:half], one), (sides[half:], other)), key=lambda side: side[0][1:] + side[0][:1]
        )
        found.append((rows, reason))
    found.sort(key=lambda each: ([side[1:] + side[:1] for side, _ in each[0]], each[1]))
    asked: set[tuple[int, int]] = set()
    for ((first, one), (second, other)), reason in found:
        low, high = sorted((merged.top(one), merged.top(other)))
        if low != high and (low, high) not in asked:
            asked.add((low, high))
            yield one, other, asked_about(first, second, reason)


def asked_about(one: Sequence[object], other: Sequence[object], reason: str) -> Doubt:
    """The doubt about two rows, each as the columns of SIDE."""
    return Doubt(_case(one, other), reason, _shown(one), _shown(other))


def _case(one: Sequence[object], other: Sequence[object]) -> str:
    """By identity, address and list: the same whatever the files are called and however they are sorted."""
    sides = sorted(f"{side[1]}|{side[2]}|{side[0]}" for side in (one, other))
    return sha256("||".join(sides).encode()).hexdigest()[:16]


def _shown(side: Sequence[object]) -> tuple[str, ...]:
    return tuple(map(str, [side[0], *side[3:]]))
