"""One person, one chance: people who are on several lists, and people who may be (SPEC §3).

Certain, by rule: the same national elector number; the same identity (birth surname, first names, whole
birth date, birthplace) where nothing contradicts (`pairing.identities`); a card that fits one person of the
rolls and no other, at the same home, where nothing contradicts (`pairing.cards`).
Doubtful, for a person to decide: everything else that fits; two people of one birth date and one address, of
whom one name of two is the same; names that may be one, written in two ways, and dates whose day and month
may be swapped (`near`). An empty part is no proof.

Of rows that are one person, one stands for them: it has the address, the place and the name. It is the first
by rule (main list, then by what the rows say), or the one that a person chose in the table of doubts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.numbers import few
from tirage.people.engines.kept import Tables
from tirage.people.frame import near
from tirage.people.frame.pairing import cards, identities, keys
from tirage.people.frame.pairing.sides import COLUMNS, Side, asked_about, side
from tirage.people.frame.store import Row, Store
from tirage.people.groups import Groups
from tirage.people.review import FIRST_STANDS, ONE_PERSON, SECOND_STANDS, Decisions, Doubt

REASONS = (
    *("name-missing", "partial-date", "contradicts", "january", "several-fit", "two-addresses", "elsewhere"),
    *("swapped-date", "birthplaces", "usage-name", "swapped-names", "spelling", "first-names"),
    *("compound-name", "one-address"),
)
"""Why somebody is asked; of several reasons for two people the first is told."""

_AT_ONE_ADDRESS = """
    insert into pairs
    select a.row, b.row, 'one-address' from keyed as a join keyed as b
    on a.home = b.home and a.born_first = b.born_first and a.identity < b.identity
    where a.home <> '' and a.whole and b.whole
    and (a.first_key = b.first_key or (a.surname_key = b.surname_key
        and (starts_with(a.firsts, b.firsts) or starts_with(b.firsts, a.firsts))))
"""
_SIDES = ", ".join(f"{name}.{column}" for name in "ab" for column in COLUMNS)
_DOUBTS = f"""
    select one, other, doubt, {_SIDES}
    from (
        select distinct least(one, other) as one, greatest(one, other) as other, doubt
        from pairs where doubt <> '' and one <> other
    ) as found join keyed as a on a.row = one join keyed as b on b.row = other
"""
FOUND = ("pairs", "units", "card_fits")
"""Tables of rows by their numbers, that all which is done later stands on."""
MOST_PAIRS = 10_000_000
"""Of rows that are certainly one person: some two gigabytes, on any engine."""
Asked = tuple[int, int, Doubt]
"""Two rows, in the order of the sides of the doubt about them."""
Answered = tuple[int, int, str, str]
"""Two rows in that order, the case, and what was decided of it."""


def find(store: Store, files: Mapping[str, str] | None = None, tables: Tables | None = None) -> list[Doubt]:
    """Find pairs of rows; the doubtful ones are returned, in an order that hangs on the people alone.

    `files`: hash → name of each file, to be shown; `tables`: what an earlier run found in the same entries.
    """
    store.run(*keys.MAKE)
    if tables is None or not tables.take(store, FOUND):
        store.run(*identities.FIND, *cards.FIND, _AT_ONE_ADDRESS, *near.FIND)
        if tables is not None:
            tables.keep(store, FOUND)
    return [doubt for _, _, doubt in doubtful(store, certain(store), files)]


def merge(store: Store, decisions: Decisions, file: str = "") -> None:
    """Give every row the number of its person, as the rules and the decisions say.

    `decisions`: for every doubt; `file`: the table that has them. Makes `persons`: rows, each with its
    person, and whether it was chosen to stand for them. Raises InputInvalid where decisions contradict each
    other.
    """
    merged = certain(store)
    # Of a country there are many doubts: what is shown of them is gone at once.
    asked = [
        (one, other, doubt.case, decisions.words[doubt.case]) for one, other, doubt in doubtful(store, merged)
    ]
    chosen = _chosen(asked, merged)
    for one, other, _, word in asked:
        if word in ONE_PERSON:
            merged.join(one, other)
    if defects := [*_contradictions(asked, chosen, merged, decisions, file)]:
        raise InputInvalid(defects)
    store.run("create table merged (row bigint, person bigint)", "create table chosen (row bigint)")
    store.fill("merged", merged.tops())
    store.fill("chosen", [(row,) for row in chosen])
    store.run(
        """
        create view persons as
        select keyed.*, coalesce(person, keyed.row) as person, chosen.row is not null as chosen
        from keyed left join merged on merged.row = keyed.row left join chosen on chosen.row = keyed.row
        """
    )


def certain(store: Store) -> Groups[int]:
    """Rows that are certainly one person.

    Raises Refused where there are more pairs than one process joins.
    """
    found = store.rows(
        "select distinct one, other from pairs where doubt = '' and one <> other order by one, other"
    )
    return Groups(_few_enough(found))


def _few_enough(found: Iterable[Row]) -> Iterator[tuple[int, int]]:
    for number, (one, other) in enumerate(found):
        if number == MOST_PAIRS:
            raise Refused("frame.pairs", most=MOST_PAIRS)
        yield one, other


def doubtful(store: Store, merged: Groups[int], files: Mapping[str, str] | None = None) -> Iterator[Asked]:
    """Each doubt between two people, once, for the first of its reasons; sorted by what the rows say."""
    found: dict[tuple[int, int], tuple[int, list[tuple[Side, int]]]] = {}
    known: dict[object, object] = {}
    for one, other, reason, *cells in store.rows(_DOUBTS):
        low, high = sorted((merged.top(one), merged.top(other)))
        if low != high:
            half = len(COLUMNS)
            # Most of what rows say, others say too.
            cells = [known.setdefault(cell, cell) for cell in cells]
            sides = sorted([(_side(cells[:half]), one), (_side(cells[half:]), other)])
            each = (REASONS.index(reason), sides)
            found[low, high] = min(found.get((low, high), each), each)
    waiting = sorted(found.values(), key=lambda each: each[::-1], reverse=True)
    del found, known
    while waiting:
        place, ((first, one), (second, other)) = waiting.pop()
        yield one, other, asked_about(first, second, REASONS[place], files or {})


def _side(cells: Sequence[object]) -> Side:
    return side(dict(zip(COLUMNS, cells, strict=True)))


def _chosen(asked: Iterable[Answered], merged: Groups[int]) -> list[int]:
    """Rows that were chosen to stand for their person, and that no other was preferred to; sorted.

    `merged`: rows that are certainly one person, and so are preferred together.
    """
    wins: set[int] = set()
    beaten: set[int] = set()
    for one, other, _, word in asked:
        if word in (FIRST_STANDS, SECOND_STANDS):
            winner, loser = (one, other) if word == FIRST_STANDS else (other, one)
            wins.add(winner)
            beaten.add(merged.top(loser))
    return sorted(row for row in wins if merged.top(row) not in beaten)


def _contradictions(
    asked: Sequence[Answered],
    chosen: Iterable[int],
    merged: Groups[int],
    decisions: Decisions,
    file: str,
) -> Iterator[Defect]:
    """A defect for people who are two by one decision and one by others; one for choices in a circle.

    `merged`: as everything was decided.
    """
    standing = {merged.top(row) for row in chosen}
    torn, circle = [], []
    for one, other, case, word in asked:
        if word not in ONE_PERSON and merged.top(one) == merged.top(other):
            torn.append(decisions.lines.get(case, 0))
        elif word in (FIRST_STANDS, SECOND_STANDS) and merged.top(one) not in standing:
            circle.append(decisions.lines.get(case, 0))
    for code, lines in (("torn", torn), ("circle", circle)):
        if lines:
            values = {"count": len(lines), "lines": few(sorted(lines))}
            yield Defect(f"frame.decisions.{code}", file, min(lines), values=values)
